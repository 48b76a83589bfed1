"""Which products have most of what was wanted. Whole numbers throughout, so that both databases rank alike."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from shop.storefront.search.reading import Term

SCALE = 1000
# A product that has much less of what was wanted than the best one is not shown.
OF_BEST = 0.3


@dataclass(frozen=True, slots=True)
class Ranked:
    """`meant`: for each term the guess that the product has, the likeliest of several; None without any."""

    page: int
    score: int
    meant: tuple[str | None, ...]


def rank(terms: tuple[Term, ...], rows: Iterable[tuple[str, int, int]], *, most: int) -> list[Ranked]:
    """`rows` are (word, page id, weight of the word on the page). The score of a page is the sum over the terms of its
    best word there: rarity x likeness squared x weight. Ties go to the older page."""
    points: dict[str, list[tuple[int, int]]] = {}
    for number, term in enumerate(terms):
        for guess in term.guesses:
            worth = round(SCALE * term.rarity * guess.likeness**2)
            points.setdefault(guess.word, []).append((number, worth))
    nothing = [(0, "")] * len(terms)
    pages: dict[int, list[tuple[int, str]]] = defaultdict(nothing.copy)
    scores: dict[int, int] = defaultdict(int)
    for word, page, weight in rows:
        best = pages[page]
        for number, worth in points[word]:
            if (more := worth * weight - best[number][0]) > 0:
                best[number] = (worth * weight, word)
                scores[page] += more
    ranked = sorted([(-score, page) for page, score in scores.items()])
    least = -OF_BEST * ranked[0][0] if ranked else 0
    return [
        Ranked(page, -score, tuple(word or None for _worth, word in pages[page]))
        for score, page in ranked[:most]
        if -score >= least
    ]
