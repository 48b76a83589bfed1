"""What a reader of promotions sees."""

import io
import re
from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.images import get_image_model

from blog import views
from blog.models import PromotedProduct, PromotionPage
from shop.catalog import services as catalog
from tests import build as goods
from tests.pages import build
from tests.pages.reading import english, words

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


@pytest.fixture
def start():
    return build.home()


@pytest.fixture
def index(start):
    return build.promotions(start)


@pytest.fixture
def clock(monkeypatch):
    """Sets the moment at which pages are asked for."""

    def set_to(*when):
        monkeypatch.setattr(views.timezone, "now", lambda: datetime(*when, tzinfo=UTC))

    set_to(2026, 11, 24, 4, 0)
    return set_to


def test_index_shows_running_then_coming_then_past(client, index, clock):
    build.promotion(index, "Lewat sudah", first=date(2026, 11, 1), last=date(2026, 11, 2))
    build.promotion(index, "Nanti datang", first=date(2026, 12, 1), last=date(2026, 12, 2))
    build.promotion(index, "Berlaku kini")
    answer = client.get("/promo/")
    text = words(answer)
    assert answer.status_code == 200
    assert text.index("Berlaku kini") < text.index("Nanti datang") < text.index("Lewat sudah")
    assert english(text) == set()


def photo(title: str):
    out = io.BytesIO()
    Image.new("RGB", (800, 450), "orange").save(out, "JPEG")
    return get_image_model().objects.create(title=title, file=ContentFile(out.getvalue(), name=f"{title}.jpg"))


def test_more_posts_with_photos_cost_no_more_queries(client, index, clock, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def asked(*titles) -> int:
        for title in titles:
            build.promotion(index, title, photo=photo(title))
        client.get("/promo/")
        # Wagtail keeps pictures there for a while.
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            text = words(client.get("/promo/"))
        assert all(title in text for title in titles)
        return len(queries)

    assert asked("Pekan keripik", "Pekan sambal") == asked("Pekan kopi", "Pekan madu", "Pekan teh", "Pekan kue")


def test_index_without_posts_says_so_and_leads_to_the_products(client, index, clock):
    answer = client.get("/promo/")
    assert "Belum ada promosi yang berlaku saat ini." in words(answer)
    assert 'href="/produk/"' in answer.content.decode()


def test_running_post_shows_its_period_and_no_warning(client, index, clock):
    page = build.promotion(index)
    text = words(client.get(page.url))
    assert "Masa berlaku: 20 November 2026 sampai 30 November 2026" in text
    assert "sudah lewat" not in text
    assert english(text) == set()


def test_post_past_its_period_says_so_from_the_first_minute(client, index, clock):
    page = build.promotion(index)
    clock(2026, 11, 30, 15, 59)  # 23.59 in WITA
    assert "sudah lewat" not in words(client.get(page.url))
    clock(2026, 11, 30, 16, 0)
    assert "Promosi ini sudah lewat: berlaku sampai 30 November 2026." in words(client.get(page.url))


def test_coming_post_says_when_it_starts(client, index, clock):
    page = build.promotion(index, first=date(2026, 12, 1), last=date(2026, 12, 5))
    assert "Promosi ini mulai berlaku 1 Desember 2026." in words(client.get(page.url))


def test_open_ended_post_says_until_further_notice(client, index, clock):
    page = build.promotion(index, last=None)
    assert "Sejak 20 November 2026 sampai ada pemberitahuan" in words(client.get(page.url))


def keripik_in(category):
    return goods.product(category=category, title="Keripik", price=18_500)


def test_post_shows_its_products_in_its_order_with_the_price_of_the_article(client, start, index, clock):
    camilan = build.category(start)
    first, second = goods.product(category=camilan, title="Amplang"), keripik_in(camilan)
    page = build.promotion(index, products=(second, first))
    text = words(client.get(page.url))
    assert text.index("Keripik") < text.index("Amplang")
    assert "Rp18.500" in text


def test_changed_price_shows_at_once_without_a_new_edit_of_the_post(client, start, index, clock):
    keripik = keripik_in(build.category(start))
    page = build.promotion(index, products=(keripik,))
    sku = keripik.listings.get().sku
    catalog.change_price(sku=sku, price=20_000, compare_at=None, now=goods.NOW, by="pemilik")
    text = words(client.get(page.url))
    assert "Rp20.000" in text
    assert "Rp18.500" not in text


def test_product_that_left_the_shop_leaves_the_post_standing(client, start, index, clock):
    keripik = build.product(build.category(start), "Keripik")
    page = build.promotion(index, products=(keripik,))
    keripik.unpublish()
    answer = client.get(page.url)
    assert answer.status_code == 200
    assert "Keripik" not in words(answer).replace("Pekan keripik", "")


def test_hashtags_stand_under_the_post(client, index, clock):
    page = build.promotion(index, tags=("oleh-oleh balikpapan", "Khas Kaltim"))
    text = words(client.get(page.url))
    assert "#OlehOlehBalikpapan" in text
    assert "#KhasKaltim" in text


def test_a_hashtag_leads_to_the_products_that_carry_it(client, start, index, clock):
    goods.product(title="Keripik", tags=["khas-kaltim", "umkm-lokal"])
    page = build.promotion(index, tags=("khas kaltim", "gajian", "UMKM lokal"))
    body = client.get(page.url).content.decode()
    assert re.findall(r'<a href="(/produk/label/[^"]*)">#(\w+)</a>', body) == [
        ("/produk/label/khas-kaltim/", "KhasKaltim"),
        ("/produk/label/umkm-lokal/", "UMKMLokal"),
    ]
    assert ">#Gajian</li>" in body
    assert client.get("/produk/label/khas-kaltim/").status_code == 200


def test_share_links_carry_the_address_of_the_post(client, index, clock):
    page = build.promotion(index)
    body = client.get(page.url).content.decode()
    assert "https://wa.me/?text=" in body
    assert "testserver%2Fpromo%2Fpekan-keripik%2F%3Futm_source%3Dwhatsapp" in body


def test_last_day_before_the_first_is_refused_with_a_sentence(index):
    page = PromotionPage(title="x", summary="x", valid_from=date(2026, 11, 2), valid_until=date(2026, 11, 1))
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert refused.value.message_dict == {"valid_until": ["Hari terakhir mendahului hari pertama."]}


def test_database_refuses_a_period_that_ends_before_it_starts(index):
    page = build.promotion(index)
    with pytest.raises(IntegrityError), transaction.atomic():
        PromotionPage.objects.filter(pk=page.pk).update(valid_until=date(2026, 11, 19))


def test_database_refuses_the_same_product_twice_on_one_post(start, index):
    keripik = build.product(build.category(start), "Keripik")
    page = build.promotion(index, products=(keripik,))
    with pytest.raises(IntegrityError), transaction.atomic():
        PromotedProduct.objects.create(page=page, product=keripik)
