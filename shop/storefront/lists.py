"""Lists of goods: what belongs to one, how a visitor narrows and orders it, how many there are, and a page of it.

What belongs to a list is a queryset of card rows that are on sale: of everything, a category, a label, or of products
that were found.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from shop.catalog.pricing import Rule
from shop.storefront import cards
from shop.storefront.filters import Filters
from shop.storefront.models import CategoryPage, ProductIndexPage, ProductListing, ProductTag
from shop.storefront.selectors import ProductCard, Row, cards_by_key, cards_of_rows, on_sale

PAGE_SIZE = 24
MOST_LABELS = 12
# To count on would take longer the more there is.
MOST_COUNTED = 10 * PAGE_SIZE
EVERYTHING = Filters()
SORTS = {"": "path", "murah": "lowest_now", "mahal": "-lowest_now", "baru": "-published_at"}


@dataclass(frozen=True, slots=True)
class Total:
    """How many products a list has; `more`: that many at least."""

    count: int
    more: bool = False

    @property
    def pages(self) -> int | None:
        return None if self.more else max(1, -(-self.count // PAGE_SIZE))


@dataclass(frozen=True, slots=True)
class Listing:
    cards: tuple[ProductCard, ...]
    page_number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.page_number > 1


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


def under(page) -> QuerySet:
    """Rows of a category; of the index everything."""
    return on_sale().filter(shelf=page.path) if isinstance(page, CategoryPage) else on_sale()


def labelled(slug: str) -> QuerySet:
    return on_sale().filter(_has_label(slug))


def among(keys: Sequence[int]) -> QuerySet:
    return on_sale().filter(pk__in=keys)


def listing(rows: QuerySet, *, filters: Filters = EVERYTHING, page_number: int = 1, rules: Sequence[Rule]) -> Listing:
    """A page of cards: one more than fits is read to know of a next page.

    A list by price first sees that the rows are priced under the very rules that the cards are shown with.
    """
    if filters.by_price:
        cards.price_all(rules)
    ordered = matching(rows, filters).order_by(SORTS[filters.sort], "pk").values_list(*Row._fields)
    first = (page_number - 1) * PAGE_SIZE
    read = list(map(Row._make, ordered[first : first + PAGE_SIZE + 1]))
    return Listing(cards_of_rows(read[:PAGE_SIZE], rules), page_number, len(read) > PAGE_SIZE)


def ranked(keys: Sequence[int], *, filters: Filters, rules: Sequence[Rule]) -> list[int]:
    """Those of `keys` (product pages, the best first) that pass the filters, in the order that was asked for."""
    if not filters.chooses:
        return list(keys)
    if filters.by_price:
        cards.price_all(rules)
    passed = matching(among(keys), filters).order_by(SORTS[filters.sort], "pk").values_list("pk", flat=True)
    if filters.sort:
        return list(passed)
    left = set(passed)
    return [key for key in keys if key in left]


def page_of(keys: Sequence[int], *, page_number: int, rules: Sequence[Rule]) -> Listing:
    """A page of cards of products whose order is known; behind the last one it is the last."""
    number = min(page_number, Total(len(keys)).pages)
    first = (number - 1) * PAGE_SIZE
    shown = keys[first : first + PAGE_SIZE]
    return Listing(cards_by_key(shown, rules), number, len(keys) > first + PAGE_SIZE)


def matching(rows: QuerySet, filters: Filters) -> QuerySet:
    """Those that pass the filters (by price: of rows just priced, from whose lowest to whose highest it lies)."""
    if filters.in_stock:
        rows = rows.filter(_in_stock())
    if filters.label:
        rows = rows.filter(_has_label(filters.label))
    if filters.lowest is not None:
        rows = rows.filter(highest_now__gte=filters.lowest)
    if filters.highest is not None:
        rows = rows.filter(lowest_now__lte=filters.highest)
    return rows


def total(rows: QuerySet, filters: Filters) -> Total:
    count = matching(rows, filters)[: MOST_COUNTED + 1].count()
    return Total(min(count, MOST_COUNTED), more=count > MOST_COUNTED)


def facets(rows: QuerySet) -> Facets:
    """Of a whole list, whatever is chosen of it at the moment. Counts everything: remember it."""
    counted = rows.aggregate(total=Count("pk"), in_stock=Count("pk", filter=_in_stock()))
    most = _labels(rows).order_by("-count", "tag__name")[:MOST_LABELS]
    return Facets(labels=tuple(map(_label, most)), **counted)


def label(rows: QuerySet, slug: str) -> Label | None:
    """With the number of its products in the list; None when there are none."""
    return next(map(_label, _labels(rows).filter(tag__slug=slug).order_by("tag__name")[:1]), None)


def name_of_label(slug: str) -> str | None:
    """None when nothing that is sold carries it."""
    tagged = ProductTag.objects.filter(tag__slug=slug, content_object__card_row__in=on_sale())
    return tagged.values_list("tag__name", flat=True).first()


def label_names() -> dict[str, str]:
    """Name -> slug of every tag by which something can be found, the rarest first. Counts all: remember it."""
    return {row["tag__name"]: row["tag__slug"] for row in _labels(on_sale()).order_by("count", "tag__name")}


def labels_at() -> str:
    """The address below which each label has its list; empty while the shop has no page of all products."""
    index = ProductIndexPage.objects.live().public().first()
    return f"{index.get_url()}{ProductIndexPage.LABELS}/" if index else ""


def _labels(rows: QuerySet) -> QuerySet:
    # A tag of signs alone has no slug, so no address.
    tagged = ProductTag.objects.filter(content_object__card_row__in=rows).exclude(tag__slug="")
    return tagged.values("tag__slug", "tag__name").annotate(count=Count("pk"))


def _label(row: dict) -> Label:
    return Label(row["tag__slug"], row["tag__name"], row["count"])


def _has_label(slug: str) -> Exists:
    return Exists(ProductTag.objects.filter(content_object=OuterRef("pk"), tag__slug=slug))


def _in_stock() -> Exists:
    sold = ProductListing.objects.filter(page=OuterRef("pk"), sku__archived_at=None)
    return Exists(sold.filter(sku__level__on_hand__gt=F("sku__level__reserved")))
