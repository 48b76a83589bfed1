"""Lists by price go by the prices that their cards show, from the minute of a promotion on."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop.backoffice.doctor import CHECKS
from shop.catalog import promotions
from shop.catalog import services as catalog
from shop.catalog.models import PriceRule
from shop.catalog.pricing import Level
from shop.catalog.selectors import current_rules
from shop.stock import services as stock
from shop.storefront import cards, lists, selectors
from shop.storefront.filters import filters
from shop.storefront.models import ProductCardRow
from shop.storefront.selectors import on_sale
from shop.storefront.services import NewSku
from tests import build
from tests.promotions import rule
from tests.storefront.feeds.reading import nodes

pytestmark = pytest.mark.django_db

START, END = build.NOW + timedelta(minutes=2), build.NOW + timedelta(minutes=4)
SECOND = timedelta(seconds=1)


@pytest.fixture
def shelf(clock):
    """Amplang 10.000, Bagelen 12.000, Cendol 20.000."""
    build.shop()
    return [
        build.product(title=title, price=price)
        for title, price in (("Amplang", 10000), ("Bagelen", 12000), ("Cendol", 20000))
    ]


def titles(now=build.NOW, **asked) -> list[str]:
    listing = lists.listing(on_sale(), filters=filters(asked), rules=current_rules(now=now))
    return [card.title for card in listing.cards]


@pytest.mark.parametrize(
    ("kind", "value"), [("percent", 60), ("amount", 12000), ("price", 8000)], ids=["percentage", "amount", "price"]
)
def test_the_order_changes_at_the_minute_and_back(shelf, kind, value):
    rule(build.sku_of(shelf[2]), kind=kind, value=value, starts_at=START, ends_at=END)
    regular, promoted = ["Amplang", "Bagelen", "Cendol"], ["Cendol", "Amplang", "Bagelen"]
    for now, order in [(START - SECOND, regular), (START, promoted), (END - SECOND, promoted), (END, regular)]:
        assert titles(now, urut="murah") == order, now
        assert titles(now, urut="mahal") == order[::-1], now


def test_a_filter_by_price_changes_at_the_minute_and_back(shelf):
    rule(build.sku_of(shelf[2]), kind="price", value=8000, starts_at=START, ends_at=END)
    for now, cheap in [(START - SECOND, []), (START, ["Cendol"]), (END - SECOND, ["Cendol"]), (END, [])]:
        assert titles(now, sampai="9000") == cheap, now
        assert ("Cendol" in titles(now, dari="9000")) == (not cheap), now


@pytest.mark.parametrize(
    "terms",
    [{"kind": "tiers", "levels": [Level(2, percent=90)]}, {"kind": "buy_get", "buy": 1, "get": 9}],
    ids=["tiers", "buy and get"],
)
def test_what_changes_no_price_on_a_card_changes_no_order(shelf, terms):
    rule(build.sku_of(shelf[2]), value=None, **terms)
    assert titles(urut="murah") == ["Amplang", "Bagelen", "Cendol"]


def test_a_rule_that_is_stopped_changed_or_started_again_is_seen_at_once(shelf):
    sku = build.sku_of(shelf[2])
    made = rule(sku, kind="price", value=8000)
    facts = {"name": "x", "kind": "price", "starts_at": build.NOW, "ends_at": None}
    assert titles(urut="murah")[0] == "Cendol"
    promotions.switch_rule(rule=made, on=False, now=build.NOW, by="pemilik")
    assert titles(urut="murah")[2] == "Cendol"
    promotions.switch_rule(rule=made, on=True, now=build.NOW, by="pemilik")
    promotions.change_rule(rule=made, skus=[sku], now=build.NOW, by="pemilik", value=11000, **facts)
    assert titles(urut="murah")[1] == "Cendol"


def test_another_article_than_the_cheapest_may_be_the_cheapest_in_a_promotion(clock):
    """Its own price changes while the lowest regular price of the page stays: the row is priced anew all the same."""
    page = build.product(title="Dua", skus=[NewSku("A", 10000, "kecil", 5), NewSku("B", 12000, "besar", 5)])
    build.product(title="Satu", price=9000)
    large = page.listings.get(sku__code="B").sku
    rule(large, kind="amount", value=5000)
    assert titles(urut="murah") == ["Dua", "Satu"]
    catalog.change_price(sku=large, price=14500, compare_at=None, now=build.NOW, by="pemilik")
    cards.refresh_of_article(large.pk)
    assert titles(urut="murah") == ["Satu", "Dua"]


@pytest.fixture
def sold_out_variant(clock, django_capture_on_commit_callbacks):
    """Keripik: small for 5.000 with one unit left, large for 20.000; Teh for 9.000. The small one is sold, and comes
    back by what is called with True."""
    build.shop()
    page = build.product(title="Keripik", skus=[NewSku("A", 5000, "kecil", 1), NewSku("B", 20000, "besar", 5)])
    build.product(title="Teh", price=9000)
    small = page.listings.get(sku__code="A").sku

    def sell(back: bool = False) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            if back:
                facts = {"paid_from": "cash", "reason": "belanja", "key": "k2", "at": build.NOW, "by": "pemilik"}
                stock.receive(sku=small, quantity=3, total_cost=3000, **facts)
            else:
                stock.reserve(quantities={small.pk: 1}, key="k", document="d", at=build.NOW)

    return page, sell


def test_a_variant_that_is_sold_out_makes_no_price(sold_out_variant, client):
    page, sell = sold_out_variant

    def keripik():
        (found,) = [card for card in lists.listing(on_sale(), rules=()).cards if card.title == "Keripik"]
        return found.price, found.price_from

    assert keripik() == (5000, True)
    assert titles(urut="murah") == ["Keripik", "Teh"]
    assert titles(sampai="6000") == ["Keripik"]
    sell()
    assert keripik() == (20000, False)
    assert titles(urut="murah") == ["Teh", "Keripik"]
    assert titles(sampai="6000") == []
    assert CHECKS["card_prices_equal_quotes"]() == []
    offers = nodes(client, page.url)["Product"]["offers"]
    assert [each["price"] for each in offers if each["availability"].endswith("/InStock")] == [20000]
    sell(back=True)
    assert keripik() == (5000, True)
    assert titles(urut="murah") == ["Keripik", "Teh"]


def test_when_nothing_can_be_bought_the_lowest_price_of_all_is_shown(clock):
    page = build.product(title="Keripik", skus=[NewSku("A", 5000, "kecil", 0), NewSku("B", 20000, "besar", 0)])
    (card,) = selectors.cards_of([page], ())
    assert (card.price, card.price_from, card.in_stock) == (5000, True, False)
    assert titles(sampai="6000") == ["Keripik"]


def test_rows_of_one_article_are_not_written_again_when_stock_runs_out(sold_out_variant):
    _page, sell = sold_out_variant
    titles(urut="murah")
    before = dict(ProductCardRow.objects.values_list("title", "price_list"))
    sell()
    titles(urut="murah")
    after = dict(ProductCardRow.objects.values_list("title", "price_list"))
    assert after["Teh"] == before["Teh"]
    assert after["Keripik"] != before["Keripik"]


def test_visitors_see_the_new_order_in_the_same_minute(shelf, clock, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        rule(build.sku_of(shelf[2]), kind="price", value=8000, starts_at=START, ends_at=END)

    def order():
        text = Client().get("/produk/?urut=murah").content.decode()
        return sorted(("Amplang", "Bagelen", "Cendol"), key=text.index)

    for now, first in [(START - SECOND, "Amplang"), (START, "Cendol"), (END - SECOND, "Cendol"), (END, "Amplang")]:
        clock.now = now
        assert [order()[0] for _visit in range(2)] == [first, first], now


@pytest.mark.parametrize("count", [3, 30])
def test_a_list_by_price_costs_two_queries_more_however_many_rows(clock, django_assert_num_queries, count):
    for number in range(count):
        build.product(title=f"Produk {number}", price=1000 * (number + 1))
    rule(value=10)
    rules = current_rules(now=build.NOW)
    lists.listing(on_sale(), filters=filters({"urut": "murah"}), rules=rules)
    with django_assert_num_queries(2):
        lists.listing(on_sale(), rules=rules)
    with django_assert_num_queries(4):
        lists.listing(on_sale(), filters=filters({"urut": "murah"}), rules=rules)


def test_a_list_that_is_not_by_price_writes_nothing(shelf):
    titles()
    assert set(ProductCardRow.objects.values_list("price_list", "lowest_now")) == {("", None)}


TERMS = st.one_of(
    st.tuples(st.just("percent"), st.integers(1, 99)),
    st.tuples(st.just("amount"), st.integers(1, 30000)),
    st.tuples(st.just("price"), st.integers(1, 30000)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TERMS, st.sets(st.integers(0, 5))), max_size=4))
def test_the_order_is_always_that_of_the_prices_on_the_cards(pages, given_rules):
    PriceRule.objects.all().delete()
    skus = [listing.sku for page in pages for listing in page.listings.order_by("pk")]
    for (kind, value), chosen in given_rules:
        with suppress(promotions.BadRule):
            rule(*[skus[number] for number in sorted(chosen)], kind=kind, value=value)
    rules = current_rules(now=build.NOW)
    for asked, reverse in (("murah", False), ("mahal", True)):
        shown = lists.listing(on_sale(), filters=filters({"urut": asked}), rules=rules).cards
        assert len(shown) == 3
        assert [card.price for card in shown] == sorted((card.price for card in shown), reverse=reverse)
    left = lists.listing(on_sale(), filters=filters({"sampai": "9000"}), rules=rules).cards
    assert {card.title for card in left} == {card.title for card in shown if card.price <= 9000}


@pytest.fixture
def pages(db):
    """Three pages of two articles each."""
    build.shop()
    return [
        build.product(title=f"P{n}", skus=[NewSku(f"A{n}", 5000 + 4000 * n, "a", 1), NewSku(f"B{n}", 9500, "b", 1)])
        for n in range(3)
    ]


def planted(price: int) -> list[str]:
    """What the doctor says after the row of Cendol, priced under the rules of the moment, was written over."""
    ProductCardRow.objects.filter(title="Cendol").update(lowest_now=price)
    return CHECKS["card_prices_equal_quotes"]()


def test_the_doctor_finds_a_row_that_is_sorted_by_another_price_than_it_shows(shelf):
    rule(build.sku_of(shelf[2]), kind="price", value=8000)
    titles(urut="murah")
    assert planted(8000) == []
    assert planted(20000) == ["cendol: lists by price know another price than its card shows"]


def test_the_doctor_leaves_rows_of_other_rules_alone_which_no_list_goes_by(shelf, clock):
    rule(build.sku_of(shelf[2]), kind="price", value=8000, starts_at=START, ends_at=END)
    titles(urut="murah")
    clock.now = START
    assert planted(20000) == []
