"""The shop's letters for Pillow: which there are, how wide a text is, and how it is set into a box."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
HEAVY, PLAIN = "figtree-extrabold.ttf", "figtree-semibold.ttf"
# What the two files hold (fonts/README.md); anything else would be drawn as an empty box.
_LETTERS = {
    *map(chr, range(0x20, 0x7F)),
    *map(chr, range(0xA1, 0x180)),
    *"\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2022\u2026\u2039\u203a\u20ac\u2122\u2190\u2192\u2212",
} - {"\xad", *"ĔĕĨĩĬĭĸĿŀŉŎŏŢţŦŧŨũſ"}
ELLIPSIS = "…"


@cache
def font(name: str, size: int) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont  # an engine of its own, loaded with the first word that is drawn

    return ImageFont.truetype(FONTS / name, size)


def printable(text: str) -> str:
    """Without what the font cannot draw: fancy letters become plain ones, emoji go, spaces close up."""
    return " ".join("".join(map(_drawable, unicodedata.normalize("NFC", text))).split())


def _drawable(character: str) -> str:
    if character in _LETTERS:
        return character
    if character.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", character).replace("\u2044", "/").replace("\u2010", "-")
    return "".join(letter for letter in plain if letter in _LETTERS)


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of one size. `step` is the distance of their baselines in pixels."""

    lines: tuple[str, ...]
    name: str
    size: int

    @property
    def font(self) -> "ImageFont.FreeTypeFont":
        return font(self.name, self.size)

    @property
    def cut(self) -> bool:
        return bool(self.lines) and self.lines[-1].endswith(ELLIPSIS)

    @property
    def step(self) -> int:
        return round(self.size * 1.14)

    @property
    def height(self) -> int:
        return self.step * len(self.lines)

    @property
    def width(self) -> int:
        return max((width(line, self.font) for line in self.lines), default=0)


def width(text: str, face: "ImageFont.FreeTypeFont") -> int:
    return round(face.getlength(text))


def fit(text: str, *, name: str, room: tuple[int, int], lines: int, sizes: tuple[int, int]) -> Setting:
    """The largest size, from the first of `sizes` down to the last, at which `text` fills at most `lines` lines of
    `room` (width, height). What does not even fit then is cut at a word, with three dots."""
    text = printable(text)
    largest, smallest = sizes
    for size in range(largest, smallest, -2):
        found = Setting(wrap(text, font(name, size), room[0]), name, size)
        if len(found.lines) <= lines and found.height <= room[1] and not _broken(text, found):
            return Setting(_balanced(text, found, room[0]), name, size)
    most = max(1, min(lines, room[1] // Setting((), name, smallest).step))
    return Setting(_cut(wrap(text, font(name, smallest), room[0]), most, name, smallest, room[0]), name, smallest)


def wrap(text: str, face: "ImageFont.FreeTypeFont", room: int) -> tuple[str, ...]:
    """Words into lines; a word that is wider than a line is broken where the line ends."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", face) <= room:
            lines[-1] += f" {word}"
        else:
            lines.extend(_pieces(word, face, room))
    return tuple(lines)


def _pieces(word: str, face, room: int) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, face) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _broken(text: str, found: Setting) -> bool:
    return " ".join(found.lines) != " ".join(text.split())


def _balanced(text: str, found: Setting, room: int) -> tuple[str, ...]:
    """The same number of lines, as even as they go: no single word alone on the last."""
    best = found.lines
    for narrower in range(room, room // 2, -12):
        tried = wrap(text, found.font, narrower)
        if len(tried) > len(best) or any(width(line, found.font) > narrower for line in tried):
            break
        best = tried
    return best


def _cut(lines: tuple[str, ...], most: int, name: str, size: int, room: int) -> tuple[str, ...]:
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width(last + ELLIPSIS, font(name, size)) > room:
        last = last.rpartition(" ")[0] or last[:-1]
    return (*lines[: most - 1], last.rstrip(" ,.;:–-") + ELLIPSIS)
