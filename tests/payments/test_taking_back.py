"""Money is taken back or returned: once, with a reason, and never more than came in."""

import pytest

from shop.orders.services import pack
from shop.payments import services
from tests import build
from tests.checks import nothing_written

pytestmark = pytest.mark.django_db

PRICE = 20000


def order(**facts):
    """It owes 20.001 to a shop with an account."""
    build.bank_account()
    return build.order(build.sku(price=PRICE), **facts)


def money(of) -> tuple[int, int]:
    """(paid, returned)"""
    receivable = build.fresh(of.receivable)
    return receivable.paid, receivable.refunded


def refund(of, amount, key="refund:1", now=build.NOW):
    return services.refund(
        order=of,
        amount=amount,
        account=build.bank_account(),
        reason="Batal",
        key=key,
        now=now,
        by="pemilik",
    )


# Taking back


def test_a_confirmation_taken_back_lets_the_order_wait_again_with_a_new_deadline():
    build.shop(payment_hours=5)
    mine, line = order(), build.statement_line(amount=20001)
    payment = build.pay(mine, line=line)
    later = build.NOW + 2 * build.DAY
    reversal = services.undo(payment=payment, now=later, by="kasir", reason="Salah orang")
    fresh = build.fresh(mine)
    assert (fresh.state, fresh.fulfilment, fresh.expires_at) == ("awaiting", "new", later + 5 * build.HOUR)
    assert (reversal.amount, reversal.reverses, reversal.line, reversal.account) == (
        -20001,
        payment,
        line,
        payment.account,
    )
    assert (reversal.date, reversal.reason, reversal.by) == (later.date(), "Salah orang", "kasir")
    assert money(mine) == (0, 0)
    assert build.fresh(line).free == 20001
    assert list(mine.events.values_list("kind", flat=True))[3:] == ["reopened", "payment_undone"]


def test_taken_back_twice_is_taken_back_once():
    payment = build.pay(order())
    first = services.undo(payment=payment, now=build.NOW, by="p", reason="x")
    with nothing_written():
        assert services.undo(payment=payment, now=build.NOW, by="p", reason="x") == first


def test_a_packed_order_is_unpacked_when_its_money_is_taken_back():
    mine = build.paid_order()
    pack(order=mine, now=build.NOW, by="kasir")
    services.undo(payment=mine.payments.get(), now=build.NOW, by="p", reason="x")
    assert (build.fresh(mine).state, build.fresh(mine).fulfilment) == ("awaiting", "new")


def test_of_two_part_payments_one_may_be_taken_back():
    mine = order()
    first = build.pay(mine, 5000)
    build.pay(mine, 15001)
    services.undo(payment=first, now=build.NOW, by="p", reason="x")
    assert money(mine) == (15001, 0)
    assert build.fresh(mine).state == "awaiting"


def test_after_taking_back_the_same_line_pays_again_under_a_new_key():
    mine, line = order(), build.statement_line(amount=20001)
    services.undo(payment=build.pay(mine, line=line, key="a"), now=build.NOW, by="p", reason="x")
    build.pay(mine, line=line, key="b")
    assert build.fresh(mine).state == "confirmed"


@pytest.mark.parametrize("reason", ["", "  "])
def test_taking_back_needs_a_reason(reason):
    payment = build.pay(order())
    with nothing_written(), pytest.raises(services.PaymentError, match=r"^Say why the confirmation is taken back\.$"):
        services.undo(payment=payment, now=build.NOW, by="p", reason=reason)


def test_what_was_taken_back_is_not_taken_back_again():
    payment = build.pay(order())
    reversal = services.undo(payment=payment, now=build.NOW, by="p", reason="x")
    with nothing_written(), pytest.raises(services.PaymentError):
        services.undo(payment=reversal, now=build.NOW, by="p", reason="x")


# Returning


def test_money_of_a_cancelled_order_is_returned_in_parts():
    mine = build.cancelled_paid_order(build.sku(price=PRICE))
    refund(mine, 5000, key="a")
    made = refund(mine, 15001, key="b", now=build.NOW + build.DAY)
    assert (made.amount, made.reason, made.by, made.at) == (15001, "Batal", "pemilik", build.NOW + build.DAY)
    assert money(mine) == (20001, 20001)
    assert list(mine.events.values_list("kind", "amount"))[-2:] == [("refunded", 5000), ("refunded", 15001)]


def test_the_same_refund_twice_is_one_refund():
    mine = build.cancelled_paid_order(build.sku(price=PRICE))
    first = refund(mine, 5000)
    with nothing_written():
        assert refund(mine, 5000) == first


def test_no_more_is_returned_than_is_left():
    mine = build.cancelled_paid_order(build.sku(price=PRICE))
    refund(mine, 15000, key="a")
    with nothing_written(), pytest.raises(services.PaymentError, match=r"^That is more than this order has paid\.$"):
        refund(mine, 5002, key="b")


@pytest.mark.parametrize("amount", [0, -5000])
def test_nothing_cannot_be_returned(amount):
    mine = build.cancelled_paid_order()
    with nothing_written(), pytest.raises(services.PaymentError) as refused:
        refund(mine, amount)
    assert str(refused.value) == "Write how much you have returned: at least Rp1."


def test_cancelling_a_part_paid_order_owes_that_part_back():
    mine = order()
    build.pay(mine, 5000)
    build.cancel(mine)
    refund(mine, 5000)
    assert money(mine) == (5000, 5000)
