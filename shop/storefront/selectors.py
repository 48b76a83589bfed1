"""Cards and offers: what pages show of goods, with live price and stock, in a constant number of queries.

Prices are those of the moment: the article's own under the rules in force (shop.catalog.selectors). Callers that have
a request hand `rules` in, for nothing; for the others they are read.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from wagtail.images import get_image_model

from shop.catalog.models import Sku
from shop.catalog.pricing import Rule, quote
from shop.catalog.selectors import current_rules
from shop.catalog.unit_price import UnitPrice, unit_price
from shop.stock.services import SCARCE
from shop.storefront import cards, photos
from shop.storefront.filters import Filters
from shop.storefront.models import (
    CategoryPage,
    ProductCardRow,
    ProductIndexPage,
    ProductListing,
    ProductPage,
    ProductTag,
)

PAGE_SIZE = 24
MOST_LABELS = 12
EVERYTHING = Filters()
SORTS = {"": "path", "murah": "lowest_now", "mahal": "-lowest_now", "baru": "-published_at"}


@dataclass(frozen=True, slots=True)
class Offer:
    """One article as it can be bought now. Money in rupiah, `available` in units.

    In a promotion `price` is the promotion's, `compare_at` the article's own, `since` the promotion's start and `until`
    its end, if it has one. `measured` is `price` for a measure ("100 g").
    """

    sku_id: int
    label: str
    unit: str
    price: int
    compare_at: int | None
    available: int
    until: datetime | None = None
    measured: UnitPrice | None = None
    since: datetime | None = None

    @property
    def in_stock(self) -> bool:
        return self.available > 0

    @property
    def low(self) -> int | None:
        return self.available if 0 < self.available <= SCARCE else None


@dataclass(frozen=True, slots=True)
class CardPhoto:
    """`srcset` values, and the address for a browser that knows none."""

    avif: str
    jpeg: str

    @property
    def src(self) -> str:
        return self.jpeg.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class ProductCard:
    title: str
    url: str
    summary: str
    photo: CardPhoto | None
    price: int
    compare_at: int | None
    price_from: bool
    sku_id: int | None
    in_stock: bool
    low: int | None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    cards: tuple[ProductCard, ...]
    page_number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.page_number > 1


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page with products below it."""

    pk: int
    path: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Label:
    slug: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many products a list has, and how many of them each choice would leave."""

    total: int
    in_stock: int
    labels: tuple[Label, ...]


def products(
    *, under=None, filters: Filters = EVERYTHING, page_number: int = 1, rules: Sequence[Rule] | None = None
) -> Listing:
    """A page of cards: one more than fits is read to know of a next page, nothing is counted.

    A list by price first sees that the rows are priced under the very rules that the cards are shown with.
    """
    rules = _rules(rules)
    if filters.by_price:
        cards.price_all(rules)
    order = SORTS[filters.sort]
    first = (page_number - 1) * PAGE_SIZE
    rows = list(matching(under, filters).order_by(order, "pk")[first : first + PAGE_SIZE + 1])
    return Listing(_cards(rows[:PAGE_SIZE], rules), page_number, len(rows) > PAGE_SIZE)


def matching(under, filters: Filters):
    """Rows of a category's or of all products that are on sale and pass the filters (by price: of rows just priced)."""
    rows = _on_sale(under)
    if filters.in_stock:
        rows = rows.filter(Exists(_sold().filter(sku__level__on_hand__gt=F("sku__level__reserved"))))
    if filters.label:
        rows = rows.filter(Exists(ProductTag.objects.filter(content_object=OuterRef("pk"), tag__slug=filters.label)))
    if filters.lowest is not None:
        rows = rows.filter(lowest_now__gte=filters.lowest)
    if filters.highest is not None:
        rows = rows.filter(lowest_now__lte=filters.highest)
    return rows


def facets(under) -> Facets:
    """Of a whole list, whatever is chosen of it at the moment. Counts everything: remember it."""
    rows = _on_sale(under)
    here = matching(under, Filters(in_stock=True))
    tagged = ProductTag.objects.filter(content_object__card_row__in=rows).values("tag__slug", "tag__name")
    most = tagged.annotate(count=Count("pk")).order_by("-count", "tag__name")[:MOST_LABELS]
    labels = tuple(Label(tag["tag__slug"], tag["tag__name"], tag["count"]) for tag in most)
    return Facets(total=rows.count(), in_stock=here.count(), labels=labels)


def cards_of(pages, rules: Sequence[Rule] | None = None) -> tuple[ProductCard, ...]:
    """Cards of chosen product pages that are live and on sale, in the order of the choice."""
    return cards_by_key([page.pk for page in pages], rules)


def cards_by_key(keys: Sequence[int], rules: Sequence[Rule] | None = None) -> tuple[ProductCard, ...]:
    """The same for ids of product pages."""
    found = _on_sale().in_bulk(keys)
    return _cards([found[pk] for pk in keys if pk in found], rules)


def photos_of(page: ProductPage) -> list:
    """The main photo and the gallery, each once, with the small pictures that the page shows."""
    images = get_image_model().objects.prefetch_renditions(*photos.PRODUCT)
    rows = page.gallery.all()
    if not isinstance(rows, QuerySet):
        return _photos_of_draft(page, rows, images)
    shown = rows.filter(image=OuterRef("pk")).order_by("sort_order").values("sort_order")[:1]
    images = images.annotate(place=Subquery(shown))
    wanted = images.filter(Q(pk=page.photo_id) | Q(place__isnull=False))
    return sorted(wanted, key=lambda image: (image.pk != page.photo_id, image.place or 0))


def _photos_of_draft(page: ProductPage, rows, images) -> list:
    """In the editor's preview the gallery is a list in memory, which no subquery can read."""
    places = {row.image_id: row.sort_order or 0 for row in rows}
    wanted = images.filter(pk__in={page.photo_id, *places} - {None})
    return sorted(wanted, key=lambda image: (image.pk != page.photo_id, places.get(image.pk, 0)))


def categories():
    return CategoryPage.objects.live().order_by("path")


def shelves() -> tuple[Shelf, ...]:
    """The page of all products first, then the categories in the owner's order."""
    pages = [*ProductIndexPage.objects.live(), *categories()]
    return tuple(Shelf(page.pk, page.path, page.title, page.get_url()) for page in pages)


def offers(page: ProductPage) -> tuple[Offer, ...]:
    return tuple(offers_of([page.pk])[page.pk])


def offers_of_draft(page: ProductPage) -> tuple[Offer, ...]:
    """What an unpublished version of the page lists."""
    listed = [listing.sku_id for listing in page.listings.all()]
    skus = Sku.objects.select_related("level").filter(archived_at=None).in_bulk(listed)
    rules = _rules(None)
    return tuple(_offer(skus[pk], rules) for pk in listed if pk in skus)


def _offer(sku: Sku, rules: Sequence[Rule]) -> Offer:
    level = getattr(sku, "level", None)
    free = level.available if level else 0
    content = (sku.net_content, sku.net_unit)
    return _promoted(sku.pk, sku.variant or sku.name, sku.unit, sku.price, sku.compare_at, content, free, rules)


def _promoted(sku_id, label, unit, regular, compare_at, content, available, rules: Sequence[Rule]) -> Offer:
    """With the rules' price, and the article's own struck through beside it."""
    quoted = quote(sku_id, regular, rules)
    measured = unit_price(quoted.price, *content)
    if quoted.rule is None:
        return Offer(sku_id, label, unit, regular, compare_at, available, measured=measured)
    since, until = quoted.rule.starts_at, quoted.rule.ends_at
    return Offer(sku_id, label, unit, quoted.price, regular, available, until, measured, since)


def _rules(rules: Sequence[Rule] | None) -> Sequence[Rule]:
    return current_rules(now=timezone.now()) if rules is None else rules


def offers_and_related(
    page: ProductPage, *, most: int = 4, rules: Sequence[Rule] | None = None
) -> tuple[tuple[Offer, ...], tuple[ProductCard, ...]]:
    """What can be bought here, and cards of the same shelf."""
    shelf = page.path[: -page.steplen]
    siblings = list(_on_sale().filter(shelf=shelf).exclude(pk=page.pk).order_by("path")[:most])
    articles = offers_of([page.pk, *(row.pk for row in siblings)], rules)
    return tuple(articles[page.pk]), tuple(_card(row, articles[row.pk]) for row in siblings)


def offers_of(keys: Iterable[int], rules: Sequence[Rule] | None = None) -> dict[int, list[Offer]]:
    """Page id -> what can be bought there, in the owner's order; one query, and that of the rules unless given."""
    rules = _rules(rules)
    listings = ProductListing.objects.filter(page__in=keys, sku__archived_at=None).order_by("page", "sort_order", "pk")
    found = defaultdict(list)
    for page, sku, name, variant, unit, price, compare_at, *content, on_hand, reserved in listings.values_list(
        "page",
        "sku",
        "sku__name",
        "sku__variant",
        "sku__unit",
        "sku__price",
        "sku__compare_at",
        "sku__net_content",
        "sku__net_unit",
        "sku__level__on_hand",
        "sku__level__reserved",
    ):
        available = (on_hand or 0) - (reserved or 0)
        found[page].append(_promoted(sku, variant or name, unit, price, compare_at, content, available, rules))
    return found


def _cards(rows: list[ProductCardRow], rules: Sequence[Rule] | None = None) -> tuple[ProductCard, ...]:
    articles = offers_of([row.pk for row in rows], rules) if rows else {}
    return tuple(_card(row, articles[row.pk]) for row in rows)


def _card(row: ProductCardRow, articles: list[Offer]) -> ProductCard:
    cheapest = min(articles, key=lambda offer: offer.price)
    buyable = [offer for offer in articles if offer.in_stock]
    return ProductCard(
        title=row.title,
        url=row.url,
        summary=row.summary,
        photo=CardPhoto(row.avif, row.jpeg) if row.jpeg else None,
        price=cheapest.price,
        compare_at=cheapest.compare_at,
        price_from=len({offer.price for offer in articles}) > 1,
        sku_id=articles[0].sku_id if len(articles) == 1 and buyable else None,
        in_stock=bool(buyable),
        low=buyable[0].low if len(buyable) == len(articles) == 1 else None,
        until=cheapest.until,
    )


def _on_sale(under=None):
    """`under`: a category, or the index for everything."""
    rows = ProductCardRow.objects.filter(Exists(_sold()))
    return rows.filter(shelf=under.path) if isinstance(under, CategoryPage) else rows


def _sold():
    return ProductListing.objects.filter(page=OuterRef("pk"), sku__archived_at=None)
