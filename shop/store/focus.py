"""Where a photo's subject is: what a crop should keep in sight. Pure Pillow, the same answer for the same picture."""

import io
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

# Sharp things are looked for in a copy of this size: small grain disappears, and the time is a few milliseconds.
SIDE = 96
# A frame, a table's edge or a letterbox runs along the border: this share of each side is not looked at.
BORDER = 0.1
# The focus is a square of this share of the shorter side; crops keep it whole.
SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Focus:
    """Pixels of the picture: the middle of the subject, and the side of a square around it that stays in sight."""

    x: int
    y: int
    side: int


def suggested(data: bytes) -> Focus:
    """The middle of what is sharp in an upright picture; of a plain one its own middle."""
    with Image.open(io.BytesIO(data)) as image:
        wide, high = image.size
        image.draft("L", (SIDE * 2, SIDE * 2))
        small = image.convert("L")
    small.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    across, down = _middle(_edges(small))
    side = max(round(min(wide, high) * SHARE), 1)
    return Focus(_inside(across, wide, side), _inside(down, high, side), side)


def _edges(small: Image.Image) -> Image.Image:
    """How much each pixel differs from its neighbours, zero along the border."""
    soft = small.filter(ImageFilter.GaussianBlur(1))
    blurred = small.filter(ImageFilter.GaussianBlur(4))
    inner = Image.new("L", small.size, 0)
    left, top = (max(round(side * BORDER), 1) for side in small.size)
    box = (left, top, small.width - left, small.height - top)
    if box[0] < box[2] and box[1] < box[3]:
        inner.paste(255, box)
    return ImageChops.multiply(ImageChops.difference(soft, blurred), inner)


def _middle(edges: Image.Image) -> tuple[float, float]:
    """The centre of energy (squares, so that much grain does not outweigh one clear shape) as shares of the sides."""
    wide, high = edges.size
    energy = [value * value for value in edges.tobytes()]
    total = sum(energy)
    if not total:
        return 0.5, 0.5
    across = sum(value * (at % wide) for at, value in enumerate(energy)) / total
    down = sum(value * (at // wide) for at, value in enumerate(energy)) / total
    return (across + 0.5) / wide, (down + 0.5) / high


def _inside(share: float, side: int, square: int) -> int:
    """The square may not hang over the picture's edge."""
    half = square // 2
    return min(max(round(share * side), half), max(side - half, half))
