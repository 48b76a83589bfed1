"""The photo of a new product: its words, and its small pictures before the first visitor."""

import re

import pytest
from wagtail.images import get_image_model

from shop.storefront import photos
from shop.storefront.models import ProductPage
from tests import build
from tests.backoffice.test_products import ADD, form, photo

pytestmark = pytest.mark.django_db


def filters(image) -> set[str]:
    return set(image.renditions.values_list("filter_spec", flat=True))


def test_the_small_pictures_are_there_before_the_first_visitor(owner, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(ADD, form(photo=photo()))
    image = get_image_model().objects.get()
    assert {*photos.CARD, *photos.PRODUCT} <= filters(image)
    before = image.renditions.count()
    answer = client.get(ProductPage.objects.get().url)
    assert image.renditions.count() == before
    assert b'type="image/avif"' in answer.content
    picture = re.search(r"<img[^>]*Keripik Pisang[^>]*>", answer.content.decode()).group()
    assert re.search(r'width="\d+"', picture)
    assert re.search(r'height="\d+"', picture)


def test_a_failing_codec_does_not_lose_the_product(owner, monkeypatch, caplog, django_capture_on_commit_callbacks):
    def broken(photo):
        raise OSError("encoder")

    monkeypatch.setattr(photos, "prepare", broken)
    with django_capture_on_commit_callbacks(execute=True):
        answer = owner.post(ADD, form(photo=photo()))
    assert answer.status_code == 302
    assert ProductPage.objects.get().live
    assert "could not be made" in caplog.text


def test_a_photo_without_words_is_called_as_the_product_is(owner, client):
    owner.post(ADD, form(photo=photo("IMG_2041.png")))
    assert get_image_model().objects.get().description == "Keripik Pisang"
    page = client.get(ProductPage.objects.get().url).content.decode()
    assert 'alt="Keripik Pisang"' in page
    assert 'alt="IMG' not in page


def test_the_words_of_the_photo_are_read_on_the_product_page(owner, client):
    owner.post(ADD, form(photo=photo(), alt="Semangkuk keripik di meja"))
    assert 'alt="Semangkuk keripik di meja"' in client.get(ProductPage.objects.get().url).content.decode()


def test_a_picture_from_the_library_keeps_its_words(owner):
    owner.post(ADD, form(photo=photo(), alt="Semangkuk keripik"))
    known = get_image_model().objects.get()
    owner.post(ADD, form(chosen=known.pk, title="Keripik Talas", code="KT-1", alt="lain"))
    assert build.fresh(known).description == "Semangkuk keripik"
