"""Keeps the card rows in step with the published pages and the articles' prices."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef, Prefetch, Q
from wagtail.images import get_image_model

from shop.catalog.pricing import Rule, price_list, quote
from shop.store import freshness
from shop.storefront import photos
from shop.storefront.models import ProductCardRow, ProductListing, ProductPage

AT_ONCE = 500
# The name of no price list: the row has to be priced before a list may be ordered by it.
UNPRICED = ""


@transaction.atomic
def refresh(keys: Iterable[int]) -> int:
    """Make the rows of these pages what their pages say: none for a page that is not published. Counts changed rows."""
    keys = list(keys)
    stored = {row.pk: row for row in ProductCardRow.objects.filter(pk__in=keys)}
    wanted = {page.pk: row_of(page) for page in _pages(keys)}
    gone = stored.keys() - wanted.keys()
    moved = [row for key, row in wanted.items() if _facts(stored.get(key)) != _facts(row)]
    ProductCardRow.objects.filter(pk__in=gone).delete()
    ProductCardRow.objects.bulk_create(
        moved, update_conflicts=True, unique_fields=["page"], update_fields=_columns()[1:], batch_size=AT_ONCE
    )
    # Also those that look the same: another article than the cheapest may have changed.
    ProductCardRow.objects.filter(pk__in=keys).update(price_list=UNPRICED)
    # A page shows more than its card: whoever asks has changed something of it.
    freshness.changed()
    return len(gone) + len(moved)


def refresh_all() -> int:
    keys = list(ProductPage.objects.order_by("pk").values_list("pk", flat=True))
    return sum(refresh(keys[first : first + AT_ONCE]) for first in range(0, len(keys), AT_ONCE))


def complete() -> int:
    """Rows for published pages that have none, as after an upgrade."""
    missing = ProductPage.objects.live().filter(~Exists(ProductCardRow.objects.filter(pk=OuterRef("pk"))))
    return refresh(missing.values_list("pk", flat=True))


def refresh_of_article(sku_id: int) -> int:
    """After its price changed, or it was archived or taken back."""
    return refresh(ProductListing.objects.filter(sku=sku_id).values_list("page", flat=True))


def refresh_of_photo(image_id: int) -> int:
    """After a crop: the small pictures have other addresses."""
    return refresh(ProductPage.objects.filter(photo=image_id).values_list("pk", flat=True))


def refresh_of_lost_photos() -> int:
    """After a photo was deleted: rows that still name its small pictures, of pages without a photo."""
    named = ProductCardRow.objects.exclude(jpeg="")
    return refresh(named.filter(page__photo=None).values_list("pk", flat=True))


def price_all(rules: Sequence[Rule]) -> None:
    """See that `lowest_now` of every row is its lowest price under `rules`. One query when it is so already; after a
    change of the rules, or at the minute of one, the first list by price writes the rows that are not.

    The rows are locked before the prices are read: who changes a price unprices its row after, and waits for us.
    """
    name = price_list(tuple(rules))
    # Not "unequal": two ranges are two looks into an index, however many rows there are.
    others = ProductCardRow.objects.filter(Q(price_list__lt=name) | Q(price_list__gt=name))
    if others.exists():
        with transaction.atomic():
            _price(list(others.select_for_update().order_by("pk").values_list("pk", "lowest")), name, rules)


def _price(rows: list[tuple[int, int | None]], name: str, rules: Sequence[Rule]) -> None:
    lowest = _lowest_under(rules)
    other = [ProductCardRow(pk=key, lowest_now=lowest.get(key)) for key, own in rows if lowest.get(key) != own]
    for first in range(0, len(rows), AT_ONCE):
        keys = [key for key, _own in rows[first : first + AT_ONCE]]
        ProductCardRow.objects.filter(pk__in=keys).update(lowest_now=F("lowest"), price_list=name)
    ProductCardRow.objects.bulk_update(other, ["lowest_now"], batch_size=AT_ONCE)


def _lowest_under(rules: Sequence[Rule]) -> dict[int, int]:
    """Page id -> what its card says."""
    found = defaultdict(list)
    listings = ProductListing.objects.filter(sku__archived_at=None).order_by()
    for page, sku, regular in listings.values_list("page", "sku", "sku__price"):
        found[page].append(quote(sku, regular, rules).price)
    return {page: min(prices) for page, prices in found.items()}


def differences() -> list[ProductPage]:
    """Pages whose row is missing, is too many or says something else, for the doctor."""
    stored = ProductCardRow.objects.in_bulk()
    wrong = [page for page in _pages(None) if _facts(stored.pop(page.pk, None)) != _facts(row_of(page))]
    return wrong + list(ProductPage.objects.filter(pk__in=stored))


def mispriced(rules: Sequence[Rule]) -> list[ProductPage]:
    """Pages whose row says to be priced under `rules` and has another price, for the doctor. A row with another name is
    only old: no list goes by it before it is priced."""
    lowest = _lowest_under(rules)
    named = ProductCardRow.objects.filter(price_list=price_list(tuple(rules))).select_related("page").order_by("pk")
    return [row.page for row in named if row.lowest_now != lowest.get(row.pk)]


def row_of(page: ProductPage) -> ProductCardRow:
    return ProductCardRow(
        page=page,
        shelf=page.path[: -page.steplen],
        path=page.path,
        published_at=page.first_published_at,
        title=page.title,
        url=page.url or "",
        summary=page.summary,
        lowest=page.lowest,
        **_pictures(page.photo),
    )


def _pages(keys: list[int] | None):
    """`keys`: None for all."""
    images = get_image_model().objects.prefetch_renditions(*photos.CARD)
    pages = ProductPage.objects.live().exclude(first_published_at=None).prefetch_related(Prefetch("photo", images))
    lowest = ProductListing.objects.filter(page=OuterRef("pk"), sku__archived_at=None).order_by().values("page")
    pages = pages.annotate(lowest=lowest.annotate(price=Min("sku__price")).values("price"))
    return pages if keys is None else pages.filter(pk__in=keys)


def _pictures(photo) -> dict[str, str]:
    """A page whose photo was lost is shown without it."""
    return (photo and photos.srcsets(photo, photos.CARD)) or {"avif": "", "jpeg": ""}


def _columns() -> list[str]:
    """All but those that belong to the price list of the moment."""
    fields = ProductCardRow._meta.concrete_fields
    return [field.attname for field in fields if field.name not in ("lowest_now", "price_list")]


def _facts(row: ProductCardRow | None) -> list | None:
    return row and [getattr(row, column) for column in _columns()]
