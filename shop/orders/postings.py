"""The hand-over of an order, as one entry: what was a deposit, or is to come in cash, becomes revenue, and the goods
become their cost. Refused goods turn the sale around."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounting.drafts import Draft, Leg
from accounting.roles import Role
from accounting.services import post
from shop.orders.models import Order, OrderLine


def admin_url(order: Order) -> str:
    return f"/admin/orders/inspect/{order.pk}/"


def hand_over_draft(order: Order, lines: list[OrderLine]) -> Draft:
    """Revenue gross and discount apart (PP 55/2022: turnover counts before discounts)."""
    cost = sum(line.cost for line in lines)
    legs = [*_sale(order, lines), (Role.COGS, cost), (Role.INVENTORY, -cost)]
    return _draft(order, legs, key="handed_over", at=order.handed_over_at, text=_("Handed over: %(number)s, %(name)s"))


def brought_back_draft(order: Order, lines: list[OrderLine]) -> Draft:
    """The sale in reverse; what the goods had cost comes back with their movements of stock."""
    legs = [(role, -amount) for role, amount in _sale(order, lines)]
    return _draft(
        order, legs, key="brought_back", at=order.brought_back_at, text=_("Brought back: %(number)s, %(name)s")
    )


def _sale(order: Order, lines: list[OrderLine]) -> list[tuple[Role, int]]:
    gross = sum(line.unit_price * line.quantity for line in lines)
    return [
        (Role.CUSTOMER_DEPOSITS, order.payable - order.cash_due),
        (Role.COD_RECEIVABLES, order.cash_due),
        (Role.SALES_DISCOUNT, gross - order.subtotal + order.discount),
        (Role.SALES, -gross),
        (Role.DELIVERY_INCOME, -order.delivery_fee),
        (Role.UNIQUE_CODE_INCOME, -order.unique_code),
    ]


def _draft(order: Order, legs, *, key: str, at: datetime, text: str) -> Draft:
    date = timezone.localdate(at)
    return Draft(
        key=f"{order.document}:{key}",
        date=date,
        document_date=date,
        narration=text % {"number": order.number, "name": order.customer_name},
        source=order.document,
        source_url=admin_url(order),
        lines=tuple(Leg(role=str(role), amount=amount) for role, amount in legs if amount),
    )


def post_hand_over(order: Order, lines: list[OrderLine], *, by: str, now: datetime) -> None:
    post(hand_over_draft(order, lines), by, now=now)


def post_brought_back(order: Order, lines: list[OrderLine], *, by: str, now: datetime) -> None:
    post(brought_back_draft(order, lines), by, now=now)


def replay() -> Iterator[Draft]:
    for order in Order.objects.exclude(handed_over_at=None).prefetch_related("lines").order_by("pk"):
        lines = list(order.lines.all())
        yield hand_over_draft(order, lines)
        if order.brought_back_at:
            yield brought_back_draft(order, lines)
