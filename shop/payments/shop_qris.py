"""The shop's own QRIS: shown to buyers unchanged; with the amount filled in only once the owner has tried it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shop.orders.models import Order
from shop.payments.models import ShopQris
from shop.payments.qris import LARGEST, Qris, QrisRefused, read, with_amount
from shop.payments.services import PaymentError

ONLY = 1


@dataclass(frozen=True, slots=True)
class Offer:
    """`fills_amount`: the code holds the amount already; otherwise the buyer types it."""

    text: str
    fills_amount: bool


def current() -> ShopQris | None:
    return ShopQris.objects.filter(pk=ONLY).first()


@transaction.atomic
def keep(*, text: str, now: datetime, by: str) -> Qris:
    """Another code than before has to be looked at and tried again. Raises QrisRefused."""
    qris = read(text)
    if not qris.is_static:
        raise QrisRefused(_("This QRIS is made for a single payment. Use the shop's own static QRIS."))
    known = current()
    if known is None or known.text != qris.text:
        fresh = {"text": qris.text, "at": now, "by": by, "owned_at": None, "tested_at": None, "fills_amount": False}
        ShopQris.objects.update_or_create(pk=ONLY, defaults=fresh)
    return qris


@transaction.atomic
def own(*, now: datetime, by: str) -> None:
    """The owner has compared name, city and NMID. From here on buyers see the code."""
    ShopQris.objects.filter(pk=ONLY, owned_at=None).update(owned_at=now, by=by, shown=True)


@transaction.atomic
def tried(*, now: datetime, by: str) -> None:
    """A small payment with the amount filled in has arrived. Raises PaymentError before the code is known as ours."""
    if not ShopQris.objects.filter(pk=ONLY).exclude(owned_at=None).update(tested_at=now, by=by):
        raise PaymentError(_("First confirm that this is your QRIS."))


@transaction.atomic
def switch(*, shown: bool, fills_amount: bool) -> None:
    """Raises PaymentError for an amount that nobody has tried."""
    ready = ShopQris.objects.filter(pk=ONLY).exclude(owned_at=None)
    if fills_amount:
        ready = ready.exclude(tested_at=None)
    if not ready.update(shown=shown, fills_amount=fills_amount):
        raise PaymentError(_("Confirm that this is your QRIS, and try it with a small payment first."))


def offer_for(order: Order) -> Offer | None:
    """What the buyer of this order scans; None when there is no QRIS, or the amount is too large for one."""
    kept, owed = current(), order.receivable.open
    if kept is None or not kept.shown or kept.owned_at is None or not 0 < owed <= LARGEST:
        return None
    text = with_amount(read(kept.text), owed, order.number) if kept.fills_amount else kept.text
    return Offer(text, kept.fills_amount)
