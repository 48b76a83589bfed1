"""Systematic slips of a name: what fingers and ears do to Indonesian words. Every function returns all its variants."""

import re

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {key: {row[i + d] for d in (-1, 1) if 0 <= i + d < len(row)} for row in KEYS for i, key in enumerate(row)}
VOWELS = "aiueo"
MIXED_UP = {"a": "e", "e": "ia", "i": "e", "o": "u", "u": "o"}
# How the same sound was or is written.
SPELLINGS = [
    ("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j"), ("ny", "nj"), ("f", "ph"), ("f", "v"), ("p", "f"), ("k", "q"),
    ("ks", "x"), ("ai", "e"), ("ai", "ei"), ("au", "o"), ("au", "ow"), ("h", ""), ("ng", "n"), ("k", "ck"), ("s", "z"),
    ("i", "ie"), ("u", "oo"), ("ng", "ngg"), ("k", ""), ("er", "r"), ("e", ""),
]  # fmt: skip
LONG = re.compile(r"[a-z]{4,}")


def swapped(word):
    return [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1) if word[i] != word[i + 1]]


def missing(word):
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def doubled(word):
    return [word[: i + 1] + word[i:] for i in range(len(word))]


def beside(word):
    return [
        word[:i] + key + word[i + 1 :] for i, letter in enumerate(word) for key in sorted(NEIGHBOURS.get(letter, ""))
    ]


def vowels(word):
    return [word[:i] + other + word[i + 1 :] for i, letter in enumerate(word) for other in MIXED_UP.get(letter, "")]


def spelt(word):
    return [
        word[: found.start()] + now + word[found.end() :]
        for written, now in SPELLINGS
        for found in re.finditer(written, word)
    ]


def added(word):
    """Affixes, the 2 of a plural, a repeated word."""
    return [word + "nya", word + "an", word + "2", f"{word}-{word}", word + "ku", "nge" + word]


ONE_WORD = (swapped, missing, doubled, beside, vowels, spelt, added)


def in_name(name: str, kind) -> list[str]:
    """The name with one of its longer words slipped, each in turn."""
    return [
        name[: found.start()] + slip + name[found.end() :]
        for found in LONG.finditer(name)
        for slip in kind(found[0])
        if slip != found[0]
    ]


def joined(name: str) -> list[str]:
    words = name.split()
    return [" ".join([*words[:i], words[i] + words[i + 1], *words[i + 2 :]]) for i in range(len(words) - 1)] + [
        "".join(words)
    ]


def split(name: str) -> list[str]:
    return [
        name[: found.start() + cut] + " " + name[found.start() + cut :]
        for found in LONG.finditer(name)
        for cut in range(2, len(found[0]) - 1)
    ]


def shortened(name: str) -> list[str]:
    """Without vowels, as in a chat: krpk sngkng."""
    return [re.sub("(?<=[a-z])[aiueo]", "", name)]


def everywhere(kind):
    """A function from a name to all its slips of that kind."""
    return (lambda name: in_name(name, kind)) if kind in ONE_WORD else kind
