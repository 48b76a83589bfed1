"""Whatever page is published, by hand or on its date: its small pictures are there before the first visitor."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.images import get_image_model

from shop.storefront import photos
from tests import build
from tests.editing.test_focus import picture
from tests.pages import build as pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    file = ContentFile(picture((300, 250)), name="foto.jpg")
    return get_image_model().objects.create(title="Foto", description="Semangkuk keripik", file=file)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def made(image) -> set[str]:
    return set(image.renditions.values_list("filter_spec", flat=True))


def test_visitors_of_a_promotion_and_of_what_tells_of_it_make_no_picture(client, clock, photo, committed):
    index = pages.promotions(pages.home())
    with committed():
        promotion = pages.promotion(index, first=date(2020, 1, 1), last=None, photo=photo)
    before = made(photo)
    for page in (promotion, index, index.get_parent()):
        assert client.get(page.url).status_code == 200
    assert before == made(photo)
    assert {"format-avif|fill-720x480", "format-jpeg|fill-360x203"} <= before


def test_the_home_page_makes_its_own_picture(client, photo, committed):
    home = pages.home()
    home.hero_photo = photo
    with committed():
        home.save_revision().publish()
    before = made(photo)
    assert "format-avif|fill-480x360" in before
    assert client.get(home.url).status_code == 200
    assert made(photo) == before


def test_a_page_with_a_date_has_them_when_its_minute_comes(clock, photo, committed):
    index = pages.promotions(pages.home())
    promotion = pages.promotion(index)
    promotion.photo, promotion.go_live_at = photo, build.NOW + build.DAY
    with committed():
        promotion.save_revision().publish()
    assert made(photo) == set()
    clock.now = build.NOW + 2 * build.DAY
    with committed():
        call_command("publish_scheduled")
    assert "format-avif|fill-720x480" in made(photo)


def test_a_product_with_a_date_has_them_too(clock, photo, committed):
    product = build.product()
    product.photo, product.go_live_at = photo, build.NOW + build.DAY
    product.save_revision().publish()
    clock.now = build.NOW + 2 * build.DAY
    with committed():
        call_command("publish_scheduled")
    assert {*photos.CARD, *photos.PRODUCT} <= made(photo)


def test_who_publishes_a_whole_shop_at_once_may_leave_them_to_visitors(photo, committed):
    home = pages.home()
    home.hero_photo = photo
    with committed(), photos.left_to_visitors():
        home.save_revision().publish()
        build.product(photo=photo)
    # Those of its card are part of the card.
    assert made(photo) == set(photos.CARD)


def test_a_page_without_pictures_is_not_rendered(committed, monkeypatch):
    looked = []
    home = pages.home()
    monkeypatch.setattr(type(home), "serve", lambda *args: looked.append(args))
    with committed():
        home.save_revision().publish()
    assert looked == []


def publish_with_photo(home, photo, committed):
    home.hero_photo = photo
    with committed():
        home.save_revision().publish()


def test_pages_are_looked_at_where_the_shop_is_whatever_host_wagtails_own_row_names(photo, committed, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://toko.example"
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["toko.example"], True
    publish_with_photo(pages.home(), photo, committed)
    assert "format-avif|fill-480x360" in made(photo)


def test_a_page_that_sends_elsewhere_has_made_no_picture_and_that_is_logged(photo, committed, settings, caplog):
    settings.WAGTAILADMIN_BASE_URL, settings.SECURE_SSL_REDIRECT = "http://testserver", True
    publish_with_photo(pages.home(), photo, committed)
    assert "The small pictures of http://testserver/ could not be made: 301" in caplog.text


def test_a_page_that_cannot_be_rendered_is_published_all_the_same(photo, committed, monkeypatch, caplog):
    def broken(self, request):
        raise OSError("encoder")

    home = pages.home()
    monkeypatch.setattr(type(home), "serve", broken)
    home.hero_photo, home.title = photo, "Beranda baru"
    with committed():
        home.save_revision().publish()
    assert build.fresh(home).title == "Beranda baru"
    assert "could not be made" in caplog.text
