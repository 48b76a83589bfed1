"""Makes terms of a query: what was typed, and the known words that it may mean."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shop.storefront.search.vocabulary import CLEAR, Guess, Vocabulary
from shop.storefront.search.words import has_digit, tokenise, without_small_words

MOST_WORDS = 8
SAME_MEANING = 0.9
PART_OF_MEANING = 0.6
# A joined or a split word is believed when its parts are at least so like known words.
GOOD_PART = 0.72
# Below it the owner should hear of the word, although something was found.
BOLD = 0.74
# A number or a size moves the right product up, but never decides.
SIZE_RARITY = 0.6
CODE_RARITY = 12.0


@dataclass(frozen=True, slots=True)
class Term:
    """One wanted word: `guesses` (best first) are alternatives; `rarity` says how much it tells.

    `sure`: the shop knows the word as it was typed. `needed`: a product without it does not have all that was wanted.
    """

    typed: str
    guesses: tuple[Guess, ...]
    rarity: float
    sure: bool = True
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """`words`: what was typed, but for small words. `unknown`: words with nothing near them. `unclear`: those, and
    words whose best guess is a bold one."""

    words: tuple[str, ...]
    terms: tuple[Term, ...]
    unknown: tuple[str, ...]
    unclear: tuple[str, ...]


def read(query: str, vocabulary: Vocabulary, *, unfinished: bool = False) -> Reading:
    """`unfinished`: the last word is still being typed, so longer words count as well."""
    words = tokenise(query)[:MOST_WORDS]
    telling = list(dict.fromkeys(without_small_words(words)))
    terms = list(_terms(words, telling, vocabulary))
    if unfinished and terms and terms[-1].typed == words[-1] and not has_digit(words[-1]):
        terms[-1] = _unfinished(terms[-1], vocabulary)
    unknown = tuple(term.typed for term in terms if not term.guesses)
    unclear = tuple(term.typed for term in terms if not term.guesses or term.guesses[0].likeness < BOLD)
    return Reading(tuple(telling), tuple(term for term in terms if term.guesses), unknown, unclear)


def _terms(words: list[str], telling: list[str], vocabulary: Vocabulary) -> Iterator[Term]:
    """Small words are not looked for, but may be a part of what was torn apart: `ke piting`."""
    position = 0
    while position < len(words):
        taken, terms = _phrase(words[position:], vocabulary) or _joined(words[position:], vocabulary) or (0, ())
        if not taken:
            taken, terms = 1, _one(words[position], vocabulary) if words[position] in telling else ()
        yield from terms
        position += taken


def _one(word: str, vocabulary: Vocabulary) -> list[Term]:
    if has_digit(word):
        rarity = SIZE_RARITY if word[0].isdigit() else CODE_RARITY
        return [Term(word, (Guess(word, 1.0),), rarity, needed=False)]
    if word in vocabulary:
        return [_known(word, vocabulary)]
    guesses = _with_synonyms(vocabulary.nearest(word), vocabulary)
    if not guesses or guesses[0].likeness < CLEAR:
        parts = _split(word, vocabulary, better_than=guesses[0].likeness if guesses else 0.0)
        if parts:
            return parts
    return [_guessed(word, guesses, vocabulary)]


def _known(word: str, vocabulary: Vocabulary) -> Term:
    """The word itself comes first, and what means the same a little later: corrections never touch it."""
    same = [
        Guess(other, SAME_MEANING if len(phrase) == 1 else PART_OF_MEANING)
        for phrase in vocabulary.synonyms.get((word,), ())
        for other in phrase
        if other in vocabulary
    ]
    return Term(word, _once([Guess(word, 1.0), *same]), vocabulary.rarity(word))


def _guessed(word: str, guesses: tuple[Guess, ...], vocabulary: Vocabulary) -> Term:
    rarity = vocabulary.rarity(guesses[0].word) if guesses else 0.0
    return Term(word, guesses, rarity, sure=False)


def _with_synonyms(guesses: tuple[Guess, ...], vocabulary: Vocabulary) -> tuple[Guess, ...]:
    """A guess that no product carries stands for what means the same."""
    found = []
    for guess in guesses:
        if guess.word in vocabulary:
            found.append(guess)
        for phrase in vocabulary.synonyms.get((guess.word,), ()):
            found += [Guess(word, guess.likeness * SAME_MEANING) for word in phrase if word in vocabulary]
    return _once(found)


def _once(guesses: list[Guess]) -> tuple[Guess, ...]:
    best: dict[str, Guess] = {}
    for guess in sorted(guesses, key=lambda guess: -guess.likeness):
        best.setdefault(guess.word, guess)
    return tuple(best.values())


def _phrase(words: list[str], vocabulary: Vocabulary) -> tuple[int, list[Term]] | None:
    """A synonym of one to three words that no product carries, or whose meaning is a phrase: the meaning is wanted."""
    for length in range(min(3, len(words)), 0, -1):
        meanings = vocabulary.synonyms.get(tuple(words[:length]))
        if not meanings or (length == 1 and words[0] in vocabulary):
            continue
        typed = " ".join(words[:length])
        singles = [
            Guess(phrase[0], SAME_MEANING) for phrase in meanings if len(phrase) == 1 and phrase[0] in vocabulary
        ]
        if singles:
            return length, [replace(_guessed(typed, tuple(singles), vocabulary), sure=True)]
        phrase = next((p for p in meanings if all(word in vocabulary for word in p)), None)
        if phrase:
            return length, [replace(_known(word, vocabulary), typed=typed) for word in phrase]
    return None


def _joined(words: list[str], vocabulary: Vocabulary) -> tuple[int, list[Term]] | None:
    """Words that belong together: `ke ripik`. Only when one of them alone says nothing."""
    for length in (3, 2):
        parts = words[:length]
        if len(parts) < length or any(map(has_digit, parts)) or all(part in vocabulary for part in parts):
            continue
        joined = "".join(parts)
        if joined in vocabulary:
            return length, [_known(joined, vocabulary)]
        near = _with_synonyms(vocabulary.nearest(joined), vocabulary)
        apart = max((_best(part, vocabulary) for part in parts if part not in vocabulary), default=0.0)
        if near and near[0].likeness >= CLEAR and apart < near[0].likeness and min(map(len, parts)) < 4:
            return length, [_guessed(joined, near, vocabulary)]
    return None


def _best(word: str, vocabulary: Vocabulary) -> float:
    guesses = vocabulary.nearest(word)
    return guesses[0].likeness if guesses else 0.0


def _split(word: str, vocabulary: Vocabulary, *, better_than: float) -> list[Term]:
    """Words that were written as one: `gulamerah`, `sabuncucipiring`, `kripiksingkong`."""
    parts = _known_parts(word, vocabulary)
    if not parts:
        best = better_than
        for cut in range(3, len(word) - 2):
            likeness = min(_part(word[:cut], vocabulary), _part(word[cut:], vocabulary))
            if likeness >= GOOD_PART and likeness > best:
                best, parts = likeness, [word[:cut], word[cut:]]
    return [term for part in parts for term in _one(part, vocabulary)]


def _known_parts(word: str, vocabulary: Vocabulary, *, most: int = 4) -> list[str]:
    """The fewest known words that make up the whole, the first of them as long as possible."""
    if word in vocabulary:
        return [word]
    if most == 1 or len(word) < 5:
        return []
    found: list[str] = []
    for cut in range(len(word) - 2, 1, -1):
        if word[:cut] in vocabulary:
            rest = _known_parts(word[cut:], vocabulary, most=most - 1)
            if rest and (not found or len(rest) + 1 < len(found)):
                found = [word[:cut], *rest]
    return found


def _part(part: str, vocabulary: Vocabulary) -> float:
    if _known_parts(part, vocabulary):
        return 1.0
    return vocabulary.likeness_of_best(part) if len(part) > 3 else 0.0


def _unfinished(term: Term, vocabulary: Vocabulary) -> Term:
    longer = [Guess(word, 0.95) for word in vocabulary.beginning_with(term.typed, most=12) if word in vocabulary]
    if not longer and not term.sure and len(term.typed) > 2:
        longer = [Guess(word, 0.8) for word in vocabulary.beginning_like(term.typed, most=6)]
    if not longer:
        return term
    guesses = _once([*term.guesses, *longer])
    return replace(term, guesses=guesses, rarity=vocabulary.rarity(guesses[0].word))
