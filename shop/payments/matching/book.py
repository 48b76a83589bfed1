"""The orders, laid out so that a line finds its few candidates without looking at all of them."""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from itertools import combinations
from zoneinfo import ZoneInfo

from . import names
from .days import posting_day
from .numbers import OrderNumbers
from .references import References
from .types import BankLine, OpenOrder

BANK_ZONE = ZoneInfo("Asia/Jakarta")  # banks print western time, wherever the customer is
DAYS_TO_ARRIVE = 3
DAYS_RESERVED = 7  # how long an amount stays an ended order's
ROUNDING = 2_000
MOST_OF_A_NAME = 60


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

    def __init__(
        self,
        orders: Iterable[OpenOrder],
        zone: dt.tzinfo,
        holidays: Set[dt.date] = frozenset(),
        lines: Iterable[BankLine] = (),
    ):
        self.references = References(lines)
        ordered = sorted(orders, key=lambda order: order.number)
        self.orders = {order.number: order for order in ordered}
        self.windows = {order.number: window_of(order, zone, holidays) for order in ordered}
        self.numbers = OrderNumbers(self.orders)
        self.by_payable = _grouped((order.payable, order) for order in ordered)
        self.by_base = _grouped((order.base, order) for order in ordered)
        self.by_rest = _grouped((order.open, order) for order in ordered if order.paid and order.open > 0)
        self.shelves = _shelves(ordered)
        self.firsts = names.FirstWords(self.shelves)
        self._settled: set[str] = set()

    def settle(self, line: BankLine, numbers: Iterable[str]) -> None:
        self.references.use(line, numbers)
        for number in numbers:
            self._settled.add(number)
            order = self.orders[number]
            if shelf := self.shelves.get(_first_word(order)):
                shelf.take(order)

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
        """Unpaid orders of a buyer whom the text names, that owe about this amount, the nearest first."""
        shelves = [self.shelves[first].outward(amount) for first in self.firsts.within(text)]
        for _distance, number in merge(*shelves):
            order = self.orders[number]
            if names.agree(order.buyer, text):
                yield order

    def pairs(self, amount: int, text: str) -> Iterator[tuple[OpenOrder, OpenOrder]]:
        """Two unpaid orders of a buyer whom the text names, that owe exactly this amount together."""
        for first in self.firsts.within(text):
            for one, other in self.shelves[first].pairs[amount]:
                yield self.orders[one], self.orders[other]


class Shelf:
    """Unpaid orders of buyers with one first word, by what is owed."""

    def __init__(self, orders: Iterable[OpenOrder]):
        self.orders = list(orders)
        self.numbers = defaultdict(list)
        for order in sorted(self.orders, key=lambda order: order.number):
            self.numbers[order.open].append(order.number)
        self.owed = sorted(self.numbers)

    def take(self, order: OpenOrder) -> None:
        """It is paid: nobody looks at it any more."""
        waiting = self.numbers.get(order.open, [])
        if order.number in waiting:
            waiting.remove(order.number)
            if not waiting:
                del self.numbers[order.open], self.owed[bisect_left(self.owed, order.open)]

    def outward(self, amount: int) -> Iterator[tuple[int, str]]:
        """(distance, number) of orders that a payment of this amount may be meant for, in ascending order."""
        middle = bisect_left(self.owed, amount)
        sides = (reversed(self.owed[:middle]), self.owed[middle:])
        return merge(*(self._within(side, amount) for side in sides))

    def _within(self, side: Iterable[int], amount: int) -> Iterator[tuple[int, str]]:
        for owed in side:
            distance = abs(amount - owed)
            if distance > tolerance(owed):
                # Of larger sums also those further off may be within their tenth, but not twice as far.
                if distance > tolerance(amount) * 2:
                    return
                continue
            for number in self.numbers[owed]:
                yield distance, number

    @cached_property
    def pairs(self) -> dict[int, list[tuple[str, str]]]:
        """What two orders owe together -> their numbers. A name that so many bear tells nothing."""
        groups = [self.orders]
        if len(self.orders) > MOST_OF_A_NAME:
            by_name = defaultdict(list)
            for order in self.orders:
                by_name[names.words(order.buyer)].append(order)
            groups = [group for group in by_name.values() if len(group) <= MOST_OF_A_NAME]
        found = defaultdict(list)
        for group in groups:
            for one, other in combinations(group, 2):
                found[one.open + other.open].append((one.number, other.number))
        return found


def _first_word(order: OpenOrder) -> str:
    return next(iter(names.words(order.buyer)), "")


def _shelves(ordered: list[OpenOrder]) -> dict[str, Shelf]:
    """First word of the buyer's name -> shelf."""
    named = defaultdict(list)
    for order in ordered:
        if order.open > 0 and not order.settled and (first := _first_word(order)):
            named[first].append(order)
    return {first: Shelf(orders) for first, orders in named.items()}


def _grouped(pairs: Iterable[tuple[int, OpenOrder]]) -> dict[int, list[OpenOrder]]:
    groups = defaultdict(list)
    for amount, order in pairs:
        groups[amount].append(order)
    return groups
