"""Rows of cells, whatever kind of file they came in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .limits import MAX_ROWS
from .types import StatementRefused

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of a file, as text. `top` are its first rows, in which the header must be; `rows` reads all of them.

    `joiner` is what stood between two cells: a label and its value (`Saldo Awal,=,"1.00"`) are read across cells.
    `loose`: merged cells may have set values beside the columns that name them. `notes`: what the reader of the
    statement had better know of how it was read.
    """

    top: Sequence[Cells]
    joiner: str
    rows: Callable[[], Sequence[Cells]]
    loose: bool = False
    notes: Sequence[str] = ()


def limited(rows: Iterable[Sequence[str]]) -> list[Cells]:
    """Cells without surrounding blanks. Raises StatementRefused as soon as there are too many rows."""
    kept: list[Cells] = []
    for cells in rows:
        if len(kept) == MAX_ROWS:
            raise StatementRefused(
                _("The file has more than %(rows)s rows. Download a shorter period.") % {"rows": "50.000"}
            )
        kept.append(tuple(cell.strip() for cell in cells))
    return kept
