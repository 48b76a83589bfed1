"""What Google and Meta fetch: the same goods, in each one's words, at the price of the page."""

import json
import re

import pytest
from wagtail.models import PageViewRestriction

from shop.catalog import services as catalog
from shop.storefront.feeds.selectors import PICTURE
from shop.storefront.models import ProductListing
from shop.storefront.services import NewSku
from tests import build, promotions
from tests.checks import text_of
from tests.storefront.feeds.reading import google, meta, nodes, to_pay

pytestmark = pytest.mark.django_db


@pytest.fixture
def keripik(shop, photo):
    return build.product(title="Keripik <pisang> & co", price=27000, photo=photo(), summary="Renyah & gurih.")


def key(page) -> str:
    return str(build.sku_of(page).pk)


def new_price(page, price: int) -> None:
    catalog.change_price(sku=build.sku_of(page), price=price, compare_at=None, now=build.NOW, by="pemilik")


def test_google_reads_its_own_words(client, keripik):
    (item,) = google(client)
    picture = item.pop("image_link")
    assert item == {
        "id": key(keripik),
        "title": "Keripik <pisang> & co",
        "description": "Renyah & gurih.",
        "link": f"http://testserver{keripik.url}",
        "availability": "in_stock",
        "price": "27000 IDR",
        "condition": "new",
        "identifier_exists": "no",
        "product_type": "Camilan",
    }
    assert picture.startswith("http://testserver/media/images/")
    assert picture.endswith(".format-jpeg.fill-720x720.jpg")


def test_meta_reads_its_own_words(client, keripik):
    (item,) = meta(client)
    assert item.pop("image_link") == google(client)[0]["image_link"]
    assert item == {
        "id": key(keripik),
        "title": "Keripik <pisang> & co",
        "description": "Renyah & gurih.",
        "availability": "in stock",
        "condition": "new",
        "price": "27000 IDR",
        "sale_price": "",
        "sale_price_effective_date": "",
        "link": f"http://testserver{keripik.url}",
        "brand": "Lapak Uji",
        "item_group_id": "",
        "additional_variant_attribute": "",
        "product_type": "Camilan",
    }


def test_sold_out_is_said_to_both(client, shop, photo):
    build.product(stock=0, photo=photo())
    assert google(client)[0]["availability"] == "out_of_stock"
    assert meta(client)[0]["availability"] == "out of stock"


def test_variants_are_items_of_one_group(client, shop, photo):
    skus = [NewSku("A", 10000, "250 g", 5), NewSku("B", 18000, "500 g: isi, dua")]
    page = build.product(title="Kopi", skus=skus, photo=photo())
    items = google(client)
    assert [(item["title"], item["price"], item["availability"], item["size"]) for item in items] == [
        ("Kopi, 250 g", "10000 IDR", "in_stock", "250 g"),
        ("Kopi, 500 g: isi, dua", "18000 IDR", "out_of_stock", "500 g: isi, dua"),
    ]
    assert {item["item_group_id"] for item in items} == {f"p{page.pk}"}
    assert [item["additional_variant_attribute"] for item in meta(client)] == [
        "Varian:250 g",
        "Varian:500 g  isi  dua",
    ]


def test_the_link_of_each_variant_opens_the_page_with_it_at_its_price(client, shop, photo):
    skus = [NewSku("A", 10000, "250 g", 5), NewSku("B", 18000, "500 g", 5)]
    page = build.product(title="Kopi", skus=skus, photo=photo())
    keys = [str(listing.sku_id) for listing in page.listings.all()]
    links = [f"http://testserver{page.url}?varian={key}" for key in keys]
    assert [item["link"] for item in google(client)] == [item["link"] for item in meta(client)] == links
    for link, key in zip(links, keys, strict=True):
        assert re.findall(r'name="sku" value="(\d+)" checked', client.get(link).content.decode()) == [key]


def prices(client, page) -> set[int]:
    """Everything that names the price of this page's one article."""
    (in_google,), (in_meta,) = google(client), meta(client)
    return {
        to_pay(in_google),
        to_pay(in_meta),
        nodes(client, page.url)["Product"]["offers"]["price"],
    }


@pytest.mark.parametrize("price", [18000, 27500])
def test_page_json_and_both_feeds_name_the_same_price_also_after_a_change(client, keripik, price):
    assert prices(client, keripik) == {27000}
    new_price(keripik, price)
    assert prices(client, keripik) == {price}
    assert f"Rp{price // 1000}.{price % 1000:03d}" in text_of(client.get(keripik.url))


def test_promotion_price_is_the_price_of_page_and_feeds_too(client, keripik, clock):
    promotions.rule(build.sku_of(keripik), value=10)
    assert prices(client, keripik) == {24300}
    assert "Rp24.300" in text_of(client.get(keripik.url))


def test_stock_on_page_and_in_feeds_is_the_same_after_the_last_unit_went(client, keripik):
    sku = build.sku_of(keripik)
    build.order((sku, 10))
    assert "Sold out for now" in text_of(client.get(keripik.url))
    assert nodes(client, keripik.url)["Product"]["offers"]["availability"] == "https://schema.org/OutOfStock"
    assert (google(client)[0]["availability"], meta(client)[0]["availability"]) == ("out_of_stock", "out of stock")


def test_page_and_feeds_give_an_article_the_same_key(client, keripik):
    assert nodes(client, keripik.url)["Product"]["sku"] == google(client)[0]["id"] == meta(client)[0]["id"]


def test_an_article_that_stands_on_two_pages_is_one_entry_of_the_first(client, keripik, photo):
    other = build.product(title="Paket oleh-oleh", photo=photo())
    ProductListing.objects.create(page=other, sku=build.sku_of(keripik), sort_order=1)
    listed = [(item["id"], item["title"]) for item in google(client)]
    assert [item["id"] for item in meta(client)] == [key for key, _title in listed]
    assert len({key for key, _title in listed}) == len(listed) == 2
    assert listed[0] == (str(build.sku_of(keripik).pk), keripik.title)


def test_what_nobody_may_see_is_not_listed(client, shop, photo):
    shown, draft, hidden, gone = (build.product(title=name, photo=photo()) for name in ("A", "B", "C", "D"))
    draft.unpublish()
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    catalog.archive(sku=build.sku_of(gone), now=build.NOW)
    assert [item["title"] for item in google(client)] == ["A"]
    assert [item["title"] for item in meta(client)] == ["A"]


def test_product_without_a_picture_or_with_too_small_a_one_is_left_out(client, shop, photo):
    build.product(title="Tanpa")
    build.product(title="Kecil", photo=photo(499))
    build.product(title="Cukup", photo=photo(500))
    assert [item["title"] for item in google(client)] == ["Cukup"]


def test_photo_whose_file_is_lost_stops_no_feed(client, keripik, photo):
    lost = photo(900)
    build.product(title="Hilang", photo=lost)
    lost.renditions.filter(filter_spec=PICTURE).delete()
    lost.file.storage.delete(lost.file.name)
    assert len(google(client)) == 1


def test_only_so_many_missing_pictures_are_drawn_at_once(client, shop, photo, monkeypatch):
    monkeypatch.setattr("shop.storefront.feeds.selectors.MOST_DRAWN", 1)
    for side in (600, 700):
        build.product(photo=photo(side))
    assert [len(google(client)), len(google(client))] == [1, 2]


def test_photos_whose_files_are_lost_hold_up_no_other(client, shop, photo, monkeypatch):
    monkeypatch.setattr("shop.storefront.feeds.selectors.MOST_DRAWN", 1)
    lost, good = photo(600), photo(700)
    for each in (lost, good):
        build.product(photo=each)
    lost.file.storage.delete(lost.file.name)
    (item,) = google(client)
    assert f"/{good.file.name.split('/')[-1].split('.')[0]}" in item["image_link"]


def test_a_feed_is_read_once_until_something_changes(client, keripik, django_capture_on_commit_callbacks, monkeypatch):
    with django_capture_on_commit_callbacks(execute=True):
        new_price(keripik, 26000)
    assert google(client)[0]["price"] == "26000 IDR"
    with monkeypatch.context() as patch:
        patch.setattr("shop.storefront.feeds.views.items", lambda **_asked: pytest.fail("read again"))
        assert (google(client)[0]["price"], meta(client)[0]["price"]) == ("26000 IDR", "26000 IDR")
    with django_capture_on_commit_callbacks(execute=True):
        new_price(keripik, 27000)
    assert google(client)[0]["price"] == "27000 IDR"


def test_long_texts_are_cut_to_the_limits(client, shop, photo):
    long = json.dumps([{"type": "paragraph", "value": f"<p>{chr(32).join([chr(107)] * 3000)}</p>"}])
    page = build.product(photo=photo(), body=long)
    page.title = "x" * 255
    page.save_revision().publish()
    (item,) = google(client)
    assert len(item["title"]) == 150
    assert 4990 < len(item["description"]) <= 5000
    assert "<" not in item["description"]


@pytest.mark.parametrize("evil", ["=1+1", "+62", "-50% murah", "@impor", " =HYPERLINK(1)"])
def test_title_that_looks_like_a_formula_is_text_in_a_spreadsheet(client, shop, photo, evil):
    build.product(title=evil, slug="jahat", photo=photo())
    assert meta(client)[0]["title"] == f"'{evil.strip()}"
    assert google(client)[0]["title"] == evil.strip()


def test_sign_that_xml_cannot_hold_stops_no_feed(client, shop, photo):
    build.product(title="Keripik\x0b pedas", slug="tanda", photo=photo())
    assert google(client)[0]["title"] == "Keripik pedas"


def test_more_goods_cost_no_more_queries(client, shop, photo, django_assert_num_queries):
    picture = photo()
    for number in range(2):
        build.product(title=f"A {number}", photo=picture)
    google(client)
    with django_assert_num_queries(8):
        google(client)
    for number in range(20):
        build.product(title=f"B {number}", photo=picture)
    with django_assert_num_queries(8):
        assert len(google(client)) == 22


def test_behind_a_proxy_addresses_are_those_of_the_outside(keripik, settings, client):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ALLOWED_HOSTS = ["toko.example"]
    (item,) = google(client, headers={"host": "toko.example", "x-forwarded-proto": "https"})
    assert item["link"] == f"https://toko.example{keripik.url}"
    assert item["image_link"].startswith("https://toko.example/media/")


def test_feeds_of_an_empty_shop_are_empty(client, db):
    assert (google(client), meta(client)) == ([], [])


def test_nothing_can_be_sent_to_a_feed(client, db):
    assert [client.post(f"/feed/{name}").status_code for name in ("google.xml", "meta.csv")] == [405, 405]
