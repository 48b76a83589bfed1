"""Prices switch on and off at their minute: on the product page, on cards and in kept pages alike."""

from datetime import timedelta

import pytest
from django.test import Client

from shop.catalog import promotions
from shop.catalog.selectors import current_rules
from shop.store import freshness
from shop.storefront import selectors
from tests import build
from tests.checks import text_of
from tests.promotions import rule

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

START, END = build.NOW + timedelta(minutes=2), build.NOW + timedelta(minutes=4)
SECOND = timedelta(seconds=1)
PAGES = ["/produk/", "/produk/camilan/", "/produk/camilan/keripik/"]


@pytest.fixture
def window(clock, django_capture_on_commit_callbacks):
    """Keripik of 15.000, 20 % off from START to END; pages are kept."""
    build.shop()
    page = build.product(title="Keripik", price=15000)
    with django_capture_on_commit_callbacks(execute=True):
        rule(build.sku_of(page), value=20, starts_at=START, ends_at=END)
    assert freshness.current()
    return page


def shown(address: str) -> set[str]:
    text = text_of(Client().get(address))
    return {price for price in ("Rp15.000", "Rp12.000") if price in text}


@pytest.mark.parametrize("address", PAGES)
def test_a_kept_page_shows_each_price_from_its_minute_on(window, clock, address):
    for now, prices in [
        (build.NOW, {"Rp15.000"}),
        (START - SECOND, {"Rp15.000"}),
        (START, {"Rp15.000", "Rp12.000"}),
        (END - SECOND, {"Rp15.000", "Rp12.000"}),
        (END, {"Rp15.000"}),
    ]:
        clock.now = now
        assert [shown(address) for _visit in range(2)] == [prices, prices], now


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_took_long_to_make_is_not_kept_past_the_minute(window, clock, address, monkeypatch):
    """The price changes while the page is being made: the page says the old one, and nobody else sees it."""
    clock.now = START - SECOND
    really = selectors.offers_of

    def slow(*args):
        made = really(*args)
        clock.now = START
        return made

    monkeypatch.setattr(selectors, "offers_of", slow)
    shown(address)
    assert shown(address) == {"Rp15.000", "Rp12.000"}


def test_offer_and_card_say_the_promotion_price_the_regular_one_and_the_end(window):
    def offered(now):
        rules = current_rules(now=now)
        return selectors.offers(window, rules), selectors.cards_of([window], rules)

    (offer,), (card,) = offered(START)
    assert (offer.price, offer.compare_at, offer.until) == (12000, 15000, END)
    assert (card.price, card.compare_at, card.until) == (12000, 15000, END)
    (offer,), (card,) = offered(END)
    assert (offer.price, offer.compare_at, offer.until) == (15000, None, None)
    assert (card.price, card.compare_at, card.until) == (15000, None, None)


def test_stopping_a_promotion_is_shown_at_once(window, clock, django_capture_on_commit_callbacks):
    clock.now = START
    assert all("Rp12.000" in shown(address) for address in PAGES)
    with django_capture_on_commit_callbacks(execute=True):
        promotions.switch_rule(rule=promotions.PriceRule.objects.get(), on=False, now=START, by="pemilik")
    assert [shown(address) for address in PAGES] == [{"Rp15.000"}] * 3


def test_rules_are_read_once_for_each_version_of_the_window(window, clock, django_assert_num_queries):
    request = type("Request", (), {})()
    first = current_rules(now=START, request=request)
    other = type("Request", (), {})()
    with django_assert_num_queries(1):
        assert current_rules(now=START, request=other) == first
