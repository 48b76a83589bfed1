"""Who tries codes is slowed down; who has one is not."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from shop.cart.models import Cart
from shop.cart.views import GUESSES
from tests import build
from tests.checks import text_of
from tests.promotions import voucher

pytestmark = pytest.mark.django_db

URL = "/keranjang/ubah/"
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


def another_basket() -> Client:
    client = Client()
    client.cookies["lapak_cart"] = build.cart().token
    return client


def guessed_behind(address: str, times: int) -> None:
    """By baskets that have less than ten each."""
    request = RequestFactory().post(URL, REMOTE_ADDR=address)
    for _ in range(times):
        GUESSES[1].note(request)


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
    assert client.post(URL, {"code": "", "action": "drop-voucher"}).status_code == 302
    assert kept() == ""


def test_another_basket_behind_the_same_address_is_not_stopped(client):
    guess(client, 11)
    other = another_basket()
    assert guess(other, 10).status_code == 422
    assert other.post(URL, {"code": "HEMAT"}).status_code == 429
    third = another_basket()
    assert third.post(URL, {"code": "HEMAT"}).status_code == 302
    assert list(Cart.objects.order_by("pk").values_list("voucher_code", flat=True)) == ["", "", "HEMAT"]


def test_a_basket_that_was_stopped_gets_no_further_at_another_address(client):
    guess(client, 10)
    assert client.post(URL, {"code": "HEMAT"}, REMOTE_ADDR="203.0.113.9").status_code == 429
    assert kept() == ""


def test_three_hundred_guesses_behind_an_address_stop_every_basket_there_and_nobody_elsewhere(client):
    guessed_behind("203.0.113.9", 299)
    assert guess(client, 1, REMOTE_ADDR="203.0.113.9").status_code == 422
    response = another_basket().post(URL, {"code": "HEMAT"}, REMOTE_ADDR="203.0.113.9")
    assert response.status_code == 429
    assert STOPPED in text_of(response)
    assert not Cart.objects.exclude(voucher_code="").exists()
    assert client.post(URL, {"code": "HEMAT"}, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_what_a_stopped_basket_tries_on_does_not_count_for_its_address(client):
    guessed_behind("127.0.0.1", 289)
    guess(client, 30)
    assert guess(another_basket(), 1).status_code == 422
    assert another_basket().post(URL, {"code": "HEMAT"}).status_code == 429


@pytest.mark.parametrize("token", [None, "x" * 32])
def test_without_a_basket_nothing_is_learnt_and_nothing_counted(token):
    stranger = Client()
    if token:
        stranger.cookies["lapak_cart"] = token
    guessed_behind("127.0.0.1", 299)
    assert guess(stranger, 11).status_code == 422
    assert another_basket().post(URL, {"code": "HEMAT"}).status_code == 302


def test_after_an_hour_a_basket_may_try_again(client):
    """Counts end by the cache's own clock, an hour after the first."""
    with patch("time.time", return_value=1_000_000):
        guess(client, 10)
    with patch("time.time", return_value=1_000_000 + 60 * 60 - 1):
        assert client.post(URL, {"code": "HEMAT"}).status_code == 429
    with patch("time.time", return_value=1_000_000 + 60 * 60 + 1):
        assert client.post(URL, {"code": "HEMAT"}).status_code == 302


def test_the_title_says_that_something_is_wrong(client):
    assert "<title>Mistake: Your basket" in guess(client, 1).content.decode()
