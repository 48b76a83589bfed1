"""The row that names the columns, and the rows below it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .grid import Cells, Grid
from .layouts import LAYOUTS, Layout
from .limits import MAX_CELL
from .types import StatementRefused

CURRENCY_NOTE = re.compile(r"\((?:idr|rp)\.?\)")
NOT_A_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a grid; `header` is the index of the naming row, `columns` maps a role to column indexes."""

    layout: Layout
    joiner: str
    rows: Sequence[Cells]
    header: int
    columns: dict[str, tuple[int, ...]]

    def body(self) -> Iterator[tuple[int, Cells]]:
        """(file row counted from 1, cells) below the header, without blank rows and repeated headers."""
        names = self.rows[self.header]
        below = (
            (number, self.layout.mended(cells, len(names), self.columns))
            for number, cells in enumerate(self.rows[self.header + 1 :], start=self.header + 2)
            if any(cells) and cells != names
        )
        return self.layout.gathered(below, self.columns)


def table_of(grids: Iterable[Grid]) -> Table:
    """The statement's table. Raises StatementRefused when no row names a date, a text and amounts."""
    found = _best_header(grids)
    if found is None:
        raise StatementRefused(
            _("This is not a bank statement: no row names the columns date, description and amount.")
        )
    layout, grid, header, columns = found
    return Table(layout, grid.joiner, _checked(grid.rows()), header, columns)


def _best_header(grids: Iterable[Grid]):
    """The first layout that knows a row of the top; of several grids the one that shows most columns."""
    heads = [(grid, [tuple(map(normal, cells)) for cells in grid.top]) for grid in grids]
    for layout in LAYOUTS:
        found = [
            (layout, grid, index, columns)
            for grid, rows in heads
            for index, cells in enumerate(rows)
            if (columns := layout.columns_in(cells)) is not None
        ]
        if found:
            return max(found, key=lambda hit: (len(hit[3]), -hit[2]))
    return None


def normal(name: str) -> str:
    """A column's name as the layouts spell it: lower case, words only, without `(IDR)`."""
    return NOT_A_WORD.sub(" ", CURRENCY_NOTE.sub("", name.lower())).strip()


def _checked(rows: Sequence[Cells]) -> Sequence[Cells]:
    for number, cells in enumerate(rows, start=1):
        if any(len(cell) > MAX_CELL for cell in cells):
            raise StatementRefused(_("Row %(row)s has a cell that is too long for a bank statement.") % {"row": number})
    return rows
