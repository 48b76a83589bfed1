"""Shapes of the shared pictures: the woven band, the price tag, photos that fill their place. Pure Pillow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageFilter, ImageOps

if TYPE_CHECKING:
    from PIL import ImageDraw

Box = tuple[int, int, int, int]
# What a crop keeps nearest to its middle, as shares of the width and the height.
Point = tuple[float, float]
MIDDLE: Point = (0.5, 0.5)
# Curves and slanted edges are drawn this many times larger and then reduced.
FINE = 3
# How much of a photo's width and height must stay in sight, before the rest of its place is filled otherwise.
IN_SIGHT = 0.8
GAP = 10


@dataclass(frozen=True, slots=True)
class Photo:
    image: Image.Image
    focus: Point = MIDDLE


def size_of(box: Box) -> tuple[int, int]:
    return box[2] - box[0], box[3] - box[1]


def pen_on(canvas: Image.Image) -> "ImageDraw.ImageDraw":
    from PIL import ImageDraw  # with the engine of fonts: loaded with the first picture that is drawn

    return ImageDraw.Draw(canvas)


def fine(size: tuple[int, int], ground: str) -> tuple[Image.Image, "ImageDraw.ImageDraw"]:
    canvas = Image.new("RGB", (size[0] * FINE, size[1] * FINE), ground)
    return canvas, pen_on(canvas)


def reduced(canvas: Image.Image, size: tuple[int, int]) -> Image.Image:
    return canvas.resize(size, Image.Resampling.BOX)


def rounded(canvas: Image.Image, box: Box, *, radius: int, fill: str) -> None:
    size = size_of(box)
    mask = Image.new("L", (size[0] * FINE, size[1] * FINE), 0)
    pen_on(mask).rounded_rectangle((0, 0, *mask.size), radius * FINE, fill=255)
    canvas.paste(fill, box, reduced(mask, size))


def shadow(canvas: Image.Image, box: Box, *, radius: int) -> None:
    """A soft dark copy of a rounded box, a little below it."""
    mask = Image.new("L", canvas.size, 0)
    pen_on(mask).rounded_rectangle((box[0], box[1] + 10, box[2], box[3] + 10), radius, fill=90)
    canvas.paste("#000000", (0, 0), mask.filter(ImageFilter.GaussianBlur(16)))


def weave(size: tuple[int, int], tokens) -> Image.Image:
    """The woven band of the shop's pages: teeth, a golden and a red thread."""
    wide, high = size
    canvas, pen = fine(size, tokens.band)
    thread = high * FINE // 5
    pen.rectangle((0, 0, wide * FINE, thread * 2), fill=tokens.warm)
    pen.rectangle((0, thread * 2, wide * FINE, thread * 3), fill=tokens.band_deep)
    tooth = high * FINE
    for left in range(-tooth, wide * FINE + tooth, tooth):
        pen.polygon(
            [(left, 0), (left + tooth, 0), (left + tooth // 2, tooth * 3 // 5)],
            fill=tokens.band_deep,
        )
    return reduced(canvas, size)


def cloth(size: tuple[int, int], tokens, *, unit: int) -> Image.Image:
    """A woven cloth of lozenges, for pictures without a photo. `unit`: width of one lozenge in pixels."""
    canvas, pen = fine(size, tokens.band_deep)
    step = unit * FINE
    for row, top in enumerate(range(-step // 2, size[1] * FINE + step, step // 2)):
        for left in range(-step, size[0] * FINE + step, step):
            _lozenge(pen, (left + (row % 2) * step // 2, top), step, tokens, row)
    return reduced(canvas, size)


def _lozenge(pen: "ImageDraw.ImageDraw", at: tuple[int, int], step: int, tokens, row: int) -> None:
    golden = row % 4 == 0
    rings = ((0.94, tokens.band), (0.62, tokens.warm if golden else tokens.band_deep), (0.4, tokens.band))
    for share, colour in (*rings, (0.16, tokens.warm)):
        half = step * share / 2
        pen.polygon(
            [(at[0], at[1] - half), (at[0] + half, at[1]), (at[0], at[1] + half), (at[0] - half, at[1])], colour
        )


def spread(photos: Sequence[Photo], size: tuple[int, int], ground: str) -> Image.Image:
    """One photo fills the place, two share it, more make a table of two by two (of three, the first is tall)."""
    canvas = Image.new("RGB", size, ground)
    for photo, box in zip(photos, _places(len(photos), size), strict=False):
        canvas.paste(filling(photo.image, size_of(box), photo.focus), box)
    return canvas


def _places(count: int, size: tuple[int, int]) -> list[Box]:
    wide, high = size
    left, right = (wide - GAP) // 2, (wide + GAP) // 2
    above, below = (high - GAP) // 2, (high + GAP) // 2
    if count == 1:
        return [(0, 0, wide, high)]
    if count == 2:
        return [(0, 0, left, high), (right, 0, wide, high)]
    first = [(0, 0, left, high)] if count == 3 else [(0, 0, left, above), (0, below, left, high)]
    return [*first, (right, 0, wide, above), (right, below, wide, high)]


def cropped(photo: Image.Image, size: tuple[int, int], focus: Point = MIDDLE) -> Image.Image:
    """The photo fills `size`; of what is cut off, the focus decides the side, as far as the photo reaches."""
    scale = max(size[0] / photo.width, size[1] / photo.height)
    centering = [
        _kept(side * scale, room, at) for side, room, at in zip((photo.width, photo.height), size, focus, strict=True)
    ]
    return ImageOps.fit(photo, size, Image.Resampling.LANCZOS, centering=tuple(centering))


def _kept(side: float, room: int, at: float) -> float:
    """Share of the cut that falls before the kept part, so that `at` comes to its middle; 0 at the edge, 1 at the
    other."""
    cut = side - room
    return min(max((side * at - room / 2) / cut, 0.0), 1.0) if cut > 0 else 0.5


def filling(photo: Image.Image, size: tuple[int, int], focus: Point = MIDDLE) -> Image.Image:
    """The photo as large as its place allows without losing a fifth of it; what is left is filled with a soft
    reflection of it, so that its own ground seems to go on."""
    wide, high = size
    scale = min(max(wide / photo.width, high / photo.height), _largest(photo, size))
    if scale * photo.width >= wide - 1 and scale * photo.height >= high - 1:
        return cropped(photo, size, focus)
    whole = (max(round(photo.width * scale), 1), max(round(photo.height * scale), 1))
    sharp = photo.resize(whole, Image.Resampling.LANCZOS)
    sharp = cropped(sharp, (min(sharp.width, wide), min(sharp.height, high)), focus)
    ground = _reflected(sharp, size)
    ground.paste(sharp, ((wide - sharp.width) // 2, (high - sharp.height) // 2), _feathered(sharp.size, size))
    return ground


def _reflected(sharp: Image.Image, size: tuple[int, int]) -> Image.Image:
    ground = ImageOps.fit(sharp, size)
    across = sharp.width < size[0]
    turned = ImageOps.mirror(sharp) if across else ImageOps.flip(sharp)
    step = (sharp.width, 0) if across else (0, sharp.height)
    middle = ((size[0] - sharp.width) // 2, (size[1] - sharp.height) // 2)
    for picture, times in ((turned, -1), (sharp, 0), (turned, 1)):
        ground.paste(picture, (middle[0] + times * step[0], middle[1] + times * step[1]))
    small = ground.resize((max(size[0] // 8, 1), max(size[1] // 8, 1)), Image.Resampling.BOX)
    return small.filter(ImageFilter.GaussianBlur(4)).resize(size, Image.Resampling.BICUBIC)


def _largest(photo: Image.Image, size: tuple[int, int]) -> float:
    return min(size[0] / photo.width, size[1] / photo.height) / IN_SIGHT


def _feathered(size: tuple[int, int], place: tuple[int, int]) -> Image.Image:
    """White inside, fading at the two sides where the photo ends before its place does."""
    mask = Image.new("L", size, 255)
    if size[0] < place[0]:
        mask = ImageChops.multiply(mask, _fade(size))
    if size[1] < place[1]:
        mask = ImageChops.multiply(mask, _fade((size[1], size[0])).transpose(Image.Transpose.ROTATE_90))
    return mask


def _fade(size: tuple[int, int]) -> Image.Image:
    """From nothing to full over the first tenth of the width, and back over the last."""
    edge = max(size[0] // 10, 1)
    row = bytes(min(x + 1, size[0] - x, edge) * 255 // edge for x in range(size[0]))
    return Image.frombytes("L", (size[0], 1), row).resize(size)
