"""Cash on delivery and at pick-up on the pages of the buyer."""

import pytest
from django.urls import reverse

from shop.orders.models import Order
from shop.payments import on_hand_over
from tests import build
from tests.checkout.test_pages import URL, basket, order_by, press
from tests.checks import nothing_written, text_of

__all__ = ["basket"]
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
ACT = {"now": build.NOW, "by": "pemilik"}
QUESTION = "How do you want to pay?"
DOOR = {"method": "delivery", "area": "zone:L", "address": "Jalan 1", "pay_by": "cash"}


@pytest.fixture(autouse=True)
def _in_time(clock):
    clock.now = build.NOW


def order_page(client, order) -> str:
    return text_of(client.get(reverse("orders:order", args=[order.token])))


def test_where_cash_is_taken_nowhere_nobody_is_asked(client, basket):
    build.zone(code="L", name="Luar kota")
    words = text_of(client.get(URL))
    assert QUESTION not in words
    assert "Cash" not in words


def test_the_page_offers_cash_where_and_up_to_what_it_is_taken(client, basket):
    build.zone(code="L", name="Luar kota", cash_at_most=250_000)
    words = text_of(client.get(URL))
    assert QUESTION in words
    assert "Cash on delivery (COD) Up to Rp250.000, not everywhere." in words
    assert "Cash at pick-up" not in words
    build.shop(pickup_cash_at_most=90_000)
    page = client.get(URL)
    assert "Cash at pick-up Up to Rp90.000." in text_of(page)
    assert b'data-cash="250000"' in page.content
    assert b'data-pickup="90000"' in page.content


def test_an_order_in_cash_leads_to_its_page_and_asks_for_no_transfer(client, basket):
    build.shop(pickup_cash_at_most=90_000)
    answer = order_by(client, pay_by="cash")
    order = Order.objects.get()
    assert answer.url == reverse("orders:order", args=[order.token])
    assert (order.pay_by, order.payable) == ("cash", 30000)
    words = order_page(client, order)
    assert "Waiting for the shop's answer" in words
    assert "We look at your order and write to you by WhatsApp. You pay when you get the goods." in words
    assert "Awaiting payment" not in words


def test_the_second_click_ends_on_the_same_page(client, basket):
    build.shop(pickup_cash_at_most=90_000)
    first = press(client, client.get(URL), pay_by="cash")
    answers = {press(client, first, pay_by="cash").url for _again in range(2)}
    assert answers == {reverse("orders:order", args=[Order.objects.get().token])}


def test_too_much_for_cash_keeps_what_was_typed_and_says_why(client, basket):
    build.zone(code="L", name="Luar kota", fee=5000, cash_at_most=34_999)
    with nothing_written():
        page = order_by(client, **DOOR, name="Rina K")
    assert page.status_code == 422
    words = text_of(page)
    assert "Cash is possible up to Rp34.999; this order is Rp35.000. Please choose bank transfer." in words
    assert page.context["form"]["name"].value() == "Rina K"
    assert b'href="#id_pay_by' in page.content


def test_a_way_to_pay_that_does_not_exist_is_refused(client, basket):
    with nothing_written():
        page = press(client, client.get(URL), pay_by="kartu")
    assert page.status_code == 422
    assert page.context["form"].errors["pay_by"] == ["Choose how you want to pay."]


def test_who_says_nothing_pays_by_transfer(client, basket):
    order_by(client)
    assert Order.objects.get().pay_by == "transfer"


@pytest.mark.parametrize(
    ("method", "sentence"),
    [
        ("pickup", "We are preparing your goods and will tell you when to fetch them. Please bring Rp15.000."),
        ("delivery", "We are preparing your goods and will bring them to you. Please have Rp15.000 ready."),
    ],
)
def test_the_order_page_tells_what_to_have_ready(client, method, sentence):
    facts = {} if method == "pickup" else {"method": "delivery"}
    order = build.accepted_order(build.sku(price=15000 if method == "pickup" else 5000), **facts)
    words = order_page(client, order)
    assert sentence in words
    assert "Accepted by the shop" in words
    assert "Payment received" not in words


def test_who_would_rather_transfer_finds_the_account_with_the_number_to_write(client):
    build.bank_account()
    order = build.cash_order(build.sku(price=15000))
    assert "Rather pay by transfer" in order_page(client, order)
    words = text_of(client.get(reverse("payments:pay", args=[order.token])))
    assert f"Please write the order number {order.number} into the transfer note." in words
    assert "This amount has no mark of its own today." not in words


def test_the_payment_page_of_an_accepted_order_asks_for_nothing(client):
    order = build.accepted_order(build.sku(price=15000))
    words = text_of(client.get(reverse("payments:pay", args=[order.token])))
    assert "You pay when you get the goods" in words
    assert "Rp15.000 in cash" in words
    on_hand_over.hand_over(order=order, cash_received=True, **ACT)
    assert "This order is paid" in text_of(client.get(reverse("payments:pay", args=[order.token])))


def test_an_order_that_the_shop_did_not_answer_says_so(client, clock):
    order = build.cash_order()
    clock.now = order.expires_at
    assert "This order was not accepted in time, and the goods are free again." in order_page(client, order)
