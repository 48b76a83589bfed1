"""The first page: what the owner put together, with live prices."""

import json

import pytest

from tests.pages import build
from tests.pages.reading import english, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def start():
    return build.home()


def show(start, *blocks):
    start.body = json.dumps([{"type": kind, "value": value} for kind, value in blocks])
    start.save_revision().publish()


def test_home_greets_at_the_root_address_in_indonesian(client, start):
    answer = client.get("/")
    assert answer.status_code == 200
    assert "Kebutuhan dapur dan camilan khas Balikpapan" in words(answer)
    assert english(words(answer)) == set()


def test_chosen_products_stand_in_the_order_of_the_owner_with_their_price(client, start):
    camilan = build.category(start)
    first, second = build.product(camilan, "Amplang", price=27_000), build.product(camilan, "Keripik", price=18_500)
    show(start, ("products", {"heading": "Pilihan", "products": [second.pk, first.pk]}))
    text = words(client.get("/"))
    assert text.index("Keripik") < text.index("Amplang")
    assert "Rp18.500" in text
    assert "Rp27.000" in text


def test_chosen_product_that_was_unpublished_or_deleted_just_disappears(client, start):
    camilan = build.category(start)
    hidden, gone, kept = (build.product(camilan, name) for name in ("Amplang", "Abon", "Keripik"))
    show(start, ("products", {"heading": "Pilihan", "products": [hidden.pk, gone.pk, kept.pk]}))
    hidden.unpublish()
    gone.delete()
    text = words(client.get("/"))
    assert "Keripik" in text
    assert "Amplang" not in text
    assert "Abon" not in text


def test_new_category_appears_without_an_edit(client, start):
    show(start, ("categories", {"heading": "Kategori"}))
    assert "Bumbu Dapur" not in words(client.get("/"))
    build.category(start, title="Bumbu Dapur", slug="bumbu-dapur")
    assert "Bumbu Dapur" in words(client.get("/"))


def test_promotions_block_shows_what_runs_today_and_hides_itself_otherwise(client, start, monkeypatch):
    from datetime import UTC, datetime

    from lapak.pages import blocks

    show(start, ("promotions", {"heading": "Sedang berlangsung"}))
    build.promotion(build.promotions(start), "Pekan keripik")
    monkeypatch.setattr(blocks.timezone, "now", lambda: datetime(2026, 11, 25, 4, 0, tzinfo=UTC))
    assert "Pekan keripik" in words(client.get("/"))
    monkeypatch.setattr(blocks.timezone, "now", lambda: datetime(2026, 12, 25, 4, 0, tzinfo=UTC))
    assert "Sedang berlangsung" not in words(client.get("/"))


def test_how_to_buy_is_a_numbered_list_of_four(client, start):
    from lapak.demo.content.home import HOW_TO_BUY

    show(start, ("how_to_buy", HOW_TO_BUY))
    body = client.get("/").content.decode()
    steps = body.split('<ol role="list" class="how">')[1].split("</ol>")[0]
    assert steps.count("<li>") == 4
