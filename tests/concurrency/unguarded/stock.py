"""Reserving by check, then save. The queue of order numbers, a second guard behind the first, is off as well."""

from shop.stock import services
from shop.stock.models import StockLevel, StockMovement
from tests.concurrency.unguarded import lose_time, queue

__all__ = ["queue"]


def reserve(*, quantities, key, document, at, by=""):
    for sku_id in sorted(quantities):
        level = StockLevel.objects.get(pk=sku_id)
        if level.available < quantities[sku_id]:
            raise services._out_of_stock(sku_id)
        lose_time()
        level.reserved += quantities[sku_id]
        level.save(update_fields=["reserved"])
        services._move(
            sku_id,
            StockMovement.Kind.RESERVE,
            key=key,
            document=document,
            at=at,
            by=by,
            reserved_change=quantities[sku_id],
        )


services.reserve = reserve
