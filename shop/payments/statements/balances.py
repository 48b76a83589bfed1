"""The running balance proves that a statement is whole and in order."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .types import Line, Pending

Entry = Line | Pending


@dataclass(frozen=True, slots=True)
class Break:
    """Before `row` something is missing: the balance should be `expected`, the file says `found`."""

    row: int
    expected: Decimal
    found: Decimal


def breaks(entries: Sequence[Entry], opening: Decimal | None) -> list[Break]:
    """Where balance[n-1] + amount[n] is not balance[n]. Rows without a balance are carried along."""
    running, broken = opening, []
    for entry in entries:
        expected = None if running is None else running + entry.amount
        if entry.balance is None:
            running = expected
            continue
        if expected is not None and expected != entry.balance:
            broken.append(Break(entry.row, expected, entry.balance))
        running = entry.balance
    return broken


def enclosed(entries: Sequence[Entry], opening: Decimal | None) -> set[int]:
    """Rows whose amounts the running balance proves, in a statement without a break: those with a balance of their own,
    and those between two balances."""
    known, proven, open_rows = opening is not None, set(), set()
    for entry in entries:
        if known:
            open_rows.add(entry.row)
        if entry.balance is not None:
            proven |= open_rows | {entry.row}
            known, open_rows = True, set()
    return proven


def oldest_first(entries: Sequence[Entry], opening: Decimal | None) -> list[Entry]:
    """Some banks print the newest row first, some only the newest day: the order that keeps the balance wins,
    else (no balances) the order of the dates."""
    as_is, turned = list(entries), list(entries)[::-1]
    orders = [as_is, turned, sorted(as_is, key=_day), sorted(turned, key=_day)]
    return min(orders, key=lambda order: (len(breaks(order, opening)), steps_back(order)))


def _day(entry: Entry) -> dt.date:
    return entry.date if isinstance(entry, Line) else dt.date.max


def _moment(entry: Entry) -> tuple[dt.date, dt.time]:
    return _day(entry), (entry.time if isinstance(entry, Line) and entry.time else dt.time.min)


def steps_back(order: Sequence[Entry]) -> int:
    """How often a row is earlier than the one before it."""
    moments = list(map(_moment, order))
    return sum(later < earlier for earlier, later in zip(moments, moments[1:], strict=False))
