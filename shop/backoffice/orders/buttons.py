"""Which acts an order's state allows, and to whom."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shop.orders.models import Order

State, Fulfilment = Order.State, Order.Fulfilment


@dataclass(frozen=True, slots=True)
class ActButton:
    """`plain`: the act is a POST at once; the others lead to a page that asks."""

    name: str
    label: str
    url: str
    plain: bool = False
    primary: bool = False
    danger: bool = False


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
    if order.state in (State.AWAITING, State.EXPIRED) and owed.open:
        yield "confirm", _("Confirm payment"), "payments.confirm_payment", {"primary": True}
    if order.state == State.CANCELLED and owed.paid > owed.refunded:
        yield "refund", _("Return money"), "payments.make_refund", {"primary": True}
    if order.state in (State.AWAITING, State.CONFIRMED) or (order.state == State.EXPIRED and owed.paid):
        yield "cancel", _("Cancel order"), cancel_permission(owed), {"danger": True}


def cancel_permission(owed) -> str:
    return "orders.cancelpaid_order" if owed.paid else "orders.cancel_order"


def undoable(order: Order, *, user) -> bool:
    open_states = (State.AWAITING, State.CONFIRMED, State.EXPIRED)
    return order.state in open_states and user.has_perm("payments.undo_payment")
