"""From lines and orders to decisions, the same in whatever order they are given."""

import datetime as dt
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from .book import Book
from .reasons import joined
from .reversals import Reversals
from .rules import exact_readings, is_whole, readings
from .types import BankLine, Decision, OpenOrder, Suggestion

SHOP_ZONE = ZoneInfo("Asia/Makassar")
NOT_INCOME = frozenset({"interest", "tax", "fee", "outgoing", "own"})


def decide(
    lines: Iterable[BankLine],
    orders: Iterable[OpenOrder],
    *,
    zone: dt.tzinfo = SHOP_ZONE,
    holidays: Set[dt.date] = frozenset(),
) -> list[Decision]:
    """One decision for each line that is not yet given away whole, oldest first.

    First all lines are confirmed that leave no doubt, oldest first; each order and each line only once. The
    others are read in the light of these. `orders` are those that wait and those that ended lately, `holidays` the
    days besides week-ends on which banks post nothing. A decision
    that is not automatic is a suggestion to the owner and changes nothing.
    """
    ordered = sorted(lines, key=lambda line: (line.date, line.time or dt.time.min, line.key))
    book = Book(orders, zone, holidays, ordered)
    automatic = _confirm(ordered, book)
    decisions = {line.key: _decision(line, automatic.get(line.key) or _read(line, book)) for line in _open(ordered)}
    _take_back(ordered, book, decisions)
    return list(decisions.values())


def suggestions(
    line: BankLine,
    orders: Iterable[OpenOrder],
    *,
    zone: dt.tzinfo = SHOP_ZONE,
    holidays: Set[dt.date] = frozenset(),
) -> list[Suggestion]:
    """All that a line may be, best first: for the owner's inbox. None of them is carried out by itself."""
    book = Book(orders, zone, holidays)
    if line.amount < 0:
        found = Reversals([], book).order_of(line) if line.kind == "reversal" else ()
        return [_reversal(line, found)] if found else []
    return [replace(reading, automatic=False) for reading in readings(line, book)]


def _confirm(ordered: Sequence[BankLine], book: Book) -> dict[int | str, Suggestion]:
    confirmed = {}
    for line in ordered:
        if line.amount <= 0:
            continue
        sure = next((reading for reading in exact_readings(line, book) if reading.automatic), None)
        if sure:
            confirmed[line.key] = sure
            book.settle(line, sure.orders)
    return confirmed


def _open(ordered: Sequence[BankLine]) -> list[BankLine]:
    return [line for line in ordered if line.amount <= 0 or line.free > 0]


def _read(line: BankLine, book: Book) -> Suggestion:
    if line.amount <= 0 or line.kind in NOT_INCOME:
        words = {"interest": _("interest from the bank"), "own": _("money between the shop's own pockets")}
        why = words.get(line.kind, _("money that went out"))
        return Suggestion((), "not_income", 0, why, score=0)
    if line.kind == "qris":
        return Suggestion((), "qris_settlement", 0, _("QRIS sales of some days in one sum"), score=0)
    if not is_whole(line):
        return Suggestion((), "unknown", 0, _("an amount with sen never pays an order"), score=0)
    found = readings(line, book)
    if not found:
        return Suggestion((), "unknown", 0, _("no order fits by number, amount or name"), score=0)
    return _one_of(found)


def _one_of(found: list[Suggestion]) -> Suggestion:
    """The best reading; where several are equally good, none of them. How far two amounts are off tells nothing
    when both are only a code away."""
    best = found[0]
    equals = [reading for reading in found if reading.score == best.score]
    if len(equals) == 1:
        return best
    numbers = tuple(sorted({number for reading in equals for number in reading.orders}))
    return Suggestion(numbers, "ambiguous", 0, _("several orders fit equally well"), best.score)


def _take_back(ordered: Sequence[BankLine], book: Book, decisions: dict[int | str, Decision]) -> None:
    """A correction by the bank points to the credit it takes back, and that credit tells of it."""
    reversals = Reversals(ordered, book)
    for line in ordered:
        if line.amount >= 0 or line.kind != "reversal":
            continue
        credit = reversals.credit_of(line)
        orders = decisions[credit.key].orders if credit and credit.key in decisions else ()
        decisions[line.key] = _decision(line, _reversal(line, orders or reversals.order_of(line)))
        if credit and credit.key in decisions:
            told = decisions[credit.key]
            reason = joined(told.reason, _("the bank took it back later"))
            decisions[credit.key] = replace(told, reason=reason)


def _reversal(line: BankLine, orders: tuple[str, ...]) -> Suggestion:
    if orders:
        why = _("the bank corrects an earlier credit of the same size: the order is unpaid again")
        return Suggestion(orders, "reversal", int(line.amount), why, score=80)
    return Suggestion((), "reversal", int(line.amount), _("a correction by the bank"), score=20)


def _decision(line: BankLine, reading: Suggestion) -> Decision:
    return Decision(
        key=line.key,
        orders=reading.orders,
        result=reading.result,
        automatic=reading.automatic,
        reason=joined(reading.reason),
        difference=reading.difference,
        score=reading.score,
    )
