"""Cards and offers: what pages show of goods, with live price and stock, in a constant number of queries.

Prices are those of the moment: the article's own under the rules in force, which callers hand in
(shop.catalog.selectors.current_rules).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet
from wagtail.images import get_image_model
from wagtail.models import Page

from shop.catalog.models import Sku
from shop.catalog.pricing import Rule, basket_rules, quote
from shop.catalog.unit_price import UnitPrice, unit_price
from shop.catalog.words import rule_terms
from shop.stock.services import SCARCE
from shop.store import questions
from shop.storefront import photos
from shop.storefront.models import (
    CategoryPage,
    ProductCardRow,
    ProductListing,
    ProductPage,
    ProductPhoto,
)

MOST_RELATED = 4


@dataclass(frozen=True, slots=True)
class Offer:
    """One article as it can be bought now. Money in rupiah, `available` in units.

    In a promotion `price` is the promotion's, `compare_at` the article's own, `since` the promotion's start and `until`
    its end, if it has one. `measured` is `price` for a measure ("100 g"). `basket_rules`: what comes off when enough is
    bought.
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
    basket_rules: tuple[Rule, ...] = ()

    @property
    def in_stock(self) -> bool:
        return self.available > 0

    @property
    def low(self) -> int | None:
        return self.available if 0 < self.available <= SCARCE else None


@dataclass(frozen=True, slots=True)
class BasketPromotion:
    """What a product page says of a basket rule. `labels`: of the variants that it is for, none when it is for all."""

    title: str
    terms: str
    starts_at: datetime
    ends_at: datetime | None
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """Of a photo: `srcset` values, smallest first, and the address for a browser that knows none."""

    avif: str
    jpeg: str

    @property
    def src(self) -> str:
        return self.jpeg.partition(" ")[0]

    @property
    def largest(self) -> tuple[str, int]:
        """Address and width in pixels."""
        address, _space, width = self.jpeg.rpartition(", ")[2].partition(" ")
        return address, int(width.removesuffix("w"))


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo of a product page. `image`: the editor's."""

    image: object
    pictures: Pictures


@dataclass(frozen=True, slots=True)
class ProductCard:
    """`in_promotion`: something that can be bought here is cheaper when enough of it is bought."""

    title: str
    url: str
    summary: str
    photo: Pictures | None
    price: int
    compare_at: int | None
    price_from: bool
    sku_id: int | None
    in_stock: bool
    low: int | None
    until: datetime | None = None
    in_promotion: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page with products below it."""

    pk: int
    path: str
    title: str
    url: str


class Row(NamedTuple):
    """What a card takes from its row."""

    pk: int
    title: str
    url: str
    summary: str
    avif: str
    jpeg: str


def cards_of(pages, rules: Sequence[Rule]) -> tuple[ProductCard, ...]:
    """Cards of chosen product pages that are live and on sale, in the order of the choice."""
    return cards_by_key([page.pk for page in pages], rules)


def cards_by_key(keys: Sequence[int], rules: Sequence[Rule]) -> tuple[ProductCard, ...]:
    """The same for ids of product pages."""
    rows = map(Row._make, questions.rows(_rows_of, *keys) if keys else ())
    found = {row.pk: row for row in rows}
    return cards_of_rows([found[pk] for pk in keys if pk in found], rules)


def _rows_of(*keys) -> QuerySet:
    return on_sale().filter(pk__in=keys).values_list(*Row._fields)


def photos_of(page: ProductPage) -> list[Photo]:
    """The main photo and the gallery, each once; without those whose file was lost."""
    places = _gallery_of(page)
    keys = {page.photo_id, *places} - {None}
    if not keys:
        return []
    images = {image.pk: image for image in questions.instances(_images, *keys)}
    for image in images.values():
        # Where Wagtail's own prefetch_renditions() leaves them.
        image.prefetched_renditions = []
    for picture in questions.instances(_pictures, *photos.PRODUCT, *keys):
        picture.image = images[picture.image_id]
        picture.image.prefetched_renditions.append(picture)
    ordered = sorted(images.values(), key=lambda image: (image.pk != page.photo_id, places.get(image.pk, 0)))
    return [Photo(image, Pictures(**made)) for image in ordered if (made := photos.srcsets(image, photos.PRODUCT))]


def _gallery_of(page: ProductPage) -> dict[int, int]:
    """Image id -> place. In the editor's preview the gallery is a list in memory."""
    rows = page.gallery.all()
    if isinstance(rows, QuerySet):
        return {image: place or 0 for image, place in questions.rows(_gallery, page.pk)}
    return {row.image_id: row.sort_order or 0 for row in rows}


def _gallery(page) -> QuerySet:
    """Last place first: of a photo that stands there twice the first place counts."""
    return ProductPhoto.objects.filter(page=page).order_by("-sort_order").values_list("image", "sort_order")


def _images(*keys) -> QuerySet:
    return get_image_model().objects.filter(pk__in=keys)


def _pictures(*values) -> QuerySet:
    specs, images = values[: len(photos.PRODUCT)], values[len(photos.PRODUCT) :]
    return get_image_model().get_rendition_model().objects.filter(filter_spec__in=specs, image__in=images)


def categories():
    return CategoryPage.objects.live().order_by("path")


def shelves() -> tuple[Shelf, ...]:
    """The page of all products first, then the categories in the owner's order."""
    pages = questions.instances(_shelves)
    return tuple(Shelf(page.pk, page.path, page.title, page.get_url()) for page in pages)


def _shelves() -> QuerySet:
    kinds = Q(productindexpage__isnull=False) | Q(categorypage__isnull=False)
    return Page.objects.live().filter(kinds).order_by("path")


def offers(page: ProductPage, rules: Sequence[Rule]) -> tuple[Offer, ...]:
    return tuple(offers_of([page.pk], rules)[page.pk])


def offers_of_draft(page: ProductPage, rules: Sequence[Rule]) -> tuple[Offer, ...]:
    """What an unpublished version of the page lists."""
    listed = [listing.sku_id for listing in page.listings.all()]
    skus = Sku.objects.select_related("level").filter(archived_at=None).in_bulk(listed)
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
    several = basket_rules(sku_id, quoted, rules)
    if quoted.rule is None:
        return Offer(sku_id, label, unit, regular, compare_at, available, measured=measured, basket_rules=several)
    since, until = quoted.rule.starts_at, quoted.rule.ends_at
    return Offer(sku_id, label, unit, quoted.price, regular, available, until, measured, since, several)


def basket_promotions(offers: Sequence[Offer]) -> tuple[BasketPromotion, ...]:
    """Of one product page, each once."""
    found = defaultdict(list)
    for offer in offers:
        for rule in offer.basket_rules:
            found[rule].append(offer.label)
    return tuple(
        BasketPromotion(
            title=rule.name,
            terms=rule_terms(rule),
            starts_at=rule.starts_at,
            ends_at=rule.ends_at,
            labels=tuple(labels) if len(labels) < len(offers) else (),
        )
        for rule, labels in found.items()
    )


def offers_and_related(page: ProductPage, rules: Sequence[Rule]) -> tuple[tuple[Offer, ...], tuple[ProductCard, ...]]:
    """What can be bought here, and cards of the same shelf."""
    siblings = list(map(Row._make, questions.rows(_siblings, page.path[: -page.steplen], page.pk)))
    articles = offers_of([page.pk, *(row.pk for row in siblings)], rules)
    return tuple(articles[page.pk]), _with_articles(siblings, articles)


def _siblings(shelf, page) -> QuerySet:
    others = on_sale().filter(shelf=shelf).exclude(pk=page).order_by("path")
    return others.values_list(*Row._fields)[:MOST_RELATED]


def offers_of(keys: Iterable[int], rules: Sequence[Rule]) -> dict[int, list[Offer]]:
    """Page id -> what can be bought there, in the owner's order; one query."""
    keys, found = list(keys), defaultdict(list)
    listed = questions.rows(_listed, *keys) if keys else ()
    for page, sku, name, variant, unit, price, compare_at, *content, on_hand, reserved in listed:
        available = (on_hand or 0) - (reserved or 0)
        found[page].append(_promoted(sku, variant or name, unit, price, compare_at, content, available, rules))
    return found


def _listed(*pages) -> QuerySet:
    listings = ProductListing.objects.filter(page__in=pages, sku__archived_at=None).order_by("sort_order", "pk")
    return listings.values_list(
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
    )


def cards_of_rows(rows: Sequence[Row], rules: Sequence[Rule]) -> tuple[ProductCard, ...]:
    return _with_articles(rows, offers_of([row.pk for row in rows], rules))


def _with_articles(rows: Sequence[Row], articles: dict[int, list[Offer]]) -> tuple[ProductCard, ...]:
    """The last article may have gone since the rows were read."""
    return tuple(_card(row, articles[row.pk]) for row in rows if row.pk in articles)


def _card(row: Row, articles: list[Offer]) -> ProductCard:
    buyable = [offer for offer in articles if offer.in_stock]
    first = cheapest(articles)
    return ProductCard(
        title=row.title,
        url=row.url,
        summary=row.summary,
        photo=Pictures(row.avif, row.jpeg) if row.jpeg else None,
        price=first.price,
        compare_at=first.compare_at,
        price_from=has_several_prices(articles),
        sku_id=articles[0].sku_id if len(articles) == 1 and buyable else None,
        in_stock=bool(buyable),
        low=buyable[0].low if len(buyable) == len(articles) == 1 else None,
        until=first.until,
        in_promotion=any(offer.basket_rules for offer in buyable),
    )


def that_count(offers: Iterable[Offer | ProductCard]) -> list[Offer | ProductCard]:
    """Whose price is told: of what can be bought now; of all, when nothing can."""
    offers = list(offers)
    return [offer for offer in offers if offer.in_stock] or offers


def asked_for(offers: Iterable[Offer], sku: str) -> Offer | None:
    """`sku`: an id as an address or a form names it; None when it is of none of these."""
    return next((offer for offer in offers if str(offer.sku_id) == sku), None)


def selected(offers: Iterable[Offer], sku: str) -> Offer | None:
    """What is chosen when a product page opens: the one asked for, else the first; None when everything is sold out."""
    buyable = [offer for offer in offers if offer.in_stock]
    return asked_for(buyable, sku) or next(iter(buyable), None)


def cheapest(offers: Iterable[Offer | ProductCard]) -> Offer | ProductCard:
    return min(that_count(offers), key=lambda offer: offer.price)


def has_several_prices(offers: Iterable[Offer | ProductCard]) -> bool:
    return len({offer.price for offer in that_count(offers)}) > 1


def on_sale() -> QuerySet:
    """Rows of pages with an article that is sold."""
    return ProductCardRow.objects.filter(lowest__isnull=False)
