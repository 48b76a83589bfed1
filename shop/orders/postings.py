"""The hand-over of an order, as one entry: what was a deposit becomes revenue, and the goods become their cost."""

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
    gross = sum(line.unit_price * line.quantity for line in lines)
    cost = sum(line.cost for line in lines)
    legs = [
        (Role.CUSTOMER_DEPOSITS, order.payable),
        (Role.SALES_DISCOUNT, gross - order.subtotal + order.discount),
        (Role.SALES, -gross),
        (Role.DELIVERY_INCOME, -order.delivery_fee),
        (Role.UNIQUE_CODE_INCOME, -order.unique_code),
        (Role.COGS, cost),
        (Role.INVENTORY, -cost),
    ]
    date = timezone.localdate(order.handed_over_at)
    return Draft(
        key=f"{order.document}:handed_over",
        date=date,
        document_date=date,
        narration=_("Handed over: %(number)s, %(name)s") % {"number": order.number, "name": order.customer_name},
        source=order.document,
        source_url=admin_url(order),
        lines=tuple(Leg(role=str(role), amount=amount) for role, amount in legs if amount),
    )


def post_hand_over(order: Order, lines: list[OrderLine], *, by: str, now: datetime) -> None:
    post(hand_over_draft(order, lines), by, now=now)


def replay() -> Iterator[Draft]:
    for order in Order.objects.filter(state=Order.State.COMPLETED).prefetch_related("lines").order_by("pk"):
        yield hand_over_draft(order, list(order.lines.all()))
