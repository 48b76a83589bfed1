"""What is waiting, on the first page and above the fold."""

from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from shop.backoffice.payments import inbox
from shop.orders.models import Order
from shop.orders.selectors import tab_filter
from shop.stock.models import StockLevel


@dataclass(frozen=True, slots=True)
class Tile:
    count: int
    label: str
    url: str


class TodayPanel(Component):
    name = "today"
    template_name = "backoffice/dashboard.html"
    order = 100

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        user = self.request.user
        return {"tiles": list(tiles(user, timezone.now())), "user": user}


def tiles(user, now):
    """Only what this person may open."""
    orders = reverse("orders_admin:index")
    if user.has_perm("payments.view_statementline"):
        yield Tile(inbox.count(now=now), _("payments to check"), reverse("check_payments:index"))
    if user.has_perm("orders.view_order"):
        counts = _order_counts(now)
        if counts["to_accept"]:
            yield Tile(counts["to_accept"], _("orders to accept"), f"{orders}?tab=to-accept")
        yield Tile(counts["to_pack"], _("orders to pack"), f"{orders}?tab=to-pack")
        yield Tile(counts["awaiting"], _("orders awaiting payment"), f"{orders}?tab=awaiting")
        if counts["cash"] and user.has_perm("payments.confirm_payment"):
            yield Tile(
                counts["cash"], _("orders whose cash is to be handed in"), reverse("orders_admin:cash_to_hand_in")
            )
        yield Tile(counts["today"], _("orders today"), orders)
    if user.has_perm("stock.view_stocklevel"):
        yield Tile(_low(), _("articles to order more of"), reverse("stock:index") + "?tab=low")


def _order_counts(now) -> dict[str, int]:
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return Order.objects.aggregate(
        to_accept=Count("pk", filter=tab_filter("to-accept", now=now)),
        cash=Count("pk", filter=tab_filter("cash", now=now)),
        to_pack=Count("pk", filter=tab_filter("to-pack", now=now)),
        awaiting=Count("pk", filter=tab_filter("awaiting", now=now)),
        today=Count("pk", filter=Q(placed_at__gte=midnight)),
    )


def _low() -> int:
    sold = StockLevel.objects.filter(sku__archived_at=None)
    return sold.filter(on_hand__lte=F("reserved") + F("sku__reorder_point")).count()
