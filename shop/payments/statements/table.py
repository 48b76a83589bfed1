"""The row that names the columns, and the rows below it."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, zip_longest

from django.utils.translation import gettext as _

from . import amounts, dates
from .columns import beneath
from .grid import Cells, Grid, limited
from .layouts import LAYOUTS, Layout
from .layouts.base import Columns
from .limits import MAX_CELL
from .types import LayoutUnknown, StatementRefused, UnknownTable

CURRENCY_NOTE = re.compile(r"\((?:idr|rp)\.?\)")
NOT_A_WORD = re.compile(r"[^a-z0-9]+")
# Of tables that the owner has explained.
EXPLAINED = Layout(bank="", format="explained", names={})
ENOUGH = 3
MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a grid; `header` is the index of the naming row, `columns` maps a role to column indexes."""

    layout: Layout
    joiner: str
    rows: Sequence[Cells]
    header: int
    columns: Columns
    notes: Sequence[str] = ()

    def body(self) -> Iterator[tuple[int, Cells]]:
        """(file row counted from 1, cells) below the header, without blank rows and repeated headers."""
        names = self.rows[self.header]
        below = (
            (number, self.layout.mended(cells, len(names), self.columns))
            for number, cells in enumerate(self.rows[self.header + 1 :], start=self.header + 2)
            if any(cells) and not self._is_header(cells)
        )
        return self.layout.gathered(below, self.columns)

    def _is_header(self, cells: Cells) -> bool:
        """Pages repeat the names, in a second language too. No name begins with a digit, and every movement has a
        cell that does."""
        if cells == self.rows[self.header]:
            return True
        if any(cell[:1].isdigit() for cell in cells):
            return False
        return self.layout.columns_in(tuple(map(normal, cells))) is not None


@dataclass(frozen=True, slots=True)
class _Hit:
    """A grid in whose row `header` a layout knows its columns."""

    layout: Layout
    grid: Grid
    header: int
    names: Cells
    columns: Columns

    def named(self) -> int:
        return sum(bool(self.names[index]) for indexes in self.columns.values() for index in indexes)


def table_of(grids: Iterable[Grid], known: Mapping[str, Columns], sha256: str) -> Table:
    """The statement's table. `known`: header_key -> columns of tables that the owner has explained.

    Raises LayoutUnknown when no row names a date, a text and amounts, StatementRefused when there is no table at all.
    """
    grids = list(grids)
    hits = _explained(grids, known) or _hits(grids)
    if not hits:
        raise _unknown(grids, sha256)
    best = max(hits, key=_Hit.named)
    rows = _checked(_with_further_pages(best, hits))
    columns = beneath(best.columns, best.names, rows[best.header + 1 :]) if best.grid.loose else best.columns
    return Table(best.layout, best.grid.joiner, rows, best.header, columns, best.grid.notes)


def header_key(names: Sequence[str]) -> str:
    """The same for all tables whose columns have the same names."""
    return hashlib.sha256("|".join(map(normal, names)).encode()).hexdigest()


def _explained(grids: Iterable[Grid], known: Mapping[str, Columns]) -> list[_Hit]:
    return [
        _Hit(EXPLAINED, grid, index, tuple(map(normal, cells)), dict(columns))
        for grid in (grids if known else ())
        for index, cells in enumerate(grid.top)
        if (columns := known.get(header_key(cells)))
    ]


def _unknown(grids: Sequence[Grid], sha256: str) -> StatementRefused:
    """The row with most names is taken for the header: at least three, none of which begins with a digit."""
    sentence = _("This is not a bank statement: no row names the columns date, description and amount.")
    rows = [
        (len(names), -index, number)
        for number, grid in enumerate(grids)
        for index, cells in enumerate(grid.top)
        if len(names := [cell for cell in cells if cell]) >= ENOUGH and not any(cell[0].isdigit() for cell in names)
    ]
    if not rows:
        return StatementRefused(sentence)
    _names, index, number = max(rows)
    grid = grids[number]
    whole = _checked(grid.rows())
    if len(whole[-index]) > MOST_COLUMNS or not any(map(_may_move_money, whole[1 - index :])):
        return StatementRefused(sentence)
    return LayoutUnknown(sentence, UnknownTable(tuple(whole), -index, grid.joiner, sha256))


def _may_move_money(cells: Cells) -> bool:
    """A date, and beside it something that may be an amount."""
    others = [cell for cell in cells if cell and not dates.looks_like_one(cell)]
    return len(others) < sum(map(bool, cells)) and any(map(amounts.looks_like_one, others))


def _hits(grids: Iterable[Grid]) -> list[_Hit]:
    """Rows that name columns, by the first layout that knows any."""
    heads = [(grid, list(_headers(grid))) for grid in grids]
    for layout in LAYOUTS:
        hits = [
            _Hit(layout, grid, index, names, columns)
            for grid, headers in heads
            for index, names in headers
            if (columns := layout.columns_in(names)) is not None
        ]
        if hits:
            return hits
    return []


def _headers(grid: Grid) -> Iterator[tuple[int, Cells]]:
    """(row, names) of each row that might be the header. In sheets two rows may be one: `Debet` and `Kredit` below a
    `Mutasi` that spans both."""
    names = [tuple(map(normal, cells)) for cells in grid.top]
    yield from enumerate(names)
    if grid.loose:
        for index, (above, below) in enumerate(pairwise(names), start=1):
            yield index, tuple(low or high for high, low in zip_longest(above, below, fillvalue=""))


def _with_further_pages(best: _Hit, hits: Iterable[_Hit]) -> Sequence[Cells]:
    """Some workbooks have a sheet for each page, with the same names in the same columns."""
    pages = {id(hit.grid): hit.grid for hit in hits if best.grid.loose and hit.names == best.names}
    if len(pages) < 2:
        return best.grid.rows()
    return limited(chain.from_iterable(page.rows() for page in pages.values()))


def normal(name: str) -> str:
    """A column's name as the layouts spell it: lower case, words only, without `(IDR)`."""
    return NOT_A_WORD.sub(" ", CURRENCY_NOTE.sub("", name.lower())).strip()


def _checked(rows: Sequence[Cells]) -> Sequence[Cells]:
    for number, cells in enumerate(rows, start=1):
        if any(len(cell) > MAX_CELL for cell in cells):
            raise StatementRefused(_("Row %(row)s has a cell that is too long for a bank statement.") % {"row": number})
    return rows
