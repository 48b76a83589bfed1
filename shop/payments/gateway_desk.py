"""The payment service in use: which it is, what it is asked, and what it says.

The service is never asked inside a transaction: on SQLite the whole shop would wait for its answer.
"""

import logging
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from accounting.money import format as rupiah
from shop.orders.models import Order
from shop.payments import gateway_events, services
from shop.payments.gateways import chosen
from shop.payments.gateways.base import Charge, GatewayRefused, Status, unreadable
from shop.payments.models import GatewayCharge, GatewayEvent, GatewayUse, Receivable, Refund
from shop.payments.models.gateways import NAME_LENGTH
from shop.payments.qris import LARGEST
from shop.payments.services import PaymentError

logger = logging.getLogger("lapak.gateways")

ONLY = 1
MINUTE = timedelta(minutes=1)
# How long a question that got no answer is repeated word for word; afterwards it would be answered with little time.
ASK_AGAIN = 15 * MINUTE
# A charge with less time than this is not shown to a buyer who comes only now.
TOO_LATE = MINUTE


@dataclass(frozen=True, slots=True)
class Offer:
    """`charge` is what the buyer can pay already; None before the first time the button is pressed."""

    amount: int
    charge: GatewayCharge | None


def in_use() -> str:
    """The name of the service that buyers are offered; empty when there is none, or its keys are gone."""
    if all(map(chosen.missing, chosen.NAMES)):
        return ""
    name = GatewayUse.objects.filter(pk=ONLY).values_list("name", flat=True).first()
    return name if name and not chosen.missing(name) else ""


@transaction.atomic
def switch(*, name: str, now: datetime, by: str) -> None:
    """Offer the service `name` to buyers, or none (""). Raises PaymentError while its keys are missing."""
    if name:
        with _as_payment_error():
            chosen.gateway(name)
    GatewayUse.objects.update_or_create(pk=ONLY, defaults={"name": name, "at": now, "by": by})


def offer_for(order: Order, *, now: datetime) -> Offer | None:
    """What the payment page shows of the service; None when it cannot take this order's money."""
    name, owed = in_use(), order.receivable.open
    if not name or order.state_at(now) != Order.State.AWAITING or not 0 < owed <= LARGEST:
        return None
    charge = _current(order, name, owed, now=now).exclude(external_id=None).first()
    return Offer(owed, charge)


def charge_for(*, order: Order, now: datetime) -> GatewayCharge:
    """How the order can be paid through the service: the charge of what is still open, made when there is none. A
    second click, also at once, gets the same charge. Raises PaymentError, GatewayRefused as such included."""
    charge = _asked(order=order, now=now)
    if charge.external_id:
        return charge
    minutes = min(chosen.MINUTES, (charge.order.expires_at - charge.at) // MINUTE)
    with _as_payment_error():
        gateway = chosen.gateway(charge.gateway, minutes=minutes)
        return _answered(charge, gateway.create(charge.reference, charge.amount, charge.at))


def receive(*, name: str, headers: Mapping[str, str], body: bytes, now: datetime) -> GatewayEvent:
    """A notification of the service. Raises GatewayRefused for what is not genuine: that is logged and not kept, so
    that no stranger can fill the database."""
    try:
        event = chosen.gateway(name).verify(headers, body)
        return gateway_events.take_in(name=name, event=event, now=now)
    except GatewayRefused as refusal:
        logger.warning("%s: a notification is refused: %s", name, refusal.sentence)
        raise


def ask(*, charge: GatewayCharge, now: datetime, by: str) -> GatewayEvent:
    """What has become of a charge, by asking for it; what is said is booked as if it had been notified. Raises
    PaymentError."""
    with _as_payment_error():
        event = chosen.gateway(charge.gateway).status(charge.external_id)
        return gateway_events.take_in(name=charge.gateway, event=event, now=now, by=by)


def refund(*, order: Order, amount: int, reason: str, key: str, now: datetime, by: str, done: bool = False) -> Refund:
    """Let the service give `amount` rupiah back, or (`done`) write down that it has. Idempotent by `key`.

    Raises PaymentError, before the service is asked, for what the shop does not owe.
    """
    if known := Refund.objects.filter(key=key).first():
        return known
    charge = _returnable(order, amount)
    event = None
    if not done:
        _insist_on_nothing_unwritten(charge, now=now, by=by)
        with _as_payment_error():
            # The service takes the same reason for a repetition: two returns of the same amount are told apart by it.
            told = f"{reason} ({key[-8:]})"
            event = chosen.gateway(charge.gateway).refund(charge.external_id, amount, told)
    act = {"reason": reason, "key": key, "now": now, "by": by}
    made = services.refund(order=order, amount=amount, account=None, charge=charge, **act)
    if event:
        with _as_payment_error():
            gateway_events.take_in(name=charge.gateway, event=event, now=now, by=by)
    return made


def _insist_on_nothing_unwritten(charge: GatewayCharge, *, now: datetime, by: str) -> None:
    """An earlier return may have been done and its answer lost: it must not be done again. Raises PaymentError."""
    ask(charge=charge, now=now, by=by)
    if any(map(gateway_events.returned_elsewhere, charge.events.select_related("charge"))):
        raise PaymentError(
            _("The payment service has returned money of this order that is not written down. Write it down first.")
        )


def held_for(order: Order) -> int:
    """Rupiah that the service took for this order and has not given back: the most that one return can be."""
    return max((left for _charge, left in _held(order)), default=0)


def waiting() -> list[GatewayCharge]:
    """Charges of which nothing final is known, the latest first."""
    answered = GatewayCharge.objects.exclude(external_id=None).select_related("order")
    return list(answered.exclude(events__status__in=_final()).order_by("-pk"))


@contextmanager
def _as_payment_error():
    """Whoever acts in the shop reads the service's refusals like the shop's own."""
    try:
        yield
    except GatewayRefused as refusal:
        logger.warning("asked in vain: %s", refusal.sentence)
        raise PaymentError(refusal.sentence) from None


def _final() -> list[str]:
    return [status.value for status in Status if status != Status.PENDING]


def _current(order: Order, name: str, owed: int, *, now: datetime):
    """Charges of exactly what is open that can still be paid, or whose question may be repeated."""
    alive = Q(expires_at__gt=now + TOO_LATE) | Q(external_id=None, at__gt=now - ASK_AGAIN)
    charges = GatewayCharge.objects.filter(alive, order=order, gateway=name, amount=owed)
    return charges.exclude(events__status__in=_final()).order_by("-pk")


@transaction.atomic
def _asked(*, order: Order, now: datetime) -> GatewayCharge:
    """The charge with its number, written down before the service hears of it."""
    name = in_use()
    if not name:
        raise PaymentError(_("This way to pay is not offered at the moment. Please pay by transfer."))
    order = Order.objects.select_for_update().get(pk=order.pk)
    owed = Receivable.objects.get(pk=order.pk).open
    if order.state != Order.State.AWAITING or order.expires_at <= now + TOO_LATE or not owed:
        raise PaymentError(_("Order %(number)s cannot be paid any more.") % {"number": order.number})
    if owed > LARGEST:
        raise PaymentError(_("QRIS takes at most %(amount)s. Please pay by transfer.") % {"amount": rupiah(LARGEST)})
    if found := _current(order, name, owed, now=now).select_related("order").first():
        return found
    return GatewayCharge.objects.create(
        order=order, gateway=name, reference=_next_reference(order), amount=owed, at=now
    )


def _next_reference(order: Order) -> str:
    """A service takes each number once."""
    before = order.charges.count()
    return f"{order.number}-{before + 1}" if before else order.number


def _answered(charge: GatewayCharge, answer: Charge) -> GatewayCharge:
    if len(answer.external_id) > NAME_LENGTH:
        raise unreadable()
    facts = {name: getattr(answer, name) or "" for name in ("kind", "qr_string", "va", "url")}
    try:
        with transaction.atomic():
            GatewayCharge.objects.filter(pk=charge.pk, external_id=None).update(
                external_id=answer.external_id, expires_at=answer.expires_at, **facts
            )
    except IntegrityError:
        # The service gives two charges one name: nobody could tell them apart.
        raise unreadable() from None
    return GatewayCharge.objects.get(pk=charge.pk)


def _held(order: Order) -> list[tuple[GatewayCharge, int]]:
    """(charge, rupiah of it that the service holds), of the charges that were paid."""
    paid = GatewayEvent.objects.filter(Q(refused="") | Q(credited__gt=0), status=Status.PAID.value, charge__order=order)
    charges = order.charges.filter(pk__in=paid.values("charge")).annotate(returned=Sum("refunds__amount", default=0))
    return [(charge, charge.amount - charge.returned) for charge in charges]


def _returnable(order: Order, amount: int) -> GatewayCharge:
    """A paid charge of which so much can go back."""
    order = Order.objects.get(pk=order.pk)
    receivable = Receivable.objects.get(pk=order.pk)
    owed = services.owed_back(receivable, order)
    if order.state == Order.State.COMPLETED:
        owed += services.left_of_sale(receivable)
    if not 0 < amount <= owed:
        raise PaymentError(_("That is more than the shop owes the buyer of this order. Cancel an unsent order first."))
    for charge, left in _held(order):
        if amount <= left:
            return charge
    most = {"most": rupiah(held_for(order))}
    raise PaymentError(_("The payment service holds at most %(most)s of this order in one payment.") % most)
