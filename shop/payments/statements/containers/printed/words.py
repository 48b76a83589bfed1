"""Words and lines on a page, and what a word may be."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ... import dates

MONEY = re.compile(r"[-+−(]?(?:Rp\.?|IDR)?[-+−]?[\d.,]{1,30}\)?[-+]?(?:CR|DB|DR|K|D|C)?\.?", re.IGNORECASE)
BESIDE_MONEY = re.compile(r"(?:Rp|IDR|CR|DB|DR|K|D|C)\.?|[-+−–—]", re.IGNORECASE)
BESIDE_DATE = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|\d{4}|WIB|WITA|WIT|[-,/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """`x0`, `x1` and `bottom` in points from the upper left corner of the page; `size` is its height."""

    text: str
    x0: float
    x1: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Words from left to right, at least one."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return joined(self.words)

    @property
    def bottom(self) -> float:
        return self.words[0].bottom

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    def segments(self, blank: float = 1.0) -> list[list[Word]]:
        """Words with no more than a blank between them, which is at most `blank` times as wide as a word is high."""
        found = [[self.words[0]]]
        for before, word in pairwise(self.words):
            if word.x0 - before.x1 > blank * before.size:
                found.append([])
            found[-1].append(word)
        return found


def joined(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)


def begins_with_date(text: str) -> bool:
    """`02/11`, but not `09.41`, which is a time."""
    if dates.is_pending(text.split(" ")[0]) or dates.ISO.match(text):
        return True
    if found := dates.NUMERIC.match(text):
        return bool(found[3]) or "." not in found[0]
    found = dates.WORDED.match(text)
    return found is not None and found[2].lower() in dates.MONTHS


def beside_date(word: str) -> bool:
    return BESIDE_DATE.fullmatch(word) is not None or word.strip(".").lower() in dates.MONTHS


def beside_money(word: str) -> bool:
    return MONEY.fullmatch(word) is not None or BESIDE_MONEY.fullmatch(word) is not None
