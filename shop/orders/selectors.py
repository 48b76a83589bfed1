import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

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
        "awaiting": Q(state=State.AWAITING, expires_at__gt=now),
        "to-pack": Q(state=State.CONFIRMED, fulfilment=Fulfilment.NEW),
        "packing": Q(state=State.CONFIRMED, fulfilment=Fulfilment.PACKING),
        "completed": Q(state=State.COMPLETED),
        "ended": Q(state__in=[State.EXPIRED, State.CANCELLED]) | Q(state=State.AWAITING, expires_at__lte=now),
    }.get(tab, Q())


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
        (pgettext("step", "Payment received"), paid, times.get(Kind.CONFIRMED)),
        (_("Being packed"), packing, times.get(Kind.PACKING)),
        (_("Handed over"), over, order.handed_over_at),
    ]
    latest = max(index for index, (_title, done, _at) in enumerate(listed) if done)
    return [Step(title, done, index == latest, at if done else None) for index, (title, done, at) in enumerate(listed)]


def next_step(order: Order, *, now: datetime) -> str:
    """What happens next, in a sentence for the customer."""
    state = order.state_at(now)
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
