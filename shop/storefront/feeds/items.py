"""One article as a catalogue lists it, and the limits that both networks keep. Pure."""

from dataclasses import dataclass
from datetime import datetime

# Google Merchant product data specification; Meta allows no less.
LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_KIND = 150, 5000, 750
# Meta refuses smaller pictures; pixels on each side.
SMALLEST_PICTURE = 500


@dataclass(frozen=True, slots=True)
class Sale:
    """A promotion in force: what a buyer pays now, in rupiah, and from when to when; `end` None: until it is stopped.

    The times are aware, in the shop's time zone. A price that the owner strikes through without a promotion is none.
    """

    price: int
    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Item:
    """`price` in rupiah: what a buyer pays when no promotion is in force, and now if there is no `sale`. `group` and
    `variant` are empty for an article that stands alone. Addresses are absolute, texts are plain and no longer than the
    limits.
    """

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
    sale: Sale | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """Whose goods these are. `link`: the shop's own address."""

    shop: str
    tagline: str
    link: str


def amount(price: int) -> str:
    """27000 -> `27000 IDR`, as both networks write it."""
    return f"{price} IDR"
