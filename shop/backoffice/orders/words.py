"""What an order is, in a word or two."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounting import money
from shop.orders.models import Order


def state_word(order: Order, now: datetime) -> str:
    """State and, of a paid order that is not handed over, where its goods are."""
    if order.state_at(now) == Order.State.AWAITING and order.by_cash:
        return _("To accept")
    if order.brought_back_at:
        return _("Brought back")
    if order.state == Order.State.CONFIRMED:
        return _("To pack") if order.fulfilment == Order.Fulfilment.NEW else _("Packing")
    return str(Order.State(order.state_at(now)).label)


def paid_word(order: Order) -> str:
    owed = order.receivable
    if order.cash_due and owed.open and order.state != Order.State.CANCELLED:
        return _("%(amount)s in cash") % {"amount": money.format(owed.open)}
    if owed.refunded:
        return _("%(amount)s returned") % {"amount": money.format(owed.refunded)}
    if not owed.paid:
        return _("Unpaid")
    return _("Paid") if not owed.open else _("%(amount)s still open") % {"amount": money.format(owed.open)}
