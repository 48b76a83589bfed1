"""One article as a catalogue lists it, and the limits that both networks keep. Pure."""

from dataclasses import dataclass

# Google Merchant product data specification; Meta allows no less.
LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_KIND = 150, 5000, 750
# Meta refuses smaller pictures; pixels on each side.
SMALLEST_PICTURE = 500


@dataclass(frozen=True, slots=True)
class Item:
    """`price` in rupiah, what a buyer pays now. `group` and `variant` are empty for an article that stands alone.
    Addresses are absolute, texts are plain and no longer than the limits."""

    key: str
    group: str
    variant: str
    title: str
    description: str
    link: str
    picture: str
    in_stock: bool
    price: int
    kind: str


@dataclass(frozen=True, slots=True)
class Channel:
    """Whose goods these are. `link`: the shop's own address."""

    shop: str
    tagline: str
    link: str


def amount(price: int) -> str:
    """27000 -> `27000 IDR`, as both networks write it."""
    return f"{price} IDR"
