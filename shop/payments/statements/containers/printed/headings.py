"""The lines that name the columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...grid import Cells
from ...layouts import LAYOUTS
from ...layouts.base import Columns
from ...table import normal
from .words import Line, Word, joined

HEADING_LINES = 3  # over which the names of columns may be broken
BLANKS = (1.0, 0.45)  # in a heading; a blank of a typewriter's face is 0.6 wide, two columns may be closer
MONEY_ROLES = ("amount", "debit", "credit", "balance", "flag")
MAX_WORDS = 60  # of a heading
FEWEST_NAMES = 3
LONGEST_NAME = 3  # words
DAY_WORDS = frozenset({"tanggal", "tgl", "date"})
NAMES = frozenset(name for layout in LAYOUTS for names in (*layout.names.values(), layout.begins) for name in names)
DATE_WORDS = frozenset(name.split()[0] for layout in LAYOUTS for name in layout.names["date"])


@dataclass(frozen=True, slots=True)
class Heading:
    """The names of the columns, where each stands from left to right, and the roles they play."""

    names: Cells
    spans: tuple[tuple[float, float], ...]
    columns: Columns

    def is_like(self, other: "Heading") -> bool:
        """The same names, or the same columns by other names: a later page may speak another language."""
        return self.names == other.names or (self.columns == other.columns and len(self.names) == len(other.names))

    @property
    def date(self) -> int:
        return self.columns["date"][0]

    def indexes(self, roles: Iterable[str]) -> frozenset[int]:
        return frozenset(index for role in roles for index in self.columns.get(role, ()))


def headings_of(lines: Sequence[Line]) -> dict[int, tuple[Heading, int]]:
    """Index of a line -> the heading that begins there and the number of its lines."""
    for height in range(1, HEADING_LINES + 1):
        bands = ((index, lines[index : index + height]) for index in range(len(lines) - height + 1))
        found = {index: (heading, height) for index, band in bands if (heading := _heading(band))}
        if found:
            return found
    return {}


def is_translation(start: int, headings: dict[int, tuple[Heading, int]]) -> bool:
    """The names in another language, directly below."""
    return any(above + height == start for above, (_heading, height) in headings.items())


def names_others(line: Line) -> bool:
    """Whether it may name the columns of a table that is no statement: words far apart, a date's name at their left."""
    segments = line.segments()
    if len(segments) < FEWEST_NAMES or any(letter.isdigit() or letter == ":" for letter in line.text):
        return False
    # The first may be a running number's.
    return any(len(name) <= LONGEST_NAME and normal(name[0].text) in DAY_WORDS for name in segments[:2])


def _heading(band: Sequence[Line]) -> Heading | None:
    if sum(len(line.words) for line in band) > MAX_WORDS:
        return None
    if not any(normal(word.text).split(" ")[0] in DATE_WORDS for line in band for word in line.words):
        return None
    if any(below.bottom - above.bottom > 2 * above.size for above, below in pairwise(band)):
        return None
    for blank in BLANKS:
        named = _names(band, blank)
        names = tuple(name for name, _words in named)
        columns = next(filter(None, (layout.columns_in(names) for layout in LAYOUTS)), None)
        if columns is not None:
            return Heading(names, tuple(_span(words) for _name, words in named), columns)
    return None


def _names(band: Sequence[Line], blank: float) -> list[tuple[str, list[Word]]]:
    if len(band) > 1:
        return _names_of_lines(band, blank)
    return [named for segment in band[0].segments(blank) for named in _names_of_segment(segment)]


def _names_of_segment(words: list[Word]) -> Iterator[tuple[str, list[Word]]]:
    """The longest names that we know; in `Saldo / Balance` the first of the two languages."""
    start = 0
    while start < len(words):
        end = next(
            (end for end in range(len(words), start, -1) if normal(joined(words[start:end])) in NAMES), start + 1
        )
        name = normal(joined(words[start:end]))
        if name not in NAMES:
            name = normal(words[start].text.split("/")[0])
        if end < len(words) and words[end].text.startswith("/"):
            end = len(words)
        yield name, words[start:end]
        start = end


def _names_of_lines(band: Sequence[Line], blank: float) -> list[tuple[str, list[Word]]]:
    """Names that are broken over several lines, one part below the other."""
    stacks: list[list[Word]] = []
    for segment in (segment for line in band for segment in line.segments(blank)):
        beside = [stack for stack in stacks if _overlap(stack, segment) > 0]
        if beside:
            max(beside, key=lambda stack: _overlap(stack, segment)).extend(segment)
        else:
            stacks.append(list(segment))
    stacks.sort(key=lambda stack: stack[0].x0)
    return [(normal(joined(stack)), stack) for stack in stacks]


def _overlap(stack: list[Word], segment: list[Word]) -> float:
    (left, right), (x0, x1) = _span(stack), _span(segment)
    return min(right, x1) - max(left, x0)


def _span(words: Sequence[Word]) -> tuple[float, float]:
    return min(word.x0 for word in words), max(word.x1 for word in words)
