"""A bank line given to orders by the owner's decision."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shop.orders.models import Order
from shop.payments import services
from shop.payments.models import Payment, Receivable, StatementLine


@transaction.atomic
def accept(
    *, line: StatementLine, orders: Iterable[Order], key: str, reason: str, revive: bool, now: datetime, by: str
) -> list[Payment]:
    """Give what is left of the line to the orders, to each what it still needs, in the order of their numbers."""
    orders = sorted(orders, key=lambda order: order.pk)
    _lock(orders)
    if done := _done(key):
        return done
    left, shares = StatementLine.objects.get(pk=line.pk).free, {}
    for owed in Receivable.objects.filter(pk__in=[o.pk for o in orders]).order_by("pk"):
        shares[owed.pk] = min(left, owed.open)
        left -= shares[owed.pk]
    wanted = {order: shares[order.pk] for order in orders if shares[order.pk]}
    return allocate(line=line, shares=wanted, key=key, reason=reason, revive=revive, now=now, by=by)


@transaction.atomic
def allocate(
    *, line: StatementLine, shares: Mapping[Order, int], key: str, reason: str, revive: bool, now: datetime, by: str
) -> list[Payment]:
    """Confirm a share of the line, in rupiah, for each order: all of them or, with PaymentError or StockError, none.

    Idempotent by `key`.
    """
    _lock(shares)
    if done := _done(key):
        return done
    if not shares:
        raise services.PaymentError(_("Nothing is left of this money, or the order needs none."))
    return [
        services.confirm(
            order=order,
            amount=shares[order],
            line=line,
            key=f"{key}:{order.pk}",
            reason=reason,
            revive=revive,
            now=now,
            by=by,
        )
        for order in sorted(shares, key=lambda order: order.pk)
    ]


def _lock(orders: Iterable[Order]) -> None:
    """In ascending order, before anything is looked at; SQLite has locked the whole database by now."""
    list(Order.objects.select_for_update().filter(pk__in=[order.pk for order in orders]).order_by("pk"))


def _done(key: str) -> list[Payment]:
    return list(Payment.objects.filter(key__startswith=f"{key}:", reverses=None).order_by("pk"))
