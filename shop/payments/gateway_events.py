"""What a payment service has said of a charge becomes a payment, or money that is kept for the customer, exactly once.

Locks as everywhere: order, receivable, books. Nothing here asks the service: that must never happen in a transaction.
"""

import json
import logging
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from accounting.money import format as rupiah
from shop.orders.models import Order
from shop.orders.services import OrderError
from shop.payments import postings, services
from shop.payments.gateways.base import Event, GatewayRefused, Status, unreadable
from shop.payments.models import GatewayCharge, GatewayEvent, Payment, Receivable
from shop.payments.models.gateways import NAME_LENGTH
from shop.stock.services import StockError

logger = logging.getLogger("lapak.gateways")

# A charge only ever goes forward.
STEPS = {
    Status.PENDING: 0,
    Status.EXPIRED: 1,
    Status.FAILED: 1,
    Status.PAID: 2,
    Status.PARTLY_REFUNDED: 3,
    Status.REFUNDED: 4,
}
# No honest event lies further away than this, and no database must hold what does.
LONGEST = timedelta(days=3650)
REASON_LENGTH = GatewayEvent._meta.get_field("refused").max_length


@transaction.atomic
def take_in(*, name: str, event: Event, now: datetime, by: str = "") -> GatewayEvent:
    """Keep a genuine event of the service `name`, and book the money that it tells of. The same status of the same
    charge again changes nothing and answers like the first time. Raises GatewayRefused for what cannot be kept."""
    _insist_on_keepable(event, now)
    charge = GatewayCharge.objects.filter(gateway=name, external_id=event.external_id).first()
    if charge:
        # Two notifications at once come one after the other.
        Order.objects.select_for_update().get(pk=charge.order_id)
    if known := _known(name, event):
        logger.info("%s: %s is %s, as known", name, event.order_no, event.status)
        return known
    facts = {"refused": _objection(charge, event)}
    if event.status == Status.PARTLY_REFUNDED and not facts["refused"]:
        # Before a part could go back all of it had come, whether the shop was told or not.
        take_in(name=name, event=replace(event, status=Status.PAID), now=now, by=by)
    if event.status == Status.PAID and not facts["refused"]:
        facts = _booked(charge, event, now=now, by=by)
    return _keep(name, event, charge, now=now, by=by, **facts)


def returned_elsewhere(event: GatewayEvent) -> bool:
    """Has the service given money back that the shop has not written down?"""
    if event.status not in (Status.REFUNDED, Status.PARTLY_REFUNDED) or event.charge is None:
        return False
    written = event.charge.refunds.aggregate(all=Sum("amount"))["all"] or 0
    return written < (event.gross if event.status == Status.REFUNDED else 1)


def _insist_on_keepable(event: Event, now: datetime) -> None:
    names = (event.external_id, event.order_no)
    if max(map(len, names)) > NAME_LENGTH or abs(now - event.occurred_at) > LONGEST:
        raise unreadable()


def _known(name: str, event: Event) -> GatewayEvent | None:
    return GatewayEvent.objects.filter(gateway=name, external_id=event.external_id, status=event.status.value).first()


def _objection(charge: GatewayCharge | None, event: Event) -> str:
    """Why nothing may come of this event; empty when something may."""
    if charge is None:
        return _("This shop has asked for no such payment.")
    try:
        event.insist_on(order_no=charge.reference, amount=charge.amount)
    except GatewayRefused as refusal:
        return refusal.sentence
    seen = [STEPS[Status(status)] for status in charge.events.values_list("status", flat=True)]
    if max(seen, default=0) > STEPS[event.status]:
        return _("This came later than what followed it: nothing has changed.")
    return ""


def _booked(charge: GatewayCharge, event: Event, *, now: datetime, by: str) -> dict:
    """What the order needs pays it, the rest is kept: money that has arrived is never left out of the books."""
    payment, why = _paid(charge, event, now=now, by=by)
    credited = event.gross - (payment.amount if payment else 0)
    if credited:
        told = _("%(amount)s are kept for the buyer: return them, or pay another order with them.")
        why = f"{why} {told % {'amount': rupiah(credited)}}".strip()
    return {"payment": payment, "credited": credited, "refused": why}


def _paid(charge: GatewayCharge, event: Event, *, now: datetime, by: str) -> tuple[Payment | None, str]:
    """(payment, why there is none)."""
    order = Order.objects.get(pk=charge.order_id)
    reason = _("Paid through %(service)s") % {"service": charge.get_gateway_display()}
    try:
        payment = services.confirm(
            order=order,
            amount=min(event.gross, Receivable.objects.get(pk=order.pk).open),
            way=Payment.Way.GATEWAY,
            key=f"gateway:{charge.gateway}:{charge.external_id}",
            automatic=True,
            revive=True,
            reason=reason,
            now=now,
            by=by,
        )
    except (services.PaymentError, OrderError, StockError) as refusal:
        return None, str(refusal)
    return payment, ""


def _keep(name: str, event: Event, charge: GatewayCharge | None, *, now: datetime, by: str, **facts) -> GatewayEvent:
    facts["refused"] = facts["refused"][:REASON_LENGTH]
    kept, created = GatewayEvent.objects.get_or_create(
        gateway=name,
        external_id=event.external_id,
        status=event.status.value,
        defaults={
            "reference": event.order_no,
            "gross": event.gross,
            "occurred_at": event.occurred_at,
            "raw": json.dumps(event.raw),
            "charge": charge,
            "at": now,
            "by": by,
        }
        | facts,
    )
    if created and kept.credited:
        Receivable.objects.filter(pk=charge.order_id).update(credit=F("credit") + kept.credited)
        postings.post_gateway_credit(kept, now=now)
    _log(kept)
    return kept


def _log(event: GatewayEvent) -> None:
    told = logger.warning if event.refused else logger.info
    told("%s: %s is %s. %s", event.gateway, event.reference, event.status, event.refused)
