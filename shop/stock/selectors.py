from shop.stock.models import StockLevel


def available(sku_ids) -> dict[int, int]:
    """SKU id -> units that can still be ordered (0 for unknown ones)."""
    levels = StockLevel.objects.filter(pk__in=sku_ids)
    found = {level.pk: level.available for level in levels}
    return {sku_id: found.get(sku_id, 0) for sku_id in sku_ids}
