"""The words that the shop knows, and which of them a person may have meant by one that it does not know."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from shop.storefront.search.sounds import is_short_form, skeleton, sound

# Guesses for one word, and how alike they must be at least: a word that only stands in descriptions must be nearer than
# one that names products, or every query would find something.
MOST_GUESSES = 6
ALIKE = 0.64
ALIKE_IN_TEXT = 0.78
BESIDE_BEST = 0.22
# A guess from here on is clear: less is asked after, and less stands beside it.
CLEAR = 0.86
BESIDE_CLEAR = 0.1
# So many words are looked at closely.
LOOKED_AT = 14
# Indonesian affixes that a customer adds to a plain word: sambalnya, pedasan, berbumbu.
SUFFIXES = ("nya", "kan", "an", "ku", "mu", "lah", "in", "i", "s")
PREFIXES = ("nge", "meng", "mem", "men", "ber", "ter", "di", "pe", "se", "ng", "ke")
SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """A known word, and how much it is like what was typed: 1.0 is the same word."""

    word: str
    likeness: float


class Vocabulary:
    """Made once for a version of the index, then only read; it remembers what it was asked, up to a limit.

    `counts`: known word -> on how many products it stands. `products`: how many there are. `names`: the words that name
    products, and do not only stand in descriptions. `synonyms`: pairs of phrases (tuples of words) that mean the same;
    they count both ways.
    """

    MOST_REMEMBERED = 5000

    def __init__(self, counts: Mapping[str, int], products: int, names: Iterable[str], synonyms: Iterable[tuple] = ()):
        self.counts = dict(counts)
        self.products = products
        self.synonyms: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for one, other in synonyms:
            self.synonyms.setdefault(one, []).append(other)
            self.synonyms.setdefault(other, []).append(one)
        single = {phrase[0] for phrase in self.synonyms if len(phrase) == 1}
        self._names = single.union(names)
        self._words = sorted(single.union(self.counts))
        self._heard = {word: sound(word) for word in self._words}
        self._sounds = list(self._heard.values())
        self._by_sound = _Looks(self._words, self._sounds)
        self._by_letters = _Looks(self._words, self._words)
        self._by_letter: dict[str, list[str]] = {}
        for word in self._words:
            self._by_letter.setdefault(word[:1], []).append(word)
        self._parts: dict[str, float] = {}
        self._beginnings: dict[int, list[str]] = {}
        self._remembered: dict[str, tuple[Guess, ...]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self.counts

    def names_products(self, word: str) -> bool:
        return word in self and word in self._names

    def rarity(self, word: str) -> float:
        """Inverse document frequency: what stands on few products says more than what stands on all."""
        return math.log(1 + self.products / (self.counts.get(word) or 1))

    def beginning_with(self, start: str, *, most: int) -> list[str]:
        """Known words that begin so, the commonest first."""
        first = bisect_left(self._words, start)
        found = []
        while first < len(self._words) and self._words[first].startswith(start):
            found.append(self._words[first])
            first += 1
        return sorted(found, key=lambda word: (-self.counts.get(word, 0), word))[:most]

    def beginning_like(self, start: str, *, most: int) -> list[str]:
        """Words that name products and begin nearly so, for a word that is misspelt while it is typed: kri, keripik."""
        length = len(start) + 1
        if length not in self._beginnings:
            self._beginnings[length] = [word[:length] for word in self._words]
        near = process.extract(
            start,
            self._beginnings[length],
            scorer=OSA.normalized_similarity,
            processor=None,
            score_cutoff=0.74,
            limit=2 * most,
        )
        found = [self._words[position] for _text, _score, position in near]
        return [word for word in found if word in self._names and word in self][:most]

    def nearest(self, word: str) -> tuple[Guess, ...]:
        """What may have been meant by an unknown word, the likeliest first; empty when nothing is near."""
        known = self._remembered.get(word)
        if known is None:
            known = self._nearest(word)
            if len(self._remembered) < self.MOST_REMEMBERED:
                self._remembered[word] = known
        return known

    def likeness_of_best(self, part: str) -> float:
        """A quick look for a part of a joined word: how like it is to the word that sounds most like it."""
        if part not in self._parts:
            heard = sound(part)
            near = process.extractOne(
                heard, self._sounds, scorer=OSA.normalized_similarity, processor=None, score_cutoff=0.65
            )
            if len(self._parts) >= self.MOST_REMEMBERED:
                self._parts.clear()
            self._parts[part] = _likeness(part, heard, self._words[near[2]], near[0]) if near else 0.0
        return self._parts[part]

    def _nearest(self, word: str) -> tuple[Guess, ...]:
        """By its sound first; only when that brings nothing clear, by its letters as well."""
        heard = sound(word)
        likeness: dict[str, float] = {}
        for maker in (self._stems, self._longer, self._short_forms):
            for guess in maker(word):
                likeness[guess.word] = max(likeness.get(guess.word, 0), guess.likeness)
        for text, looks, cut in ((heard, self._by_sound, 0.6), (word, self._by_letters, 0.5)):
            if max(likeness.values(), default=0) < CLEAR and len(word) > 1:
                for found in looks.near(text, cut):
                    likeness[found] = max(likeness.get(found, 0), _likeness(word, heard, found, self._heard[found]))
        return self._best_of(likeness)

    def _best_of(self, likeness: Mapping[str, float]) -> tuple[Guess, ...]:
        ranked = sorted(likeness.items(), key=lambda item: (-item[1], -self.counts.get(item[0], 0), item[0]))
        best = ranked[0][1] if ranked else 0
        beside = best - (BESIDE_CLEAR if best >= CLEAR else BESIDE_BEST)
        near = [Guess(*item) for item in ranked if item[1] >= max(self._least(item[0]), beside)]
        return tuple(near[:MOST_GUESSES])

    def _least(self, word: str) -> float:
        return ALIKE if word in self._names else ALIKE_IN_TEXT

    def _stems(self, word: str) -> Iterable[Guess]:
        forms = {word[: -len(end)] for end in SUFFIXES if word.endswith(end)} | {word}
        forms |= {form[len(start) :] for form in forms for start in PREFIXES if form.startswith(start)}
        return [Guess(form, 0.9) for form in forms if len(form) >= SHORTEST_STEM and form in self]

    def _longer(self, word: str) -> Iterable[Guess]:
        """Words that begin with what was typed."""
        if len(word) < SHORTEST_STEM:
            return []
        return [
            Guess(longer, 0.7 + 0.25 * len(word) / len(longer))
            for longer in self.beginning_with(word, most=MOST_GUESSES)
        ]

    def _short_forms(self, word: str) -> Iterable[Guess]:
        """bwg, krpk: what has no vowels may be a word without its vowels."""
        if len(word) < 2 or skeleton(word) != word:
            return []
        return [
            Guess(full, 0.55 + 0.3 * len(word) / len(skeleton(full)) + 0.07 * (word[-1] == skeleton(full)[-1]))
            for full in self._by_letter.get(word[0], ())
            if len(full) > len(word) and is_short_form(word, full)
        ]


class _Looks:
    """How words look or sound. Those of one length stand together: what is much longer or shorter cannot be near."""

    def __init__(self, words: list[str], looks: list[str]):
        pairs = sorted(zip(words, looks, strict=True), key=lambda pair: len(pair[1]))
        self._words = [word for word, _look in pairs]
        self._looks = [look for _word, look in pairs]
        self._lengths = list(map(len, self._looks))

    def near(self, text: str, cut: float) -> list[str]:
        """The words at least so like `text`, the likest first. rapidfuzz looks through thousands in a fraction of a
        millisecond."""
        first, end = bisect_left(self._lengths, len(text) * cut), bisect_right(self._lengths, len(text) / cut)
        near = process.extract(
            text,
            self._looks[first:end],
            scorer=OSA.normalized_similarity,
            processor=None,
            score_cutoff=cut,
            limit=LOOKED_AT,
        )
        return [self._words[first + position] for _text, _score, position in near]


def _likeness(word: str, heard: str, candidate: str, candidate_heard: str) -> float:
    """Letters, beginning and sound together; the sound alone must not bring words together that look different."""
    letters = OSA.normalized_similarity(word, candidate)
    beginning = JaroWinkler.similarity(word, candidate)
    sounds = OSA.normalized_similarity(heard, candidate_heard)
    return 0.35 * letters + 0.3 * beginning + 0.35 * sounds
