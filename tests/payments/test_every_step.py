"""Every action in every state: what it does, or the sentence that refuses it and writes nothing."""

import pytest

from shop.orders import services as orders
from shop.orders.services import OrderError, StateChanged
from shop.payments import services as payments
from shop.payments.services import AlreadyPaid, OrderEnded, PaymentError
from tests import build
from tests.checks import nothing_written

pytestmark = pytest.mark.django_db

CHANGED = "Order {number} has changed meanwhile. Look at it again before you go on."
PAID = "Order {number} is paid already."
ENDED = "Order {number} has ended: its goods may be gone."
STAYS = "The goods have left or the order is cancelled: this confirmation stays."
FIRST_CANCEL = "Cancel the order first, then return the money."
TOO_MUCH = "That is more than this order has paid."

changed = (StateChanged, CHANGED)
paid = (AlreadyPaid, PAID)
ended = (OrderEnded, ENDED)
stays = (OrderEnded, STAYS)
first_cancel = (PaymentError, FIRST_CANCEL)

COLUMNS = ("pay", "part", "revive", "undo", "pack", "hand_over", "expire", "cancel", "refund")
# What an action leads to: a state, or (error, sentence). None: there is no payment that could be taken back.
TABLE = {
    "awaiting": ("confirmed", "awaiting", "confirmed", None, changed, changed, "expired", "cancelled", first_cancel),
    "part_paid": (
        "confirmed", "awaiting", "confirmed", "awaiting", changed, changed, "expired", "cancelled", first_cancel,
    ),
    "confirmed": (paid, paid, paid, "awaiting", "confirmed", "completed", changed, "cancelled", first_cancel),
    "in_cash": ("confirmed", "awaiting", "confirmed", None, changed, changed, "expired", "cancelled", first_cancel),
    "accepted": (
        "confirmed", "confirmed", "confirmed", None, "confirmed", "completed", changed, "cancelled", first_cancel,
    ),
    "delivered": (
        "completed", "completed", "completed", None, changed, changed, changed, changed, (PaymentError, TOO_MUCH),
    ),
    "packing": (paid, paid, paid, "awaiting", changed, "completed", changed, "cancelled", first_cancel),
    "completed": (paid, paid, paid, stays, changed, changed, changed, changed, "completed"),
    "expired": (ended, ended, "confirmed", None, changed, changed, changed, "cancelled", first_cancel),
    "expired_part_paid": (
        ended, ended, "confirmed", "expired", changed, changed, changed, "cancelled", first_cancel,
    ),
    "cancelled": (ended, ended, ended, None, changed, changed, changed, changed, (PaymentError, TOO_MUCH)),
    "cancelled_paid": (ended, ended, ended, stays, changed, changed, changed, changed, "cancelled"),
    "refunded": (ended, ended, ended, stays, changed, changed, changed, changed, (PaymentError, TOO_MUCH)),
}  # fmt: skip
CELLS = [(state, action, result) for state, row in TABLE.items() for action, result in zip(COLUMNS, row, strict=True)]


def part_paid():
    order = build.order()
    build.pay(order, 5000)
    return order


def packing():
    order = build.paid_order()
    orders.pack(order=order, now=build.NOW, by="kasir")
    return order


def expired_part_paid():
    order = part_paid()
    orders.expire(order=build.fresh(order), now=order.expires_at)
    return order


def refunded():
    order = build.cancelled_paid_order()
    refund(order, amount=order.payable)
    return order


MAKERS = {
    "awaiting": build.order,
    "part_paid": part_paid,
    "confirmed": build.paid_order,
    "in_cash": build.cash_order,
    "accepted": build.accepted_order,
    "delivered": build.delivered_order,
    "packing": packing,
    "completed": build.completed_order,
    "expired": build.expired_order,
    "expired_part_paid": expired_part_paid,
    "cancelled": build.cancelled_order,
    "cancelled_paid": build.cancelled_paid_order,
    "refunded": refunded,
}


def pay(order, **facts):
    build.pay(order, order.receivable.open or 1000, **facts)


def part(order):
    build.pay(order, 1000)


def revive(order):
    pay(order, revive=True)


def undo(order):
    payments.undo(payment=order.payments.first(), now=build.NOW, by="pemilik", reason="Salah")


def pack(order):
    orders.pack(order=order, now=build.NOW, by="kasir")


def hand_over(order):
    orders.hand_over(order=order, now=build.NOW, by="kasir")


def expire(order):
    orders.expire(order=order, now=order.expires_at)


def cancel(order):
    build.cancel(order)


def refund(order, amount=1000):
    payments.refund(
        order=order,
        amount=amount,
        account=build.bank_account(),
        reason="Batal",
        key=f"r{amount}",
        now=build.NOW,
        by="pemilik",
    )


ACTIONS = {
    function.__name__: function for function in (pay, part, revive, undo, pack, hand_over, expire, cancel, refund)
}


@pytest.mark.parametrize(
    ("state", "action", "result"),
    [cell for cell in CELLS if cell[2] is not None],
    ids=[f"{action}-when-{state}" for state, action, result in CELLS if result is not None],
)
def test_step(state, action, result):
    build.bank_account()
    order = build.fresh(MAKERS[state]())
    if isinstance(result, str):
        ACTIONS[action](order)
        assert build.fresh(order).state == result
        return
    error, sentence = result
    with nothing_written(), pytest.raises((OrderError, PaymentError)) as refused:
        ACTIONS[action](order)
    assert type(refused.value) is error
    assert str(refused.value) == sentence.format(number=order.number)


def test_every_state_and_action_has_its_cell():
    assert set(TABLE) == set(MAKERS)
    assert set(COLUMNS) == set(ACTIONS)
    assert {build.fresh(make()).state for make in MAKERS.values()} == set(orders.State)
