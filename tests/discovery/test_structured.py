"""schema.org nodes: what Google asks for is there, what is not known is not said, and no text ends the script."""

import json
from datetime import date, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from blog.structured import posting
from lapak.discovery.structured import store, website
from shop.shipping.models import Zone
from shop.store.hours import Holiday, Span, Timetable
from shop.storefront import structured
from shop.storefront.selectors import Offer
from shop.storefront.structured import Delivery

ORIGIN = "https://toko.example/"
PAGE = f"{ORIGIN}produk/camilan/keripik/"
WITA = ZoneInfo("Asia/Makassar")
TODAY = date(2026, 11, 24)


def offer(sku_id=7, price=18000, available=5, label="pedas", until=None) -> Offer:
    return Offer(sku_id, label, "bungkus", price, None, available, until)


def product(*offers, **facts) -> dict:
    given = {"name": "Keripik", "url": PAGE, "description": "Renyah.", "pictures": [f"{ORIGIN}a.jpg"], "seller": "Uji"}
    return structured.product(offers=offers or (offer(),), **given | facts)


def zone(name: str, fee: int, postcodes: tuple[str, ...], free_from: int | None = None) -> Delivery:
    return Delivery(name, Zone(fee=fee, free_from=free_from).fee_for, postcodes)


def shop(**facts):
    given = dict.fromkeys(("tagline", "street", "district", "city", "postcode", "whatsapp", "email"), "")
    given |= {"name": "Lapak Uji", "map_url": "", "instagram": "", "facebook": ""}
    return SimpleNamespace(timetable=Timetable((), (), WITA), **given | facts)


ADDRESS = {"street": "Jalan 1", "city": "Balikpapan"}


def shops_node(**facts) -> dict:
    return store(shop(**facts), origin=ORIGIN, picture="", today=TODAY)


def test_product_with_one_article_is_one_offer():
    node = product(offer(price=18000))
    assert node["sku"] == "7"
    assert node["image"] == [f"{ORIGIN}a.jpg"]
    wanted = ("@type", "price", "priceCurrency", "availability", "url", "itemCondition")
    assert [node["offers"][name] for name in wanted] == [
        "Offer",
        18000,
        "IDR",
        "https://schema.org/InStock",
        PAGE,
        "https://schema.org/NewCondition",
    ]


def test_product_with_variants_has_an_offer_for_each_that_leads_to_it():
    node = product(offer(1, 18000), offer(2, 21000, label="manis"), offer(3, 9000, available=0, label="asin"))
    assert "sku" not in node
    wanted = ("@type", "sku", "name", "price", "availability", "url")
    assert [[each[name] for name in wanted] for each in node["offers"]] == [
        ["Offer", "1", "pedas", 18000, "https://schema.org/InStock", f"{PAGE}?varian=1"],
        ["Offer", "2", "manis", 21000, "https://schema.org/InStock", f"{PAGE}?varian=2"],
        ["Offer", "3", "asin", 9000, "https://schema.org/OutOfStock", f"{PAGE}?varian=3"],
    ]


def test_sold_out_is_out_of_stock():
    assert product(offer(available=0))["offers"]["availability"] == "https://schema.org/OutOfStock"


def test_promotion_price_says_until_when_it_holds():
    until = datetime(2026, 11, 30, 23, 59, tzinfo=WITA)
    assert product(offer(until=until))["offers"]["priceValidUntil"] == "2026-11-30T23:59:00+08:00"
    assert "priceValidUntil" not in product()["offers"]


@pytest.mark.parametrize("offers", [(offer(),), (offer(1), offer(2))])
def test_return_policy_names_country_kind_and_the_days_of_the_law(offers):
    made = product(*offers)["offers"]
    for each in made if len(offers) > 1 else [made]:
        assert each["hasMerchantReturnPolicy"] == {
            "@type": "MerchantReturnPolicy",
            "applicableCountry": "ID",
            "returnPolicyCategory": "https://schema.org/MerchantReturnFiniteReturnWindow",
            "merchantReturnDays": 2,
        }


def test_delivery_says_where_to_and_for_how_much():
    (shipping,) = product(delivery=[zone("Utara", 9000, ("76125", "76127"))])["offers"]["shippingDetails"]
    assert shipping["shippingRate"] == {"@type": "MonetaryAmount", "value": 9000, "currency": "IDR"}
    assert shipping["shippingDestination"] == {
        "@type": "DefinedRegion",
        "name": "Utara",
        "addressCountry": "ID",
        "postalCode": ["76125", "76127"],
    }


@pytest.mark.parametrize(("free_from", "rates"), [(None, [9000, 9000]), (75_000, [9000, 0]), (75_001, [9000, 9000])])
def test_each_offer_has_the_rate_for_its_price(free_from, rates):
    zones = [zone("Utara", 9000, ("76125",), free_from)]
    offers = product(offer(1, 74_999), offer(2, 75_000), delivery=zones)["offers"]
    assert [each["shippingDetails"][0]["shippingRate"]["value"] for each in offers] == rates


def test_breadcrumbs_are_numbered_from_the_top():
    node = structured.breadcrumbs([("Beranda", ORIGIN), ("Keripik", PAGE)])
    assert node["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Beranda", "item": ORIGIN},
        {"@type": "ListItem", "position": 2, "name": "Keripik", "item": PAGE},
    ]


def test_second_page_of_a_list_goes_on_counting():
    node = structured.listing([("Keripik", PAGE)], first=25)
    assert node["itemListElement"] == [{"@type": "ListItem", "position": 25, "name": "Keripik", "url": PAGE}]


@pytest.mark.parametrize("evil", ["</script><script>alert(1)</script>", "<!--<script", "a & b", "\u2028\u2029", '"\\'])
def test_no_text_can_leave_the_script(evil):
    script = structured.as_script([{"name": evil}])
    assert not set(script) & set("<>&\u2028\u2029")
    assert json.loads(script) == {"@context": "https://schema.org/", "@graph": [{"name": evil}]}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>Satu</p><p>dua &amp; tiga</p>", "Satu dua & tiga"),
        ("a\x00b\x0bc\ufffe", "abc"),
        ("  banyak \n ruang ", "banyak ruang"),
    ],
)
def test_text_of_markup_is_words_alone(markup, words):
    assert structured.plain_text(markup) == words


@pytest.mark.parametrize(
    ("text", "most", "left"), [("satu dua", 8, "satu dua"), ("satu dua", 7, "satu"), ("satudua", 4, "satu")]
)
def test_long_text_ends_after_a_word(text, most, left):
    assert structured.cut(text, most) == left


def test_shop_with_an_address_is_a_store():
    node = shops_node(**ADDRESS, postcode="76129", whatsapp="6281200000000", instagram="toko")
    assert (node["@type"], node["telephone"], node["url"]) == ("Store", "+6281200000000", ORIGIN)
    assert node["address"] == {
        "@type": "PostalAddress",
        "addressCountry": "ID",
        "streetAddress": "Jalan 1",
        "addressLocality": "Balikpapan",
        "postalCode": "76129",
    }
    assert node["sameAs"] == ["https://www.instagram.com/toko"]


def test_shop_without_an_address_is_no_store_that_one_could_visit():
    node = shops_node()
    assert node["@type"] == "OnlineStore"
    assert {"address", "telephone", "image", "sameAs", "openingHoursSpecification"}.isdisjoint(node)


def test_hours_of_the_week_and_holidays_that_are_not_over():
    table = Timetable(
        (Span(0, time(8), time(20)), Span(5, time(0), time(0))),
        (
            Holiday(date(2026, 11, 1), date(2026, 11, 2), "lalu"),
            Holiday(date(2026, 12, 25), date(2026, 12, 25), "Natal"),
        ),
        WITA,
    )
    here = shop(**ADDRESS)
    here.timetable = table
    node = store(here, origin=ORIGIN, picture="", today=TODAY)
    assert [(each["dayOfWeek"], each["opens"], each["closes"]) for each in node["openingHoursSpecification"]] == [
        ("Monday", "08:00", "20:00"),
        ("Saturday", "00:00", "23:59"),
    ]
    assert node["specialOpeningHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": "2026-12-25",
            "validThrough": "2026-12-25",
            "opens": "00:00",
            "closes": "00:00",
        }
    ]


def test_site_names_its_shop():
    assert website(name="Lapak", origin=ORIGIN)["publisher"] == {"@id": shops_node()["@id"]}


def test_posting_has_headline_times_and_author():
    at = datetime(2026, 11, 20, 8, tzinfo=WITA)
    node = posting(
        "BlogPosting",
        headline="Pekan keripik",
        description="Kabar.",
        url=PAGE,
        picture="",
        published=at,
        changed=None,
        publisher="Uji",
        publisher_url=ORIGIN,
    )
    wanted = ("@type", "headline", "datePublished")
    assert [node[name] for name in wanted] == ["BlogPosting", "Pekan keripik", "2026-11-20T08:00:00+08:00"]
    assert node["author"] == {"@type": "Organization", "name": "Uji", "url": ORIGIN}
    assert {"image", "dateModified"}.isdisjoint(node)
