"""A form whose token is gone is answered with a way back to the page it stands on, and to no other place."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from shop.cart.models import Cart
from tests import build
from tests.checks import nothing_written, text_of
from tests.english import in_english

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

__all__ = ["in_english"]
BASKET, HOME = ("/keranjang/", "Your basket"), ("/", "To the front page")
ELSEWHERE = [
    "https://evil.example/produk/",
    "//evil.example/",
    "http://testserver.evil.example/",
    "http://evil.example@evil.example/",
    "http://testserver//evil.example/",
    "http://testserver/\\evil.example/",
    "http://testserver",
    "javascript:alert(1)",
    "produk/",
    "http://[testserver/",
]


def refused(address: str, **headers) -> list[tuple[str, str]]:
    """(address, words) of the links that a form without its token is answered with."""
    build.shop()
    with nothing_written():
        answer = Client(enforce_csrf_checks=True, headers=headers).post(address, {"sku": 1})
    assert answer.status_code == 403
    assert "Nothing was sent." in text_of(answer)
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]
    return re.findall(r'<a href="([^"]*)">([^<]*)</a>', main)


def test_reloading_leads_to_the_page_that_holds_the_form():
    referer = "http://testserver/produk/camilan/keripik/?varian=2#beli"
    assert refused("/keranjang/tambah/", referer=referer) == [("/produk/camilan/keripik/", "Reload the page"), HOME]


@pytest.mark.parametrize("referer", ELSEWHERE)
def test_a_page_that_is_none_of_ours_is_not_linked_to(referer):
    assert refused("/keranjang/tambah/", referer=referer) == [BASKET, HOME]


@pytest.mark.parametrize("address", ["/keranjang/ubah/", "/checkout/", "/lacak/", "/bahasa/"])
def test_who_does_not_say_where_the_form_was_is_led_to_the_basket(address):
    assert refused(address) == [BASKET, HOME]


def test_over_tls_a_page_without_it_is_none_of_ours(settings):
    build.shop()
    client = Client(enforce_csrf_checks=True, headers={"referer": "http://testserver/produk/"})
    answer = client.post("/keranjang/tambah/", secure=True)
    assert answer.status_code == 403
    assert 'href="/produk/"' not in re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]


def test_the_address_is_escaped():
    links = refused("/keranjang/tambah/", referer='http://testserver/a"><script>alert(1)</script>&/')
    assert links[0] == ("/a&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;/", "Reload the page")


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("address", ["/keranjang/tambah/", "/keranjang/ubah/"])
def test_looking_where_the_baskets_forms_are_sent_leads_to_the_basket_and_does_nothing(client, method, address):
    build.shop()
    sku = build.sku()
    client.post("/keranjang/tambah/", {"sku": sku.pk, "quantity": 2})
    with nothing_written():
        asked = {"sku": sku.pk, "quantity": 5, "action": "remove", "code": "HEMAT"}
        answer = getattr(client, method)(address, asked)
    assert (answer.status_code, answer.headers["Location"], answer.content) == (302, "/keranjang/", b"")
    assert "no-store" in answer.headers["Cache-Control"]
    assert dict(answer.cookies) == {}
    assert list(Cart.objects.get().lines.values_list("sku_id", "quantity")) == [(sku.pk, 2)]


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_where_a_charge_is_asked_for_leads_to_the_payment_page(client, method):
    order = build.order()
    with nothing_written():
        answer = getattr(client, method)(reverse("payments:charge", args=[order.token]))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/pesanan/{order.token}/bayar/")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_the_switch_of_languages_leads_home_and_switches_nothing(client, method):
    answer = getattr(client, method)("/bahasa/", {"bahasa": "en", "next": "/produk/"})
    assert (answer.status_code, answer.headers["Location"], dict(answer.cookies)) == (302, "/", {})


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
@pytest.mark.parametrize("address", ["/keranjang/tambah/", "/keranjang/ubah/", "/bahasa/"])
def test_other_methods_are_still_refused(client, method, address):
    with nothing_written():
        assert getattr(client, method)(address).status_code == 405
