"""Tables as they are printed: words with places on pages become rows of cells.

A line that names the columns of a layout begins a table, on every page anew. A word belongs to the column below whose
name it stands; a line without a date belongs to the dated line next to it. What is no part of a row (feet, totals,
heads of pages) becomes a row of nothing but text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, count, dropwhile, pairwise, takewhile

from ...facts import label_of
from ...grid import Cells, Grid, limited
from .groups import Entry, gaps_of, is_centred, near, widest_gap
from .headings import HEADING_LINES, MONEY_ROLES, Heading, headings_of, is_translation, names_others
from .labels import TOTAL, holder_beside_account, labels_of, total_of
from .others import Others
from .places import Places, places_of
from .words import Line, Word, begins_with_date, beside_date, beside_money, joined

JOINER = "\t"
OVERLEAF = 12  # lines of a description that go on on the next page
FOOT = re.compile(
    r"(?:bersambung|lanjutan|halaman|hal\.? ?\d|page \d|\d{1,3} (?:dari|of|/) \d|tidak ada transaksi|no transaction|"
    r"saldo awal\b|opening balance\b)",
    re.IGNORECASE,
)


def grid_of_pages(pages: Iterable[Sequence[Line]]) -> Grid | None:
    """The table of all pages, one page at a time in memory. None where there is not a single word."""
    table = _Table()
    for lines in pages:
        table.add_page(lines)
    if not (table.above or table.rows):
        return None
    above = [*table.above, *((f"Nama : {name}",) for name in table.holders)]
    rows = limited([*above, *table.rows])
    return Grid(top=rows[: len(above) + 1], joiner=JOINER, rows=lambda: rows, notes=table.others.notes)


@dataclass(slots=True)
class _Table:
    """What has been read so far. `above` stands before the first heading, `rows` begin with it."""

    others: Others = field(default_factory=Others)
    above: list[Cells] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    first: Heading | None = None
    heading: Heading | None = None
    last: list[str] | None = None
    date_at: Word | None = None

    def add_page(self, lines: Sequence[Line]) -> None:
        """Above the first heading of a later page stands its head, unless rows do."""
        self.date_at = None
        headings = headings_of(lines)
        starts = [start for start in sorted(headings) if not is_translation(start, headings)]
        top = lines[: starts[0]] if starts else lines
        if self.heading and not any(map(self._is_dated, top)):
            self._add_strays(top)
        else:
            self._add_lines(top)
        for start, end in pairwise([*starts, len(lines)]):
            heading, height = headings[start]
            self._begin(heading)
            self._add_lines(lines[start + height : end])

    def _begin(self, heading: Heading) -> None:
        """Below names that are not the first table's, in whatever language, nothing is read: it has no columns for
        them."""
        if self.first is None:
            self.first = heading
        self.heading = heading if heading.is_like(self.first) else None
        self.date_at = None
        if self.heading is None:
            self.last = None
        else:
            self.rows.append(list(self.first.names))

    def _add_lines(self, lines: Sequence[Line]) -> None:
        if self.first is None:
            self._add_labels(lines)
        elif self.heading is None:
            self._leave_out(lines)
        else:
            end = self._end(lines)
            self._add_entries(self._entries(lines[:end]))
            self._leave_out(lines[end:])

    def _end(self, lines: Sequence[Line]) -> int:
        """Where names that no layout knows begin a table of their own, below rows of ours."""
        dated = map(self._is_dated, lines)
        below_ours = dropwhile(lambda pair: not pair[1], zip(count(), dated, strict=False))
        return next((index for index, _dated in below_ours if names_others(lines[index])), len(lines))

    def _leave_out(self, lines: Sequence[Line]) -> None:
        self.others.count(lines)
        self._add_strays(lines)

    def _add_labels(self, lines: Sequence[Line]) -> None:
        for line in lines:
            segments = [joined(segment) for segment in line.segments()]
            self.above.extend(labels_of(segments))
            if holder := holder_beside_account(segments):
                self.holders.append(holder)

    def _add_strays(self, lines: Iterable[Line]) -> None:
        for line in lines:
            row = [""] * len(self.first.names)
            row[self.first.columns["text"][0]] = total_of(line.text)
            self.rows.append(row)

    def _entries(self, lines: Sequence[Line]) -> list[Entry]:
        dated = [self._is_dated(line) for line in lines]
        places = places_of(self.heading, _around(lines, dated))
        return [
            self._entry(line, self._cells(line, places, has_date), has_date)
            for line, has_date in zip(lines, dated, strict=True)
        ]

    def _is_dated(self, line: Line) -> bool:
        """It has a date below that column's name, and below the first date there."""
        spans, index = self.heading.spans, self.heading.date
        left = spans[index - 1][1] if index else 0.0
        right = spans[index + 1][0] if index + 1 < len(spans) else float("inf")
        at = next((at for at, word in enumerate(line.words) if left < word.middle < right), None)
        if at is None or not begins_with_date(joined(line.words[at : at + 3])):
            return False
        word = line.words[at]
        if self.date_at is None:
            self.date_at = word
        shifts = (word.x0 - self.date_at.x0, word.x1 - self.date_at.x1, word.middle - self.date_at.middle)
        return min(map(abs, shifts)) < word.size

    def _cells(self, line: Line, places: Places, dated: bool) -> list[str]:
        """A long description may reach below the name of another column: what cannot stand there is given back."""
        texts, money = self.heading.indexes(("text",)), self.heading.indexes(MONEY_ROLES)
        playing = self.heading.indexes(self.heading.columns)
        cells: list[list[Word]] = [[] for _name in self.heading.names]
        for word in line.words:
            index = places.column(word)
            if (index in money and not beside_money(word.text)) or (index not in playing and not dated):
                index = next((beside for beside in (index - 1, index + 1) if beside in texts), index)
            cells[index].append(word)
        return [joined(words) for words in cells]

    def _entry(self, line: Line, cells: list[str], dated: bool) -> Entry:
        money = [cells[index] for index in self.heading.indexes(MONEY_ROLES)]
        loose = (
            not dated
            and not FOOT.match(line.text)
            and not TOTAL.fullmatch(line.text)
            and label_of((line.text,), JOINER) is None
            and all(beside_money(word) for cell in money for word in cell.split())
            and all(beside_date(word) for word in cells[self.heading.date].split())
        )
        return Entry(line, cells, dated, loose)

    def _add_entries(self, entries: Sequence[Entry]) -> None:
        before: Sequence[Entry] = ()
        centred = any(map(is_centred, gaps_of(entries)))
        for above, between, below in gaps_of(entries):
            lead, rest, trail = self._divided(above, between, below, centred)
            if above is None:
                self._go_on(lead)
            else:
                self._add_row([*before, above, *lead])
            self._add_strays(entry.line for entry in rest)
            before = trail

    def _divided(self, above: Entry | None, between: Sequence[Entry], below: Entry | None, centred: bool):
        """(what belongs to the row above, to none, to the row below)."""
        lead = list(takewhile(lambda entry: entry.loose, between))
        trail = list(takewhile(lambda entry: entry.loose, reversed(between)))[::-1]
        if above and below and len(lead) == len(between):
            cut = widest_gap(above, between, below)
            lead, trail = lead[:cut], trail[cut:]
        elif below is None or (self._text(below) and not centred):
            trail = []
        elif above is None:
            lead = []
        trail = near(below, trail[::-1])[::-1] if below else []
        lead = lead[: len(between) - len(trail)]
        lead = near(above, lead) if above else self._overleaf(lead)
        return lead, between[len(lead) : len(between) - len(trail)], trail

    def _overleaf(self, lead: Sequence[Entry]) -> Sequence[Entry]:
        """At the top of a page text goes on, and not without end; amounts too, if the row has had none yet."""
        if not self.last:
            return []
        money = self.heading.indexes(MONEY_ROLES)
        allowed = not any(self.last[index] for index in money)
        paying = accumulate(any(entry.cells[index] for index in money) for entry in lead)
        going_on = [entry for entry, count in zip(lead, paying, strict=True) if count <= allowed]
        return going_on if len(going_on) <= OVERLEAF else []

    def _text(self, entry: Entry) -> str:
        return "".join(entry.cells[index] for index in self.heading.columns["text"])

    def _add_row(self, parts: Sequence[Entry]) -> None:
        """One row of a dated line and what belongs to it; a second amount in one column begins a row of its own, on
        the same day."""
        money = self.heading.indexes(MONEY_ROLES)
        dated = next(part for part in parts if part.dated)
        self._add_blank()
        for part in parts:
            if part is dated or not any(part.cells[i] and dated.cells[i] for i in money):
                self._go_on([part])
            elif self._text(part):
                self._add_blank()
                self._go_on([part])
            else:
                self._add_strays([part.line])

    def _add_blank(self) -> None:
        self.last = [""] * len(self.first.names)
        self.rows.append(self.last)

    def _go_on(self, parts: Sequence[Entry]) -> None:
        texts = self.heading.indexes(("text",))
        for part in parts:
            for index, cell in enumerate(part.cells):
                blank = "\n" if index in texts else " "
                self.last[index] += (blank if self.last[index] and cell else "") + cell


def _around(lines: Sequence[Line], dated: Sequence[bool]) -> Sequence[Line]:
    """The dated lines and those close by."""
    close, reach = [], HEADING_LINES + 1
    for index, line in enumerate(lines):
        if any(dated[max(index - reach, 0) : index + reach + 1]) and not FOOT.match(line.text):
            close.append(line)
    return close
