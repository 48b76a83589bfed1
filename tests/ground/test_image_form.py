"""The editor's image form (WAGTAILIMAGES_IMAGE_FORM_BASE), through Wagtail's own upload pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images import get_image_model

from tests.ground.hostile_pictures import ACCEPTED, REFUSED, photo

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
Image = get_image_model()


def upload(client, name, data):
    file = SimpleUploadedFile(name, data, "image/jpeg")
    return client.post(reverse("wagtailimages:add"), {"title": "Sambal", "file": file, "collection": 1})


@pytest.fixture
def editor(admin_client):
    return admin_client


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_usable_photo_is_kept_as_a_plain_jpeg(editor, name):
    answer = upload(editor, "foto.jpg", ACCEPTED[name])
    assert answer.status_code == 302
    image = Image.objects.get()
    with image.file.open() as file, Picture.open(file) as kept:
        assert kept.format == "JPEG"
        assert kept.size == (image.width, image.height)
        assert dict(kept.getexif()) == {}
    assert image.file_size == image.file.size


@pytest.mark.parametrize("name", REFUSED)
def test_any_other_file_comes_back_with_a_sentence(editor, name):
    answer = upload(editor, "foto.jpg", REFUSED[name])
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not Image.objects.exists()


@pytest.mark.parametrize("file_name", ["foto.png", "FOTO.JPEG", "foto", "foto.jpg.php", "../../foto.jpg", "foto.svg"])
def test_the_name_of_the_file_decides_nothing(editor, file_name):
    assert upload(editor, file_name, photo()).status_code == 302
    kept = Image.objects.get().file.name
    assert kept.startswith("original_images/")
    assert kept.endswith(".jpg")
    assert ".." not in kept


def test_a_photo_is_kept_at_2000_pixels_at_most(editor):
    upload(editor, "foto.jpg", photo(size=(4000, 2000)))
    image = Image.objects.get()
    assert (image.width, image.height) == (2000, 1000)


def test_a_file_over_ten_megabytes_is_told_the_limit(editor):
    answer = upload(editor, "foto.jpg", photo() + b"\0" * (10 * 1024 * 1024))
    assert answer.status_code == 200
    assert "10 MB" in str(answer.context["form"].errors["file"]) or "10 " in str(answer.context["form"].errors["file"])
    assert not Image.objects.exists()


def test_a_new_title_leaves_the_photo_alone(editor):
    upload(editor, "foto.jpg", photo())
    image = Image.objects.get()
    before = image.file.read()
    editor.post(reverse("wagtailimages:edit", args=[image.pk]), {"title": "Sambal terasi", "collection": 1})
    image = Image.objects.get()
    assert image.title == "Sambal terasi"
    assert image.file.read() == before


@pytest.mark.parametrize("name", ["png bomb 30000 x 30000", "svg"])
def test_the_many_at_once_uploader_refuses_with_a_sentence_too(editor, name):
    file = SimpleUploadedFile("foto.jpg", REFUSED[name], "image/jpeg")
    answer = editor.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Sambal", "files[]": file, "collection": 1},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert answer.status_code == 200
    assert answer.json()["success"] is False
    assert answer.json()["error_message"]
    assert not Image.objects.exists()
