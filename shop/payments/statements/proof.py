"""Does the statement hold together? Each check gives the sentences of what does not."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from . import balances
from .balances import Entry
from .dates import Period
from .movements import RowReader
from .types import Line

ZERO = Decimal("0.00")


def written(amount: Decimal) -> str:
    """`Rp1.250,37`, the way the reader of a sentence knows it."""
    digits = f"{abs(amount):,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{'-' if amount < 0 else ''}Rp{digits}"


def unmarked(entries: Sequence[Entry], reader: RowReader) -> Iterable[str]:
    """An amount of which nothing tells where it went, in a file that marks none as gone out."""
    ways = list(map(reader.way, entries))
    told = [way or reader.signs.get(entry.row, 0) for way, entry in zip(ways, entries, strict=True)]
    if -1 not in ways and 0 in told:
        yield _("The file does not say which amounts came in and which went out.")


def undated(entries: Sequence[Entry], opening: Decimal | None, rows: Sequence[int]) -> Iterable[str]:
    """A row without a date is of the day above it only where the running balance says that it belongs there."""
    proven = set() if not rows or balances.breaks(entries, opening) else balances.enclosed(entries, opening)
    for row in rows:
        if row not in proven:
            yield _("Row %(row)s has an amount but no date.") % {"row": row}


def chain(entries: Sequence[Entry], opening: Decimal | None) -> Iterable[str]:
    for broken in balances.breaks(entries, opening):
        yield _(
            "A row is missing near row %(row)s: the balance there should be %(expected)s, the file says %(found)s."
        ) % {"row": broken.row, "expected": written(broken.expected), "found": written(broken.found)}


def totals(entries: Sequence[Entry], stated: dict[str, Decimal | None]) -> Iterable[str]:
    """The bank's own totals under the table, which count pending rows too."""
    credits = sum((entry.amount for entry in entries if entry.amount > 0), ZERO)
    debits = -sum((entry.amount for entry in entries if entry.amount < 0), ZERO)
    opening, closing = stated["opening"], stated["closing"]
    if opening is not None and closing is not None and opening + credits - debits != closing:
        yield _(
            "The rows do not lead from the opening to the closing balance: %(expected)s is reached, "
            "the file says %(found)s."
        ) % {"expected": written(opening + credits - debits), "found": written(closing)}
    if stated["credits"] not in (None, credits):
        yield _("The incoming rows add up to %(sum)s, the file says %(found)s.") % {
            "sum": written(credits),
            "found": written(stated["credits"]),
        }
    if stated["debits"] not in (None, debits):
        yield _("The outgoing rows add up to %(sum)s, the file says %(found)s.") % {
            "sum": written(debits),
            "found": written(stated["debits"]),
        }


def one_account(numbers: set[str]) -> Iterable[str]:
    if len(numbers) > 1:
        yield _("The file holds several accounts: %(numbers)s. Download each account alone.") % {
            "numbers": ", ".join(sorted(numbers)[:5])
        }


def outside(lines: Sequence[Line], period: Period) -> Iterable[str]:
    start, end = period
    for line in lines:
        if start and end and not start <= line.date <= end:
            yield _("Row %(row)s: %(date)s lies outside the period of the statement.") % {
                "row": line.row,
                "date": f"{line.date:%d/%m/%Y}",
            }
