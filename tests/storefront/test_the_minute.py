"""A promotion switches on and off at its minute, and everything that names a price does so together."""

import re
from collections import OrderedDict
from datetime import timedelta

import pytest
from django.test import Client

from shop.storefront import page_cache
from tests import build
from tests.checks import text_of
from tests.promotions import rule
from tests.storefront.feeds.conftest import own_media, photo  # noqa: F401 (fixtures)
from tests.storefront.feeds.reading import google, meta, nodes, to_pay

pytestmark = pytest.mark.django_db

START, END = build.NOW + timedelta(minutes=2), build.NOW + timedelta(minutes=4)
SECOND = timedelta(seconds=1)
SHELF, PAGE, BASKET, CHECKOUT = "/produk/camilan/", "/produk/camilan/keripik/", "/keranjang/", "/checkout/"
REGULAR, PROMOTED = 15000, 12000
# In this order, as the clock goes: each page has been kept one second before the price changes.
MOMENTS = [(START - SECOND, REGULAR), (START, PROMOTED), (END - SECOND, PROMOTED), (END, REGULAR)]


@pytest.fixture
def buyer(clock, photo, django_capture_on_commit_callbacks):  # noqa: F811 (the fixture above)
    """Has two Keripik of 15.000 in the basket, 20 % off from START to END; Bagelen of 13.000 stand beside them."""
    build.shop()
    page = build.product(title="Keripik", price=REGULAR, photo=photo())
    build.product(title="Bagelen", price=13000)
    with django_capture_on_commit_callbacks(execute=True):
        rule(build.sku_of(page), value=20, starts_at=START, ends_at=END)
    visitor = Client()
    visitor.post("/keranjang/tambah/", {"sku": build.sku_of(page).pk, "quantity": 2})
    return visitor


def amount(text: str) -> int:
    return int(text.replace(".", ""))


def page_price() -> int:
    html = Client().get(PAGE).content.decode()
    return amount(re.search(r'price--large"><strong class="price-now">Rp([\d.]+)<', html)[1])


def cards(address: str) -> dict[str, int]:
    """Title -> price, as the cards stand in the list."""
    html = Client().get(address).content.decode()
    found = re.findall(r'card-title"><a [^>]*>([^<]+)</a>.*?class="price-now">Rp([\d.]+)<', html, re.DOTALL)
    return {title: amount(price) for title, price in found}


def total(client, address: str) -> int:
    """Of the basket's two units, of which one of the two amounts is told and never both."""
    (told,) = set(re.findall(r"Rp(30\.000|24\.000)(?![.\d])", text_of(client.get(address))))
    return amount(told)


def told(client) -> dict[str, int]:
    """Who names the price of one Keripik -> what it says."""
    (in_google,), (in_meta,) = google(Client()), meta(Client())
    return {
        "page": page_price(),
        "JSON-LD": nodes(Client(), PAGE)["Product"]["offers"]["price"],
        "card": cards(SHELF)["Keripik"],
        "basket": total(client, BASKET) // 2,
        "checkout": total(client, CHECKOUT) // 2,
        "Google": to_pay(in_google),
        "Meta": to_pay(in_meta),
    }


def test_everything_that_names_a_price_changes_it_at_the_same_second(buyer, clock):
    for clock.now, price in MOMENTS:
        for _visit in range(2):
            assert set(told(buyer).items()) == {(who, price) for who in told(buyer)}, clock.now


def test_the_order_by_price_changes_with_it(buyer, clock):
    for clock.now, price in MOMENTS:
        cheapest_first = sorted([("Keripik", price), ("Bagelen", 13000)], key=lambda one: one[1])
        assert list(cards(f"{SHELF}?urut=murah").items()) == cheapest_first, clock.now
        assert list(cards(f"{SHELF}?urut=mahal").items()) == cheapest_first[::-1], clock.now


@pytest.mark.parametrize("address", [PAGE, SHELF, f"{SHELF}?urut=murah"])
@pytest.mark.parametrize("minute", [START, END], ids=["start", "end"])
def test_a_page_kept_one_second_before_the_minute_is_kept_until_then_and_no_longer(
    buyer, clock, address, minute, monkeypatch
):
    monkeypatch.setattr(page_cache, "_pages", OrderedDict())
    clock.now = minute - SECOND
    old = Client().get(address)
    (kept,) = page_cache._pages.values()
    assert kept.until == minute
    assert Client().get(address).context is None
    clock.now = minute
    assert text_of(Client().get(address)) != text_of(old)
