from shop.stock.models import StockLevel


def available(sku_ids) -> dict[int, int]:
    """SKU id -> units that can still be ordered (0 for unknown ones)."""
    found = dict(
        (pk, on_hand - reserved)
        for pk, on_hand, reserved in StockLevel.objects.filter(pk__in=sku_ids).values_list(
            "pk", "on_hand", "reserved"
        )
    )
    return {sku_id: found.get(sku_id, 0) for sku_id in sku_ids}
