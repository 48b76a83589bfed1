"""One more article on a product page."""

from datetime import datetime

from django.db import transaction

from shop.catalog import services as catalog
from shop.catalog.models import Sku
from shop.stock import services as stock
from shop.stock.models import StockMovement
from shop.storefront.models import ProductListing, ProductPage
from shop.storefront.services import NewSku


@transaction.atomic
def add_variant(*, page: ProductPage, new: NewSku, user, now: datetime, by: str) -> Sku:
    """An article with its opening stock, shown at the end of the page at once. Raises catalog.CodeTaken."""
    sku = catalog.create_sku(code=new.code, name=page.title, variant=new.variant, price=new.price, **new.details)
    stock.open_level(sku=sku)
    if new.opening:
        stock.receive(
            sku=sku,
            quantity=new.opening,
            total_cost=new.opening * new.unit_cost,
            paid_from="opening",
            reason="",
            key="opening",
            at=now,
            by=by,
            kind=StockMovement.Kind.OPENING,
        )
    _list(page, sku, user)
    return sku


def _list(page: ProductPage, sku: Sku, user) -> None:
    """On the live page and in its draft: a draft that did not know the new article would take it off when published."""
    row = ProductListing.objects.create(page=page, sku=sku, sort_order=page.listings.count())
    draft = page.get_latest_revision_as_object()
    draft.listings.set([*draft.listings.exclude(sku=sku), row])
    revision = draft.save_revision(user=user)
    if page.live and not page.has_unpublished_changes:
        revision.publish(user=user)
