"""How much an order must be paid: its total plus a code that no other live order shares."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q

from shop.orders.models import Order
from shop.payments.allocation import CODES, GAP, free_code, span
from shop.payments.models import AmountOwner, AmountSlot, Receivable
from shop.store.services import hold_numbers, order_series

# A late transfer must still be unambiguous: an amount stays taken this long after its order ended.
QUARANTINE = timedelta(days=7)


class AmountTaken(Exception):
    """Another order has just taken the chosen amount."""


@dataclass(frozen=True, slots=True)
class Amount:
    code: int
    payable: int
    is_unique: bool


def choose(*, base: int, now: datetime) -> Amount:
    """The amount for a total of `base` rupiah. Call it while holding the lock of the order numbers."""
    code = _free_code(base)
    if code is None:
        _sweep(now)
        code = _free_code(base)
    return Amount(code or 0, base + (code or 0), code is not None)


def without_code(base: int) -> Amount:
    """What is paid in cash needs no mark of its own."""
    return Amount(0, base, False)


@transaction.atomic(savepoint=False)
def open_receivable(*, order: Order, is_unique: bool) -> Receivable:
    """Write down what the order owes, and make its amount its own: UNIQUE refuses a second one like it.

    Raises AmountTaken, which ends the transaction around it.
    """
    # Another order's total without code may be the same; a payable total may not.
    AmountOwner.objects.get_or_create(amount=order.base)
    if is_unique:
        try:
            _claim(order)
        except IntegrityError:
            raise AmountTaken from None
    return Receivable.objects.create(order=order, payable=order.payable, is_unique=is_unique)


@transaction.atomic
def claim_again(*, order: Order) -> None:
    """A revived order takes its swept amount back; when that is somebody else's by now, it is paid by its number."""
    receivable = Receivable.objects.get(pk=order.pk)
    if not receivable.is_unique or AmountSlot.objects.filter(order=order).exists():
        return
    AmountOwner.objects.get_or_create(amount=order.base)
    try:
        with transaction.atomic():
            _claim(order)
    except IntegrityError:
        Receivable.objects.filter(pk=order.pk).update(is_unique=False)


def _claim(order: Order) -> None:
    AmountOwner.objects.create(amount=order.payable, order=order)
    AmountSlot.objects.bulk_create(AmountSlot(amount=amount, order=order) for amount in span(order.payable))


@transaction.atomic
def sweep(*, now: datetime) -> int:
    """Free the amounts of orders that ended more than QUARANTINE ago. Returns how many totals became free."""
    # A checkout may be relying on a total that is about to be dropped: it holds this month's numbers until commit.
    hold_numbers(series=order_series(now))
    return _sweep(now)


def _sweep(now: datetime) -> int:
    ended = Q(order__ended_at__lt=now - QUARANTINE)
    AmountSlot.objects.filter(ended).delete()
    freed = AmountOwner.objects.filter(ended).delete()[0]
    live = Receivable.objects.filter(
        Q(order__ended_at=None) | Q(order__ended_at__gte=now - QUARANTINE),
        payable__gte=OuterRef("amount"),
        payable__lte=OuterRef("amount") + CODES.stop,
        payable=OuterRef("amount") + F("order__unique_code"),
    )
    AmountOwner.objects.filter(~Exists(live), order=None).delete()
    return freed


def _free_code(base: int) -> int | None:
    window = (base, base + CODES.stop + GAP)
    slots = set(AmountSlot.objects.filter(amount__range=window).values_list("amount", flat=True))
    owned = set(AmountOwner.objects.filter(amount__range=window).values_list("amount", flat=True))
    return free_code(base=base, slots=slots, owned=owned)
