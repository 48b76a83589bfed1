"""Tables copied from a web page or a PDF whose delimiter is lost: several blanks between two cells, or each cell on
a line of its own. Both are offered only where every row comes out equally wide, so that no cell can move."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..grid import Cells, Grid, limited
from ..limits import HEADER_WITHIN

JOINER = "\t"
BLANKS = re.compile(r" {2,}|\t")
DELIMITER = re.compile(r" {2,}|[\t,;|]")
NARROW, WIDE = 4, 9
MIN_ROWS = 2


def grids(lines: Sequence[str]) -> Iterator[Grid]:
    """`lines` of the whole text."""
    filled = [line.strip() for line in lines if line.strip()]
    if _spaced(filled[:HEADER_WITHIN]):
        yield from map(_grid, _spaced(filled))
    elif not any(map(DELIMITER.search, filled[:NARROW])):
        yield from map(_grid, _stacked(filled))


def _spaced(lines: Sequence[str]) -> list[list[Cells]]:
    """The table, or nothing."""
    rows = limited(BLANKS.split(line) for line in lines)
    widths = Counter(len(cells) for cells in rows if len(cells) >= NARROW)
    return [rows] if len(widths) == 1 and widths.total() >= MIN_ROWS else []


def _stacked(lines: Sequence[str]) -> Iterator[list[Cells]]:
    for width in range(NARROW, WIDE):
        if len(lines) >= MIN_ROWS * width and len(lines) % width == 0:
            yield limited(tuple(lines[start : start + width]) for start in range(0, len(lines), width))


def _grid(rows: list[Cells]) -> Grid:
    return Grid(top=rows[:HEADER_WITHIN], joiner=JOINER, rows=lambda: rows)
