"""A shop that has lived a little: orders in every state, part payments, shared bank lines, refunds, corrections."""

from datetime import timedelta

from shop.orders import services as orders
from shop.payments import on_hand_over
from shop.payments import services as payments
from shop.stock import services as stock
from tests import build


def live() -> None:
    build.shop()
    build.zone(code="LUAR", fee=10000)
    bag, tea = build.sku(price=15000, stock=40, cost=9000), build.sku(price=8000, stock=30, cost=5001)
    stock.receive(
        sku=bag, quantity=7, total_cost=70001, paid_from="cash", reason="Kulakan", key="r", at=build.NOW, by="pemilik"
    )
    stock.adjust(sku=tea, change=-2, reason="Pecah", key="a1", at=build.NOW, by="pemilik")
    stock.adjust(sku=tea, change=1, reason="Ketemu", key="a2", at=build.NOW, by="pemilik")
    build.completed_order((bag, 3), (tea, 2), method="delivery", area="zone:LUAR", address="Jalan 1")
    build.order(bag)
    build.paid_order(tea)
    build.expired_order((bag, 2))
    build.cancelled_order(tea)
    _shared_line(bag, tea)
    _taken_back(bag)
    _returned(tea)
    _part_paid_and_expired(tea)


def _shared_line(bag, tea) -> None:
    """One line for two orders, two lines for one."""
    first, second = build.order((bag, 2)), build.order((tea, 3))
    line = build.statement_line(amount=first.payable + 10000)
    build.pay(first, line=line)
    build.pay(second, 10000, line=line)
    build.pay(second, line=build.statement_line(amount=second.payable - 10000))
    orders.hand_over(order=build.fresh(second), now=build.NOW, by="kasir")


def _taken_back(bag) -> None:
    order = build.paid_order(bag)
    payments.undo(payment=order.payments.get(), now=build.NOW, by="pemilik", reason="Salah orang")


def _returned(tea) -> None:
    order = build.cancelled_paid_order(tea)
    payments.refund(
        order=order,
        amount=5000,
        account=build.bank_account(),
        reason="Batal",
        key="refund",
        now=build.NOW + timedelta(hours=1),
        by="pemilik",
    )


def _part_paid_and_expired(tea) -> None:
    order = build.order(tea)
    build.pay(order, 1000)
    orders.expire(order=build.fresh(order), now=order.expires_at)


def live_at_the_door() -> None:
    """To accept, with the rider, handed in, refused; a part of the money and of the goods that came back."""
    bag, tea = build.sku(price=15000, stock=40, cost=9000), build.sku(price=8000, stock=30, cost=5001)
    act = {"now": build.NOW, "by": "pemilik"}
    build.cash_order(tea)
    build.accepted_order(tea)
    build.delivered_order(bag)
    on_hand_over.refuse(order=build.delivered_order((bag, 2)), reason="Tidak di rumah", **act)
    paid = build.delivered_order((bag, 2))
    on_hand_over.hand_in(order=paid, **act)
    payments.refund(order=paid, amount=4000, account=None, reason="Remuk", key="returned", **act)
    orders.restock(order=build.fresh(paid), units={paid.lines.get().pk: 1}, reason="Utuh", key="restock", **act)
