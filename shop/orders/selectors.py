import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounting import money
from shop.orders.models import Order, OrderEvent

# Anything else cannot be a token; PostgreSQL would choke on a NUL in it.
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
State, Fulfilment, Kind = Order.State, Order.Fulfilment, OrderEvent.Kind


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    done: bool
    current: bool
    at: datetime | None


def by_token(token: str) -> Order | None:
    """One indexed look-up whose time does not depend on how much of the token is right."""
    return Order.objects.filter(token=token).first() if TOKEN.fullmatch(token) else None


def find(*, number: str, phone_tail: str) -> Order | None:
    return Order.objects.filter(number__iexact=number.strip(), phone__endswith=phone_tail).first()


def overdue(*, now: datetime):
    return Order.objects.filter(state=State.AWAITING, expires_at__lte=now).order_by("pk")


def tab_filter(tab: str, *, now: datetime) -> Q:
    """The owner's tabs; an overdue order stands under `ended` at once."""
    return {
        "to-accept": Q(state=State.AWAITING, expires_at__gt=now, pay_by=Order.PayBy.CASH),
        "awaiting": Q(state=State.AWAITING, expires_at__gt=now, pay_by=Order.PayBy.TRANSFER),
        "to-pack": Q(state=State.CONFIRMED, fulfilment=Fulfilment.NEW),
        "packing": Q(state=State.CONFIRMED, fulfilment=Fulfilment.PACKING),
        "completed": Q(state=State.COMPLETED),
        "cash": Q(state=State.COMPLETED, receivable__paid__lt=F("payable")),
        "ended": Q(state__in=[State.EXPIRED, State.CANCELLED]) | Q(state=State.AWAITING, expires_at__lte=now),
    }.get(tab, Q())


def state_label(order: Order, *, now: datetime) -> str:
    """The order's state in a word or two, for the customer."""
    state = order.state_at(now)
    if state == State.AWAITING and order.by_cash:
        return _("Waiting for the shop's answer")
    if state == State.CONFIRMED and order.cash_due:
        return _("Accepted")
    if order.brought_back_at:
        return _("Brought back")
    return str(State(state).label)


def steps(order: Order, *, now: datetime) -> list[Step]:
    """The customer's timeline."""
    times = {event.kind: event.at for event in order.events.all()}
    state = order.state_at(now)
    if state in (State.EXPIRED, State.CANCELLED):
        ended = _("Cancelled") if state == State.CANCELLED else _("Expired")
        return [
            Step(_("Order placed"), True, False, order.placed_at),
            Step(ended, True, True, order.ended_at or order.expires_at),
        ]
    paid = state in (State.CONFIRMED, State.COMPLETED)
    packing = paid and order.fulfilment in (Fulfilment.PACKING, Fulfilment.DELIVERED)
    over = order.fulfilment == Fulfilment.DELIVERED
    listed = [
        (_("Order placed"), True, order.placed_at),
        _agreed(order, paid, times),
        (_("Being packed"), packing, times.get(Kind.PACKING)),
        (_("Handed over"), over, order.handed_over_at),
    ]
    latest = max(index for index, (_title, done, _at) in enumerate(listed) if done)
    return [Step(title, done, index == latest, at if done else None) for index, (title, done, at) in enumerate(listed)]


def _agreed(order: Order, paid: bool, times: dict[str, datetime]) -> tuple[str, bool, datetime | None]:
    if order.by_cash:
        return pgettext("step", "Accepted by the shop"), paid, times.get(Kind.ACCEPTED) or times.get(Kind.CONFIRMED)
    return pgettext("step", "Payment received"), paid, times.get(Kind.CONFIRMED)


def next_step(order: Order, *, now: datetime) -> str:
    """What happens next, in a sentence for the customer."""
    state = order.state_at(now)
    if order.by_cash and (told := _next_in_cash(order, state)):
        return told
    if state == State.AWAITING:
        return _("Transfer the exact amount before the deadline. We check our bank account several times a day.")
    if state == State.CONFIRMED:
        if order.method == Order.Method.PICKUP:
            return _("Your payment has arrived. We are preparing your goods and will tell you when to fetch them.")
        return _("Your payment has arrived. We are preparing your goods and will bring them to you.")
    if state == State.COMPLETED:
        return _("The goods have been handed over. Thank you for shopping with us!")
    if state == State.EXPIRED:
        return _("The time to pay is over and the goods are free again. Have you paid already? Write to us.")
    return _("This order was cancelled. If you have paid, we will return your money.")


def _next_in_cash(order: Order, state: str) -> str:
    """Of an order that is paid when it is handed over; "" where it is as for all others."""
    pickup = order.method == Order.Method.PICKUP
    if state == State.AWAITING:
        return _("We look at your order and write to you by WhatsApp. You pay when you get the goods.")
    if state == State.CONFIRMED and order.cash_due:
        amount = {"amount": money.format(order.cash_due)}
        if pickup:
            return (
                _("We are preparing your goods and will tell you when to fetch them. Please bring %(amount)s.") % amount
            )
        return _("We are preparing your goods and will bring them to you. Please have %(amount)s ready.") % amount
    if state == State.EXPIRED:
        return _(
            "This order was not accepted in time, and the goods are free again. Write to us if you still want them."
        )
    return ""
