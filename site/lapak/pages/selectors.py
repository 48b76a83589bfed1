"""What pages show of the shop: products put forward, categories, where we deliver."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Sum
from django.utils import timezone

from shop.catalog.selectors import current_rules
from shop.orders.models import Order, OrderLine
from shop.shipping.selectors import areas
from shop.store import freshness
from shop.store.moments import hour_of
from shop.storefront.models import ProductIndexPage
from shop.storefront.selectors import ProductCard, cards_by_key, cards_of

# As many as a block may ask for, of which some may be sold out of the window by now.
MOST_SOLD = 24
LATELY = timedelta(days=90)


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


def chosen_cards(request, pages) -> tuple[ProductCard, ...]:
    """Of those that can still be shown, in the owner's order; a chosen page that was deleted is None."""
    chosen = [page for page in pages if page is not None]
    return cards_of(chosen, current_rules(now=timezone.now(), request=request))


def best_selling_cards(request, *, most: int) -> tuple[ProductCard, ...]:
    """The order is reckoned once for each hour and version of the shop window; prices and stock are those of the
    moment."""
    now = timezone.now()
    keys = freshness.remember(request, "best-selling", lambda: best_selling(now=now), during=hour_of(now))
    return cards_by_key(keys, current_rules(now=now, request=request))[:most]


def best_selling(*, now: datetime) -> tuple[int, ...]:
    """Ids of product pages by units in orders completed of late, most first; one query."""
    lines = OrderLine.objects.filter(order__state=Order.State.COMPLETED, order__ended_at__gt=now - LATELY)
    listed = lines.filter(sku__listings__isnull=False).order_by().values("sku__listings__page")
    counted = listed.annotate(units=Sum("quantity")).order_by("-units", "sku__listings__page")
    return tuple(counted.values_list("sku__listings__page", flat=True)[:MOST_SOLD])


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
