"""Do a bank's and a buyer's name agree? Banks cut names off and set notes before them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

TITLES = frozenset({"BPK", "BAPAK", "IBU", "SDR", "SDRI", "HJ", "H", "PT", "CV", "UD", "TOKO"})
WORD = re.compile(r"[^\W\d_]+")
SHORTEST_CUT = 3


@lru_cache(maxsize=50_000)
def words(text: str) -> tuple[str, ...]:
    """A name's words without accents, hyphens, case and titles: `Hj. Siti Karo-Karo` is SITI KAROKARO."""
    plain = unicodedata.normalize("NFKD", text).upper().replace("-", "").replace("'", "")
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(word for word in WORD.findall(plain) if word not in TITLES)


@lru_cache(maxsize=200_000)
def agree(buyer: str, payer: str) -> bool:
    """Whether the buyer's words stand in a row in the payer's text; the text may end before they do."""
    mine, theirs = words(buyer), words(payer)
    return any(_follows(mine, theirs[start:], start > 0) for start in range(len(theirs)))


def _follows(mine: tuple[str, ...], theirs: tuple[str, ...], after_note: bool) -> bool:
    """Word for word, the text's last one perhaps cut. One word is enough only where the text starts with it."""
    pairs = list(zip(mine, theirs, strict=False))
    if not pairs or (after_note and len(pairs) < min(2, len(mine))):
        return False
    last = len(theirs) - 1
    return all(
        word == other or (index == last and word.startswith(other) and (index or len(other) >= SHORTEST_CUT))
        for index, (word, other) in enumerate(pairs)
    )


class FirstWords:
    """Finds the first words of buyers that a text may name: in full anywhere, or cut off at its end."""

    def __init__(self, firsts: Iterable[str]):
        self.firsts = frozenset(firsts)
        self.by_start = defaultdict(list)
        for first in sorted(self.firsts):
            self.by_start[first[:SHORTEST_CUT]].append(first)

    def within(self, text: str) -> list[str]:
        theirs = words(text)
        cut = theirs[-1] if theirs and len(theirs[-1]) >= SHORTEST_CUT else None
        begun = [first for first in self.by_start[cut[:SHORTEST_CUT]] if first.startswith(cut)] if cut else []
        return sorted({*self.firsts.intersection(theirs), *begun})
