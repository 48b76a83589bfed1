"""Text to rows of cells, and the row that names the columns."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .layouts import LAYOUTS, Layout
from .limits import HEADER_WITHIN, MAX_CELL, MAX_PHYSICAL_LINE, MAX_ROWS
from .types import StatementRefused

DELIMITERS = ";,\t|"
LINE_END = re.compile(r"\r\n|\r|\n")
CURRENCY_NOTE = re.compile(r"\((?:idr|rp)\.?\)")
SWALLOWED = re.compile(r"[\r\n]\W{0,3}\d{1,4}[/-]")  # the next row's date within a cell
SHORT = 10
NOT_A_WORD = re.compile(r"[^a-z0-9]+")

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a file; `header` is the index of the naming row, `columns` maps a role to column indexes."""

    layout: Layout
    delimiter: str
    rows: Sequence[Cells]
    header: int
    columns: dict[str, tuple[int, ...]]

    def body(self) -> Iterator[tuple[int, Cells]]:
        """(file row counted from 1, cells) below the header, without blank rows and repeated headers."""
        names = self.rows[self.header]
        for number, cells in enumerate(self.rows[self.header + 1 :], start=self.header + 2):
            if any(cells) and cells != names:
                yield number, self.layout.mended(cells, len(names), self.columns)


def table_of(text: str) -> Table:
    """The statement's table. Raises StatementRefused when no row names a date, a text and amounts."""
    if max(map(len, LINE_END.split(text))) > MAX_PHYSICAL_LINE:
        raise StatementRefused(_("The file has a line that is too long for a bank statement."))
    found = _best_header(text)
    if found is None:
        raise StatementRefused(
            _("This is not a bank statement: no row names the columns date, description and amount.")
        )
    layout, delimiter, header, columns = found
    return Table(layout, delimiter, _checked(_rows(text, delimiter)), header, columns)


def _best_header(text: str):
    """The first layout that knows a row of the top; of several delimiters the one that shows most columns."""
    top = "\n".join(LINE_END.split(text, HEADER_WITHIN)[:HEADER_WITHIN])
    heads = {mark: [tuple(map(normal, cells)) for cells in _rows(top, mark)] for mark in DELIMITERS}
    for layout in LAYOUTS:
        found = [
            (layout, mark, index, columns)
            for mark, rows in heads.items()
            for index, cells in enumerate(rows)
            if (columns := layout.columns_in(cells)) is not None
        ]
        if found:
            return max(found, key=lambda hit: (len(hit[3]), -hit[2]))
    return None


def normal(name: str) -> str:
    """A column's name as the layouts spell it: lower case, words only, without `(IDR)`."""
    return NOT_A_WORD.sub(" ", CURRENCY_NOTE.sub("", name.lower())).strip()


def _rows(text: str, delimiter: str) -> list[Cells]:
    """Cells without surrounding blanks. A stray quote must not swallow the rows after it: where quoting is
    broken, each line is read alone."""
    try:
        rows = _limited(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return _limited(_alone(line, delimiter) for line in LINE_END.split(text))
    if any(SWALLOWED.search(cell) for cells in rows for cell in cells if len(cell) > SHORT):
        return _limited(_alone(line, delimiter) for line in LINE_END.split(text))
    return rows


def _alone(line: str, delimiter: str) -> list[str]:
    quoting = csv.QUOTE_NONE if line.count('"') % 2 else csv.QUOTE_MINIMAL
    return next(csv.reader([line], delimiter=delimiter, quoting=quoting), [])


def _limited(rows: Iterable[list[str]]) -> list[Cells]:
    kept: list[Cells] = []
    for cells in rows:
        if len(kept) == MAX_ROWS:
            raise StatementRefused(
                _("The file has more than %(rows)s rows. Download a shorter period.") % {"rows": "50.000"}
            )
        kept.append(tuple(cell.strip() for cell in cells))
    return kept


def _checked(rows: list[Cells]) -> list[Cells]:
    for number, cells in enumerate(rows, start=1):
        if any(len(cell) > MAX_CELL for cell in cells):
            raise StatementRefused(_("Row %(row)s has a cell that is too long for a bank statement.") % {"row": number})
    return rows
