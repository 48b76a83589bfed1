"""The orders, laid out so that a line finds its few candidates without looking at all of them."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from . import names
from .days import posting_day
from .numbers import OrderNumbers
from .types import OpenOrder

BANK_ZONE = ZoneInfo("Asia/Jakarta")  # banks print western time, wherever the customer is
DAYS_TO_ARRIVE = 3
DAYS_RESERVED = 7  # how long an amount stays an ended order's
ROUNDING = 2_000


@dataclass(frozen=True, slots=True)
class Window:
    """Bank dates on which a payment counts as in time, and until when it can still be meant for the order."""

    first: dt.date
    last: dt.date
    reserved: dt.date


def window_of(order: OpenOrder, zone: dt.tzinfo, holidays: Set[dt.date] = frozenset()) -> Window:
    placed = order.placed_at.astimezone(zone).date()
    deadline = posting_day(order.expires_at.astimezone(zone).date(), holidays)
    last = max(placed + dt.timedelta(days=DAYS_TO_ARRIVE), deadline)
    first = min(placed, order.placed_at.astimezone(BANK_ZONE).date())
    return Window(first, last, last + dt.timedelta(days=DAYS_RESERVED))


def tolerance(owed: int) -> int:
    """How far a payment may be off and still be meant for the order: rounded amounts, forgotten shipping."""
    return max(ROUNDING, owed // 10)


class Book:
    """Orders by number, amount and name. `settle` notes what this run has paid already."""

    def __init__(self, orders: Iterable[OpenOrder], zone: dt.tzinfo, holidays: Set[dt.date] = frozenset()):
        ordered = sorted(orders, key=lambda order: order.number)
        self.orders = {order.number: order for order in ordered}
        self.windows = {order.number: window_of(order, zone, holidays) for order in ordered}
        self.numbers = OrderNumbers(self.orders)
        self.by_payable = _grouped((order.payable, order) for order in ordered)
        self.by_base = _grouped((order.base, order) for order in ordered)
        self.by_rest = _grouped((order.open, order) for order in ordered if order.paid and order.open > 0)
        self.by_name = self._named(ordered)
        self._settled: set[str] = set()

    @staticmethod
    def _named(ordered: list[OpenOrder]) -> dict[str, list[tuple[int, str]]]:
        """First letters of the buyer's first word -> (owed, number), by what is owed."""
        shelves = defaultdict(list)
        for order in ordered:
            if order.open > 0 and not order.settled and (first := names.words(order.buyer)[:1]):
                shelves[first[0][: names.SHORTEST_CUT]].append((order.open, order.number))
        return {key: sorted(shelf) for key, shelf in shelves.items()}

    def settle(self, numbers: Iterable[str]) -> None:
        self._settled.update(numbers)

    def waits(self, order: OpenOrder) -> bool:
        return order.waits and order.number not in self._settled

    def settled(self, order: OpenOrder) -> bool:
        return order.settled or order.number in self._settled

    def in_time(self, order: OpenOrder, date: dt.date) -> bool:
        window = self.windows[order.number]
        return window.first <= date <= window.last

    def possible(self, order: OpenOrder, date: dt.date) -> bool:
        window = self.windows[order.number]
        return window.first <= date <= window.reserved

    def rivals(self, amount: int, date: dt.date, own: tuple[str, ...]) -> list[OpenOrder]:
        """Other orders that the same amount could be for: any that waits, and ended ones within their time."""
        sharing = (*self.by_payable[amount], *self.by_base[amount], *self.by_rest[amount])
        return [
            order
            for order in sharing
            if order.number not in own and (order.state == "awaiting" or self.possible(order, date))
        ]

    def near(self, amount: int, text: str) -> Iterator[OpenOrder]:
        """Unpaid orders of a buyer whom the text names, that owe about this amount."""
        low = min(amount - ROUNDING, amount * 10 // 11)
        high = max(amount + ROUNDING, amount * 10 // 9 + 10)
        for key in sorted(names.keys(text)):
            shelf = self.by_name.get(key, [])
            for owed, number in shelf[bisect_left(shelf, (low, "")) : bisect_right(shelf, (high, "\uffff"))]:
                order = self.orders[number]
                if abs(amount - owed) <= tolerance(owed) and names.agree(order.buyer, text):
                    yield order

    def pairs(self, amount: int, text: str) -> Iterator[tuple[OpenOrder, OpenOrder]]:
        """Two unpaid orders of a buyer whom the text names, that owe exactly this amount together."""
        for key in sorted(names.keys(text)):
            shelf = self.by_name.get(key, [])
            half = shelf[: bisect_right(shelf, (amount // 2, "\uffff"))]
            for owed, number in half:
                rest = amount - owed
                for _owed, other in shelf[bisect_left(shelf, (rest, "")) : bisect_right(shelf, (rest, "\uffff"))]:
                    if owed < rest or number < other:
                        yield self.orders[number], self.orders[other]


def _grouped(pairs: Iterable[tuple[int, OpenOrder]]) -> dict[int, list[OpenOrder]]:
    groups = defaultdict(list)
    for amount, order in pairs:
        groups[amount].append(order)
    return groups
