"""A bank's reference names one transfer: when it turns up for a second order, somebody must look.

Short references are counted anew each day (a journal number of BNI); one that stands at many lines names none of them
(MT940 of some banks: the day's own number).
"""

from collections import Counter
from collections.abc import Hashable, Iterable

from .types import BankLine

LONG = 10  # letters and digits, from which on a reference is no daily number
MOST_ALIKE = 3  # lines; more than that is no transfer's name


def name_of(line: BankLine) -> Hashable | None:
    """What no other transfer to the shop should have, or None where the line has no such thing."""
    reference = line.reference.strip().upper()
    if line.amount <= 0 or not any(letter.isdigit() for letter in reference):
        return None
    return (line.account, reference, None if len(reference) >= LONG else line.date)


def common(lines: Iterable[BankLine]) -> set[Hashable]:
    """References that so many lines have that they name none of them."""
    counted = Counter(map(name_of, lines))
    return {name for name, count in counted.items() if count > MOST_ALIKE}


class References:
    """The orders that each reference was used for, by lines of the past (`BankLine.used_for`) and of this run."""

    def __init__(self, lines: Iterable[BankLine] = ()):
        self._common = common(lines)
        self._orders: dict[Hashable, set[str]] = {}

    def use(self, line: BankLine, numbers: Iterable[str]) -> None:
        self._orders.setdefault(name_of(line), set()).update(numbers)

    def other_order(self, line: BankLine, numbers: Iterable[str]) -> str | None:
        """One that this line's reference has paid before, and that is none of these."""
        name = name_of(line)
        if name is None or name in self._common:
            return None
        return min({*line.used_for, *self._orders.get(name, ())} - {*numbers}, default=None)
