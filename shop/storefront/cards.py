"""Keeps the card rows in step with the published pages and the articles' prices."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from hashlib import sha256
from itertools import starmap
from operator import or_

from django.db import transaction
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Prefetch, Q, Value
from django.db.models.functions import Concat, Length, Substr
from wagtail.images import get_image_model

from shop.catalog.pricing import Rule, price_list, quote
from shop.store import freshness
from shop.storefront import photos
from shop.storefront.models import ProductCardRow, ProductListing, ProductPage

AT_ONCE = 500
# The name of no price list: the row has to be priced before a list may be ordered by it.
UNPRICED = ""
REGULAR, OF_THE_MOMENT = ("lowest", "highest"), ("lowest_now", "highest_now")


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


def rewrite_paths(old: str, new: str) -> None:
    """As the tree has just done with its pages, of which a move shifts also the siblings."""
    path = Concat(Value(new), Substr("path", len(old) + 1))
    shelf = Substr(path, 1, Length(path) - ProductPage.steplen)
    ProductCardRow.objects.filter(path__startswith=old).update(path=path, shelf=shelf)


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
    """See that `lowest_now` and `highest_now` of every row are its prices under `rules`. Two queries when it is so
    already; after a change of the rules, or at the minute of one, the first list by price writes the rows that are not.
    Rows of several articles, of which one may have been sold out, also after any change of the shop window.

    The rows are locked before the prices are read: who changes a price unprices its row after, and waits for us.
    """
    names = _names(rules)
    others = ProductCardRow.objects.filter(reduce(or_, starmap(_named_otherwise, names.items())))
    if others.exists():
        with transaction.atomic():
            _price(list(others.select_for_update().order_by("pk").only(*REGULAR, "several")), names, rules)


def _names(rules: Sequence[Rule]) -> dict[bool, str]:
    """Whether a row has several articles -> under which name it is priced now."""
    name = price_list(tuple(rules))
    return {False: name, True: sha256(f"{name} {freshness.current()}".encode()).hexdigest()[: len(name)]}


def _named_otherwise(several: bool, name: str) -> Q:
    """Not "unequal": two ranges are two looks into an index, however many rows there are."""
    return Q(several=several, price_list__lt=name) | Q(several=several, price_list__gt=name)


def _price(rows: list[ProductCardRow], names: dict[bool, str], rules: Sequence[Rule]) -> None:
    prices = _prices_under(rules, rows)
    other = [
        ProductCardRow(pk=row.pk, **dict(zip(OF_THE_MOMENT, prices[row.pk], strict=True)))
        for row in rows
        if prices[row.pk] != (row.lowest, row.highest)
    ]
    for several, name in names.items():
        keys = [row.pk for row in rows if row.several == several]
        for first in range(0, len(keys), AT_ONCE):
            priced = ProductCardRow.objects.filter(pk__in=keys[first : first + AT_ONCE])
            priced.update(lowest_now=F("lowest"), highest_now=F("highest"), price_list=name)
    ProductCardRow.objects.bulk_update(other, OF_THE_MOMENT, batch_size=AT_ONCE)


def _prices_under(rules: Sequence[Rule], rows: list[ProductCardRow]) -> dict[int, tuple[int | None, int | None]]:
    """Page id -> lowest and highest price of what can be bought, or of all when nothing can."""
    found: dict[int, dict[bool, list[int]]] = defaultdict(lambda: {True: [], False: []})
    listings = ProductListing.objects.filter(sku__archived_at=None).order_by()
    if all(row.several for row in rows):
        listings = listings.filter(page__card_row__several=True)
    asked = ("page", "sku", "sku__price", "sku__level__on_hand", "sku__level__reserved")
    for page, sku, regular, on_hand, reserved in listings.values_list(*asked):
        in_stock = (on_hand or 0) > (reserved or 0)
        found[page][in_stock].append(quote(sku, regular, rules).price)
    return {row.pk: _ends(found[row.pk][True] or found[row.pk][False]) for row in rows}


def _ends(prices: list[int]) -> tuple[int | None, int | None]:
    return (min(prices), max(prices)) if prices else (None, None)


def differences() -> list[ProductPage]:
    """Pages whose row is missing, is too many or says something else, for the doctor."""
    stored = ProductCardRow.objects.in_bulk()
    wrong = [page for page in _pages(None) if _facts(stored.pop(page.pk, None)) != _facts(row_of(page))]
    return wrong + list(ProductPage.objects.filter(pk__in=stored))


def mispriced(rules: Sequence[Rule]) -> list[ProductPage]:
    """Pages whose row says to be priced under `rules` and has another price, for the doctor. A row with another name is
    only old: no list goes by it before it is priced."""
    names = _names(rules)
    named = ProductCardRow.objects.filter(price_list__in=names.values()).select_related("page").order_by("pk")
    rows = [row for row in named if row.price_list == names[row.several]]
    prices = _prices_under(rules, rows)
    return [row.page for row in rows if (row.lowest_now, row.highest_now) != prices[row.pk]]


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
        highest=page.highest,
        several=(page.articles or 0) > 1,
        **_pictures(page.photo),
    )


def _pages(keys: list[int] | None):
    """`keys`: None for all."""
    images = get_image_model().objects.prefetch_renditions(*photos.CARD)
    pages = ProductPage.objects.live().exclude(first_published_at=None).prefetch_related(Prefetch("photo", images))
    sold = ProductListing.objects.filter(page=OuterRef("pk"), sku__archived_at=None).order_by().values("page")
    pages = pages.annotate(
        lowest=sold.annotate(price=Min("sku__price")).values("price"),
        highest=sold.annotate(price=Max("sku__price")).values("price"),
        articles=sold.annotate(number=Count("pk")).values("number"),
    )
    return pages if keys is None else pages.filter(pk__in=keys)


def _pictures(photo) -> dict[str, str]:
    """A page whose photo was lost is shown without it."""
    return (photo and photos.srcsets(photo, photos.CARD)) or {"avif": "", "jpeg": ""}


def _columns() -> list[str]:
    """All but those that belong to the price list of the moment."""
    fields = ProductCardRow._meta.concrete_fields
    return [field.attname for field in fields if field.name not in (*OF_THE_MOMENT, "price_list")]


def _facts(row: ProductCardRow | None) -> list | None:
    return row and [getattr(row, column) for column in _columns()]
