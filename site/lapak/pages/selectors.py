"""What pages show of the shop: products put forward, categories, where we deliver."""

from dataclasses import dataclass
from itertools import groupby

from shop.shipping.selectors import areas
from shop.storefront.models import ProductIndexPage
from shop.storefront.selectors import ProductCard, cards_of


@dataclass(frozen=True, slots=True)
class District:
    """A kecamatan with its kelurahan; without a name, places that buyers choose by their own name."""

    name: str
    places: list[str]


@dataclass(frozen=True, slots=True)
class FeeBand:
    """All places that cost the same; `fee` and `free_from` in rupiah."""

    fee: int
    free_from: int | None
    districts: list[District]


def chosen_cards(pages) -> list[ProductCard]:
    """Of those that can still be shown, in the owner's order; a chosen page that was deleted is None."""
    return cards_of([page for page in pages if page is not None])


def shop_window() -> ProductIndexPage | None:
    """The page with all products, once there is one."""
    return ProductIndexPage.objects.live().first()


def service_area() -> list[FeeBand]:
    """Cheapest first."""

    def price(area):
        return (area.fee, area.free_from is None, area.free_from or 0)

    listed = sorted(areas(), key=price)
    return [_band(list(band)) for _price, band in groupby(listed, key=price)]


def _band(places: list) -> FeeBand:
    names: dict[str, list[str]] = {}
    for place in places:
        names.setdefault(place.group, []).append(place.name)
    districts = [District(name, kelurahan) for name, kelurahan in names.items()]
    return FeeBand(places[0].fee, places[0].free_from, districts)
