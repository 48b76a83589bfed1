"""Goods received, found, lost and brought back, as entries in the books."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from accounting.drafts import Draft, Leg
from accounting.roles import Role
from accounting.services import post
from shop.stock.models import StockMovement

Kind = StockMovement.Kind

# What stands against the stock: `paid_from` of a receipt -> role of an account.
PAID_FROM = {
    "opening": Role.OPENING_EQUITY,
    "capital": Role.CAPITAL,
    "cash": Role.CASH,
    "supplier": Role.PAYABLES,
}
AGAINST = {Kind.ADJUST: Role.STOCK_DIFFERENCE, Kind.RETURN: Role.COGS}


def movement_draft(movement: StockMovement) -> Draft | None:
    """None when no rupiah moved, or when the order's own entry tells the cost."""
    if movement.kind not in (*AGAINST, Kind.OPENING, Kind.RECEIVE) or not movement.value_change:
        return None
    against = AGAINST.get(movement.kind) or PAID_FROM.get(movement.paid_from, movement.paid_from)
    date = timezone.localdate(movement.at)
    return Draft(
        key=f"stock:{movement.pk}",
        date=date,
        document_date=date,
        narration=f"{movement.get_kind_display()}: {movement.sku} ({movement.on_hand_change:+d})",
        source=f"sku:{movement.sku.code}",
        source_url=f"/admin/stock/inspect/{movement.sku_id}/",
        lines=(
            Leg(role=str(Role.INVENTORY), amount=movement.value_change, memo=movement.reason),
            Leg(role=str(against), amount=-movement.value_change, memo=movement.reason),
        ),
    )


def post_movement(movement: StockMovement, *, by: str, now: datetime) -> None:
    if draft := movement_draft(movement):
        post(draft, by, now=now)


def replay() -> Iterator[Draft]:
    for movement in StockMovement.objects.select_related("sku").order_by("pk").iterator():
        if draft := movement_draft(movement):
            yield draft
