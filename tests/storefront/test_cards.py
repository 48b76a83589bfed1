"""Card rows say what the published pages say, whatever the owner does with pages and photos."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Page

from shop.storefront import cards, lists, selectors
from shop.storefront.models import ProductCardRow, ProductPage
from tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def row(page) -> ProductCardRow:
    return ProductCardRow.objects.get(pk=page.pk)


def photo():
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "orange").save(out, "JPEG")
    return get_image_model().objects.create(title="keripik", file=ContentFile(out.getvalue(), name="keripik.jpg"))


def publish(page, **changes):
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_publishing_makes_and_changes_the_row():
    page = build.product(title="Keripik", price=15000, summary="Renyah")
    assert (row(page).title, row(page).summary, row(page).lowest) == ("Keripik", "Renyah", 15000)
    publish(build.fresh(page), title="Keripik pedas")
    assert row(page).title == "Keripik pedas"


def test_a_draft_changes_nothing_before_it_is_published():
    page = build.fresh(build.product(title="Keripik"))
    page.title = "Lain"
    page.save_revision()
    assert row(page).title == "Keripik"


def test_unpublishing_and_deleting_take_the_row_away():
    first, second = build.product(), build.product()
    first.unpublish()
    build.fresh(second).delete()
    assert not ProductCardRow.objects.exists()


def test_a_page_published_on_a_date_gets_its_row_then(clock):
    page = build.product(title="Nanti", publish=False)
    page.go_live_at = clock.now - build.HOUR
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("publish_scheduled")
    assert row(page).title == "Nanti"


def test_a_page_that_moves_or_gets_another_name_has_another_address(django_capture_on_commit_callbacks):
    page = build.product(title="Keripik", slug="keripik")
    spices = build.category(title="Bumbu", slug="bumbu")
    build.fresh(page).move(spices, pos="last-child")
    assert (row(page).url, row(page).shelf) == ("/produk/bumbu/keripik/", build.fresh(spices).path)
    publish(build.fresh(page), slug="keripik-pisang")
    assert row(page).url == "/produk/bumbu/keripik-pisang/"
    with django_capture_on_commit_callbacks(execute=True):
        publish(build.fresh(spices), slug="rempah")
    assert row(page).url == "/produk/rempah/keripik-pisang/"


@pytest.mark.parametrize("kind", ["pages beside all products", "categories", "products"])
@pytest.mark.parametrize(("moved", "way", "target"), [(2, "first-sibling", 0), (2, "left", 1), (0, "right", 1)])
def test_pages_in_another_order_leave_each_product_on_its_shelf(kind, moved, way, target):
    """The tree gives the pages that stand behind the new place other paths as well."""
    shelves = [build.category(title=name, slug=name.lower()) for name in ("Camilan", "Bumbu", "Kopi")]
    products = [[build.product(category=shelf) for _number in range(3)] for shelf in shelves]
    others = [build.home().add_child(instance=Page(title=name, slug=name)) for name in ("tentang", "bantuan")]
    row_of_three = {
        "pages beside all products": [build.product_index(), *others],
        "categories": shelves,
        "products": products[0],
    }[kind]
    build.fresh(row_of_three[moved]).move(build.fresh(row_of_three[target]), pos=way)
    assert cards.differences() == []
    found = [set(lists.under(build.fresh(shelf)).values_list("pk", flat=True)) for shelf in shelves]
    assert found == [{page.pk for page in pages} for pages in products]


def test_a_row_names_the_small_pictures_of_the_photo_and_follows_its_crop():
    picture = photo()
    page = build.product(photo=picture)
    before = row(page)
    assert before.jpeg.startswith("/media/images/keripik")
    assert before.jpeg.endswith(" 320w")
    assert ".avif 200w, " in before.avif
    picture.set_focal_point(None)
    picture.focal_point_x, picture.focal_point_y = 100, 100
    picture.focal_point_width = picture.focal_point_height = 50
    picture.save()
    assert row(page).jpeg != before.jpeg


@pytest.mark.parametrize("delete", [lambda one: one.delete(), lambda one: one._meta.model.objects.all().delete()])
def test_a_deleted_photo_leaves_no_address_in_the_row(delete):
    page = build.product(title="Keripik", price=15000, photo=photo())
    delete(page.photo)
    assert (row(page).avif, row(page).jpeg) == ("", "")
    assert (row(page).title, row(page).lowest) == ("Keripik", 15000)
    assert cards.differences() == []
    (card,) = selectors.cards_of([build.fresh(page)], ())
    assert card.photo is None


def test_a_deleted_photo_leaves_the_rows_of_other_photos_alone(monkeypatch):
    other, bare = build.product(photo=photo()), build.product()
    gone = build.product(photo=photo())
    before, refreshed = (row(other).jpeg, row(other).avif), []
    monkeypatch.setattr(cards, "refresh", lambda keys: refreshed.extend(keys))
    gone.photo.delete()
    assert refreshed == [gone.pk]
    assert (row(other).jpeg, row(other).avif) == before
    assert row(bare).jpeg == ""


def test_a_draft_without_the_photo_keeps_the_picture_that_is_published():
    picture, unused = photo(), photo()
    page = build.fresh(build.product(photo=picture))
    page.photo = None
    page.save_revision()
    unused.delete()
    assert row(page).jpeg.startswith("/media/images/keripik")


def test_a_lost_photo_file_leaves_a_card_without_a_picture():
    picture = photo()
    picture.file.storage.delete(picture.file.name)
    page = build.product(photo=picture)
    (card,) = selectors.cards_of([page], ())
    assert card.photo is None


def test_what_is_right_already_is_not_written_again():
    page = build.product()
    assert cards.refresh([page.pk]) == 0


def test_rows_that_are_missing_are_made():
    page = build.product(title="Keripik")
    ProductCardRow.objects.all().delete()
    assert cards.complete() == 1
    assert row(page).title == "Keripik"


def test_the_doctor_is_told_of_rows_that_differ():
    right, wrong = build.product(), build.product()
    ProductCardRow.objects.filter(pk=wrong.pk).update(title="Lain")
    before = row(right)
    assert cards.differences() == [ProductPage.objects.get(pk=wrong.pk)]
    call_command("refresh_cards", stdout=(told := io.StringIO()))
    assert told.getvalue() == "1 rows were put right\n"
    assert cards.differences() == []
    assert cards._facts(row(right)) == cards._facts(before)


def test_the_doctor_is_told_of_a_row_of_a_page_that_nobody_can_see():
    page = build.product()
    ProductPage.objects.filter(pk=page.pk).update(live=False)
    assert cards.differences() == [build.fresh(page)]
