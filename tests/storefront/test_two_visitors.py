"""Two visitors walk over every page of the demo shop, kept or not, twice: neither ever finds what is the other's."""

import re

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from shop.cart.models import Cart
from shop.store import freshness
from shop.storefront import page_cache
from shop.storefront.search.services import reindex

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
ODD_PATHS = [
    "//produk/",
    "/produk//",
    "/produk/%2e%2e/",
    "/PRODUK/",
    "/produk/;jsessionid=1/",
    "/produk/%00/",
    "/%F0%9F%98%80/",
]
ODD_COOKIES = {"lapak_count": "99<b>", "theme": "dark", "csrftoken": "x" * 5, "lapak_bahasa": "xx"}


@pytest.fixture(scope="module")
def addresses(kept_rows):
    call_command("demo", verbosity=0)
    reindex()
    freshness.changed()
    pages = Page.objects.live().filter(depth__gt=1)
    return sorted({page.get_url() for page in pages}) + ["/cari/?q=kripik", "/keranjang/", "/lacak/", "/tidak-ada/"]


def with_basket(units: int) -> Client:
    visitor = Client(headers={"user-agent": f"Visitor{units}"})
    visitor.get("/")
    sku = Page.objects.live().filter(productpage__isnull=False).first().specific.listings.first().sku_id
    visitor.post("/keranjang/tambah/", {"sku": sku, "quantity": units})
    visitor.cookies.pop("messages")
    return visitor


def secrets_of(visitor: Client) -> set[str]:
    return {visitor.cookies[name].value for name in ("lapak_cart", "csrftoken")}


def test_neither_finds_anything_of_the_other(addresses):
    assert len(addresses) > 60
    visitors = {3: with_basket(3), 4: with_basket(4)}
    assert Cart.objects.count() == 2
    tokens = set()
    for address in addresses * 2:
        for units, visitor in visitors.items():
            page = visitor.get(address)
            body = page.content.decode()
            assert page.status_code == (404 if address == "/tidak-ada/" else 200), address
            assert page_cache._SECRET not in body, address
            assert f">{units}<span" in body, address
            assert f">{7 - units}<span" not in body, address
            for secret in secrets_of(visitors[7 - units]):
                assert secret not in body, address
            for token in set(TOKEN.findall(body)):
                assert token not in tokens, address
                tokens.add(token)


def test_odd_ways_of_asking_leave_nothing_for_the_next(addresses):
    for address in [*ODD_PATHS, "/", "/produk/"]:
        odd = Client()
        odd.cookies.load(ODD_COOKIES)
        headers = {
            "host": "testserver",
            "x-forwarded-host": "evil.example",
            "accept-language": "evil",
            "range": "bytes=0-1",
        }
        assert odd.get(address, {"evil": "1"}, headers=headers).status_code in {200, 301, 302, 404}, address
        clean = Client().get(address)
        assert "evil" not in clean.content.decode(), address
        assert "99" not in re.findall(r"site-cart-count\">([^<]*)", clean.content.decode()), address
