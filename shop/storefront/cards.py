"""Keeps the card rows in step with the published pages and the articles' prices."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, Prefetch
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

from shop.store import freshness
from shop.storefront import photos
from shop.storefront.models import ProductCardRow, ProductListing, ProductPage

AT_ONCE = 500


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


def differences() -> list[ProductPage]:
    """Pages whose row is missing, is too many or says something else, for the doctor."""
    stored = ProductCardRow.objects.in_bulk()
    wrong = [page for page in _pages(None) if _facts(stored.pop(page.pk, None)) != _facts(row_of(page))]
    return wrong + list(ProductPage.objects.filter(pk__in=stored))


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
    """`srcset` of each kind: "address 200w, address 320w"."""
    try:
        made = photo.get_renditions(*photos.CARD) if photo else None
    except SourceImageIOError:
        # The file was lost: the page is shown without it.
        made = None
    if made is None:
        return {"avif": "", "jpeg": ""}
    sets = {kind: [made[spec] for spec in photos.CARD if f"format-{kind}" in spec] for kind in ("avif", "jpeg")}
    return {kind: ", ".join(f"{image.url} {image.width}w" for image in images) for kind, images in sets.items()}


def _columns() -> list[str]:
    return [field.attname for field in ProductCardRow._meta.concrete_fields]


def _facts(row: ProductCardRow | None) -> list | None:
    return row and [getattr(row, column) for column in _columns()]
