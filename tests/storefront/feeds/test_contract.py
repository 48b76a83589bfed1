"""Both feeds against the rules that the networks publish.

Google: product data specification, support.google.com/merchants/answer/7052112, and 6324460 for the period of a sale.
Meta: catalogue reference, developers.facebook.com/docs/marketing-api/catalog/reference. The item is as awkward as an
owner can make one: markup, long texts, variants, a promotion.
"""

import json
import re
from datetime import timedelta

import pytest

from shop.catalog import services as catalog
from shop.storefront.services import NewSku
from tests import build
from tests.checks import text_of
from tests.promotions import rule
from tests.storefront.feeds.reading import google, meta, nodes, to_pay

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

PRICE = r"[1-9]\d{0,7} IDR"
ADDRESS = r"http://testserver/\S{1,1980}"
PLAIN = r"[^<>]"

GOOGLE = {
    "id": r"[\w-]{1,50}",
    "title": rf"{PLAIN}{{1,150}}",
    "description": rf"{PLAIN}{{1,5000}}",
    "link": ADDRESS,
    "image_link": rf"{ADDRESS}\.jpg",
    "availability": r"in_stock|out_of_stock|preorder|backorder",
    "price": PRICE,
    "condition": r"new|refurbished|used",
    "identifier_exists": r"yes|no",
    "sale_price": PRICE,
    "sale_price_effective_date": r"(?=.{0,51}$)(\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d{4}/?){2}",
    "item_group_id": r"[\w-]{1,50}",
    "size": r".{1,100}",
    "product_type": r".{1,750}",
}
META = {
    "id": r"[\w-]{1,100}",
    "title": rf"{PLAIN}{{1,200}}",
    "description": rf"{PLAIN}{{1,9999}}",
    "availability": r"in stock|out of stock",
    "condition": r"new|refurbished|used",
    "price": PRICE,
    "link": ADDRESS,
    "image_link": rf"{ADDRESS}\.jpg",
    "brand": r".{1,100}",
    "sale_price": PRICE,
    "sale_price_effective_date": r"(\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d/?){2}",
    "item_group_id": r"[\w-]{1,100}",
    "additional_variant_attribute": r"[^:,]+:[^:,]+",
    "product_type": r".{1,750}",
}
READERS = {"google": google, "meta": meta}
ASKED_FOR = {
    "google": {"id", "title", "description", "link", "image_link", "availability", "price", "condition"},
    "meta": {"id", "title", "description", "availability", "condition", "price", "link", "image_link", "brand"},
}


def awkward(photo):
    """Two variants with all texts at their longest, both in a promotion that ends."""
    words = " ".join(["<b>renyah</b> & gurih"] * 800)
    skus = [NewSku("A", 27000, "250 g: pedas, manis", 5, 9000), NewSku("B", 50000, "x" * 60)]
    page = build.product(
        title="Keripik " + "y" * 110,
        skus=skus,
        photo=photo(),
        summary="Asin. " * 30,
        body=json.dumps([{"type": "paragraph", "value": f"<p>{words}</p>"}]),
    )
    rule(value=10)
    return page


@pytest.fixture
def page(shop, photo, clock):
    return awkward(photo)


@pytest.mark.parametrize(("network", "rules"), [("google", GOOGLE), ("meta", META)])
def test_every_value_has_the_form_that_the_network_publishes(client, page, network, rules):
    items = READERS[network](client)
    assert len(items) == 2
    values = [(name, item[name], form) for item in items for name, form in rules.items()]
    assert [(name, value) for name, value, form in values if not re.fullmatch(form, value)] == []


@pytest.mark.parametrize(("network", "rules"), [("google", GOOGLE), ("meta", META)])
def test_no_attribute_is_sent_that_these_rules_do_not_know(client, page, network, rules):
    assert {name for item in READERS[network](client) for name in item} == set(rules)


@pytest.mark.parametrize("network", READERS)
def test_an_article_without_variants_and_promotion_still_has_all_that_is_asked_for(client, shop, photo, network):
    build.product(title="Sapu", photo=photo(), stock=0)
    (item,) = READERS[network](client)
    assert {name for name, value in item.items() if value} >= ASKED_FOR[network]
    assert not item.get("sale_price")
    assert not item.get("sale_price_effective_date")
    assert not item.get("item_group_id")


@pytest.mark.parametrize("network", READERS)
def test_ids_are_unique_and_stay_when_everything_else_changes(client, page, network):
    before = [item["id"] for item in READERS[network](client)]
    assert len(set(before)) == 2
    page.title, page.slug = "Nama lain", "nama-lain"
    page.save_revision().publish()
    items = READERS[network](client)
    assert [item["id"] for item in items] == before
    assert items[0]["title"].startswith("Nama lain")


# Promotions


@pytest.fixture
def keripik(shop, photo, clock):
    return build.product(title="Keripik", price=27000, photo=photo())


@pytest.mark.parametrize(
    ("network", "period"),
    [
        ("google", "2026-11-24T09:30+0800/2026-11-25T09:30+0800"),
        ("meta", "2026-11-24T09:30+08:00/2026-11-25T09:30+08:00"),
    ],
)
def test_a_promotion_is_told_as_regular_price_sale_price_and_period(client, keripik, network, period):
    rule(build.sku_of(keripik), value=10)
    (item,) = READERS[network](client)
    told = (item["price"], item["sale_price"], item["sale_price_effective_date"])
    assert told == ("27000 IDR", "24300 IDR", period)


@pytest.mark.parametrize("network", READERS)
def test_a_promotion_without_an_end_has_no_period(client, keripik, network):
    rule(build.sku_of(keripik), value=10, ends_at=None)
    (item,) = READERS[network](client)
    assert (item["price"], item["sale_price"]) == ("27000 IDR", "24300 IDR")
    assert not item.get("sale_price_effective_date")


@pytest.mark.parametrize("network", READERS)
@pytest.mark.parametrize(
    "facts",
    [
        {"starts_at": build.NOW + build.HOUR},
        {"starts_at": build.NOW - build.HOUR, "ends_at": build.NOW},
        {"kind": "buy_get", "value": None, "buy": 2, "get": 1},
    ],
    ids=["not yet", "over", "of the basket"],
)
def test_what_changes_no_price_now_is_no_sale(client, keripik, network, facts):
    rule(build.sku_of(keripik), **facts)
    (item,) = READERS[network](client)
    assert item["price"] == "27000 IDR"
    assert not item.get("sale_price")


@pytest.mark.parametrize("network", READERS)
@pytest.mark.parametrize("kind", ["price", "amount"])
def test_a_promotion_from_before_the_price_fell_is_no_sale(client, keripik, network, kind):
    sku = build.sku_of(keripik)
    catalog.change_price(sku=sku, price=54000, compare_at=None, now=build.NOW, by="pemilik")
    rule(sku, kind=kind, value=27000)
    catalog.change_price(sku=sku, price=27000, compare_at=None, now=build.NOW, by="pemilik")
    (item,) = READERS[network](client)
    assert item["price"] == "27000 IDR"
    assert not item.get("sale_price")


@pytest.mark.parametrize("network", READERS)
def test_a_price_that_the_owner_strikes_through_is_no_sale(client, keripik, network):
    sku = build.sku_of(keripik)
    catalog.change_price(sku=sku, price=25000, compare_at=30000, now=build.NOW, by="pemilik")
    (item,) = READERS[network](client)
    assert item["price"] == "25000 IDR"
    assert not item.get("sale_price")


@pytest.mark.parametrize("network", READERS)
def test_in_a_promotion_the_regular_price_is_the_articles_own_and_not_the_struck_one(client, keripik, network):
    sku = build.sku_of(keripik)
    catalog.change_price(sku=sku, price=25000, compare_at=30000, now=build.NOW, by="pemilik")
    rule(sku, value=10)
    (item,) = READERS[network](client)
    assert (item["price"], item["sale_price"]) == ("25000 IDR", "22500 IDR")
    page = text_of(client.get(keripik.url))
    assert "Rp25.000" in page
    assert "Rp30.000" not in page


TERMS = {
    "percent": {"value": 33},
    "amount": {"kind": "amount", "value": 26999},
    "fixed": {"kind": "price", "value": 19_500},
    "no end": {"value": 50, "ends_at": None},
    "basket": {"kind": "buy_get", "value": None, "buy": 2, "get": 1},
    "later": {"value": 50, "starts_at": build.NOW + timedelta(minutes=1)},
}


@pytest.mark.parametrize(
    ("terms", "price"),
    [("percent", 18090), ("amount", 1), ("fixed", 19500), ("no end", 13500), ("basket", 27000), ("later", 27000)],
)
def test_what_feeds_and_page_say_is_to_be_paid_is_one_price(client, keripik, terms, price):
    rule(build.sku_of(keripik), **TERMS[terms])
    (in_google,), (in_meta,) = google(client), meta(client)
    assert [to_pay(in_google), to_pay(in_meta)] == [price, price]
    assert nodes(client, keripik.url)["Product"]["offers"]["price"] == price
    rupiah = f"Rp{price:,}".replace(",", ".")
    assert re.search(rf"{rupiah}(?!\.?\d)", text_of(client.get(keripik.url)))


# Size


@pytest.mark.parametrize("network", READERS)
def test_variants_and_promotions_of_many_products_cost_no_more_queries(
    client, shop, photo, clock, network, django_assert_num_queries
):
    picture = photo()
    rule(value=10)

    def add(count: int):
        for _number in range(count):
            codes = [NewSku(f"{build.category().pk}-{next(numbers)}", 9000, size, 1, 500) for size in ("S", "L")]
            build.product(skus=codes, photo=picture)

    numbers = iter(range(100))
    add(2)
    READERS[network](client)
    with django_assert_num_queries(10):
        assert len(READERS[network](client)) == 4
    add(18)
    with django_assert_num_queries(10):
        assert len(READERS[network](client)) == 40
