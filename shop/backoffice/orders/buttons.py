"""Which acts an order's state allows, and to whom."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounting import money
from shop.orders.models import Order
from shop.payments import on_hand_over
from shop.payments.models import Payment, Receivable
from shop.payments.services import left_of_sale, owed_back
from shop.store.selectors import shop

State, Fulfilment = Order.State, Order.Fulfilment


@dataclass(frozen=True, slots=True)
class ActButton:
    """`plain`: the act is a POST at once, of `facts`; the others lead to a page that asks."""

    name: str
    label: str
    url: str
    plain: bool = False
    primary: bool = False
    danger: bool = False
    facts: Mapping[str, int] = field(default_factory=dict)


def buttons(order: Order, *, user, now: datetime) -> list[ActButton]:
    """The likely act first."""
    return [
        ActButton(name, label, reverse(f"orders_admin:{name}", args=[order.pk]), **how)
        for name, label, permission, how in _allowed(order, now)
        if user.has_perm(permission)
    ]


def _allowed(order: Order, now: datetime):
    owed = order.receivable
    if order.state == State.CONFIRMED:
        to_pack = order.fulfilment == Fulfilment.NEW
        if to_pack:
            yield "pack", _("Pack"), "orders.pack_order", {"plain": True, "primary": True}
        yield "handover", _("Hand over"), "orders.handover_order", {"primary": not to_pack}
    if order.state_at(now) == State.AWAITING and order.by_cash:
        label = _("Accept: %(amount)s in cash") % {"amount": money.format(owed.open)}
        yield "accept", label, "orders.accept_order", {"plain": True, "primary": True}
    if order.state == State.COMPLETED and owed.open:
        label = _("%(amount)s handed in") % {"amount": money.format(owed.open)}
        yield "cash", label, "payments.confirm_payment", {"plain": True, "primary": True, "facts": {"shown": owed.open}}
    if order.state in (State.AWAITING, State.EXPIRED) and owed.open:
        yield "confirm", _("Confirm payment"), "payments.confirm_payment", {"primary": not order.by_cash}
    if order.state in (State.CONFIRMED, State.COMPLETED) and owed.open:
        yield "confirm", _("Paid otherwise"), "payments.confirm_payment", {}
    if on_hand_over.may_ask_for_transfer(order, now=now):
        yield "transfer", _("Ask for a transfer"), "orders.accept_order", {}
    waits = order.state == State.AWAITING or (order.cash_due and order.state in (State.CONFIRMED, State.COMPLETED))
    if waits and owed.paid and 0 < owed.open <= shop().waive_at_most:
        label = _("Let off %(amount)s") % {"amount": money.format(owed.open)}
        yield "waive", label, "payments.make_explanation", {"plain": True}
    if order.state == State.AWAITING and next(credits_for(order), None):
        yield "credit", _("Pay with credit"), "payments.make_explanation", {}
    if owed_back(owed, order) > 0 or (order.state == State.COMPLETED and left_of_sale(owed) > 0):
        yield "refund", _("Return money"), "payments.make_refund", {"primary": order.state == State.CANCELLED}
    if order.state == State.COMPLETED:
        yield "restock", _("Goods came back"), "stock.adjust_stocklevel", {}
    if on_hand_over.may_bring_back(order, owed):
        yield "refuse", _("Refused at the door"), "orders.bringback_order", {"danger": True}
    elif order.state in (State.AWAITING, State.CONFIRMED) or (order.state == State.EXPIRED and owed.paid):
        yield "cancel", _("Cancel order"), cancel_permission(owed), {"danger": True}


def credits_for(order: Order) -> Iterator[tuple[Receivable, int]]:
    """Of other orders of the same telephone: (receivable, rupiah that can be used)."""
    others = Receivable.objects.filter(order__phone=order.phone, credit__gt=F("refunded")).exclude(pk=order.pk)
    return ((r, r.credit - r.refunded) for r in others.select_related("order").order_by("pk"))


def cancel_permission(owed) -> str:
    return "orders.cancelpaid_order" if owed.paid else "orders.cancel_order"


def undoable(order: Order, payments: Iterable[Payment], *, user) -> set[int]:
    """Keys of the payments that can be taken back: all until the goods are gone, then what cleared their cash."""
    if not user.has_perm("payments.undo_payment"):
        return set()
    waits = order.state in (State.AWAITING, State.CONFIRMED, State.EXPIRED)
    gone = order.state == State.COMPLETED
    return {p.pk for p in payments if p.amount > 0 and (waits or (gone and p.after_hand_over))}
