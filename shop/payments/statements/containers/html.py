"""Web pages that banks call `.xls`: the rows of all their tables, one below the other.

The tags are told apart here and not by html.parser, which takes minutes for 100 kB of unclosed tags.
"""

import re
from collections.abc import Iterator
from html import unescape

from django.utils.translation import gettext as _

from ..grid import Grid
from ..limits import MAX_CELL, MAX_COLUMNS
from ..types import StatementRefused
from . import sheet, text

MARKUP = re.compile(r"(<[^<>]{1,2000}>)")
TAG = re.compile(r"<(/?)([a-zA-Z]{1,12})\b")
SPANS = {name: re.compile(rf"\b{name}\s{{0,9}}=\s{{0,9}}[\"']?(\d{{1,4}})\b", re.I) for name in ("colspan", "rowspan")}
UNREAD = frozenset({"script", "style", "template", "title", "noscript"})
BREAKS = frozenset({"br", "p", "div", "li"})


def grids(data: bytes, *, password: str = "") -> Iterator[Grid]:
    """Raises StatementRefused for a page without any table."""
    rows = list(_rows(text.decoded(data)))
    if not rows:
        raise StatementRefused(
            _("This is a web page (HTML) and not a table of data. Download the statement from the bank as CSV.")
        )
    yield sheet.grid(rows)


def _rows(page: str) -> Iterator[list[str]]:
    """A table within a cell gives rows of its own, after what stands before it. What was left open is closed by the
    next row."""
    tables = [_Table()]
    for tag, closes, piece in _pieces(page):
        table = tables[-1]
        if not tag:
            table.write(piece)
        elif tag in BREAKS:
            table.write("\n")
        elif tag in {"td", "th"} and not closes:
            table.begin_cell(_span(piece, "colspan"), _span(piece, "rowspan"))
        elif tag == "tr":
            yield from table.end_row()
        elif tag == "table":
            yield from table.end_row()
            if not closes:
                tables.append(_Table())
            elif len(tables) > 1:
                tables.pop()
    for table in reversed(tables):
        yield from table.end_row()


def _pieces(page: str) -> Iterator[tuple[str, bool, str]]:
    """(name of a tag or "", whether it closes, text), without comments and without what no reader sees."""
    unread = ""
    for piece in MARKUP.split(_without_comments(page)):
        found = TAG.match(piece)
        tag, closes = (found[2].lower(), bool(found[1])) if found else ("", False)
        if unread:
            unread = "" if closes and tag == unread else unread
        elif tag in UNREAD:
            unread = "" if closes else tag
        elif piece and (tag or not piece.startswith("<")):
            yield tag, closes, piece


def _without_comments(page: str) -> str:
    kept, start = [], 0
    while (begin := page.find("<!--", start)) >= 0:
        kept.append(page[start:begin])
        end = page.find("-->", begin)
        start = len(page) if end < 0 else end + 3
    return "".join([*kept, page[start:]])


def _span(tag: str, name: str) -> int:
    """At most as many as there may be columns, whatever the page claims."""
    found = SPANS[name].search(tag)
    return max(1, min(int(found[1]), MAX_COLUMNS)) if found else 1


class _Table:
    """The row that is being read, and how far cells above reach down: column -> rows, this one included.

    A cell across several columns or rows stands in the first of them, the others are blank.
    """

    def __init__(self):
        self.row: dict[int, list[str]] = {}
        self.column = 0
        self.reaching: dict[int, int] = {}

    def begin_cell(self, width: int, height: int):
        while self.reaching.get(self.column, 0) and self.column < MAX_COLUMNS:
            self.column += 1
        end = min(self.column + width, MAX_COLUMNS)
        if self.column < MAX_COLUMNS:
            self.row[self.column] = []
        self.reaching.update(dict.fromkeys(range(self.column, end), height))
        self.column = end

    def write(self, piece: str):
        if self.row:
            self.row[max(self.row)].append(piece)

    def end_row(self) -> Iterator[list[str]]:
        if not self.row:
            return
        yield [_cell(self.row.get(column, [])) for column in range(max(self.row) + 1)]
        self.reaching = {column: rows - 1 for column, rows in self.reaching.items() if rows > 1}
        self.row, self.column = {}, 0


def _cell(pieces: list[str]) -> str:
    """Entities last: what they stand for is no markup."""
    return unescape("".join(pieces)[: 4 * MAX_CELL]).strip()
