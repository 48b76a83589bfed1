"""Lines without a date, between two that have one: whose are they?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from .words import Line


@dataclass(slots=True)
class Entry:
    """A line below a heading. `loose`: it may be part of the row of a dated line."""

    line: Line
    cells: list[str]
    dated: bool
    loose: bool


def gaps_of(entries: Sequence[Entry]) -> Iterator[tuple[Entry | None, Sequence[Entry], Entry | None]]:
    """(dated line, lines before the next one, next dated line), with None at both ends."""
    starts = [index for index, entry in enumerate(entries) if entry.dated]
    for start, end in pairwise([-1, *starts, len(entries)]):
        above = entries[start] if start >= 0 else None
        yield above, entries[start + 1 : end], entries[end] if end < len(entries) else None


def is_centred(gap: tuple[Entry | None, Sequence[Entry], Entry | None]) -> bool:
    above, between, below = gap
    return bool(above and below and between) and widest_gap(above, between, below) < len(between)


def widest_gap(above: Entry, between: Sequence[Entry], below: Entry) -> int:
    """Where lines stand in groups a row may have lines above its date; where all gaps are alike it has none."""
    gaps = [under.line.bottom - over.line.bottom for over, under in pairwise([above, *between, below])]
    return gaps.index(max(gaps)) if max(gaps) > 1.25 * min(gaps) else len(between)


def near(dated: Entry, entries: Sequence[Entry]) -> Sequence[Entry]:
    """Those that follow each other without a gap of two lines, from the dated line on, up or down."""
    chain = pairwise([dated, *entries])
    near = takewhile(lambda pair: abs(pair[1].line.bottom - pair[0].line.bottom) <= 2 * pair[0].line.size, chain)
    return [entry for _before, entry in near]
