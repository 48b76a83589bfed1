"""Which lines of a statement are already on file. Files overlap, and two equal transfers on one day are two.

Three tiers, each using up the known line it found, so that equal lines are counted and never merged:
1. the bank's own id, within the same format;
2. date, amount and balance after the line. Missing balances are worked out from the opening balance and from
   neighbours. This tells equal transfers apart and is the same in every format of one account;
3. where one side has no balance: as many as there are of this date and amount. Only equal to the second, with
   the same text, is certain; the rest is "maybe_known", and the owner decides.
"""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import count

from .statements.types import Line

NEW, KNOWN, MAYBE_KNOWN = "new", "known", "maybe_known"


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line on file, of one account. `format` is the format of the statement that brought it."""

    date: dt.date
    time: dt.time | None
    amount: Decimal
    balance: Decimal | None
    description: str
    fingerprint: str
    occurrence: int = 1
    external_id: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a line is to the file: for a new one, `fingerprint` and `occurrence` are free to be stored;
    `balance` is the line's own or the one worked out."""

    status: str
    fingerprint: str
    occurrence: int
    balance: Decimal | None


def fingerprint(date: dt.date, amount: Decimal, balance: Decimal | None, description: str = "") -> str:
    """64 hex digits, equal for the same line in every format that shows the balance after it."""
    last = f"text {_plain(description)}" if balance is None else f"balance {balance:.2f}"
    return hashlib.sha256(f"{date.isoformat()}|{amount:.2f}|{last}".encode()).hexdigest()


def classify(known: Sequence[KnownLine], lines: Sequence[Line], *, format: str = "") -> list[str]:
    """new, known or maybe_known for each line, in order."""
    return [identity.status for identity in identify(known, lines, format=format)]


def identify(
    known: Sequence[KnownLine],
    lines: Sequence[Line],
    *,
    format: str = "",
    opening: Decimal | None = None,
) -> list[Identity]:
    """Compare a statement's lines, oldest first, with all known lines of the same account and dates."""
    lines = with_balances(lines, opening)
    matches = _match(known, lines, format)
    taken = defaultdict(set)
    for line in known:
        taken[line.fingerprint].add(line.occurrence)
    return [_identity(line, match, taken) for line, match in zip(lines, matches, strict=True)]


def with_balances(lines: Sequence[Line], opening: Decimal | None = None) -> list[Line]:
    """The lines with every balance that follows from the opening one or from a neighbour's."""
    filled, running = [], opening
    for line in lines:
        running = line.balance if line.balance is not None else _plus(running, line.amount)
        filled.append(replace(line, balance=running))
    running = None
    for index in range(len(filled) - 1, -1, -1):
        if filled[index].balance is None:
            filled[index] = replace(filled[index], balance=running)
        running = _plus(filled[index].balance, -filled[index].amount)
    return filled


def _plus(balance: Decimal | None, amount: Decimal) -> Decimal | None:
    return None if balance is None else balance + amount


Match = tuple[str, KnownLine] | None
Test = Callable[[Line, KnownLine], bool]


def _match(known: Sequence[KnownLine], lines: Sequence[Line], format: str) -> list[Match]:
    """Tier by tier over all lines, so that a weak likeness never takes what a strong one needs."""
    same_format = [line for line in known if line.external_id and line.format == format]
    found: list[Match] = [None] * len(lines)
    free = set(map(id, known))
    _pair(same_format, lines, found, free, key=_by_id, status=KNOWN)
    _pair(known, lines, found, free, key=_by_balance, status=KNOWN)
    for alike, status in ((_same_moment, KNOWN), (_same_time, MAYBE_KNOWN), (_same_amount, MAYBE_KNOWN)):
        test = partial(_may_be_one, alike, format)
        _pair(known, lines, found, free, key=_by_amount, status=status, test=test)
    return found


def _pair(
    known: Iterable[KnownLine],
    lines: Sequence[Line],
    found: list[Match],
    free: set[int],
    *,
    key: Callable[[Line | KnownLine], Hashable | None],
    status: str,
    test: Test = lambda line, twin: True,
) -> None:
    """Give each line without a match the first free known line of its key that stands the test."""
    shelves = defaultdict(list)
    for line in sorted(known, key=lambda line: line.occurrence):
        if id(line) in free:
            shelves[key(line)].append(line)
    for index, line in enumerate(lines):
        name = key(line)
        if found[index] is not None or name is None:
            continue
        twin = next((twin for twin in shelves[name] if test(line, twin)), None)
        if twin is not None:
            shelves[name].remove(twin)
            free.discard(id(twin))
            found[index] = (status, twin)


def _by_id(line: Line | KnownLine) -> Hashable | None:
    """With date and amount: some banks give a transfer and its fee one id, some begin to count again each year."""
    return (line.external_id, line.date, line.amount) if line.external_id else None


def _by_balance(line: Line | KnownLine) -> Hashable | None:
    return None if line.balance is None else (line.date, line.amount, line.balance)


def _by_amount(line: Line | KnownLine) -> Hashable:
    return line.date, line.amount


def _may_be_one(alike: Test, format: str, line: Line, twin: KnownLine) -> bool:
    """Two balances that differ, or two ids of one format that differ, are two lines whatever the text says."""
    both_have_ids = line.external_id and twin.external_id and twin.format == format
    both_have_balances = line.balance is not None and twin.balance is not None
    return not (both_have_ids or both_have_balances) and alike(line, twin)


def _same_moment(line: Line, twin: KnownLine) -> bool:
    same_text = _plain(line.description) == _plain(twin.description)
    return line.time is not None and line.time == twin.time and same_text


def _same_time(line: Line, twin: KnownLine) -> bool:
    return line.time is not None and line.time == twin.time


def _same_amount(line: Line, twin: KnownLine) -> bool:
    return _by_amount(line) == _by_amount(twin)


def _identity(line: Line, match: Match, taken: dict[str, set[int]]) -> Identity:
    if match is not None:
        status, twin = match
        return Identity(status, twin.fingerprint, twin.occurrence, line.balance)
    name = fingerprint(line.date, line.amount, line.balance, line.description)
    occurrence = next(number for number in count(1) if number not in taken[name])
    taken[name].add(occurrence)
    return Identity(NEW, name, occurrence, line.balance)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
