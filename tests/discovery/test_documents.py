"""What crawlers ask for first: robots.txt, the map of the site, llms.txt, and the feed of promotions."""

import re
from datetime import date
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.utils import translation
from wagtail.models import PageViewRestriction

from blog.models import PromotionIndexPage
from shop.storefront.models import ProductPhoto
from tests import build
from tests.pages import build as pages

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"


@pytest.fixture
def promotions(shop):
    return build.home().add_child(instance=PromotionIndexPage(title="Promo", slug="promo"))


def rules(client) -> RobotFileParser:
    answer = client.get("/robots.txt")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    parser = RobotFileParser()
    parser.parse(answer.content.decode().splitlines())
    return parser


@pytest.mark.parametrize(
    "path", ["/keranjang/", "/checkout/", "/pesanan/abc/bayar/", "/lacak/", "/admin/", "/cari/?q=x", "/cari/saran/?q=x"]
)
def test_robots_stay_out_of_what_is_each_visitors_own(client, path):
    assert not rules(client).can_fetch("Googlebot", path)


@pytest.mark.parametrize(
    "path",
    ["/", "/produk/camilan/", "/bagikan/produk/1/tautan.jpg", "/media/images/a.jpg", "/feed/meta.csv", "/promo/"],
)
def test_robots_may_read_the_shop_and_its_pictures(client, path):
    assert rules(client).can_fetch("facebookexternalhit", path)


def test_robots_find_the_map_of_the_site(client):
    assert rules(client).site_maps() == ["http://testserver/sitemap.xml"]


def listed(client, **extra) -> dict[str, tuple[str | None, str | None]]:
    """Address -> (last change, picture)."""
    answer = client.get("/sitemap.xml", **extra)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    urls = ElementTree.fromstring(answer.content).iter(f"{SITEMAP}url")
    return {
        url.findtext(f"{SITEMAP}loc"): (
            url.findtext(f"{SITEMAP}lastmod"),
            url.findtext(f"{IMAGE}image/{IMAGE}loc"),
        )
        for url in urls
    }


def test_map_lists_every_page_once_with_its_picture_and_last_change(client, home, product):
    client.get(product.url)
    found = listed(client)
    assert list(found) == [f"http://testserver{path}" for path in ("/", "/produk/", "/produk/camilan/", product.url)]
    changed, picture = found[f"http://testserver{product.url}"]
    assert changed == product.last_published_at.isoformat(timespec="seconds")
    assert picture.startswith("http://testserver/media/images/")
    assert client.get(picture).status_code == 200


def test_map_names_the_picture_of_a_promotion(client, promotions, photo):
    post = pages.promotion(promotions, photo=photo())
    client.get(post.url)
    _changed, picture = listed(client)[f"http://testserver{post.url}"]
    assert picture.startswith("http://testserver/media/images/")


def test_map_leaves_out_drafts_and_what_only_some_may_see(client, product):
    draft, closed = build.product(title="Konsep"), build.product(title="Rahasia")
    draft.unpublish()
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    outside = build.sku()
    assert outside.listings.get().page.live
    assert len(listed(client)) == 4


def test_map_behind_a_proxy_has_the_addresses_of_the_outside(client, product, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ALLOWED_HOSTS = ["toko.example"]
    found = listed(client, headers={"host": "toko.example", "x-forwarded-proto": "https"})
    assert f"https://toko.example{product.url}" in found


def test_map_of_more_pages_costs_no_more_queries(client, product, django_assert_num_queries):
    listed(client)
    with django_assert_num_queries(14):
        listed(client)
    for number in range(10):
        page = build.product(title=f"Lain {number}", photo=product.photo)
        page.gallery.add(ProductPhoto(image=product.photo))
        page.tags.add(f"label-{number}")
        page.save_revision().publish()
    with django_assert_num_queries(14):
        assert len(listed(client)) == 24


def pictures(client, address: str) -> list[str]:
    urls = ElementTree.fromstring(client.get("/sitemap.xml").content).iter(f"{SITEMAP}url")
    return [
        image.text
        for url in urls
        if url.findtext(f"{SITEMAP}loc") == f"http://testserver{address}"
        for image in url.iter(f"{IMAGE}loc")
    ]


def test_map_names_the_photos_of_the_gallery_after_the_first_and_each_once(client, product, photo):
    client.get(product.url)
    main = pictures(client, product.url)
    for place, image in enumerate((photo(), product.photo, photo())):
        product.gallery.add(ProductPhoto(image=image, sort_order=place))
    product.save_revision().publish()
    client.get(product.url)
    found = pictures(client, product.url)
    assert (found[:1], len(main)) == (main, 1)
    assert len(set(found)) == len(found) == 3
    assert [client.get(address).status_code for address in found] == [200, 200, 200]


def test_map_lists_the_labels_that_goods_carry(client, product):
    for page, names in ((product, ("pedas", "oleh-oleh")), (build.product(title="Konsep"), ("pedas", "rahasia"))):
        page.tags.add(*names)
        page.save_revision().publish()
    build.fresh(page).unpublish()
    found = [address for address in listed(client) if "/label/" in address]
    assert found == [f"http://testserver/produk/label/{slug}/" for slug in ("oleh-oleh", "pedas")]
    assert [client.get(address).status_code for address in found] == [200, 200]


def test_llms_txt_tells_who_the_shop_is_and_where_things_are(client, product):
    answer = client.get("/llms.txt")
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert text.startswith("# Lapak Uji\n\n> Camilan dari tetangga.\n")
    for line in (
        "- Alamat: Jalan 1, Balikpapan\n",
        "- WhatsApp: +6281200000000\n",
        "- [Produk](http://testserver/produk/)\n",
        "- [Camilan](http://testserver/produk/camilan/)\n",
        "http://testserver/feed/google.xml)\n",
    ):
        assert line in text


@pytest.mark.parametrize(
    ("door", "counter", "told"),
    [
        (None, 0, ""),
        (150_000, 0, " Cash on delivery up to Rp150.000, depending on the place."),
        (None, 300_000, " Cash at pick-up up to Rp300.000."),
        (
            150_000,
            300_000,
            " Cash on delivery up to Rp150.000, depending on the place. Cash at pick-up up to Rp300.000.",
        ),
    ],
)
def test_llms_txt_and_product_page_say_where_cash_is_taken(client, product, door, counter, told, settings):
    build.shop(pickup_cash_at_most=counter)
    build.zone(cash_at_most=door, regions=[build.region()])
    build.zone(code="DEKAT", cash_at_most=door and door - 1)
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        page = client.get(product.url).content.decode()
    assert told == "".join(f" {sentence}" for sentence in re.findall(r"<li>(Cash [^<]*)</li>", page))
    paying = "Prices are in rupiah. No account is needed to order; payment is by bank transfer."
    assert f"\n{paying}{told}\n" in client.get("/llms.txt").content.decode()


def test_llms_txt_leaves_out_drafts(client, product):
    build.category(title="Rahasia", slug="rahasia").unpublish()
    assert "Rahasia" not in client.get("/llms.txt").content.decode()


def test_feed_of_promotions_holds_the_newest_first(client, promotions):
    pages.promotion(promotions, "Lama <b> & co", first=date(2026, 11, 1), last=date(2026, 11, 5))
    new = pages.promotion(promotions, "Baru")
    pages.promotion(promotions, "Konsep").unpublish()
    answer = client.get("/promo/rss.xml")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/rss+xml; charset=utf-8")
    channel = ElementTree.fromstring(answer.content).find("channel")
    assert channel.findtext("link") == "http://testserver/promo/"
    assert [item.findtext("title") for item in channel.iter("item")] == ["Baru", "Lama <b> & co"]
    first = channel.find("item")
    assert first.findtext("link") == first.findtext("guid") == f"http://testserver{new.url}"
    assert first.findtext("description") == "Kabar dari dapur. (20–30 November 2026)"


def test_feed_of_promotions_takes_no_page_of_that_name_away(client, promotions):
    page = pages.promotion(promotions, "RSS", slug="rss")
    assert client.get(page.url).status_code == 200
    assert client.get("/promo/").status_code == 200


def test_feed_without_any_promotion_is_empty(client, shop):
    assert b"<item>" not in client.get("/promo/rss.xml").content


@pytest.mark.parametrize("address", ["/robots.txt", "/sitemap.xml", "/llms.txt", "/promo/rss.xml"])
def test_nothing_can_be_sent_to_them(client, shop, address):
    assert client.post(address).status_code == 405
