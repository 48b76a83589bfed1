"""A new product in one go: the article, its stock and its page."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from shop.catalog import services as catalog
from shop.catalog.models import Sku
from shop.stock import services as stock
from shop.stock.models import StockMovement
from shop.storefront.models import CategoryPage, ProductListing, ProductPage


@dataclass(frozen=True, slots=True)
class NewSku:
    """Money in rupiah; `unit_cost` is what one unit of the opening stock has cost."""

    code: str
    price: int
    variant: str = ""
    opening: int = 0
    unit_cost: int = 0
    details: dict = field(default_factory=dict)


@transaction.atomic
def create_product(
    *,
    category: CategoryPage,
    title: str,
    skus: list[NewSku],
    now: datetime,
    by: str,
    photo=None,
    publish: bool = True,
    user=None,
    paid_from: str = "opening",
    tags=(),
    **content,
) -> ProductPage:
    """Articles with their opening stock booked, and a page that lists them.

    Raises catalog.CodeTaken, BadPrice or BadFact and stock.StockError, and then leaves nothing behind.
    """
    catalog.check_facts(name=title)
    slug = content.pop("slug", None) or free_slug(category, title)
    page = category.add_child(
        instance=ProductPage(title=title, slug=slug, photo=photo, live=publish, owner=user, **content)
    )
    for position, new in enumerate(skus):
        sku = catalog.create_sku(code=new.code, name=title, variant=new.variant, price=new.price, **new.details)
        stock.open_level(sku=sku)
        if new.opening:
            _open_stock(sku, new, paid_from, now, by)
        ProductListing.objects.create(page=page, sku=sku, sort_order=position)
    page = ProductPage.objects.get(pk=page.pk)
    page.tags.set(tags)
    revision = page.save_revision(user=user)
    if publish:
        revision.publish(user=user)
    return page


def free_code() -> str:
    """A code for an article whose owner has none: short, and free."""
    while Sku.objects.filter(code=(code := f"P-{secrets.randbelow(10**6):06d}")).exists():
        pass
    return code


def free_slug(category: CategoryPage, title: str) -> str:
    base = slugify(title)[:80] or "produk"
    taken = set(category.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)


def _open_stock(sku: Sku, new: NewSku, paid_from: str, now: datetime, by: str) -> None:
    stock.receive(
        sku=sku,
        quantity=new.opening,
        total_cost=new.opening * new.unit_cost,
        paid_from=paid_from,
        reason="",
        key="opening",
        at=now,
        by=by,
        kind=StockMovement.Kind.OPENING,
    )
