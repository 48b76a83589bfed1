"""Google Merchant Center: RSS 2.0 with the names of its product data specification. Pure.

Home-made goods have no GTIN and no brand, and say so by `identifier_exists`. Google tells variants apart by a fixed
list of attributes; of these `size` is the one that takes any words.
"""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from shop.storefront.feeds.items import Channel, Item, Sale, amount

NAMESPACE = "http://base.google.com/ns/1.0"
# YYYY-MM-DDThh:mm and the distance from UTC without a colon.
MINUTE = "%Y-%m-%dT%H:%M%z"


def document(channel: Channel, items: Iterable[Item]) -> str:
    return "".join(_parts(channel, items))


def _parts(channel: Channel, items: Iterable[Item]) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="{NAMESPACE}">\n<channel>\n'
    yield _element("title", channel.shop) + _element("link", channel.link)
    yield _element("description", channel.tagline or channel.shop)
    for item in items:
        yield "<item>\n" + "".join(_element(f"g:{name}", value) for name, value in _facts(item)) + "</item>\n"
    yield "</channel>\n</rss>\n"


def _facts(item: Item) -> Iterator[tuple[str, str]]:
    yield "id", item.key
    yield "title", item.title
    yield "description", item.description
    yield "link", item.link
    yield "image_link", item.picture
    yield "availability", "in_stock" if item.in_stock else "out_of_stock"
    yield "price", amount(item.price)
    if item.sale:
        yield from _sale(item.sale)
    yield "condition", "new"
    yield "identifier_exists", "no"
    if item.kind:
        yield "product_type", item.kind
    if item.group:
        yield "item_group_id", item.group
        yield "size", item.variant


def _sale(sale: Sale) -> Iterator[tuple[str, str]]:
    yield "sale_price", amount(sale.price)
    if sale.end:
        yield "sale_price_effective_date", f"{sale.start:{MINUTE}}/{sale.end:{MINUTE}}"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>\n"
