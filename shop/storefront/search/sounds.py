"""How an Indonesian word sounds: spellings that people mix up come to the same key."""

import re

# Old spelling (oe, dj, tj, nj, sj), foreign letters, what is swallowed (h, g of ng), and vowels that people mix up.
_SOUNDS = {
    "oe": "u",
    "dj": "y",
    "tj": "c",
    "nj": "n",
    "sj": "s",
    "ng": "n",
    "nk": "n",
    "ny": "n",
    "sy": "s",
    "sh": "s",
    "ch": "c",
    "ck": "k",
    "kh": "k",
    "ph": "p",
    "th": "t",
    "dh": "d",
    "ai": "i",
    "ay": "i",
    "ei": "i",
    "au": "u",
    "aw": "u",
    "ao": "u",
    "ou": "u",
    "ow": "u",
    "oo": "u",
    "ee": "i",
    "ie": "i",
    "x": "ks",
    "q": "k",
    "z": "s",
    "f": "p",
    "v": "p",
    "j": "y",
    "h": "",
    "e": "i",
    "o": "u",
}
_SOUND = re.compile("|".join(_SOUNDS))
_DOUBLE = re.compile(r"(.)\1+")
_VOWEL = re.compile("[aiueo]")


def sound(word: str) -> str:
    """`tjabai` and `cabe` -> `cabi`; `peyek` and `pejek` -> `piyik`."""
    return _DOUBLE.sub(r"\1", _SOUND.sub(lambda found: _SOUNDS[found[0]], word))


def skeleton(word: str) -> str:
    """The consonants, as people shorten words: `bawang` -> `bwng`; a vowel in front stays."""
    return word[:1] + _VOWEL.sub("", word[1:])


def is_short_form(short: str, word: str) -> bool:
    """Whether `short` is made of consonants of `word`, in their order, from its first letter on: bwg of bawang."""
    if short[:1] != word[:1]:
        return False
    letters = iter(skeleton(word))
    return all(letter in letters for letter in short)
