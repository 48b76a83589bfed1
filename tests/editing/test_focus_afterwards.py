"""`suggest_focus`: photos that came in before a focus was suggested get one, and nobody's choice is touched."""

import io

import pytest
from django.core.files.images import ImageFile
from django.core.management import call_command
from wagtail.images import get_image_model
from wagtail.images.rect import Rect

from shop.storefront import focusing, photos
from shop.storefront.models import ProductCardRow
from tests import build
from tests.editing.test_focus import picture

pytestmark = pytest.mark.django_db
Image = get_image_model()


def old_photo(title: str = "Keripik", at=(300, 250)):
    """As it was before: saved without the editor's form."""
    return Image.objects.create(title=title, file=ImageFile(io.BytesIO(picture(at)), f"{title}.jpg"))


def run(capsys) -> tuple[int, str, str]:
    """Exit code, what was printed, what was complained of."""
    try:
        call_command("suggest_focus")
        code = 0
    except SystemExit as ended:
        code = ended.code
    return code, *capsys.readouterr()


def focus_of(image) -> tuple:
    return tuple(getattr(build.fresh(image), name) for name in focusing.FIELDS)


def test_a_photo_without_focus_gets_one_on_its_subject(capsys):
    image = old_photo()
    assert run(capsys) == (0, "1 photos got a focus\n", "")
    x, y, wide, high = focus_of(image)
    assert abs(x - 300) < 60
    assert abs(y - 250) < 60
    assert (wide, high) == (240, 240)


def test_run_again_it_changes_nothing(capsys):
    image = old_photo()
    run(capsys)
    before = focus_of(image)
    assert run(capsys) == (0, "0 photos got a focus\n", "")
    assert focus_of(image) == before


def test_a_focus_that_somebody_has_set_stays(capsys):
    image = old_photo()
    image.set_focal_point(Rect.from_point(700, 500, 100, 100))
    image.save()
    assert run(capsys) == (0, "0 photos got a focus\n", "")
    assert focus_of(image) == (700, 500, 100, 100)


def test_a_focus_that_is_set_while_the_photo_is_looked_at_stays(capsys, monkeypatch):
    image = old_photo()

    def slowly(data):
        Image.objects.filter(pk=image.pk).update(focal_point_x=700, focal_point_y=500)
        return focusing.Focus(1, 1, 1)

    monkeypatch.setattr(focusing, "suggested", slowly)
    assert run(capsys) == (0, "0 photos got a focus\n", "")
    assert focus_of(image)[:2] == (700, 500)


def test_a_lost_file_is_named_and_the_others_get_theirs(capsys):
    lost, found = old_photo("Hilang"), old_photo("Ada")
    lost.file.storage.delete(lost.file.name)
    assert run(capsys) == (1, "1 photos got a focus\n", "cannot be read: Hilang\n")
    assert focus_of(lost) == (None,) * 4
    assert focus_of(found)[0] is not None


def test_a_file_that_is_no_picture_is_named_too(capsys):
    image = old_photo("Rusak")
    Image.objects.filter(pk=image.pk).update(file=image.file.storage.save("rusak.jpg", io.BytesIO(b"bukan gambar")))
    assert run(capsys) == (1, "0 photos got a focus\n", "cannot be read: Rusak\n")


def test_cards_show_the_picture_that_is_cut_around_it(capsys, django_capture_on_commit_callbacks):
    image = old_photo()
    page = build.product(photo=image)
    before = ProductCardRow.objects.get(pk=page.pk).jpeg
    with django_capture_on_commit_callbacks(execute=True):
        run(capsys)
    key = build.fresh(image).get_focal_point()
    after = ProductCardRow.objects.get(pk=page.pk).jpeg
    assert after != before
    made = image.renditions.exclude(focal_point_key="").values_list("filter_spec", flat=True)
    assert key
    assert set(made) == {*photos.CARD, *photos.PRODUCT}
