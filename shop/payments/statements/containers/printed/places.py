"""Which column a word belongs to, by the place where it stands."""

import re
from bisect import bisect, bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .headings import MONEY_ROLES, Heading
from .words import Line, Word, begins_with_date, beside_date, beside_money

CROWD = 200  # words that are asked where one column ends and the next begins
SUM = re.compile(r"\D{0,5}\d[\d.,]*[.,]\d{2,3}\D{0,4}")
NOTHING = frozenset({"0", "-"})
DAY = re.compile(r"\d{1,2}")


@dataclass(frozen=True, slots=True)
class Places:
    """Where columns begin, from left to right, and which; one column may stand at several places."""

    starts: Sequence[float]
    columns: Sequence[int]

    def column(self, word: Word) -> int:
        return self.columns[max(bisect(self.starts, word.middle) - 1, 0)]


def places_of(heading: Heading, lines: Iterable[Line]) -> Places:
    """Words that stand below or above each other make a block, and the name among them says which column it is.

    A block without a name (numbers right of a name, a text left of it) goes to that neighbour which it can belong to.
    """
    words = sorted((word for line in lines for word in line.words), key=lambda word: word.x0)
    lefts = [word.x0 for word in words]
    blocks = _blocks([*heading.spans, *((word.x0, word.x1) for word in words)])
    found: list[tuple[float, int]] = []
    for x0, x1 in blocks:
        named = [index for index, span in enumerate(heading.spans) if x0 <= span[0] < x1]
        if named:
            edges = [_edge(heading.spans[index - 1][1], heading.spans[index][0], words) for index in named[1:]]
            found += zip([x0, *edges], named, strict=True)
        else:
            inside = [word.text for word in words[bisect_left(lefts, x0) : bisect_left(lefts, x1)]]
            right = sum(span[0] < x0 for span in heading.spans)
            found.append((x0, _neighbour(heading, inside, right)))
    return Places(*zip(*sorted(found), strict=True))


def _blocks(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    blocks: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if blocks and x0 <= blocks[-1][1]:
            blocks[-1] = (blocks[-1][0], max(x1, blocks[-1][1]))
        else:
            blocks.append((x0, x1))
    return blocks


def _edge(left: float, right: float, words: Sequence[Word]) -> float:
    """The place between two names that cuts through the fewest words."""
    between = [word for word in words if word.x1 > left and word.x0 < right][:CROWD]
    places = [right, *(word.x0 for word in between if left <= word.x0 <= right)]
    return min(places, key=lambda place: (sum(word.x0 < place < word.x1 for word in between), -place))


def _neighbour(heading: Heading, texts: Sequence[str], right: int) -> int:
    """Of the columns left and right of words without a name: amounts to amounts, dates to dates, the rest to text."""
    sides = [index for index in (right - 1, right) if 0 <= index < len(heading.names)]
    if all(map(beside_money, texts)) and (any(map(SUM.fullmatch, texts)) or set(texts) <= NOTHING):
        wanted = heading.indexes(MONEY_ROLES)
    elif all(beside_date(word) or begins_with_date(word) or DAY.fullmatch(word) for word in texts):
        wanted = heading.indexes(("date", "time"))
    else:
        wanted = heading.indexes(("text", "payer"))
    return next((index for index in sides if index in wanted), sides[0])
