"""The tabs above the list of orders, each with its count."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from shop.orders.models import Order
from shop.orders.selectors import tab_filter

TABS = {
    "": _("All"),
    "to-accept": _("To accept"),
    "awaiting": _("Awaiting payment"),
    "to-pack": _("To pack"),
    "packing": _("Packing"),
    "completed": _("Completed"),
    "cash": _("Cash to hand in"),
    "ended": _("Cancelled or expired"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    slug: str
    label: str
    count: int
    current: bool


def counts(now: datetime) -> dict[str, int]:
    """Orders in each tab, in one query."""
    wanted = {f"n{i}": Count("pk", filter=tab_filter(slug, now=now)) for i, slug in enumerate(TABS) if slug}
    found = Order.objects.aggregate(n0=Count("pk"), **wanted)
    return {slug: found[f"n{i}"] for i, slug in enumerate(TABS)}


def tabs(current: str, now: datetime) -> list[Tab]:
    numbers = counts(now)
    return [Tab(slug, label, numbers[slug], slug == current) for slug, label in TABS.items()]
