"""Takes a text apart into the words that are indexed and looked for."""

import re
import unicodedata

MOST_LETTERS = 40
# As they are written -> as they are kept: 250gr, 250 gram and 250 g are one word.
UNITS = {
    **dict.fromkeys(("g", "gr", "grm", "gram", "grams"), "g"),
    **dict.fromkeys(("kg", "kilo", "kilogram", "kgs"), "kg"),
    **dict.fromkeys(("ml", "mililiter", "cc"), "ml"),
    **dict.fromkeys(("l", "lt", "ltr", "liter", "litre"), "l"),
    **dict.fromkeys(("cm", "senti", "sentimeter"), "cm"),
    **dict.fromkeys(("inci", "inch", "inchi"), "inci"),
    **dict.fromkeys(("pcs", "pc", "biji", "buah", "butir", "lembar", "bungkus", "pak", "pack"), "pcs"),
}
# Words between the words: they never tell one product from another.
_SMALL = """
    yang yg dan di ke dari untuk utk buat dengan dgn atau ini itu ada isi per si nya juga saja aja lagi dalam pada
    tanpa siap tidak bisa mau beli jual jualan harga cari nyari stok ready dong ya kak kakak bu pak the a an of and for
    with in
"""
SMALL_WORDS = frozenset(_SMALL.split())

_CHUNK = re.compile(r"[^\W_]+(?:[-'’.,/_][^\W_]+)*")
_PARTS = re.compile(r"[\W_]+")
_TWICE = re.compile(r"([^\W\d]{3,})2")
_MEASURE = re.compile(r"(\d+)([^\W\d]+)")
_COUNTED = re.compile(r"([^\W\d]{3,})(\d+)")


def fold(text: str) -> str:
    """Without case and accents: `Café` -> `cafe`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def tokenise(text: str) -> list[str]:
    """Words in their order: `Kripik2 Pisang-pisang 250 gr (KP-01)` -> kripik, pisang, 250g, kp01."""
    found = [word for chunk in _CHUNK.findall(fold(text)) for word in _words_of(chunk)]
    return [word[:MOST_LETTERS] for word in _with_units(found)]


def has_digit(word: str) -> bool:
    """Numbers, sizes and codes are found as they are written, or not at all: 250g is no slip of 200g."""
    return any(letter.isdigit() for letter in word)


def without_small_words(words: list[str]) -> list[str]:
    """All of them when nothing else is left."""
    return [word for word in words if word not in SMALL_WORDS] or words


def _words_of(chunk: str) -> list[str]:
    parts = [part for part in _PARTS.split(chunk) if part]
    if len(parts) == 2 and parts[0] == parts[1] and not has_digit(chunk):
        return parts[:1]
    words = [word for part in parts for word in _words_of_part(part)]
    if len(parts) > 1 and has_digit(chunk) and not all(map(str.isdigit, parts)):
        # Perhaps a code (MM-001), perhaps not (kopi-250gr): it is kept whole, and its long words beside it.
        return ["".join(parts), *(word for word in words if len(word) > 2 and not word.isdigit())]
    return words


def _words_of_part(part: str) -> list[str]:
    if twice := _TWICE.fullmatch(part):
        return [twice[1]]
    if (measure := _MEASURE.fullmatch(part)) and len(measure[2]) > 1 or measure and measure[2] in UNITS:
        number, unit = measure.groups()
        return [number + UNITS[unit]] if unit in UNITS else [number, unit]
    if (counted := _COUNTED.fullmatch(part)) and len(counted[2]) < 3:
        return list(counted.groups())
    return [part]


def _with_units(words: list[str]) -> list[str]:
    """A number takes the unit behind it; a short word with a long number behind it may be a code written apart."""
    joined: list[str] = []
    for position, word in enumerate(words):
        before = words[position - 1] if position else ""
        if before.isdigit() and word in UNITS:
            joined[-1] = before + UNITS[word]
            continue
        joined.append(word)
        if word.isdigit() and len(word) > 2 and 0 < len(before) < 5 and not has_digit(before):
            joined.append(before + word)
    return joined
