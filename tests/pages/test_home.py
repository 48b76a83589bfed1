"""The first page: what the owner put together, with live prices."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.blocks import StreamBlockValidationError

from lapak.pages import selectors
from lapak.pages.home_blocks import home_blocks
from lapak.pages.models import HomePage
from lapak.pages.selectors import best_selling
from shop.store import freshness
from tests.pages import build
from tests.pages.reading import english, words
from tests.promotions import rule

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


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


def test_chosen_products_ask_for_no_rules_of_their_own(client, start, clock):
    """Each block costs the cards, the articles and its choice; what promotions run was read once for the window."""
    page = build.product(build.category(start), "Amplang", price=27_000)
    rule()

    def queries(blocks: int) -> int:
        show(start, *[("products", {"heading": f"Pilihan {n}", "products": [page.pk]}) for n in range(blocks)])
        freshness._renew()
        for _visit in range(2):
            client.cookies["messages"] = "x"
            with CaptureQueriesContext(connection) as asked:
                assert "Rp21.600" in words(client.get("/"))
        assert not [query for query in asked if "catalog_pricerule" in query["sql"]]
        return len(asked)

    one, two, three = (queries(blocks) for blocks in (1, 2, 3))
    assert three - two == two - one == 2


def test_a_chosen_product_that_is_cheaper_by_the_dozen_is_marked(client, start, clock):
    page = build.product(build.category(start), "Amplang", price=27_000)
    show(start, ("products", {"heading": "Pilihan", "products": [page.pk]}))
    assert 'badge--sale">Promo<' not in client.get("/").content.decode()
    rule(kind="buy_get", value=None, buy=11, get=1)
    freshness._renew()
    assert 'badge--sale">Promo<' in client.get("/").content.decode()


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
    from lapak.pages import home_blocks as blocks

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
    steps = body.split('<ol class="how">')[1].split("</ol>")[0]
    assert steps.count("<li>") == 4


# Best-selling products


@pytest.fixture
def shelf(start):
    camilan = build.category(start)
    return {name: build.product(camilan, name) for name in ("Amplang", "Keripik", "Abon")}


def sold(page, quantity, *, state="completed", days_ago=3):
    now = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
    return build.sold(page.listings.get().sku, quantity, state=state, ended_at=now - timedelta(days=days_ago))


NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def test_best_selling_counts_units_of_completed_orders_only(shelf):
    sold(shelf["Amplang"], 2)
    sold(shelf["Keripik"], 3)
    sold(shelf["Amplang"], 2)
    sold(shelf["Abon"], 50, state="cancelled")
    assert best_selling(now=NOW) == (shelf["Amplang"].pk, shelf["Keripik"].pk)


def test_best_selling_forgets_what_was_sold_long_ago(shelf):
    sold(shelf["Keripik"], 50, days_ago=91)
    sold(shelf["Amplang"], 1)
    assert best_selling(now=NOW) == (shelf["Amplang"].pk,)


def test_best_selling_block_hides_itself_until_something_was_sold(client, start, shelf):
    show(start, ("best_sellers", {"heading": "Paling banyak dibeli", "most": 4}))
    assert "Paling banyak dibeli" not in words(client.get("/"))


def test_best_selling_block_shows_as_many_as_asked_most_first(client, start, shelf, monkeypatch):
    monkeypatch.setattr(selectors.timezone, "now", lambda: NOW)
    for number, page in enumerate(shelf.values(), start=1):
        sold(page, number)
    show(start, ("best_sellers", {"heading": "Paling banyak dibeli", "most": 2}))
    text = words(client.get("/"))
    assert text.index("Abon") < text.index("Keripik")
    assert "Amplang" not in text


@pytest.fixture
def most_sold(start, shelf, clock):
    """The best-selling product that the home page tells, which is kept as for its visitors."""
    show(start, ("best_sellers", {"heading": "Paling banyak dibeli", "most": 2}))
    freshness._renew()

    def first() -> str:
        text = words(Client().get("/")).partition("Paling banyak dibeli")[2]
        return min((name for name in shelf if name in text), key=text.index)

    sold(shelf["Amplang"], 2)
    clock.now = datetime(2026, 11, 24, 4, 57, tzinfo=UTC)
    assert first() == "Amplang"
    sold(shelf["Keripik"], 3)
    return first


def test_what_sells_best_is_reckoned_anew_at_the_full_hour_for_kept_pages_too(most_sold, clock):
    clock.now = datetime(2026, 11, 24, 4, 59, 59, tzinfo=UTC)
    assert most_sold() == "Amplang"
    clock.now = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    assert most_sold() == "Keripik"


def test_what_sells_best_is_not_reckoned_for_each_visitor(most_sold, clock, monkeypatch):
    reckoned = []
    monkeypatch.setattr(selectors, "best_selling", lambda now: reckoned.append(now) or ())
    for minute in (0, 6, 12, 59):
        clock.now = datetime(2026, 11, 24, 5, minute, tzinfo=UTC)
        Client().get("/")
    assert reckoned == [datetime(2026, 11, 24, 5, 0, tzinfo=UTC)]


# Seasons


def season(start, *periods):
    start.seasons = json.dumps(
        [{"type": "season", "value": {"first": a, "last": b, "title": title}} for a, b, title in periods]
    )
    start.save_revision().publish()
    return HomePage.objects.get(pk=start.pk)


def test_season_greets_from_its_first_to_its_last_day(start):
    page = season(start, ("2026-12-01", "2026-12-31", "Musim durian"))
    days = (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1))
    assert [page.season(day) is not None for day in days] == [False, True, True, False]


@pytest.mark.parametrize("days", [(None, None), ("2026-12-01", None), (None, "2026-12-31")])
def test_season_without_both_days_holds_on_none(start, days):
    assert season(start, (*days, "Musim durian")).season(date(2026, 12, 15)) is None


def test_season_whose_last_day_lies_before_its_first_is_refused(start):
    block = HomePage._meta.get_field("seasons").stream_block
    written = season(start, ("2026-12-31", "2026-12-01", "Musim durian")).seasons
    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(written)
    fault = refused.value.block_errors[0].block_errors
    assert {name: error.messages for name, error in fault.items()} == {
        "last": [_("The last day lies before the first.")]
    }


def test_season_takes_the_place_of_the_greeting(client, start):
    season(start, ("2020-01-01", "2099-12-31", "Musim durian"))
    body = client.get("/").content.decode()
    assert "<h1>Musim durian</h1>" in body
    assert body.count("<h1>") == 1


def test_kept_home_page_lives_until_the_full_hour_at_most(start):
    assert start.next_change(now=NOW) == datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    assert start.next_change(now=NOW - timedelta(microseconds=1)) == NOW


def test_kept_home_page_lives_until_midnight_where_that_is_no_full_hour(start):
    with timezone.override("Asia/Kathmandu"):
        assert start.next_change(now=datetime(2026, 11, 24, 18, 5, tzinfo=UTC)) == datetime(
            2026, 11, 24, 18, 15, tzinfo=UTC
        )


# Every section


@pytest.mark.parametrize("name", [name for name, _ in home_blocks()])
def test_every_section_is_previewed_in_the_chooser_with_our_stylesheet(admin_client, name):
    block = HomePage._meta.get_field("body").stream_block.child_blocks[name]
    answer = admin_client.get("/admin/block-preview/", {"id": block.definition_prefix})
    assert block.is_previewable
    assert answer.status_code == 200
    assert "lapak.css" in answer.content.decode()
    assert str(block.get_preview_value()["heading"]) in answer.content.decode()


@pytest.mark.parametrize("name", ["products", "best_sellers", "promotions"])
def test_preview_of_goods_shows_real_pictures_though_the_shop_is_empty(admin_client, name):
    block = HomePage._meta.get_field("body").stream_block.child_blocks[name]
    body = admin_client.get("/admin/block-preview/", {"id": block.definition_prefix}).content.decode()
    pictures = set(re.findall(r'src="/static/(previews/[^"]+\.jpg)"', body))
    assert len(pictures) >= 2
    assert all(finders.find(picture) for picture in pictures)


def test_sections_without_anything_to_show_leave_nothing_on_the_page(client, start):
    empty = [(name, {"heading": "Kepala bagian", **more}) for name, more in EMPTY.items()]
    show(start, *empty)
    assert "Kepala bagian" not in words(client.get("/"))


EMPTY = {
    "products": {"products": []},
    "best_sellers": {"most": 4},
    "categories": {},
    "promotions": {},
    "opinions": {"opinions": []},
}


def test_opinion_of_a_buyer_is_escaped(client, start):
    said = {"words": "<b>Enak</b>", "name": "Wati", "about": ""}
    show(start, ("opinions", {"heading": "Kata pembeli", "opinions": [said]}))
    assert "&lt;b&gt;Enak&lt;/b&gt;" in client.get("/").content.decode()
