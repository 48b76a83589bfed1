"""A photo that is deleted in the library is gone from every page at once, kept ones too, and takes no page with it."""

import io
import json

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from wagtail.images import get_image_model

from shop.store import freshness
from shop.storefront.models import ProductPhoto
from tests import build
from tests.pages import build as pages

pytestmark = pytest.mark.django_db

PICTURE = "/media/images/"
PRODUCT = "/produk/camilan/keripik/"


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def photo():
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "orange").save(out, "JPEG")
    return get_image_model().objects.create(title="foto", file=ContentFile(out.getvalue(), name="foto.jpg"))


def publish(page, **changes):
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def body_with(picture) -> str:
    value = {"image": picture.pk, "decorative": True, "alt_text": ""}
    return json.dumps([{"type": "image", "value": value}])


def main_photo(picture):
    publish(build.fresh(build.product(title="Keripik", slug="keripik")), photo=picture)


def photo_of_the_gallery(picture):
    page = build.fresh(build.product(title="Keripik", slug="keripik"))
    page.gallery.add(ProductPhoto(image=picture))
    page.save_revision().publish()


def photo_in_the_description(picture):
    publish(build.fresh(build.product(title="Keripik", slug="keripik")), body=body_with(picture))


def photo_of_the_greeting(picture):
    publish(build.home(), hero_photo=picture)


def photo_of_a_season(picture):
    value = {"first": "2020-01-01", "last": "2099-12-31", "title": "Musim durian"}
    value["photo"] = {"image": picture.pk, "decorative": True, "alt_text": ""}
    publish(build.home(), seasons=json.dumps([{"type": "season", "value": value}]))


def photo_of_a_post(picture):
    pages.promotion(pages.promotions(build.home()), "Pekan", photo=picture)


def photo_in_the_words_of_a_post(picture):
    pages.promotion(pages.promotions(build.home()), "Pekan", body=body_with(picture))


@pytest.mark.parametrize(
    ("use", "addresses"),
    [
        (main_photo, [PRODUCT, "/produk/", "/produk/camilan/"]),
        (photo_of_the_gallery, [PRODUCT]),
        (photo_in_the_description, [PRODUCT]),
        (photo_of_the_greeting, ["/"]),
        (photo_of_a_season, ["/"]),
        (photo_of_a_post, ["/promo/pekan/", "/promo/"]),
        (photo_in_the_words_of_a_post, ["/promo/pekan/"]),
    ],
)
def test_a_deleted_photo_is_gone_from_every_page_that_showed_it(django_capture_on_commit_callbacks, use, addresses):
    build.shop()
    picture = photo()
    with django_capture_on_commit_callbacks(execute=True):
        use(picture)
    for address in addresses:
        assert PICTURE in Client().get(address).content.decode(), address
    version = freshness.current()
    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()
    assert freshness.current() != version
    for address in addresses:
        answer = Client().get(address)
        assert answer.status_code == 200, address
        assert PICTURE not in answer.content.decode(), address
