"""What networks and visitors get: one picture for each page and format, at one address, of public pages only."""

import html
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from PIL import Image
from wagtail.images.rect import Rect
from wagtail.models import PageViewRestriction

from blog.models import PromotionIndexPage
from shop.catalog import services as catalog
from shop.storefront.models import ProductListing
from tests import build
from tests.pages import build as pages

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
SIZES = {"kotak": (1080, 1080), "potret": (1080, 1350), "cerita": (1080, 1920), "tautan": (1200, 630)}


@pytest.fixture
def promotion(product):
    index = build.home().add_child(instance=PromotionIndexPage(title="Promo", slug="promo"))
    return pages.promotion(index, products=(product,), tags=("khas kaltim",))


def meta(client, page) -> dict[str, str]:
    body = client.get(page.url).content.decode()
    found = re.findall(r'<meta (?:property|name)="((?:og|product|twitter):[\w:]+)" content="([^"]*)">', body)
    assert len(found) == len(dict(found)), "a tag stands there twice"
    return {name: html.unescape(content) for name, content in found}


def asked(kind: str, page, style: str = "tautan") -> str:
    return reverse("share:picture", kwargs={"kind": kind, "pk": page.pk, "style": style})


def picture(client, kind, page, style="tautan"):
    return client.get(asked(kind, page, style), follow=True)


def kept(folder) -> list[str]:
    return sorted(path.name for path in (folder / "bagikan").rglob("*.jpg"))


def change_price(page, price: int) -> None:
    sku = ProductListing.objects.get(page=page).sku
    catalog.change_price(sku=sku, price=price, compare_at=None, now=build.NOW, by="pemilik")


def test_product_page_tells_networks_what_it_shows(client, product):
    tags = meta(client, product)
    image = tags.pop("og:image")
    assert tags == {
        "og:type": "product",
        "og:site_name": "Lapak Uji",
        "og:locale": "id_ID",
        "og:title": "Keripik pisang",
        "og:description": "Renyah & gurih.",
        "og:url": f"http://testserver{product.url}",
        "og:image:type": "image/jpeg",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Keripik pisang, Rp18.000",
        "product:price:amount": "18000",
        "product:price:currency": "IDR",
        "twitter:card": "summary_large_image",
    }
    assert image.startswith(f"http://testserver/bagikan/produk/{product.pk}/tautan.jpg?v=")


def test_promotion_tells_networks_what_it_shows(client, promotion):
    tags = meta(client, promotion)
    assert (tags["og:type"], tags["og:title"]) == ("article", "Pekan keripik")
    assert "product:price:amount" not in tags
    assert f"/bagikan/promo/{promotion.pk}/tautan.jpg?v=" in tags["og:image"]


def test_title_with_markup_is_escaped_everywhere(client, product):
    product.title = '<b>"Keripik"</b> & co'
    product.save_revision().publish()
    assert meta(client, product)["og:title"] == '<b>"Keripik"</b> & co'
    assert b"<b>&quot;" not in client.get(product.url).content
    assert b'<b>"Keripik' not in client.get(product.url).content


def test_picture_of_the_page_is_there_at_once_and_for_a_year(client, product):
    answer = client.get(meta(client, product)["og:image"])
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert len(answer.content) < 300_000
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("style", SIZES)
@pytest.mark.parametrize("kind", ["produk", "promo"])
def test_every_format_of_every_kind_is_made(client, product, promotion, kind, style):
    answer = picture(client, kind, product if kind == "produk" else promotion, style)
    assert Image.open(io.BytesIO(answer.content)).size == SIZES[style]


@pytest.mark.parametrize("version", ["", "?v=", "?v=0000000000000000", "?v=../../etc", "?v=a&v=b"])
def test_any_other_version_leads_to_the_one_there_is_and_draws_nothing(client, product, own_media, version):
    answer = client.get(asked("produk", product) + version)
    assert answer.status_code == 302
    assert answer["Location"] == urlsplit(meta(client, product)["og:image"])._replace(scheme="", netloc="").geturl()
    assert answer["Cache-Control"] == "no-cache"
    assert kept(own_media) == []


def test_the_same_picture_is_drawn_once(client, product, monkeypatch):
    first = picture(client, "produk", product).content
    monkeypatch.setattr("blog.share.kept.render", lambda *args, **kwargs: pytest.fail("drawn again"))
    assert picture(client, "produk", product).content == first


def test_new_price_gives_a_new_address_and_the_old_picture_goes(client, product, own_media):
    old = meta(client, product)["og:image"]
    client.get(old)
    before = kept(own_media)
    change_price(product, 19000)
    new = meta(client, product)["og:image"]
    assert new != old
    assert client.get(old).status_code == 302
    assert client.get(new).status_code == 200
    assert len(kept(own_media)) == 1
    assert kept(own_media) != before


def test_a_new_price_leaves_the_pictures_of_other_formats_and_pages(client, product, promotion, own_media):
    picture(client, "produk", product, "kotak")
    picture(client, "promo", promotion, "tautan")
    other = build.product(title="Lain")
    picture(client, "produk", other)
    change_price(product, 19000)
    picture(client, "produk", product, "tautan")
    assert [name.split("-")[0] for name in kept(own_media)] == ["kotak", "tautan", "tautan", "tautan"]


@pytest.mark.parametrize("change", [{"palette": "laut"}, {"name": "Warung Baru"}])
def test_whatever_of_the_shop_is_shown_changes_the_address(client, product, change):
    old = meta(client, product)["og:image"]
    build.shop(**{"name": "Lapak Uji"} | change)
    assert meta(client, product)["og:image"] != old


def test_another_photo_changes_the_address(client, product, photo):
    old = meta(client, product)["og:image"]
    product.photo = photo("blue")
    product.save_revision().publish()
    assert meta(client, product)["og:image"] != old


def test_another_focus_of_the_photo_changes_address_and_picture(client, product, photo, own_media):
    striped = photo("blue")
    file = own_media / striped.file.name
    with Image.open(file) as image:
        image.paste("yellow", (0, 0, 800, 60))
        image.save(file, "JPEG")
    product.photo = striped
    product.save_revision().publish()
    old = meta(client, product)["og:image"]
    at_the_middle = picture(client, "produk", product, "kotak").content
    striped.set_focal_point(Rect.from_point(400, 30, 60, 60))
    striped.save()
    assert meta(client, product)["og:image"] != old
    assert picture(client, "produk", product, "kotak").content != at_the_middle


def test_page_and_picture_agree_on_the_address(client, product, promotion):
    """The page counts with what it has read for itself, the picture reads anew."""
    for page in (product, promotion):
        assert client.get(meta(client, page)["og:image"]).status_code == 200


def test_draft_has_no_picture(client, product, own_media):
    address = meta(client, product)["og:image"]
    product.unpublish()
    assert client.get(address).status_code == 404
    assert kept(own_media) == []


def test_changes_that_are_not_published_are_not_shown(client, product):
    old = meta(client, product)["og:image"]
    product.title = "Rahasia"
    product.save_revision()
    assert meta(client, product)["og:image"] == old


def test_page_that_only_some_may_see_has_no_picture(client, product):
    address = meta(client, product)["og:image"]
    PageViewRestriction.objects.create(page=product, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/bagikan/produk/0/tautan.jpg",
        "/bagikan/produk/99999999999999999999999999/tautan.jpg",
        "/bagikan/rahasia/1/tautan.jpg",
        "/bagikan/promo/{pk}/tautan.jpg",
        "/bagikan/produk/{pk}/raksasa.jpg",
        "/bagikan/produk/{pk}/tautan.png",
        "/bagikan/produk/{pk}/tautan%00.jpg",
    ],
)
def test_what_does_not_exist_is_not_found(client, product, address):
    assert client.get(address.format(pk=product.pk)).status_code == 404


def test_nothing_can_be_sent_to_a_picture(client, product):
    assert client.post(asked("produk", product)).status_code == 405


def test_photo_whose_file_is_lost_gives_a_picture_without_it(client, product):
    with_photo = meta(client, product)["og:image"]
    product.photo.file.storage.delete(product.photo.file.name)
    without = meta(client, product)["og:image"]
    assert without != with_photo
    assert client.get(without).status_code == 200


def test_photo_that_is_no_picture_any_more_gives_a_picture_without_it(client, product, own_media):
    (own_media / product.photo.file.name).write_bytes(b"not a picture")
    assert picture(client, "produk", product).status_code == 200


def test_product_without_article_and_photo_has_a_picture(client, db):
    build.shop()
    page = pages.product(build.category(), "Tanpa apa-apa")
    ProductListing.objects.filter(page=page).delete()
    tags = meta(client, page)
    assert "product:price:amount" not in tags
    assert tags["og:image:alt"] == "Tanpa apa-apa"
    assert client.get(tags["og:image"]).status_code == 200


def test_kept_pictures_are_not_handed_out_as_media(client, product, own_media):
    picture(client, "produk", product)
    (name,) = kept(own_media)
    assert client.get(f"/media/bagikan/{product.pk}/{name}").status_code == 404


def test_visitor_passes_a_product_on_with_the_source_in_the_link(client, product):
    body = html.unescape(client.get(product.url).content.decode())
    (share,) = re.findall(r'href="(https://www.facebook.com/sharer/[^"]+)"', body)
    (passed_on,) = parse_qs(urlsplit(share).query)["u"]
    assert passed_on == (
        f"http://testserver{product.url}?utm_source=facebook&utm_medium=social&utm_campaign=halaman-{product.pk}"
    )
    assert "utm_source=salin" in re.search(r'<lapak-salin[^>]*data-text="([^"]+)"', body)[1]
    assert "utm_source=bagikan" in re.search(r'<lapak-bagi [^>]*data-url="([^"]+)"', body)[1]


def test_price_in_the_message_is_the_price_of_the_moment(client, product):
    change_price(product, 21500)
    assert "Rp21.500" in html.unescape(client.get(product.url).content.decode()).replace("%20", " ")
    assert "Rp18.000" not in client.get(product.url).content.decode()


@pytest.mark.parametrize("way", ["bulk", "category", "date"])
def test_pictures_go_with_their_page_whichever_way_it_goes(client, product, promotion, own_media, way, clock):
    for kind, page in (("produk", product), ("promo", promotion)):
        picture(client, kind, page, "kotak")
    assert len(kept(own_media)) == 2
    if way == "bulk":
        product.unpublish()
        left = ["promo"]
    elif way == "category":
        build.fresh(product).get_parent().delete()
        left = ["promo"]
    else:
        type(promotion).objects.filter(pk=promotion.pk).update(expire_at=clock.now - build.HOUR)
        call_command("publish_scheduled")
        left = ["produk"]
    there = {"produk": product, "promo": promotion}
    assert [path.name for path in sorted((own_media / "bagikan").iterdir()) if any(path.iterdir())] == [
        str(there[kind].pk) for kind in left
    ]


def test_a_picture_that_another_process_throws_away_meanwhile_is_given_all_the_same(client, product, monkeypatch):
    address = meta(client, product)["og:image"]
    save = default_storage.save

    def saved_and_lost(name, content):
        default_storage.delete(save(name, content))

    monkeypatch.setattr(default_storage, "save", saved_and_lost)
    answer = client.get(address)
    assert answer.status_code == 200
    assert Image.open(io.BytesIO(answer.content)).size == SIZES["tautan"]
