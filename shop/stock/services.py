"""The verbs that move goods. Every one is a single transaction; SKUs are always touched in ascending key order."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounting import money
from shop.catalog.limits import HIGHEST_PRICE, field_fault
from shop.catalog.models import Sku
from shop.stock import postings
from shop.stock.average_cost import cost_found, cost_out
from shop.stock.models import StockLevel, StockMovement
from shop.store import freshness

Kind = StockMovement.Kind
REASON = StockMovement._meta.get_field("reason")
# Of one movement. Anything above is a slip of the finger, not a delivery.
MOST_UNITS = 1_000_000
# From so few free units on, pages say how many are left.
SCARCE = 5


class StockError(Exception):
    """Carries the sentence for the person who acts."""


class OutOfStock(StockError):
    """`sku_id` and how many units are still `available`."""

    def __init__(self, *, sku_id: int, name: str, available: int):
        self.sku_id, self.available = sku_id, available
        super().__init__(
            _("%(name)s has just sold out.") % {"name": name}
            if available <= 0
            else ngettext("Only %(count)d of %(name)s is left.", "Only %(count)d of %(name)s are left.", available)
            % {"count": available, "name": name}
        )


def open_level(*, sku: Sku) -> StockLevel:
    return StockLevel.objects.get_or_create(sku=sku)[0]


@transaction.atomic
def reserve(*, quantities: Mapping[int, int], key: str, document: str, at: datetime, by: str = "") -> None:
    """Put goods aside for an order: all of them or, with OutOfStock, none. `quantities`: SKU id -> units."""
    for sku_id in sorted(quantities):
        quantity = quantities[sku_id]
        # Conditional UPDATE: two buyers, one unit, one of them gets 0 rows (tests/concurrency).
        free = StockLevel.objects.filter(pk=sku_id, on_hand__gte=F("reserved") + quantity)
        if not free.update(reserved=F("reserved") + quantity):
            raise _out_of_stock(sku_id)
        _move(sku_id, Kind.RESERVE, key=key, document=document, at=at, by=by, reserved_change=quantity)
    _tell_the_window(quantities)


@transaction.atomic
def release(*, quantities: Mapping[int, int], key: str, document: str, at: datetime, by: str = "") -> None:
    """Give reserved goods back to everybody."""
    for sku_id in sorted(quantities):
        quantity = quantities[sku_id]
        held = StockLevel.objects.filter(pk=sku_id, reserved__gte=quantity)
        if not held.update(reserved=F("reserved") - quantity):
            raise StockError(_("These goods are not reserved any more."))
        _move(sku_id, Kind.RELEASE, key=key, document=document, at=at, by=by, reserved_change=-quantity)
    _tell_the_window(quantities, gained=max(quantities.values(), default=0))


@transaction.atomic
def issue(*, quantities: Mapping[int, int], key: str, document: str, at: datetime, by: str = "") -> dict[int, int]:
    """Hand reserved goods over. Returns SKU id -> cost in rupiah that left with them."""
    costs = {}
    for sku_id in sorted(quantities):
        quantity = quantities[sku_id]
        level = _locked(sku_id)
        if level.reserved < quantity:
            raise StockError(_("These goods are not reserved any more."))
        costs[sku_id] = cost_out(on_hand=level.on_hand, value=level.value, quantity=quantity)
        _change(level, on_hand=-quantity, reserved=-quantity, value=-costs[sku_id])
        _move(
            sku_id,
            Kind.ISSUE,
            key=key,
            document=document,
            at=at,
            by=by,
            on_hand_change=-quantity,
            reserved_change=-quantity,
            value_change=-costs[sku_id],
        )
    return costs


def moved(*, key: str) -> bool:
    """Whether the act with this key has moved goods already."""
    return StockMovement.objects.filter(key__startswith=f"{key}:").exists()


@transaction.atomic
def take_back(
    *, goods: Mapping[int, tuple[int, int]], key: str, document: str, reason: str, at: datetime, by: str
) -> None:
    """Goods that had been handed over are on the shelf again. `goods`: SKU id -> (units, their cost in rupiah)."""
    for sku_id in sorted(goods):
        quantity, cost = goods[sku_id]
        _change(_locked(sku_id), on_hand=quantity, value=cost)
        movement = _move(
            sku_id,
            Kind.RETURN,
            key=key,
            document=document,
            reason=reason[: REASON.max_length],
            at=at,
            by=by,
            on_hand_change=quantity,
            value_change=cost,
        )
        postings.post_movement(movement, by=by, now=at)
    _tell_the_window(goods, gained=max((units for units, _cost in goods.values()), default=0))


@transaction.atomic
def receive(
    *,
    sku: Sku,
    quantity: int,
    total_cost: int,
    paid_from: str,
    reason: str,
    key: str,
    at: datetime,
    by: str,
    kind: str = Kind.RECEIVE,
) -> StockMovement:
    """Goods came in for `total_cost` rupiah. `paid_from` is a name of `postings.PAID_FROM` or a `bank:` role.

    Idempotent by `key`. Raises StockError for a quantity or cost that no shop has, and for a reason that is too long.
    """
    if quantity < 1 or total_cost < 0:
        raise StockError(_("Enter a quantity of at least 1 and a cost that is not negative."))
    _check_units(quantity)
    _check_reason(reason)
    if total_cost > quantity * HIGHEST_PRICE:
        raise StockError(_("One unit may cost at most %(most)s.") % {"most": money.format(HIGHEST_PRICE)})
    level = _locked(sku.pk)
    if done := StockMovement.objects.filter(key=f"{key}:{sku.pk}").first():
        return done
    _change(level, on_hand=quantity, value=total_cost)
    movement = _move(
        sku.pk,
        kind,
        key=key,
        at=at,
        by=by,
        reason=reason,
        paid_from=paid_from,
        on_hand_change=quantity,
        value_change=total_cost,
    )
    _tell_the_window([sku.pk], gained=quantity)
    postings.post_movement(movement, by=by, now=at)
    return movement


@transaction.atomic
def adjust(*, sku: Sku, change: int, reason: str, key: str, at: datetime, by: str) -> StockMovement:
    """Correct what is on hand by `change` units, with a reason. Idempotent by `key`.

    Raises StockError when that would take goods that customers have reserved, and for what is out of all bounds.
    """
    if not change or not reason.strip():
        raise StockError(_("Say by how many units the stock differs, and why."))
    _check_units(abs(change))
    _check_reason(reason)
    level = _locked(sku.pk)
    if done := StockMovement.objects.filter(key=f"{key}:{sku.pk}").first():
        return done
    if level.on_hand + change < level.reserved:
        raise StockError(
            _("Only %(free)d units may leave: %(reserved)d are reserved for orders.")
            % {"free": level.available, "reserved": level.reserved}
        )
    value = _value_of(level, change)
    _change(level, on_hand=change, value=value)
    movement = _move(
        sku.pk, Kind.ADJUST, key=key, at=at, by=by, reason=reason, on_hand_change=change, value_change=value
    )
    _tell_the_window([sku.pk], gained=max(change, 0))
    postings.post_movement(movement, by=by, now=at)
    return movement


def _check_units(units: int) -> None:
    if units > MOST_UNITS:
        raise StockError(_("At most %(most)s units at once.") % {"most": money.plain(MOST_UNITS)})


def _check_reason(reason: str) -> None:
    if fault := field_fault(REASON, reason):
        raise StockError(fault)


def _value_of(level: StockLevel, change: int) -> int:
    if change < 0:
        return -cost_out(on_hand=level.on_hand, value=level.value, quantity=-change)
    return cost_found(
        on_hand=level.on_hand, value=level.value, quantity=change, last_unit_cost=_last_unit_cost(level.pk)
    )


def _last_unit_cost(sku_id: int) -> int:
    last = StockMovement.objects.filter(sku_id=sku_id).exclude(on_hand_change=0).first()
    return abs(last.value_change // last.on_hand_change) if last else 0


def _locked(sku_id: int) -> StockLevel:
    level = StockLevel.objects.select_for_update().filter(pk=sku_id).first()
    if level is None:
        StockLevel.objects.get_or_create(pk=sku_id)
        level = StockLevel.objects.select_for_update().get(pk=sku_id)
    return level


def _change(level: StockLevel, *, on_hand: int, value: int, reserved: int = 0) -> None:
    """Compare-and-set: writes only if the row is still as it was read."""
    same = StockLevel.objects.filter(pk=level.pk, on_hand=level.on_hand, reserved=level.reserved, value=level.value)
    changed = same.update(
        on_hand=level.on_hand + on_hand, reserved=level.reserved + reserved, value=level.value + value
    )
    if not changed:
        raise StockError(_("The stock has just changed. Please try again."))


def _move(sku_id: int, kind: str, *, key: str, **facts) -> StockMovement:
    return StockMovement.objects.create(sku_id=sku_id, kind=kind, key=f"{key}:{sku_id}", **facts)


def _tell_the_window(skus: Collection[int], *, gained: int = 0) -> None:
    """Pages say how many are left only when it is few: of plenty a few more or less changes nothing that is seen.

    `gained`: the most units that became free of one of them; few may have been left before.
    """
    if StockLevel.objects.filter(pk__in=skus, on_hand__lte=F("reserved") + SCARCE + gained).exists():
        freshness.changed()


def _out_of_stock(sku_id: int) -> OutOfStock:
    level = StockLevel.objects.select_related("sku").filter(pk=sku_id).first()
    if level is None:
        return OutOfStock(sku_id=sku_id, name=str(Sku.objects.get(pk=sku_id)), available=0)
    return OutOfStock(sku_id=sku_id, name=str(level.sku), available=level.available)
