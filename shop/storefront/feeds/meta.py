"""Meta's catalogue as CSV, in its own words: `in stock` with a space, the shop as the brand that it asks for. Pure."""

import csv
import io
from collections.abc import Iterable

from shop.storefront.feeds.items import Channel, Item, Sale, amount

COLUMNS = (
    "id",
    "title",
    "description",
    "availability",
    "condition",
    "price",
    "sale_price",
    "sale_price_effective_date",
    "link",
    "image_link",
    "brand",
    "item_group_id",
    "additional_variant_attribute",
    "product_type",
)
# A spreadsheet takes a cell that begins like this for a formula; owners open this file to look at it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LONGEST_BRAND = 100


def document(channel: Channel, items: Iterable[Item]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_text, _row(channel, item)) for item in items)
    return out.getvalue()


def _row(channel: Channel, item: Item) -> tuple[str, ...]:
    return (
        item.key,
        item.title,
        item.description,
        "in stock" if item.in_stock else "out of stock",
        "new",
        amount(item.price),
        amount(item.sale.price) if item.sale else "",
        _period(item.sale) if item.sale else "",
        item.link,
        item.picture,
        channel.shop[:LONGEST_BRAND],
        item.group,
        f"Varian:{_one_value(item.variant)}" if item.variant else "",
        item.kind,
    )


def _period(sale: Sale) -> str:
    """Both ends to the minute; nothing of a promotion that runs until it is stopped."""
    if sale.end is None:
        return ""
    return "/".join(moment.isoformat(timespec="minutes") for moment in (sale.start, sale.end))


def _one_value(text: str) -> str:
    """Colon and comma part names and values in this column."""
    return text.replace(":", " ").replace(",", " ")


def _text(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell
