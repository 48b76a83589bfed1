"""Pictures for sharing: photo, title, price and name of the shop in its own colours, as JPEG. Pure: no Django, no file.

Four formats: `kotak` and `potret` for a feed, `cerita` for stories and statuses (nothing to read lies where the
networks put their own buttons), `tautan` for the preview of a link (under 300 KB, or WhatsApp shows none).
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from PIL import Image

from blog.share.drawing import Box, Photo, cloth, pen_on, rounded, shadow, size_of, spread, weave
from blog.share.typeface import HEAVY, PLAIN, Setting, fit, font, printable, width

# Raised whenever the drawing changes: pictures that are kept are then made anew.
EDITION = 2
MAX_PHOTOS = 4
BAND = 28
LINES = 5
# Without a photo the title is the picture.
BARE = 1.7


@dataclass(frozen=True, slots=True)
class Format:
    """Boxes in pixels. `photo` is where photos go, `bare` is its place when there are none, `text` where words may
    stand, `sizes` are the largest and smallest letters of the title, `scale` enlarges everything else."""

    slug: str
    size: tuple[int, int]
    photo: Box
    bare: Box
    text: Box
    sizes: tuple[int, int]
    scale: float
    max_bytes: int


FORMATS = {
    each.slug: each
    for each in (
        Format(
            "kotak", (1080, 1080), (0, 0, 1080, 640), (0, 0, 1080, 300), (64, 0, 1016, 1028), (76, 40), 1.0, 900_000
        ),
        Format(
            "potret", (1080, 1350), (0, 0, 1080, 840), (0, 0, 1080, 450), (64, 0, 1016, 1290), (84, 44), 1.1, 900_000
        ),
        Format(
            "cerita",
            (1080, 1920),
            (0, 0, 1080, 1040),
            (0, 0, 1080, 640),
            (72, 270, 1008, 1540),
            (92, 46),
            1.2,
            1_200_000,
        ),
        Format(
            "tautan", (1200, 630), (570, 0, 1200, 630), (840, 0, 1200, 630), (56, 48, 516, 586), (60, 32), 0.82, 290_000
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Poster:
    """What is said, in finished words. Prices as text (`Rp12.500`); `before` is struck out; `lead` stands before the
    price (`Mulai`); `note` is a line below the title. Empty means: not there."""

    title: str
    shop: str
    price: str = ""
    before: str = ""
    lead: str = ""
    note: str = ""


def render(poster: Poster, photos: Sequence[Photo], *, tokens, style: Format) -> bytes:
    """JPEG of exactly `style.size`. `tokens` are a palette's colours by day (band, band_deep, on_band, warm, on_warm,
    paper); up to four photos are shown, cropped around their focus."""
    canvas = Image.new("RGB", style.size, tokens.band)
    place = style.photo if photos else style.bare
    canvas.paste(_top(photos, place, tokens, style), place)
    draw = _wide if style.size[0] > style.size[1] else _tall
    draw(canvas, poster, place, tokens, style)
    return _jpeg(canvas, style.max_bytes)


def _top(photos, place: Box, tokens, style: Format) -> Image.Image:
    if photos:
        return spread(photos[:MAX_PHOTOS], size_of(place), tokens.paper)
    return cloth(size_of(place), tokens, unit=round(120 * style.scale))


def _tall(canvas, poster: Poster, place: Box, tokens, style: Format) -> None:
    """Photo above, words below it, the price tag across the seam."""
    left, _top_edge, right, bottom = style.text
    seam = place[3]
    canvas.paste(weave((canvas.width, BAND), tokens), (0, seam))
    _floor(canvas, bottom, tokens)
    tag = Tag(poster, tokens, style.scale)
    y = seam + BAND + round(34 * style.scale)
    if tag.shown:
        high = tag.size[1]
        tag.draw(canvas, (left, seam + BAND // 2 - high // 2))
        y = seam + BAND // 2 + high // 2 + round(30 * style.scale)
    foot = bottom - round(44 * style.scale)
    _sign(canvas, poster.shop, (left, foot), right - left, tokens, style.scale)
    room = (left, y, right, foot - round(24 * style.scale))
    _words(canvas, poster, room, tokens, _sizes(style, place), style.scale, middle=place == style.bare)


def _wide(canvas, poster: Poster, place: Box, tokens, style: Format) -> None:
    """Words on the left, photo on the right."""
    left, top, right, bottom = style.text
    right = place[0] - BAND - 40
    canvas.paste(weave((canvas.height, BAND), tokens).transpose(Image.Transpose.ROTATE_270), (place[0] - BAND, 0))
    _sign(canvas, poster.shop, (left, top), right - left, tokens, style.scale)
    tag = Tag(poster, tokens, style.scale)
    floor = bottom
    if tag.shown:
        tag.draw(canvas, (left, bottom - tag.size[1]))
        floor = bottom - tag.size[1] - 28
    _words(canvas, poster, (left, top + 74, right, floor), tokens, _sizes(style, place), style.scale, middle=True)


def _sizes(style: Format, place: Box) -> tuple[int, int]:
    largest, smallest = style.sizes
    return (round(largest * BARE), smallest) if place == style.bare else style.sizes


def _floor(canvas, bottom: int, tokens) -> None:
    """Below the words of a story: cloth, where the network's own buttons may lie."""
    room = canvas.height - bottom
    if room > 200:
        top = bottom + 60
        canvas.paste(weave((canvas.width, BAND), tokens), (0, top))
        canvas.paste(cloth((canvas.width, canvas.height - top - BAND), tokens, unit=120), (0, top + BAND))


def _words(canvas, poster: Poster, box: Box, tokens, sizes: tuple[int, int], scale: float, *, middle: bool) -> None:
    """Title and note. A title that is too long for both takes the note's place."""
    wide, high = size_of(box)
    note = _note(poster.note, wide, scale)
    gap = round(18 * scale) if note.lines else 0
    title = fit(poster.title, name=HEAVY, room=(wide, high - note.height - gap), lines=LINES, sizes=sizes)
    if title.cut:
        note, gap = _note("", wide, scale), 0
        title = fit(poster.title, name=HEAVY, room=(wide, high), lines=LINES, sizes=sizes)
    y = box[1] + (max(high - title.height - gap - note.height, 0) // 2 if middle else 0)
    write(canvas, title, (box[0], y), tokens.on_band)
    write(canvas, note, (box[0], y + title.height + gap), tokens.on_band)


def _note(text: str, wide: int, scale: float) -> Setting:
    size = round(34 * scale)
    return fit(text, name=PLAIN, room=(wide, size * 3), lines=2, sizes=(size, size - 4))


def _sign(canvas, name: str, at: tuple[int, int], room: int, tokens, scale: float) -> None:
    """The shop's name with its lozenge."""
    size = round(36 * scale)
    half = size // 2
    x, y = at
    lozenge = [(x, y + half), (x + half, y), (x + size, y + half), (x + half, y + size)]
    pen_on(canvas).polygon(lozenge, fill=tokens.warm)
    line = fit(name, name=PLAIN, room=(room - size - 16, size * 2), lines=1, sizes=(size, size - 10))
    write(canvas, line, (x + size + 16, y + half - line.step // 2), tokens.on_band)


def write(canvas, setting: Setting, at: tuple[int, int], colour: str) -> None:
    pen = pen_on(canvas)
    x, y = at
    for row, line in zip(count(), setting.lines):
        middle = y + setting.step * row + setting.step // 2
        pen.text((x, middle + round(setting.size * 0.35)), line, font=setting.font, fill=colour, anchor="ls")


class Tag:
    """The price on its golden tag: small above, the old price struck out; large below, the price."""

    def __init__(self, poster: Poster, tokens, scale: float):
        self.tokens = tokens
        self.price, self.before, self.lead = map(printable, (poster.price, poster.before, poster.lead))
        self.large, self.small = font(HEAVY, round(84 * scale)), font(PLAIN, round(34 * scale))
        self.pad, self.gap = round(30 * scale), round(14 * scale)

    @property
    def shown(self) -> bool:
        return bool(self.price)

    @property
    def above(self) -> bool:
        return bool(self.before or self.lead)

    @property
    def size(self) -> tuple[int, int]:
        between = self.gap if self.lead and self.before else 0
        small = width(self.lead, self.small) + between + width(self.before, self.small)
        wide = max(width(self.price, self.large), small) + 2 * self.pad
        high = self.large.size * 0.76 + self.pad * 1.6 + (self.small.size * 1.15 if self.above else 0)
        return wide, round(high)

    def draw(self, canvas, at: tuple[int, int]) -> None:
        box = (*at, at[0] + self.size[0], at[1] + self.size[1])
        shadow(canvas, box, radius=self.pad)
        rounded(canvas, box, radius=self.pad, fill=self.tokens.warm)
        pen, x, y = pen_on(canvas), at[0] + self.pad, at[1] + round(self.pad * 0.8)
        if self.above:
            self._small_line(pen, x, y)
            y += round(self.small.size * 1.15)
        baseline = y + round(self.large.size * 0.74)
        pen.text((x, baseline), self.price, font=self.large, fill=self.tokens.on_warm, anchor="ls")

    def _small_line(self, pen, x: int, y: int) -> None:
        baseline = y + round(self.small.size * 0.82)
        if self.lead:
            pen.text((x, baseline), self.lead, font=self.small, fill=self.tokens.on_warm, anchor="ls")
            x += width(self.lead, self.small) + self.gap
        if self.before:
            pen.text((x, baseline), self.before, font=self.small, fill=self.tokens.on_warm, anchor="ls")
            middle = baseline - round(self.small.size * 0.34)
            pen.line((x - 3, middle, x + width(self.before, self.small) + 3, middle), self.tokens.mark, width=4)


def _jpeg(canvas: Image.Image, most: int) -> bytes:
    """As good as `most` bytes allow."""
    for quality in (90, 84, 76, 66, 50):
        out = io.BytesIO()
        canvas.save(out, "JPEG", quality=quality, optimize=True, progressive=True, subsampling=0 if quality > 85 else 2)
        if out.tell() <= most:
            break
    return out.getvalue()
