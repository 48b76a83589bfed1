"""Who tries codes is slowed down; who has one is not."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from shop.cart.models import Cart
from tests import build
from tests.checks import text_of
from tests.promotions import voucher

pytestmark = pytest.mark.django_db

URL = "/keranjang/voucher/"
STOPPED = "Too many unknown codes. Please try again in an hour, or order without a voucher."


@pytest.fixture(autouse=True)
def basket(client, clock):
    cache.clear()
    build.shop()
    voucher("HEMAT")
    client.post("/keranjang/tambah/", {"sku": build.sku().pk, "quantity": 1})
    yield
    cache.clear()


def guess(client, times: int, **headers):
    for number in range(times):
        response = client.post(URL, {"code": f"TEBAK{number}"}, **headers)
    return response


def kept() -> str:
    return Cart.objects.get().voucher_code


def test_ten_unknown_codes_are_answered_and_then_not_even_a_right_one(client):
    assert guess(client, 10).status_code == 422
    response = client.post(URL, {"code": "HEMAT"})
    assert response.status_code == 429
    assert STOPPED in text_of(response)
    assert kept() == ""


def test_right_and_ended_codes_are_no_guesses(client, clock):
    voucher("LAMA", ends_at=build.NOW + timedelta(minutes=1))
    clock.now = build.NOW + timedelta(minutes=2)
    for _ in range(12):
        client.post(URL, {"code": "LAMA"})
    guess(client, 9)
    assert client.post(URL, {"code": "HEMAT"}).status_code == 302
    assert kept() == "HEMAT"


def test_a_code_that_lies_in_the_basket_stays_and_can_be_taken_out(client):
    client.post(URL, {"code": "HEMAT"})
    guess(client, 11)
    assert "Voucher HEMAT -Rp5.000" in text_of(client.get("/keranjang/"))
    assert client.post(URL, {"code": "", "action": "remove"}).status_code == 302
    assert kept() == ""


def test_another_client_is_not_stopped(client):
    guess(client, 11)
    assert client.post(URL, {"code": "HEMAT"}, REMOTE_ADDR="203.0.113.9").status_code == 302
    assert kept() == "HEMAT"


def test_the_title_says_that_something_is_wrong(client):
    assert "<title>Mistake: Your basket" in guess(client, 1).content.decode()
