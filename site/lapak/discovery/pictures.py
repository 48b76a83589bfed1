"""Pictures of pages for machines, each small enough and large enough, and made once."""

from dataclasses import dataclass

from wagtail.images.models import SourceImageIOError

from lapak.pages.models import HomePage
from shop.store import freshness
from shop.storefront.selectors import ProductCard

# 1.91 to 1, and light enough for WhatsApp, which shows no preview above 300 KB.
LINK_PICTURE = "format-jpeg|jpegquality-65|fill-1200x630"


@dataclass(frozen=True, slots=True)
class Picture:
    """`url` as in the page; the head makes it absolute."""

    url: str
    alt: str
    width: int
    height: int

    @property
    def wide(self) -> bool:
        return self.width > self.height


def shops_picture(request) -> Picture | None:
    """The home page's; asked for once in each process until something changes."""
    return freshness.remember(request, "shops-picture", _of_home)


def of_card(card: ProductCard) -> Picture | None:
    """The largest of the card's."""
    if card.photo is None:
        return None
    address, side = card.photo.largest
    return Picture(address, card.title, side, side)


def rendition(photo, size: str):
    """None when there is no photo, or its file was lost."""
    try:
        return photo and photo.get_rendition(size)
    except SourceImageIOError:
        return None


def _of_home() -> Picture | None:
    home = HomePage.objects.live().select_related("hero_photo").first()
    photo = home and home.hero_photo
    made = rendition(photo, LINK_PICTURE)
    return made and Picture(made.url, photo.default_alt_text, made.width, made.height)
