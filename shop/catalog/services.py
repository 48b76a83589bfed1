from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from shop.catalog.limits import compare_at_fault, content_fault, field_fault, price_fault
from shop.catalog.models import PriceChange, Sku
from shop.store import freshness


class CatalogError(Exception):
    """Carries the sentence for the owner."""


class CodeTaken(CatalogError):
    pass


class StillNeeded(CatalogError):
    pass


class BadPrice(CatalogError):
    """Not above zero, above limits.HIGHEST_PRICE, or not below the price before."""


class BadFact(CatalogError):
    """A name, code, unit or measure that does not fit."""


@transaction.atomic
def create_sku(*, code: str, name: str, price: int, **details) -> Sku:
    """A new article; `details` are its other fields. Raises CodeTaken, BadPrice, BadFact."""
    check_price(price=price, compare_at=details.get("compare_at"))
    check_facts(code=code, name=name, **details)
    try:
        with transaction.atomic():
            return Sku.objects.create(code=code, name=name, price=price, **details)
    except IntegrityError:
        if Sku.objects.filter(code=code).exists():
            raise CodeTaken(_("The code %(code)s is in use already.") % {"code": code}) from None
        raise


@transaction.atomic
def change_price(*, sku: Sku, price: int, compare_at: int | None, now: datetime, by: str) -> Sku:
    """Set the price, and the struck one beside it, and keep what they were. Raises BadPrice."""
    locked = Sku.objects.select_for_update().get(pk=sku.pk)
    if (locked.price, locked.compare_at) == (price, compare_at):
        return locked
    check_price(price=price, compare_at=compare_at)
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
    freshness.changed()
    return locked


@transaction.atomic
def change_facts(*, sku: Sku, is_food: bool, net_content: int | None, net_unit: str) -> Sku:
    """Set whether it is food, and what one holds: a number and its unit, or neither. Raises BadFact."""
    if fault := content_fault(net_content, net_unit):
        raise BadFact(fault)
    check_facts(is_food=is_food, net_content=net_content, net_unit=net_unit)
    locked = Sku.objects.select_for_update().get(pk=sku.pk)
    locked.is_food, locked.net_content, locked.net_unit = is_food, net_content, net_unit
    locked.save(update_fields=["is_food", "net_content", "net_unit"])
    freshness.changed()
    return locked


def check_price(*, price: int, compare_at: int | None) -> None:
    """Raises BadPrice. Money in rupiah."""
    if fault := price_fault(price) or compare_at_fault(price, compare_at):
        raise BadPrice(fault)


def check_facts(**facts) -> None:
    """Raises BadFact for the first of these fields of an article that it cannot hold."""
    for name, value in facts.items():
        if fault := field_fault(Sku._meta.get_field(name), value):
            raise BadFact(fault)


def archive(*, sku: Sku, now: datetime) -> None:
    """Take an article out of the shop; its orders, movements and books stay."""
    Sku.objects.filter(pk=sku.pk, archived_at=None).update(archived_at=now)
    freshness.changed()


def restore(*, sku: Sku) -> None:
    Sku.objects.filter(pk=sku.pk).update(archived_at=None)
    freshness.changed()


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
    freshness.changed()
