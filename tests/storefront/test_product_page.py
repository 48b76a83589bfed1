"""The product page: the price of a measure beside each price, and nothing of one visitor in what is kept."""

import pytest

from lapak.pages.models import PlainPage
from shop.storefront import selectors
from shop.storefront.services import NewSku
from tests import build
from tests.checks import text_of
from tests.promotions import rule

pytestmark = pytest.mark.django_db

PAGE = "/produk/camilan/keripik/"


def keripik(*, content=250, unit="g", **facts):
    build.shop()
    details = {"net_content": content, "net_unit": unit}
    sku = NewSku(code="K-1", price=25_000, opening=5, unit_cost=9000, details=details)
    return build.product(title="Keripik", skus=[sku], **facts)


def test_the_price_of_a_measure_is_told_in_words_too(client):
    keripik()
    assert "unit price Rp10.000 per 100 g" in text_of(client.get(PAGE))


def test_the_question_by_whatsapp_links_to_the_page_that_the_visitor_looks_at(client, settings):
    """Whatever host Wagtail's own row of the site names."""
    settings.ALLOWED_HOSTS = ["toko.example"]
    keripik()
    body = client.get(PAGE, headers={"host": "toko.example"}).content.decode()
    assert f"http%3A//toko.example{PAGE}" in body


def test_an_article_without_content_has_no_unit_price(client):
    keripik(content=None, unit="")
    assert "unit price" not in text_of(client.get(PAGE))


def test_a_promotion_lowers_the_price_of_a_measure_too(client, clock):
    rule(build.sku_of(keripik()), value=20)
    text = text_of(client.get(PAGE))
    assert "unit price Rp8.000 per 100 g" in text
    assert "Rp10.000 per 100 g" not in text


def test_each_variant_has_its_own(client):
    build.shop()
    packs = [
        NewSku(f"K-{size}", price, f"{size} g", details={"net_content": size, "net_unit": "g"}, opening=5, unit_cost=1)
        for size, price in [(250, 25_000), (2000, 160_000)]
    ]
    build.product(title="Keripik", skus=packs)
    text = text_of(client.get(PAGE))
    assert "Rp10.000 per 100 g" in text
    assert "Rp80.000 per 1 kg" in text


def test_a_draft_shows_it_as_well():
    (offer,) = selectors.offers_of_draft(keripik(), ())
    assert offer.measured.amount == 10_000


def test_the_place_for_what_was_seen_is_empty_and_hidden_without_script(client):
    keripik()
    html = client.get(PAGE).content.decode()
    assert '<lapak-terakhir class="section" data-url="/produk/camilan/keripik/" data-name="Keripik" hidden>' in html
    assert '<ul class="recent" role="list"></ul>' in html


def test_an_empty_basket_shows_what_was_seen_and_adds_nothing_to_it(client):
    build.shop()
    html = client.get("/keranjang/").content.decode()
    assert '<lapak-terakhir class="section" hidden>' in html


@pytest.mark.parametrize("live", [True, False])
def test_the_rules_of_returns_are_linked_where_the_shop_has_published_them(client, live):
    keripik()
    terms = PlainPage(title="Pengembalian", slug="barang-kembali", purpose=PlainPage.Purpose.RETURNS, live=live)
    build.home().add_child(instance=terms)
    main = client.get(PAGE).content.decode().partition("<footer")[0]
    assert ('<a href="/barang-kembali/">' in main) is live
