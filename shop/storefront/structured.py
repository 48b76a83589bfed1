"""What machines read of goods: schema.org nodes as plain dicts, and how they are put into a page. Pure.

Required properties: developers.google.com/search/docs/appearance/structured-data, merchant listing (name, image, offers
with price and priceCurrency; shippingRate and shippingDestination; applicableCountry, returnPolicyCategory and
merchantReturnDays) and breadcrumb (position, name, item). Amounts are whole rupiah, addresses are absolute.
"""

import html
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from shop.storefront.selectors import Offer

SCHEMA = "https://schema.org/"
CURRENCY, COUNTRY = "IDR", "ID"
# What no shop may go below: two working days to exchange or cancel (PP 80/2019, article 69).
RETURN_DAYS = 2
# The parameter that opens a product page with one of its articles chosen.
VARIANT = "varian"
_TAG = re.compile(r"<[^>]*>")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# A script element ends at the first "</script", whatever JSON says; the two separators end a line in old engines.
_UNSAFE = re.compile("[<>&\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Delivery:
    """Own delivery to one zone: `fee_for` a price, both in rupiah; at least one of `postcodes`, without which it would
    be the country."""

    name: str
    fee_for: Callable[[int], int]
    postcodes: tuple[str, ...]


def as_script(nodes: Sequence[dict]) -> str:
    """The content of `<script type="application/ld+json">`."""
    graph = {"@context": SCHEMA, "@graph": list(nodes)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04X}", text)


def article_key(offer: Offer) -> str:
    """One name for an article in page and feeds: it never changes, whatever the owner calls the article."""
    return str(offer.sku_id)


def variant_url(url: str, offer: Offer) -> str:
    """Of a page with several articles, opened with this one chosen."""
    return f"{url}?{urlencode({VARIANT: article_key(offer)})}"


def product(
    *,
    name: str,
    url: str,
    description: str,
    pictures: Sequence[str],
    offers: Sequence[Offer],
    seller: str,
    delivery: Iterable[Delivery] = (),
    category: str = "",
) -> dict:
    """`offers`: at least one. Several are a list: a merchant listing takes no AggregateOffer."""
    zones = list(delivery)
    terms = {"seller": {"@type": "Organization", "name": seller}, "hasMerchantReturnPolicy": _return_policy()}
    made = [_offer(offer, url) | terms | _delivered(offer, zones) for offer in offers]
    node = {"@type": "Product", "name": name, "url": url, "description": description, "image": list(pictures)}
    if len(offers) == 1:
        node |= {"sku": article_key(offers[0]), "offers": made[0]}
    else:
        node["offers"] = [each | _variant(offer, url) for each, offer in zip(made, offers, strict=True)]
    return without_empty(node | {"category": category})


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> dict:
    """`steps`: (name, address) from the home page to the page itself."""
    return {"@type": "BreadcrumbList", "itemListElement": _numbered(steps, 1, "item")}


def listing(products: Iterable[tuple[str, str]], *, first: int = 1) -> dict:
    """`products`: (name, address) as they stand on this page of the list; `first` is the place of the first one."""
    return {"@type": "ItemList", "itemListElement": _numbered(products, first, "url")}


def plain_text(markup: str) -> str:
    """Words alone, without tags, entities and signs that XML cannot hold; one space between any two."""
    return one_line(html.unescape(_TAG.sub(" ", markup)))


def one_line(words: str) -> str:
    """Of words that are no markup."""
    return " ".join(_NOT_IN_XML.sub("", words).split())


def cut(text: str, most: int) -> str:
    """At most `most` characters, ended after a whole word where there is one."""
    if len(text) <= most:
        return text
    whole, _space, _rest = text[: most + 1].rpartition(" ")
    return whole.rstrip() or text[:most]


def told(page) -> str:
    """What a product page says of its goods: the sentence, then the text. Asks nothing of the database."""
    paragraphs = (block["value"] for block in page.body.raw_data if block["type"] == "paragraph")
    return plain_text(" ".join([html.escape(page.summary), *paragraphs]))


def without_empty(node: dict) -> dict:
    """What is not known is not said."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


def _numbered(steps: Iterable[tuple[str, str]], first: int, address: str) -> list[dict]:
    return [
        {"@type": "ListItem", "position": position, "name": name, address: url}
        for position, (name, url) in enumerate(steps, first)
    ]


def _variant(offer: Offer, url: str) -> dict:
    return {"url": variant_url(url, offer), "sku": article_key(offer), "name": offer.label}


def _offer(offer: Offer, url: str) -> dict:
    node = {
        "@type": "Offer",
        "url": url,
        "price": offer.price,
        "priceCurrency": CURRENCY,
        "availability": _availability(offer.in_stock),
        "itemCondition": f"{SCHEMA}NewCondition",
    }
    return node | without_empty({"priceValidUntil": offer.until and offer.until.isoformat()})


def _availability(in_stock: bool) -> str:
    return f"{SCHEMA}InStock" if in_stock else f"{SCHEMA}OutOfStock"


def _delivered(offer: Offer, zones: Sequence[Delivery]) -> dict:
    return without_empty({"shippingDetails": [_shipping(zone, offer.price) for zone in zones]})


def _shipping(zone: Delivery, price: int) -> dict:
    region = {"@type": "DefinedRegion", "name": zone.name, "addressCountry": COUNTRY}
    return {
        "@type": "OfferShippingDetails",
        "shippingRate": {"@type": "MonetaryAmount", "value": zone.fee_for(price), "currency": CURRENCY},
        "shippingDestination": region | {"postalCode": list(zone.postcodes)},
    }


def _return_policy() -> dict:
    return {
        "@type": "MerchantReturnPolicy",
        "applicableCountry": COUNTRY,
        "returnPolicyCategory": f"{SCHEMA}MerchantReturnFiniteReturnWindow",
        "merchantReturnDays": RETURN_DAYS,
    }
