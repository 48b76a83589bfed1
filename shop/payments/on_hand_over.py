"""Cash on delivery and cash at pick-up: agreed to by the shop, due at the hand-over, then handed in or refused."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from shop.orders import services as orders
from shop.orders.models import Order, OrderEvent
from shop.payments import postings, services
from shop.payments.models import Payment, Receivable
from shop.payments.services import PaymentError
from shop.store.selectors import shop

# Of one telephone, until the goods of the first are there: who orders for fun shall not empty the shelves.
MOST_UNPAID = 2
State = Order.State


def unpaid_of(phone: str, *, now: datetime) -> int:
    """Orders in cash of this telephone that wait for the shop or for their goods."""
    of_phone = Order.objects.filter(phone=phone, pay_by=Order.PayBy.CASH, receivable__paid__lt=F("payable"))
    return of_phone.filter(Q(state=State.AWAITING, expires_at__gt=now) | Q(state=State.CONFIRMED)).count()


def to_hand_in():
    """Receivables whose goods are handed over and whose cash is not in the drawer, the oldest first."""
    gone = Receivable.objects.filter(order__state=State.COMPLETED, paid__lt=F("payable"))
    return gone.select_related("order").order_by("order__handed_over_at", "pk")


def may_ask_for_transfer(order: Order, *, now: datetime) -> bool:
    """While the shop has not answered, and until what was agreed has come in or the goods are gone."""
    waits = order.state_at(now) == State.AWAITING or (order.state == State.CONFIRMED and order.cash_due > 0)
    return order.by_cash and waits


def may_bring_back(order: Order, owed: Receivable) -> bool:
    """Goods that were handed over for cash, of which nothing has come in since and nothing was given back."""
    untouched = owed.paid == order.payable - order.cash_due and not owed.credited
    return order.state == State.COMPLETED and order.cash_due > 0 and untouched


@transaction.atomic
def accept(*, order: Order, now: datetime, by: str) -> None:
    """The shop takes what is open in cash when it hands the goods over. A second click changes nothing."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.state == State.CONFIRMED and order.cash_due:
        return
    if not order.by_cash:
        raise PaymentError(_("This buyer pays by transfer."))
    if order.state_at(now) != State.AWAITING:
        raise orders.StateChanged(order)
    due = Receivable.objects.get(pk=order.pk).open
    orders.transition(order=order, to=State.CONFIRMED, kind=OrderEvent.Kind.ACCEPTED, at=now, by=by, cash_due=due)


@transaction.atomic
def ask_for_transfer(*, order: Order, now: datetime, by: str, reason: str) -> None:
    """No cash from this buyer: the order waits for a transfer, with a new deadline."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    if not may_ask_for_transfer(order, now=now):
        raise orders.StateChanged(order)
    orders.transition(
        order=order,
        to=State.AWAITING,
        kind=OrderEvent.Kind.REOPENED,
        at=now,
        by=by,
        reason=reason,
        pay_by=Order.PayBy.TRANSFER,
        cash_due=0,
        fulfilment=Order.Fulfilment.NEW,
        expires_at=now + timedelta(hours=shop().payment_hours),
    )


@transaction.atomic
def hand_over(*, order: Order, cash_received: bool, now: datetime, by: str, shown: int | None = None) -> None:
    """The goods leave; what is due in cash comes in at once, or later by `hand_in`. `shown`: the rupiah that the page
    told to take; raises StateChanged when it is another amount by now."""
    if shown is not None and order.cash_due != shown:
        raise orders.StateChanged(order)
    orders.hand_over(order=order, now=now, by=by)
    if cash_received and order.cash_due:
        hand_in(order=order, now=now, by=by)


@transaction.atomic
def hand_in(*, order: Order, now: datetime, by: str, shown: int | None = None) -> Payment | None:
    """The cash of a handed-over order is in the drawer. A second click changes nothing: None. `shown`: what the page
    told to take; raises StateChanged when another amount is due by now."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.state != State.COMPLETED:
        raise orders.StateChanged(order)
    due = Receivable.objects.get(pk=order.pk).open
    if not due:
        return None
    if shown is not None and due != shown:
        raise orders.StateChanged(order)
    return services.confirm(
        order=order,
        amount=due,
        way=Payment.Way.CASH,
        key=f"cash:{order.pk}:{order.payments.count()}",
        reason=_("Cash handed in"),
        now=now,
        by=by,
    )


@transaction.atomic
def refuse(*, order: Order, now: datetime, by: str, reason: str) -> None:
    """The buyer does not take the goods, or does not come: goods and books are as before, money is owed back."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.state != State.COMPLETED:
        services.cancel(order=order, now=now, by=by, reason=reason)
        return
    if not may_bring_back(order, Receivable.objects.get(pk=order.pk)):
        raise PaymentError(
            _("Money has come in for order %(number)s since: return it, and put the goods back on the shelf.")
            % {"number": order.number}
        )
    if not reason.strip():
        raise PaymentError(_("Say why the goods came back."))
    orders.bring_back(order=order, now=now, by=by, reason=reason)
    postings.post_cancelled(order, by=by, now=now)
