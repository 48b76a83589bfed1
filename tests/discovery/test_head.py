"""The head of pages: one canonical address, one card, and nothing that belongs to a visitor."""

import html
import re

import pytest
from django.test import Client

from blog.models import PromotionIndexPage
from lapak.pages.models import NoticePage, PlainPage, ProfilePage
from shop.storefront import lists
from tests import build
from tests.pages import build as pages
from tests.storefront.feeds.reading import nodes

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


def head_of(client, address: str, **extra) -> str:
    answer = client.get(address, **extra)
    assert answer.status_code == 200
    return answer.content.decode().partition("</head>")[0]


def canonical(client, address: str, **extra) -> str:
    (found,) = re.findall(r'<link rel="canonical" href="([^"]*)">', head_of(client, address, **extra))
    return html.unescape(found)


def card(client, address: str) -> dict[str, str]:
    found = re.findall(
        r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)">', head_of(client, address)
    )
    assert len(found) == len(dict(found)), "a tag stands there twice"
    return {name: html.unescape(content) for name, content in found}


def hidden(client, address: str) -> bool:
    return '<meta name="robots" content="noindex, follow">' in head_of(client, address)


@pytest.fixture
def promotions(product):
    index = build.home().add_child(instance=PromotionIndexPage(title="Promo", slug="promo"))
    return pages.promotion(index, products=(product,))


def test_each_page_names_its_own_address(client, home, product, promotions):
    for page in (home, product, promotions, build.product_index(), build.category()):
        assert canonical(client, page.url) == f"http://testserver{page.url}"


@pytest.mark.parametrize("query", ["utm_source=ig", "urut=murah", "stok=ada&label=x", "dari=1000&sampai=9000"])
def test_parameters_are_no_part_of_the_address(client, product, query):
    assert canonical(client, f"/produk/camilan/?{query}") == "http://testserver/produk/camilan/"


def test_second_page_of_a_list_is_an_address_of_its_own(client, product, monkeypatch):
    monkeypatch.setattr(lists, "PAGE_SIZE", 1)
    build.product(title="Amplang")
    assert canonical(client, "/produk/camilan/?hal=2&urut=murah") == "http://testserver/produk/camilan/?hal=2"
    assert canonical(client, "/produk/camilan/?hal=1") == "http://testserver/produk/camilan/"


@pytest.mark.parametrize("query", ["urut=murah", "stok=ada", "label=pedas", "dari=1000", "sampai=99000"])
def test_filtered_and_sorted_lists_are_not_listed_by_search_engines(client, product, query):
    assert hidden(client, f"/produk/camilan/?{query}")
    assert "ItemList" not in nodes(client, f"/produk/camilan/?{query}")


@pytest.mark.parametrize("address", ["/", "/produk/", "/produk/camilan/", "/produk/camilan/?hal=1", "/produk/?x=1"])
def test_whole_lists_are(client, product, address):
    assert not hidden(client, address)


def test_behind_a_proxy_the_address_is_the_one_of_the_outside(client, product, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ALLOWED_HOSTS = ["toko.example"]
    headers = {"host": "toko.example", "x-forwarded-proto": "https"}
    assert canonical(client, product.url, headers=headers) == f"https://toko.example{product.url}"
    node = nodes(client, product.url, headers=headers)["Product"]
    assert node["offers"]["url"] == f"https://toko.example{product.url}"
    assert node["image"][0].startswith("https://toko.example/media/")


def test_a_stranger_cannot_choose_the_address(client, product):
    headers = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
    assert canonical(client, product.url, headers=headers) == f"http://testserver{product.url}"


def test_home_shows_its_picture_to_networks(client, home, own_media):
    tags = card(client, "/")
    assert (tags["og:title"], tags["og:url"], tags["og:locale"]) == ("Lapak Uji", "http://testserver/", "id_ID")
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert tags["twitter:card"] == "summary_large_image"
    assert tags["og:image"].startswith("http://testserver/media/images/")
    assert client.get(tags["og:image"]).status_code == 200


def test_category_shows_its_first_product_to_networks(client, home):
    tags = card(client, "/produk/camilan/")
    assert (tags["og:title"], tags["og:image:alt"]) == ("Camilan", "Keripik pisang")
    assert tags["og:image"].endswith("fill-320x320.jpg")
    assert (tags["og:image:width"], tags["twitter:card"]) == ("320", "summary")
    assert client.get(tags["og:image"]).status_code == 200


def test_other_pages_show_the_shops_picture_to_networks(client, home):
    wanted = card(client, "/")["og:image"]
    for page in (NoticePage(title="Jam buka", slug="jam"), ProfilePage(title="Tentang", slug="tentang", intro="Kami.")):
        home.add_child(instance=page)
        assert card(client, page.url)["og:image"] == wanted
    assert card(client, "/tentang/")["og:description"] == "Kami."


def test_shop_without_a_picture_has_a_card_without_one(client, shop):
    build.home()
    tags = card(client, "/")
    assert tags["twitter:card"] == "summary"
    assert "og:image" not in tags


def test_product_and_promotion_keep_the_one_card_of_their_own(client, product, promotions):
    assert card(client, product.url)["og:type"] == "product"
    assert card(client, promotions.url)["og:type"] == "article"


def test_each_kind_of_page_says_what_it_is(client, home, promotions, product):
    home.add_child(instance=ProfilePage(title="Tentang", slug="tentang"))
    kinds = {address: set(nodes(client, address)) for address in ("/", "/tentang/", "/produk/", "/produk/camilan/")}
    assert kinds == {
        "/": {"WebSite", "Store"},
        "/tentang/": {"Store", "BreadcrumbList"},
        "/produk/": {"BreadcrumbList", "ItemList"},
        "/produk/camilan/": {"BreadcrumbList", "ItemList"},
    }
    assert set(nodes(client, product.url)) == {"Product", "BreadcrumbList"}
    assert set(nodes(client, promotions.url)) == {"BlogPosting", "BreadcrumbList"}


def test_breadcrumbs_of_a_product_are_those_that_it_shows(client, product):
    steps = nodes(client, product.url)["BreadcrumbList"]["itemListElement"]
    assert [(step["name"], step["item"].removeprefix("http://testserver")) for step in steps][1:] == [
        ("Produk", "/produk/"),
        ("Camilan", "/produk/camilan/"),
        ("Keripik pisang", product.url),
    ]


def test_promotion_shows_the_picture_that_networks_get(client, promotions):
    node = nodes(client, promotions.url)["BlogPosting"]
    assert node["image"] == [card(client, promotions.url)["og:image"]]
    assert node["headline"] == promotions.title


def test_an_article_is_one_for_machines_and_terms_are_none(client, home):
    written = [
        home.add_child(instance=PlainPage(title=title, slug=slug, purpose=purpose, intro="<p>Dari dapur.</p>"))
        for title, slug, purpose in (("Cara menyimpan", "cara", ""), ("Aturan", "aturan", "terms"))
    ]
    for page in written:
        page.save_revision().publish()
    article, terms = (build.fresh(page) for page in written)
    assert set(nodes(client, terms.url)) == {"BreadcrumbList"}
    found = nodes(client, article.url)
    assert set(found) == {"Article", "BreadcrumbList"}
    who = {"@type": "Organization", "name": "Lapak Uji", "url": "http://testserver/"}
    assert found["Article"] == {
        "@type": "Article",
        "headline": "Cara menyimpan",
        "description": "Dari dapur.",
        "url": f"http://testserver{article.url}",
        "mainEntityOfPage": f"http://testserver{article.url}",
        "inLanguage": "id",
        "datePublished": article.first_published_at.isoformat(),
        "dateModified": article.last_published_at.isoformat(),
        "author": who,
        "publisher": who,
    }


def test_product_without_an_article_is_no_product_for_machines(client, product):
    product.listings.all().delete()
    assert set(nodes(client, product.url)) == {"BreadcrumbList"}


def test_product_whose_photo_is_lost_has_no_picture_and_still_a_page(client, product):
    product.photo.renditions.all().delete()
    product.photo.file.storage.delete(product.photo.file.name)
    assert "image" not in nodes(client, product.url)["Product"]


def test_markup_in_a_title_stays_text(client, product):
    product.title = "</script><script>alert(1)</script>"
    product.save_revision().publish()
    assert "<script>alert" not in client.get(product.url).content.decode()
    assert nodes(client, product.url)["Product"]["name"] == product.title


def test_zone_covers_its_kecamatan_without_kelurahan_of_other_zones(client, product):
    district = build.region("64.71.03", "Balikpapan Utara", "")
    near, far = build.region(), build.region("64.71.03.1001", "Muara Rapak", "76125")
    assert far.postcode == "76125"
    build.zone(code="A", name="Graha Indah", fee=5000, regions=[near], position=1)
    build.zone(code="B", name="Utara lainnya", fee=9000, regions=[district], position=2)
    build.zone(code="C", name="Libur", fee=1000, active=False)
    shipping = nodes(client, product.url)["Product"]["offers"]["shippingDetails"]
    told = [(each["shippingDestination"]["name"], each["shippingRate"]["value"]) for each in shipping]
    assert told == [("Graha Indah", 5000), ("Utara lainnya", 9000)]
    assert [each["shippingDestination"]["postalCode"] for each in shipping] == [["76129"], ["76125"]]


def test_a_zone_without_postcodes_is_not_told_as_delivery_to_the_whole_country(client, product):
    build.zone(code="NAMA", name="Sekitar pasar", fee=1000, position=1)
    build.zone(code="LAMA", name="Desa tanpa kode", fee=2000, position=2, regions=[build.region(postcode="")])
    assert "shippingDetails" not in nodes(client, product.url)["Product"]["offers"]


def test_of_several_zones_only_those_with_postcodes_are_told(client, product):
    build.zone(code="NAMA", name="Sekitar pasar", fee=1000, position=1)
    build.zone(code="DEKAT", name="Graha Indah", fee=5000, position=2, regions=[build.region()])
    (shipping,) = nodes(client, product.url)["Product"]["offers"]["shippingDetails"]
    assert shipping["shippingRate"]["value"] == 5000
    assert shipping["shippingDestination"] == {
        "@type": "DefinedRegion",
        "name": "Graha Indah",
        "addressCountry": "ID",
        "postalCode": ["76129"],
    }


def test_everybody_reads_the_same_head(product, home):
    buyer = Client(headers={"referer": "https://evil.example/", "cookie": "lapak_count=7"})
    for address in ("/", "/produk/", product.url):
        assert head_of(buyer, f"{address}?utm_source=evil") == head_of(Client(), address)


@pytest.mark.parametrize("address", ["/keranjang/", "/cari/?q=keripik", "/lacak/"])
def test_forms_are_no_pages_for_machines(client, product, address):
    head = head_of(client, address)
    for sign in ("canonical", "ld+json", "og:"):
        assert sign not in head


@pytest.mark.parametrize("page", ["/", "/promo/"])
def test_feed_of_promotions_is_announced(client, promotions, page):
    assert '<link rel="alternate" type="application/rss+xml" title="Lapak Uji" href="/promo/rss.xml">' in head_of(
        client, page
    )
