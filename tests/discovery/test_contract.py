"""The product page's structured data against the published rules.

Merchant listing: developers.google.com/search/docs/appearance/structured-data/merchant-listing. Terms and values:
schema.org/Product, /Offer, /ItemAvailability, /OfferItemCondition.
"""

import re
from datetime import datetime

import pytest

from shop.storefront.services import NewSku
from tests import build
from tests.clock import clock  # noqa: F401 (a fixture)
from tests.promotions import rule
from tests.storefront.feeds.reading import nodes

pytestmark = pytest.mark.django_db

ADDRESS = r"http://testserver/\S+"
PRICE = r"[1-9]\d*"
STOCK = r"https://schema\.org/(InStock|OutOfStock)"
NEW = r"https://schema\.org/NewCondition"

PRODUCT = {"name": r".{1,150}", "description": r"[^<>]{1,5000}", "url": ADDRESS, "sku": r"\d+"}
OFFER = {"price": PRICE, "priceCurrency": "IDR", "availability": STOCK, "itemCondition": NEW, "url": ADDRESS}
RETURNS = {
    "applicableCountry": "ID",
    "returnPolicyCategory": r"https://schema\.org/MerchantReturnFiniteReturnWindow",
    "merchantReturnDays": r"[1-9]\d*",
}


def check(node: dict, kind: str, rules: dict[str, str]) -> None:
    assert node["@type"] == kind
    wrong = {name: node.get(name) for name, form in rules.items() if not re.fullmatch(form, str(node.get(name, "")))}
    assert wrong == {}


def empty(node) -> bool:
    if isinstance(node, dict):
        return not node or any(map(empty, node.values()))
    if isinstance(node, list):
        return not node or any(map(empty, node))
    return node in ("", None)


@pytest.fixture
def several(shop, photo):
    skus = [NewSku("A", 10000, "250 g", 5, 900), NewSku("B", 18000, "500 g")]
    return build.product(title="Kopi", skus=skus, photo=photo(), summary="Harum.")


def offer_of(client, page) -> dict | list[dict]:
    return nodes(client, page.url)["Product"]["offers"]


def test_product_has_what_is_required_and_no_empty_value(client, product):
    node = nodes(client, product.url)["Product"]
    check(node, "Product", PRODUCT)
    assert all(re.fullmatch(ADDRESS, picture) for picture in node["image"])
    assert len(node["image"]) == 1
    assert not empty(node)


def test_offer_has_what_is_required(client, product):
    check(offer_of(client, product), "Offer", OFFER)


def test_variants_have_an_offer_each(client, several):
    offers = offer_of(client, several)
    assert len(offers) == 2
    for each in offers:
        check(each, "Offer", OFFER | {"sku": r"\d+", "name": r".+"})
    assert not empty(offers)


def test_the_address_of_a_variants_offer_opens_with_it_and_names_the_same_page(client, shop):
    several = build.product(skus=[NewSku("A", 10000, "250 g", 5, 900), NewSku("B", 18000, "500 g", 5, 900)])
    for each in offer_of(client, several):
        body = client.get(each["url"]).content.decode()
        assert re.findall(r'name="sku" value="(\d+)" checked', body) == [each["sku"]]
        assert f'<link rel="canonical" href="http://testserver{several.url}">' in body


@pytest.mark.parametrize("kind", ["one", "several"])
def test_returns_and_delivery_have_what_is_required(client, product, several, kind):
    build.zone(fee=9000, regions=[build.region()])
    offers = [offer_of(client, product)] if kind == "one" else offer_of(client, several)
    for each in offers:
        check(each["hasMerchantReturnPolicy"], "MerchantReturnPolicy", RETURNS)
        (shipping,) = each["shippingDetails"]
        check(shipping["shippingRate"], "MonetaryAmount", {"value": "9000", "currency": "IDR"})
        check(shipping["shippingDestination"], "DefinedRegion", {"addressCountry": "ID"})


def test_delivery_is_free_from_the_price_from_which_the_zone_brings_for_nothing(client, several):
    build.zone(fee=9000, free_from=18000, regions=[build.region()])
    rates = [each["shippingDetails"][0]["shippingRate"]["value"] for each in offer_of(client, several)]
    assert rates == [9000, 0]


@pytest.mark.parametrize(("ends_at", "until"), [(build.NOW + build.DAY, build.NOW + build.DAY), (None, None)])
def test_promotion_is_the_price_with_its_end_where_it_has_one(client, product, clock, ends_at, until):  # noqa: F811 (the fixture)
    rule(build.sku_of(product), value=10, ends_at=ends_at)
    node = offer_of(client, product)
    check(node, "Offer", OFFER)
    assert node["price"] == 16200
    told = node.get("priceValidUntil")
    assert (datetime.fromisoformat(told) if told else None) == until


def test_promotion_of_variants_is_the_price_of_each(client, several, clock):  # noqa: F811 (the fixture)
    sold, sold_out = [listing.sku for listing in several.listings.all()]
    rule(sold, sold_out, kind="amount", value=2000)
    assert [(each["price"], each["availability"][19:]) for each in offer_of(client, several)] == [
        (sold.price - 2000, "InStock"),
        (sold_out.price - 2000, "OutOfStock"),
    ]
    assert sold.price == 10000
