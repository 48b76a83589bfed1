"""What is printed below names that are not the statement's, and is not read: it must not go without a word."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from .words import Line, begins_with_date, beside_money, joined

DATE_WITHIN = 3  # words, after a running number


@dataclass(slots=True)
class Others:
    """How many lines were left out that have a date and an amount."""

    lines: int = 0

    def count(self, lines: Sequence[Line]) -> None:
        self.lines += sum(map(_may_move_money, lines))

    @property
    def notes(self) -> tuple[str, ...]:
        if not self.lines:
            return ()
        sentence = ngettext(
            "The file has another table with %(count)d dated line. It was not read.",
            "The file has another table with %(count)d dated lines. It was not read.",
            self.lines,
        )
        return (sentence % {"count": self.lines},)


def _may_move_money(line: Line) -> bool:
    starts = range(min(DATE_WITHIN, len(line.words)))
    at = next((at for at in starts if begins_with_date(joined(line.words[at : at + 3]))), None)
    if at is None:
        return False
    return any(beside_money(word.text) and len(word.text) > DATE_WITHIN for word in line.words[at + 1 :])
