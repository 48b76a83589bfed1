"""The life of an order. One function changes its state; every change is a compare-and-set with an event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shop.catalog import vouchers
from shop.orders import postings
from shop.orders.models import Order, OrderEvent, OrderLine
from shop.shipping.selectors import AREA_LENGTH
from shop.stock import services as stock

REASON_LENGTH = OrderEvent._meta.get_field("reason").max_length
State, Fulfilment, Kind = Order.State, Order.Fulfilment, OrderEvent.Kind

# From -> where it may go. What is not here cannot happen.
TRANSITIONS = {
    State.AWAITING: {State.AWAITING, State.CONFIRMED, State.EXPIRED, State.CANCELLED},
    State.CONFIRMED: {State.AWAITING, State.COMPLETED, State.CANCELLED},
    State.EXPIRED: {State.AWAITING, State.CANCELLED},
    State.COMPLETED: {State.CANCELLED},
    State.CANCELLED: set(),
}


class OrderError(Exception):
    """Carries the sentence for the person who acts."""


class StateChanged(OrderError):
    """Somebody else was faster, or the step is not allowed from here."""

    def __init__(self, order: Order):
        super().__init__(
            _("Order %(number)s has changed meanwhile. Look at it again before you go on.") % {"number": order.number}
        )


@dataclass(frozen=True, slots=True)
class NewLine:
    sku_id: int
    name: str
    unit: str
    unit_price: int
    quantity: int
    discount: int = 0


@transaction.atomic(savepoint=False)
def create(*, lines: Sequence[NewLine], at: datetime, **facts) -> Order:
    """Freeze an agreed order, take its voucher, reserve its goods, write its first event.

    Raises OrderError, vouchers.VoucherRefused, stock.OutOfStock. Part of a larger transaction, which an error ends.
    """
    if len(facts.get("area", "")) > AREA_LENGTH:
        raise OrderError(_("The name of the area may have at most %(most)d letters.") % {"most": AREA_LENGTH})
    order = Order.objects.create(placed_at=at, **facts)
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order,
            sku_id=line.sku_id,
            name=line.name,
            unit=line.unit,
            unit_price=line.unit_price,
            quantity=line.quantity,
            discount=line.discount,
            total=line.unit_price * line.quantity - line.discount,
        )
        for line in lines
    )
    event = record(order=order, kind=Kind.PLACED, at=at, amount=order.payable)
    if order.voucher_code:
        vouchers.claim(code=order.voucher_code, document=order.document, phone=order.phone, at=at)
    _reserve(order, event, {line.sku_id: line.quantity for line in lines})
    return order


def record(
    *, order: Order, kind: str, at: datetime, by: str = "", reason: str = "", amount: int | None = None
) -> OrderEvent:
    text = reason[:REASON_LENGTH]
    return OrderEvent.objects.create(order=order, kind=kind, at=at, by=by, reason=text, amount=amount)


@transaction.atomic
def transition(
    *, order: Order, to: str, kind: str, at: datetime, by: str = "", reason: str = "", **changes
) -> OrderEvent:
    """Move `order` from the state in which the caller saw it. Raises StateChanged when it is not there any more."""
    if to not in TRANSITIONS[order.state]:
        raise StateChanged(order)
    seen = Order.objects.filter(
        pk=order.pk,
        state=order.state,
        fulfilment=order.fulfilment,
        expires_at=order.expires_at,
        # Paid otherwise meanwhile: the hand-over books what is due.
        cash_due=order.cash_due,
    )
    if not seen.update(state=to, **changes):
        raise StateChanged(order)
    order.state = to
    for name, value in changes.items():
        setattr(order, name, value)
    return record(order=order, kind=kind, at=at, by=by, reason=reason)


@transaction.atomic
def pack(*, order: Order, now: datetime, by: str) -> None:
    """Somebody has begun to pack a paid order."""
    paid = Order.objects.filter(pk=order.pk, state=State.CONFIRMED, fulfilment=Fulfilment.NEW)
    if not paid.update(fulfilment=Fulfilment.PACKING):
        raise StateChanged(order)
    order.fulfilment = Fulfilment.PACKING
    record(order=order, kind=Kind.PACKING, at=now, by=by)


@transaction.atomic
def hand_over(*, order: Order, now: datetime, by: str) -> None:
    """The goods leave: stock, cost of goods sold and revenue in one go."""
    event = transition(
        order=order,
        to=State.COMPLETED,
        kind=Kind.HANDED_OVER,
        at=now,
        by=by,
        fulfilment=Fulfilment.DELIVERED,
        ended_at=now,
        handed_over_at=now,
    )
    costs = stock.issue(quantities=quantities(order), key=_key(order, event), document=order.document, at=now, by=by)
    lines = list(OrderLine.objects.filter(order=order))
    for line in lines:
        line.cost = costs[line.sku_id]
    OrderLine.objects.bulk_update(lines, ["cost"])
    postings.post_hand_over(order, lines, by=by, now=now)


@transaction.atomic
def bring_back(*, order: Order, now: datetime, by: str, reason: str) -> None:
    """The buyer refused goods that were handed over: sale, cost and voucher are as if they had never left the shop."""
    if order.state != State.COMPLETED:
        raise StateChanged(order)
    event = transition(
        order=order,
        to=State.CANCELLED,
        kind=Kind.BROUGHT_BACK,
        at=now,
        by=by,
        reason=reason,
        fulfilment=Fulfilment.RETURNED,
        ended_at=now,
        brought_back_at=now,
    )
    if order.voucher_code:
        vouchers.release(document=order.document, at=now)
    _put_back(order, event, {line.pk: line.quantity - line.restocked for line in order.lines.all()})
    postings.post_brought_back(order, list(order.lines.all()), by=by, now=now)


@transaction.atomic
def restock(*, order: Order, units: Mapping[int, int], reason: str, key: str, now: datetime, by: str) -> None:
    """Some of the goods that were handed over are on the shelf again, at the cost at which they left.

    `units`: id of the order's line -> how many. Money is another matter (`payments.refund`). Idempotent by `key`.
    """
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.state != State.COMPLETED:
        raise StateChanged(order)
    wanted = {line_id: quantity for line_id, quantity in units.items() if quantity}
    if not wanted or not reason.strip():
        raise OrderError(_("Say which goods came back, and why."))
    if stock.moved(key=key):
        return
    event = record(order=order, kind=Kind.RESTOCKED, at=now, by=by, reason=reason)
    _put_back(order, event, wanted, key=key)


@transaction.atomic
def expire(*, order: Order, now: datetime) -> None:
    """Past its deadline: the goods are free again. Money that came in part stays owed to the customer."""
    if not order.is_overdue(now):
        raise StateChanged(order)
    event = transition(order=order, to=State.EXPIRED, kind=Kind.EXPIRED, at=now, ended_at=now)
    _release(order, event)


@transaction.atomic
def revive(*, order: Order, expires_at: datetime, now: datetime, by: str, reason: str) -> None:
    """An expired order waits for money again, if its goods and its voucher can still be had.

    Raises stock.OutOfStock, and OrderError when others have used the voucher up since: its limit can be raised.
    """
    if order.state not in (State.AWAITING, State.EXPIRED):
        raise StateChanged(order)
    swept = order.state == State.EXPIRED
    event = transition(
        order=order,
        to=State.AWAITING,
        kind=Kind.REVIVED,
        at=now,
        by=by,
        reason=reason,
        expires_at=expires_at,
        ended_at=None,
    )
    if not swept:
        # Overdue, but its goods were never given back.
        return
    if order.voucher_code:
        _claim_voucher_again(order)
    _reserve(order, event, quantities(order))


@transaction.atomic
def cancel(*, order: Order, now: datetime, by: str, reason: str) -> None:
    """End an order that was not handed over; its goods are free again. Paid money is then owed back."""
    if not reason.strip():
        raise OrderError(_("Say why the order is cancelled."))
    if order.state == State.COMPLETED:
        raise StateChanged(order)
    held = order.state in (State.AWAITING, State.CONFIRMED)
    event = transition(
        order=order,
        to=State.CANCELLED,
        kind=Kind.CANCELLED,
        at=now,
        by=by,
        reason=reason,
        fulfilment=Fulfilment.NEW,
        cash_due=0,
        ended_at=now,
    )
    if held:
        _release(order, event)


def quantities(order: Order) -> dict[int, int]:
    """SKU id -> units."""
    return dict(order.lines.values_list("sku_id", "quantity"))


def _key(order: Order, event: OrderEvent) -> str:
    return f"{order.document}:{event.pk}"


def _reserve(order: Order, event: OrderEvent, units: dict[int, int]) -> None:
    stock.reserve(
        quantities=units,
        key=_key(order, event),
        document=order.document,
        at=event.at,
        by=event.by,
    )


def _put_back(order: Order, event: OrderEvent, units: Mapping[int, int], key: str = "") -> None:
    goods = {}
    for line in order.lines.filter(pk__in=units):
        quantity = units[line.pk]
        enough = OrderLine.objects.filter(pk=line.pk, restocked=line.restocked, quantity__gte=line.restocked + quantity)
        if quantity < 0 or not enough.update(restocked=line.restocked + quantity):
            left = {"name": line.name, "count": line.quantity - line.restocked}
            raise OrderError(_("Of %(name)s at most %(count)d can come back.") % left)
        if quantity:
            goods[line.sku_id] = (quantity, cost_back(line, quantity))
    stock.take_back(
        goods=goods,
        key=key or _key(order, event),
        document=order.document,
        reason=event.reason,
        at=event.at,
        by=event.by,
    )


def cost_back(line: OrderLine, quantity: int) -> int:
    """Rupiah that come back with `quantity` more units of a line: all units together bring its whole cost."""
    before, after = line.restocked, line.restocked + quantity
    return line.cost * after // line.quantity - line.cost * before // line.quantity


def _claim_voucher_again(order: Order) -> None:
    try:
        vouchers.claim_again(document=order.document)
    except vouchers.VoucherRefused as refusal:
        raise OrderError(str(refusal)) from None


def _release(order: Order, event: OrderEvent) -> None:
    """The voucher goes the way of the goods, whether money had come in or not: the purchase did not happen."""
    if order.voucher_code:
        vouchers.release(document=order.document, at=event.at)
    stock.release(
        quantities=quantities(order),
        key=_key(order, event),
        document=order.document,
        at=event.at,
        by=event.by,
    )
