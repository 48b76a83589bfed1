"""From visit to paid order, by day, source and campaign. Steps before the order are counts; the rest the orders tell.

Counts are of events, not of persons, who are not known: one visit may look at ten products. Orders stand on the day
they were placed, also when they were paid later. Turnover is the goods of paid orders after discounts, in rupiah,
less what was taken back of the sale.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Greatest, TruncDate
from django.utils import timezone

from shop.orders.models import Order
from shop.visits.models import Tally
from shop.visits.selectors import titles
from shop.visits.sources import DIRECT, LABELS

PAID = Q(state__in=[Order.State.CONFIRMED, Order.State.COMPLETED], receivable__paid__gte=F("payable"))
# What was taken back of a sale may hold the delivery fee too: no more than the goods comes off.
GOODS = Greatest(F("subtotal") - F("discount") - F("receivable__credited"), 0)
FIGURES = ("visit", "product", "basket", "checkout", "ordered", "paid", "turnover")


class Place(NamedTuple):
    """Where a row of numbers stands."""

    day: date
    source: str
    campaign: str

    @property
    def label(self) -> str:
        return str(LABELS.get(self.source, self.source))


@dataclass(slots=True)
class Numbers:
    visit: int = 0
    product: int = 0
    basket: int = 0
    checkout: int = 0
    ordered: int = 0
    paid: int = 0
    turnover: int = 0

    def add(self, other: "Numbers") -> None:
        for name in FIGURES:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def per_hundred(self, name: str) -> int | None:
        """How many of it come on a hundred visits, rounded; None without visits."""
        return (2 * 100 * getattr(self, name) + self.visit) // (2 * self.visit) if self.visit else None

    @property
    def conversion(self) -> int | None:
        return self.per_hundred("ordered")


Rows = dict[Place, Numbers]


def between(first: date, last: date) -> Rows:
    """Both days count."""
    tallies = Tally.objects.filter(day__gte=first, day__lte=last)
    orders = Order.objects.filter(placed_at__gte=_midnight(first), placed_at__lt=_midnight(last + timedelta(days=1)))
    return _rows(tallies, orders)


def of_campaign(name: str) -> Rows:
    """Since it began, as long as counts are kept."""
    return _rows(Tally.objects.filter(campaign=name), Order.objects.filter(campaign=name))


def grouped(rows: Rows, by: Callable[[Place], object]) -> dict[object, Numbers]:
    sums: dict[object, Numbers] = {}
    for place, numbers in rows.items():
        sums.setdefault(by(place), Numbers()).add(numbers)
    return sums


def by_source(rows: Rows) -> list[tuple[str, Numbers]]:
    """(label, numbers): who brought most visits first."""
    return sorted(grouped(rows, lambda place: place.label).items(), key=lambda row: (-row[1].visit, row[0]))


def by_day(rows: Rows) -> list[tuple[date, Numbers]]:
    return sorted(grouped(rows, lambda place: place.day).items(), reverse=True)


def by_campaign(rows: Rows) -> list[tuple[str, Numbers]]:
    """(title, numbers): who brought most visits first."""
    sums = grouped(rows, lambda place: place.campaign)
    names = titles(sums)
    return sorted(((names.get(one, one), sums[one]) for one in sums if one), key=lambda row: (-row[1].visit, row[0]))


def total(numbers: Iterable[Numbers]) -> Numbers:
    made = Numbers()
    for one in numbers:
        made.add(one)
    return made


def _rows(tallies, orders) -> Rows:
    rows: Rows = {}
    for day, source, campaign, step, count in tallies.values_list("day", "source", "campaign", "step", "count"):
        rows.setdefault(Place(day, source, campaign), Numbers()).add(Numbers(**{step: count}))
    for day, source, campaign, ordered, paid, turnover in _sums(orders):
        numbers = Numbers(ordered=ordered, paid=paid, turnover=turnover or 0)
        rows.setdefault(Place(day, source or DIRECT, campaign), Numbers()).add(numbers)
    return rows


def _sums(orders):
    return (
        orders.order_by()
        .annotate(day=TruncDate("placed_at", tzinfo=timezone.get_default_timezone()))
        .values("day", "source", "campaign")
        .annotate(
            ordered=Count("pk"),
            paid_orders=Count("pk", filter=PAID),
            turnover=Sum(GOODS, filter=PAID),
        )
        .values_list("day", "source", "campaign", "ordered", "paid_orders", "turnover")
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())
