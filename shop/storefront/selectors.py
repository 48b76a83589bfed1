"""Cards and offers: what pages show of goods, with live price and stock, in a constant number of queries."""

from dataclasses import dataclass

from django.db.models import Exists, Min, OuterRef, Prefetch, Q
from wagtail.images import get_image_model

from shop.storefront import photos
from shop.storefront.models import CategoryPage, ProductListing, ProductPage, ProductTag

PAGE_SIZE = 24
# "Only 3 left" is said from this many units down.
LOW = 5
SORTS = {"": "path", "murah": "lowest", "mahal": "-lowest", "baru": "-first_published_at"}


@dataclass(frozen=True, slots=True)
class Offer:
    """One article as it can be bought now. Money in rupiah, `available` in units."""

    sku_id: int
    label: str
    unit: str
    price: int
    compare_at: int | None
    available: int

    @property
    def in_stock(self) -> bool:
        return self.available > 0

    @property
    def low(self) -> int | None:
        return self.available if 0 < self.available <= LOW else None


@dataclass(frozen=True, slots=True)
class ProductCard:
    title: str
    url: str
    summary: str
    photo: object | None
    price: int
    compare_at: int | None
    price_from: bool
    sku_id: int | None
    in_stock: bool
    low: int | None


@dataclass(frozen=True, slots=True)
class Listing:
    cards: tuple[ProductCard, ...]
    page_number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.page_number > 1


def products(*, under=None, sort: str = "", page_number: int = 1, query: str = "") -> Listing:
    """A page of cards: one more than fits is read to know of a next page, nothing is counted."""
    found = _on_sale(under)
    for word in query.split()[:8]:
        tagged = ProductTag.objects.filter(tag__name__icontains=word).values("content_object_id")
        coded = ProductListing.objects.filter(sku__code__iexact=word).values("page_id")
        # Sub-queries, not joins: rows would multiply with tags and variants for every word.
        found = found.filter(Q(title__icontains=word) | Q(summary__icontains=word) | Q(pk__in=tagged) | Q(pk__in=coded))
    order = SORTS.get(sort, "path")
    if order.endswith("lowest"):
        found = found.annotate(lowest=Min("listings__sku__price", filter=Q(listings__sku__archived_at=None)))
    first = (page_number - 1) * PAGE_SIZE
    pages = list(_with_cards(found.order_by(order, "pk"))[first : first + PAGE_SIZE + 1])
    return Listing(tuple(map(card, pages[:PAGE_SIZE])), page_number, len(pages) > PAGE_SIZE)


def cards_of(pages) -> tuple[ProductCard, ...]:
    """Cards of chosen product pages that are live and on sale, in the order of the choice."""
    wanted = [page.pk for page in pages]
    found = {page.pk: card(page) for page in _with_cards(_on_sale().filter(pk__in=wanted))}
    return tuple(found[pk] for pk in wanted if pk in found)


def related(page: ProductPage, *, most: int = 4) -> tuple[ProductCard, ...]:
    siblings = _on_sale(page.get_parent()).exclude(pk=page.pk)
    return tuple(map(card, _with_cards(siblings.order_by("path"))[:most]))


def photos_of(page: ProductPage) -> list:
    """The main photo and the gallery, each once, with the small pictures that the page shows."""
    wanted = [page.photo_id, *page.gallery.values_list("image_id", flat=True)]
    images = get_image_model().objects.prefetch_renditions(*photos.PRODUCT).in_bulk(filter(None, wanted))
    return [images[pk] for pk in dict.fromkeys(wanted) if pk in images]


def categories():
    return CategoryPage.objects.live().order_by("path")


def offers(page: ProductPage) -> tuple[Offer, ...]:
    listings = page.listings.select_related("sku__level").filter(sku__archived_at=None)
    return tuple(_offer(listing.sku) for listing in listings)


def card(page: ProductPage) -> ProductCard:
    articles = [_offer(listing.sku) for listing in page.live_listings]
    cheapest = min(articles, key=lambda offer: offer.price)
    buyable = [offer for offer in articles if offer.in_stock]
    return ProductCard(
        title=page.title,
        url=page.url,
        summary=page.summary,
        photo=page.photo,
        price=cheapest.price,
        compare_at=cheapest.compare_at,
        price_from=len({offer.price for offer in articles}) > 1,
        sku_id=articles[0].sku_id if len(articles) == 1 and buyable else None,
        in_stock=bool(buyable),
        low=buyable[0].low if len(buyable) == len(articles) == 1 else None,
    )


def _on_sale(under=None):
    sold = ProductListing.objects.filter(page=OuterRef("pk"), sku__archived_at=None)
    pages = ProductPage.objects.live().filter(Exists(sold))
    return pages.descendant_of(under) if under else pages


def _with_cards(pages):
    images = get_image_model().objects.prefetch_renditions(*photos.CARD)
    listings = ProductListing.objects.filter(sku__archived_at=None).select_related("sku__level")
    return pages.prefetch_related(
        Prefetch("photo", queryset=images),
        Prefetch("listings", queryset=listings, to_attr="live_listings"),
    )


def _offer(sku) -> Offer:
    level = getattr(sku, "level", None)
    return Offer(
        sku_id=sku.pk,
        label=sku.variant or sku.name,
        unit=sku.unit,
        price=sku.price,
        compare_at=sku.compare_at,
        available=level.available if level else 0,
    )
