from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from shop.catalog.models import PriceChange, Sku


class CatalogError(Exception):
    """Carries the sentence for the owner."""


class CodeTaken(CatalogError):
    pass


class StillNeeded(CatalogError):
    pass


@transaction.atomic
def create_sku(*, code: str, name: str, price: int, **details) -> Sku:
    """A new article; `details` are its other fields. Raises CodeTaken."""
    try:
        with transaction.atomic():
            return Sku.objects.create(code=code, name=name, price=price, **details)
    except IntegrityError:
        if Sku.objects.filter(code=code).exists():
            raise CodeTaken(_("The code %(code)s is in use already.") % {"code": code}) from None
        raise


@transaction.atomic
def change_price(*, sku: Sku, price: int, compare_at: int | None, now: datetime, by: str) -> Sku:
    """Set the price, and the struck one beside it, and keep what they were."""
    locked = Sku.objects.select_for_update().get(pk=sku.pk)
    if (locked.price, locked.compare_at) == (price, compare_at):
        return locked
    if compare_at is not None and compare_at <= price:
        raise CatalogError(_("The price before must be higher than the price now."))
    PriceChange.objects.create(
        sku=locked,
        old_price=locked.price,
        new_price=price,
        old_compare_at=locked.compare_at,
        new_compare_at=compare_at,
        at=now,
        by=by,
    )
    locked.price, locked.compare_at = price, compare_at
    locked.save(update_fields=["price", "compare_at"])
    return locked


def archive(*, sku: Sku, now: datetime) -> None:
    """Take an article out of the shop; its orders, movements and books stay."""
    Sku.objects.filter(pk=sku.pk, archived_at=None).update(archived_at=now)


def restore(*, sku: Sku) -> None:
    Sku.objects.filter(pk=sku.pk).update(archived_at=None)


@transaction.atomic
def delete(*, sku: Sku) -> None:
    """Delete an article that never moved. Raises StillNeeded: what was ordered or stocked can only be archived."""
    locked = Sku.objects.select_for_update().get(pk=sku.pk)
    if locked.order_lines.exists() or locked.movements.exists() or locked.price_changes.exists():
        raise StillNeeded(
            _("%(name)s was ordered or stocked before, so its history must stay. Archive it instead.")
            % {"name": locked}
        )
    locked.delete()
