"""A picture that is saved: its focus, its words, its size, and nothing of where it was taken."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import UploadedFile

from tests.editing.test_focus import picture
from tests.ground.hostile_pictures import GPS, with_gps

pytestmark = pytest.mark.django_db
Image = get_image_model()
WORDS = "Semangkuk keripik pisang"


def file(data=None) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_2041.jpg", data or picture((300, 250)), "image/jpeg")


def save(client, *, image=None, **facts):
    address = reverse("wagtailimages:edit", args=[image.pk]) if image else reverse("wagtailimages:add")
    return client.post(address, {"title": "IMG 2041", "description": WORDS, "collection": 1} | facts)


def focus_of(image) -> tuple:
    return image.focal_point_x, image.focal_point_y


def test_a_new_picture_gets_a_focus_on_its_subject(admin_client):
    save(admin_client, file=file())
    x, y = focus_of(Image.objects.get())
    assert abs(x - 300) < 60
    assert abs(y - 250) < 60


def test_a_square_crop_keeps_the_subject_in_its_middle(admin_client):
    save(admin_client, file=file(picture((250, 400))))
    with Image.objects.get().get_rendition("fill-200x200|format-jpeg").file.open() as made, Picture.open(made) as small:
        middle_of_plate = small.convert("L").getpixel((round(250 / 4), 100))
        bare_table = small.convert("L").getpixel((180, 100))
    assert middle_of_plate > 220
    assert bare_table < 180


def one_of_many(client, **facts):
    return client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "IMG 2041", "files[]": file(), "collection": 1} | facts,
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


def test_the_many_at_once_uploader_suggests_a_focus_too(admin_client):
    assert one_of_many(admin_client).json()["success"] is True
    assert abs(focus_of(Image.objects.get())[0] - 300) < 60


def test_a_focus_that_the_owner_has_set_stays(admin_client):
    save(admin_client, file=file())
    image = Image.objects.get()
    spot = {"focal_point_x": 700, "focal_point_y": 500, "focal_point_width": 100, "focal_point_height": 100}
    save(admin_client, image=image, **spot)
    save(admin_client, image=image, title="Keripik", **spot)
    assert focus_of(Image.objects.get()) == (700, 500)


def test_another_file_is_looked_at_anew(admin_client):
    save(admin_client, file=file())
    image = Image.objects.get()
    old = {f"focal_point_{name}": getattr(image, f"focal_point_{name}") for name in ("x", "y", "width", "height")}
    save(admin_client, image=image, file=file(picture((950, 550))), **old)
    x, y = focus_of(Image.objects.get())
    assert abs(x - 950) < 60
    assert abs(y - 550) < 60


def test_where_the_photo_was_taken_is_forgotten(admin_client):
    save(admin_client, file=file(with_gps("JPEG")))
    with Image.objects.get().file.open() as kept:
        data = kept.read()
        kept.seek(0)
        with Picture.open(kept) as photo:
            assert photo.getexif().get_ifd(GPS) == {}
            assert "exif" not in photo.info
    assert b"Kamera Rahasia" not in data


def test_words_are_asked_for(admin_client):
    answer = save(admin_client, file=file(), description=" ")
    assert answer.status_code == 200
    assert answer.context["form"].errors["description"]
    assert not Image.objects.exists()


def test_the_field_asks_with_an_example(admin_client):
    form = admin_client.get(reverse("wagtailimages:add")).context["form"]
    field = form.fields["description"]
    assert field.required
    assert "banana chips" in str(field.help_text) or "keripik" in str(field.help_text).lower()


def test_words_that_the_uploader_of_many_could_not_ask_for_are_asked_for_afterwards(admin_client):
    one_of_many(admin_client)
    image = Image.objects.get()
    form = f"image-{image.pk}"
    answer = admin_client.post(
        reverse("wagtailimages:edit_multiple", args=[image.pk]),
        {f"{form}-title": "Keripik", f"{form}-description": "", f"{form}-collection": 1, f"{form}-tags": ""},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert answer.json()["success"] is False
    assert Image.objects.get().title == "IMG 2041"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": "x" * 256}, "The title has 256 letters, at most 255 fit. Make it shorter."),
        ({"title": " "}, "Give the photo a title."),
    ],
)
def test_one_of_many_with_an_impossible_title_is_refused_and_nothing_of_it_is_kept(
    admin_client, settings, facts, sentence
):
    answer = one_of_many(admin_client, **{"files[]": file(with_gps("JPEG"))} | facts)
    assert answer.json() == {"success": False, "error_message": sentence}
    assert not Image.objects.exists()
    assert not UploadedFile.objects.exists()
    assert [found for found in Path(settings.MEDIA_ROOT).rglob("*") if found.is_file()] == []


def test_the_longest_title_that_fits_is_taken(admin_client):
    assert one_of_many(admin_client, title="x" * 255).json()["success"] is True


def test_a_single_photo_with_a_title_that_is_too_long_is_asked_for_another(admin_client):
    answer = save(admin_client, file=file(), title="x" * 256)
    errors = answer.context["form"].errors
    assert errors == {"title": ["The title has 256 letters, at most 255 fit. Make it shorter."]}
    assert not Image.objects.exists()
