"""The payment page: the exact amount, where to, until when, in words and in digits that can be copied."""

import re

import pytest

from shop.payments.models import BankAccount
from tests import build
from tests.checks import nothing_written, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


@pytest.fixture
def order(clock):
    """It owes 38.001 by 25 November 2026, 9.30."""
    build.shop()
    build.bank_account(bank="BCA", number="123-456 7890", holder="SITI CONTOH")
    return build.order(build.sku(price=38000))


def page(client, order):
    return client.get(f"/pesanan/{order.token}/bayar/")


def copied(response) -> list[str]:
    """What the copy buttons copy."""
    return re.findall(r'data-text="([^"]*)"', response.content.decode())


def test_the_amount_is_large_with_its_last_three_digits_marked(client, order):
    content = page(client, order).content.decode()
    assert 'data-value>Rp38.<span class="amount-tail">001</span></strong>' in content


def test_what_is_copied_is_digits_only(client, order):
    assert copied(page(client, order)) == ["38001", "1234567890", order.number]


def test_the_page_names_account_note_deadline_and_why(client, order):
    words = text_of(page(client, order))
    for shown in (
        "BCA",
        "123-456 7890",
        "in the name of SITI CONTOH",
        order.number,
        "Before 25 November 2026, 09:30 WITA",
        "Exactly this amount, including the last three digits . Please do not round it",
    ):
        assert shown in words


def test_an_account_that_is_not_shown_to_customers_is_not_shown(client, order):
    build.bank_account(bank="BSI", number="7001234567", holder="SITI CONTOH")
    assert "7001234567" in text_of(page(client, order))
    BankAccount.objects.filter(bank="BSI").update(active=False)
    assert "7001234567" not in text_of(page(client, order))


def test_looking_changes_nothing(client, order):
    with nothing_written():
        page(client, order)


def test_an_amount_without_a_code_says_that_the_number_is_needed(client, order, monkeypatch):
    monkeypatch.setattr("shop.payments.receivables._free_code", lambda base: None)
    plain = build.order(build.sku(price=38000))
    response = page(client, plain)
    assert plain.payable == 38000
    assert "amount-tail" not in response.content.decode()
    words = text_of(response)
    assert "This amount has no mark of its own today." in words
    assert f"Please write the order number {plain.number} into the transfer note." in words
    assert "only your order has this amount" not in words


def test_after_a_part_payment_the_rest_is_asked_for(client, order):
    build.pay(order, 8000)
    response = page(client, order)
    assert copied(response)[0] == "30001"
    words = text_of(response)
    assert "We have received Rp8.000 of Rp38.001. The amount above is what is still missing." in words


@pytest.mark.parametrize(
    ("make", "heading", "sentence"),
    [
        (build.paid_order, "This order is paid", "We have received Rp15.001. Thank you!"),
        (build.completed_order, "This order is paid", "We have received Rp15.001. Thank you!"),
        (build.expired_order, "The time to pay is over", "Please do not transfer any more."),
        (build.cancelled_order, "This order was cancelled", "Please do not transfer any more."),
    ],
)
def test_an_order_that_is_not_waiting_asks_for_no_money(client, clock, make, heading, sentence):
    build.bank_account()
    order = make(build.sku(price=15000))
    response = page(client, order)
    words = text_of(response)
    assert heading in words
    assert sentence in words
    assert "1234567890" not in words
    assert copied(response) == []


def test_an_overdue_order_asks_for_no_money_before_anybody_swept_it(client, clock, order):
    clock.now = order.expires_at
    words = text_of(page(client, order))
    assert "The time to pay is over" in words
    assert "Transfer this amount" not in words


def test_the_question_by_whatsapp_names_order_and_amount(client, order):
    content = page(client, order).content.decode()
    assert f"https://wa.me/6281200000000?text=Halo%2C%20saya%20sudah%20membayar%20pesanan%20{order.number}" in content
