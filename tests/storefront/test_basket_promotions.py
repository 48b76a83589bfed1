"""What is cheaper when enough is bought is told where goods are shown, not first in the basket: in words on the product
page, by a mark on cards, both on and off at their minute."""

from datetime import timedelta

import pytest
from django.test import Client

from shop.catalog.pricing import Level
from shop.catalog.selectors import current_rules
from shop.store import freshness
from shop.storefront import selectors
from shop.storefront.services import NewSku
from tests import build
from tests.checks import text_of
from tests.promotions import rule

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only, pytest.mark.usefixtures("clock")]

START, END = build.NOW + timedelta(minutes=2), build.NOW + timedelta(minutes=4)
SECOND = timedelta(seconds=1)
LISTS = ["/produk/", "/produk/camilan/", "/cari/?q=keripik"]
PAGE = "/produk/camilan/keripik/"
TWO_AND_ONE = {"kind": "buy_get", "value": None, "buy": 2, "get": 1}
TIERS = {"kind": "tiers", "value": None, "levels": [Level(3, price=13000), Level(6, percent=20)]}
MARK = 'badge--sale">Promo<'


@pytest.fixture
def keripik():
    """One article of 15.000."""
    build.shop()
    return build.product(title="Keripik", price=15000)


def page() -> str:
    return text_of(Client().get(PAGE))


def marked(address: str) -> bool:
    return MARK in Client().get(address).content.decode()


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        (TWO_AND_ONE, "Buy 2, get 1 free"),
        (TIERS, "From 3 on Rp13.000 each; from 6 on 20% off"),
    ],
)
def test_the_product_page_says_name_terms_and_period(keripik, terms, sentence):
    rule(build.sku_of(keripik), **terms, name="Borong", ends_at=END)
    assert f"Borong {sentence} 24 November 2026, 09:30 WITA until 24 November 2026, 09:34 WITA" in page()


def test_without_an_end_it_runs_until_further_notice(keripik):
    rule(build.sku_of(keripik), **TWO_AND_ONE, ends_at=None)
    assert "Buy 2, get 1 free From 24 November 2026, 09:30 WITA until further notice" in page()


@pytest.mark.parametrize("address", [*LISTS, PAGE])
def test_kept_pages_tell_it_from_its_first_minute_to_its_last(
    keripik, clock, address, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        rule(build.sku_of(keripik), **TWO_AND_ONE, starts_at=START, ends_at=END)
    assert freshness.current()
    tells = marked if address in LISTS else lambda _address: "Buy 2, get 1 free" in page()
    for now, told in [(START - SECOND, False), (START, True), (END - SECOND, True), (END, False)]:
        clock.now = now
        assert [tells(address) for _visit in range(2)] == [told, told], now


def test_a_card_is_marked_beside_its_other_mark(keripik):
    sku = build.sku_of(keripik)
    rule(sku, value=20)
    rule(sku, **TWO_AND_ONE)
    html = Client().get("/produk/").content.decode()
    assert 'badge--sale">Sale<' in html
    assert MARK in html


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "tiers", "value": None, "levels": [Level(3, price=12000)]},
        TWO_AND_ONE | {"starts_at": START},
        TWO_AND_ONE | {"starts_at": build.NOW - build.DAY, "ends_at": build.NOW},
    ],
    ids=["no cheaper than the price of the moment", "coming", "over"],
)
def test_what_the_basket_would_not_give_is_not_told(keripik, facts):
    sku = build.sku_of(keripik)
    rule(sku, value=20)
    rule(sku, name="Borong", **facts)
    assert "Borong" not in page()
    assert not any(map(marked, LISTS))


def test_nothing_is_told_of_goods_whose_promotion_does_not_combine(keripik):
    rule(build.sku_of(keripik), value=20, combines=False)
    rule(name="Borong", **TWO_AND_ONE)
    assert "Borong" not in page()
    assert not marked("/produk/")


def test_a_card_that_is_sold_out_is_not_marked():
    build.shop()
    rule(build.sku_of(build.product(title="Keripik", stock=0)), **TWO_AND_ONE)
    assert not marked("/produk/")


def test_of_several_variants_those_are_named_that_it_is_for():
    build.shop()
    packs = [NewSku(f"K-{name}", 15000, name, opening=5, unit_cost=1) for name in ("Pedas", "Manis", "Asin")]
    made = build.product(title="Keripik", skus=packs)
    some = [listing.sku for listing in made.listings.all()][:2]
    rule(*some, **TWO_AND_ONE, name="Dua rasa")
    rule(**TIERS, name="Semua rasa")
    offers = selectors.offers(made, current_rules(now=build.NOW))
    told = {one.title: one.labels for one in selectors.basket_promotions(offers)}
    assert told == {"Dua rasa": ("Pedas", "Manis"), "Semua rasa": ()}
    assert page().count("Counts for: Pedas, Manis") == 1
    assert page().count("Semua rasa") == 1


def test_it_asks_the_database_nothing_more(keripik, django_assert_num_queries):
    made = rule(build.sku_of(keripik), **TIERS)
    rules = current_rules(now=build.NOW)
    with django_assert_num_queries(1):
        (offer,) = selectors.offers(keripik, rules)
        assert [one.title for one in selectors.basket_promotions([offer])] == [made.name]
    with django_assert_num_queries(2):
        assert selectors.cards_of([keripik], rules)[0].in_promotion
