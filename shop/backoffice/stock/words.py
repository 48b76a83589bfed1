from django.utils.translation import gettext as _

from shop.stock.models import StockLevel


def low_word(level: StockLevel) -> str:
    """ "" while there is enough."""
    if level.sku.is_archived:
        return _("Archived")
    if level.available <= 0:
        return _("Sold out")
    return _("Order more") if level.available <= level.sku.reorder_point else ""
