"""Produk: one form for a new product, and acts on what is sold."""

import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import GroupCollectionPermission
from wagtail.test.utils.form_data import querydict_from_html

from accounting.roles import Role
from accounting.selectors import balance
from shop.backoffice.doctor import CHECKS
from shop.catalog.models import PriceChange, Sku
from shop.storefront import selectors
from shop.storefront.models import ProductPage
from tests import build
from tests.backoffice.reading import text, told
from tests.checks import nothing_written

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
ADD = "/admin/products/add/"


@pytest.fixture(autouse=True)
def _pictures_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def photo(name: str = "foto.png", size=(60, 40)) -> SimpleUploadedFile:
    out = io.BytesIO()
    Picture.new("RGB", size, "red").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue())


def form(**facts) -> dict:
    return {
        "title": "Keripik Pisang",
        "category": build.category().pk,
        "price": "Rp18.000",
        "opening": "12",
        "unit_cost": "11.000",
        "unit": "bungkus",
        "code": "KP-1",
    } | facts


def at(name: str, sku: Sku) -> str:
    return reverse(f"products:{name}", args=[sku.pk])


# A new product


def test_one_form_makes_a_product_that_can_be_bought(owner, client):
    response = owner.post(ADD, form(photo=photo()), follow=True)
    page, sku = ProductPage.objects.get(), Sku.objects.get()
    assert (page.title, page.live, page.photo.title) == ("Keripik Pisang", True, "Keripik Pisang")
    assert (sku.price, sku.code, sku.unit) == (18000, "KP-1", "bungkus")
    assert build.level(sku) == (12, 0, 132000)
    assert balance(Role.INVENTORY) == 132000
    message = told(response)[0]
    assert page.url in message
    assert ADD in message
    assert client.get(page.url).status_code == 200


def test_the_photo_is_drawn_again_by_the_hardened_form(owner):
    owner.post(ADD, form(photo=photo()))
    stored = get_image_model().objects.get()
    assert stored.file.name.endswith(".jpg")
    assert stored.file.read(3) == b"\xff\xd8\xff"


def test_a_file_that_is_no_photo_is_told_and_makes_nothing(owner):
    data = form(photo=SimpleUploadedFile("foto.jpg", b"<svg onload=alert(1)>"))
    with nothing_written():
        response = owner.post(ADD, data)
    assert response.status_code == 422
    assert "not a picture" in text(response)
    assert not get_image_model().objects.exists()
    assert not ProductPage.objects.exists()


def shown_again(response) -> dict:
    """What the browser would send when the form that it was answered is sent as it is."""
    return querydict_from_html(response.content.decode()).dict()


@pytest.mark.parametrize("mistake", [{"unit_cost": ""}, {"title": ""}, {"price": "27,5"}, {"code": "USED"}])
def test_a_mistake_elsewhere_does_not_lose_the_photo(owner, mistake):
    build.sku(code="USED")
    response = owner.post(ADD, form(photo=photo(), **mistake))
    kept = get_image_model().objects.get()
    assert response.status_code == 422
    assert [said.strip() for said in told(response)] == ["Your photo is kept. You need not choose it again."]
    sent = shown_again(response)
    assert sent["chosen"] == str(kept.pk)
    assert owner.post(ADD, sent | form()).status_code == 302
    made = ProductPage.objects.get(title="Keripik Pisang")
    assert (made.live, made.photo) == (True, kept)
    assert get_image_model().objects.get().description == "Keripik Pisang"


def test_words_that_come_with_the_second_try_are_those_of_the_photo(owner):
    sent = shown_again(owner.post(ADD, form(photo=photo(), price="")))
    owner.post(ADD, sent | form(alt="Semangkuk keripik"))
    assert ProductPage.objects.get().photo.description == "Semangkuk keripik"


def test_a_bad_photo_is_told_beside_the_other_mistakes(owner):
    response = owner.post(ADD, form(photo=SimpleUploadedFile("foto.jpg", b"no picture"), unit_cost=""))
    assert set(response.context["form"].errors) == {"photo", "unit_cost"}
    assert "not a picture" in text(response)
    assert told(response) == []
    assert not get_image_model().objects.exists()


def test_whoever_may_not_add_photos_adds_none(people):
    owner = people("owner")
    group = Group.objects.get(name="owner")
    group.permissions.remove(*Permission.objects.filter(content_type__app_label="wagtailimages"))
    GroupCollectionPermission.objects.filter(group=group).delete()
    response = owner.post(ADD, form(photo=photo()))
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "photo": ["You have no right to add photos. Choose a picture from the library."]
    }
    assert not get_image_model().objects.exists()
    assert not ProductPage.objects.exists()


def test_a_picture_of_the_library_can_be_chosen(owner):
    owner.post(ADD, form(photo=photo()))
    known = get_image_model().objects.get()
    owner.post(ADD, form(chosen=known.pk, title="Keripik Talas", code="KT-1"))
    assert ProductPage.objects.get(title="Keripik Talas").photo == known
    assert get_image_model().objects.count() == 1


def test_a_draft_is_not_in_the_shop(owner, client):
    owner.post(ADD, form(draft="1"))
    page = ProductPage.objects.get()
    assert not page.live
    assert client.get(f"/produk/{page.get_parent().slug}/{page.slug}/").status_code == 404


def test_a_double_click_makes_one_product(owner):
    owner.post(ADD, form())
    with nothing_written():
        response = owner.post(ADD, form())
    assert response.status_code == 422
    assert "in use already" in text(response)
    assert ProductPage.objects.count() == 1


def test_every_form_brings_a_free_code(owner):
    codes = {owner.get(ADD).context["form"]["code"].value() for _ in range(2)}
    assert len(codes) == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"price": ""}, "price"),
        ({"price": "27,5"}, "price"),
        ({"price": "0"}, "price"),
        ({"title": " "}, "title"),
        ({"category": ""}, "category"),
        ({"opening": "-1"}, "opening"),
        ({"opening": "2,5"}, "opening"),
        ({"unit_cost": ""}, "unit_cost"),
        ({"compare_at": "18.000"}, "compare_at"),
    ],
)
def test_a_wrong_field_is_told_and_makes_nothing(owner, wrong, field):
    data = form(**wrong)
    with nothing_written():
        response = owner.post(ADD, data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


@pytest.mark.parametrize(("ticked", "is_food"), [({"is_food": "on"}, True), ({}, False)])
def test_the_owner_says_whether_it_is_food(owner, ticked, is_food):
    owner.post(ADD, form(**ticked))
    assert Sku.objects.get().is_food is is_food


def test_a_new_product_is_food_unless_the_owner_says_otherwise(owner):
    assert owner.get(ADD).context["form"]["is_food"].value() is True


def test_goods_that_cost_nothing_may_be_stocked(owner):
    owner.post(ADD, form(unit_cost="0"))
    assert build.level(Sku.objects.get()) == (12, 0, 0)


# Acts


def test_a_new_price_is_live_and_remembered(owner):
    sku = build.sku_of(build.product(price=15000))
    assert "now costs Rp16.500" in told(owner.post(at("price", sku), {"price": "16.500"}, follow=True))[0]
    change = PriceChange.objects.get()
    assert (change.old_price, change.new_price, change.by) == (15000, 16500, "test-owner")
    assert build.fresh(sku).price == 16500


def test_a_struck_price_below_the_price_is_refused(owner):
    sku = build.sku(price=15000)
    with nothing_written():
        response = owner.post(at("price", sku), {"price": "15000", "compare_at": "15000"})
    assert "must be higher" in text(response)


def test_what_an_article_is_can_be_put_right(owner, client):
    page = build.product(price=25000)
    sku = build.sku_of(page)
    owner.post(at("facts", sku), {"net_content": "250", "net_unit": "g"})
    sku = build.fresh(sku)
    assert (sku.is_food, sku.net_content, sku.net_unit) == (False, 250, "g")
    assert "Rp10.000 per 100 g" in text(client.get(page.url))
    shown = owner.get(at("facts", sku)).context["form"]
    assert [shown[name].value() for name in ("is_food", "net_content", "net_unit")] == [False, 250, "g"]
    owner.post(at("facts", sku), {"is_food": "on"})
    sku = build.fresh(sku)
    assert (sku.is_food, sku.net_content, sku.net_unit, sku.price) == (True, None, "", 25000)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"net_content": "250"}, "net_unit"),
        ({"net_unit": "g"}, "net_content"),
        ({"net_content": "0", "net_unit": "g"}, "net_content"),
        ({"net_content": "2,5", "net_unit": "g"}, "net_content"),
        ({"net_content": "250", "net_unit": "ons"}, "net_unit"),
    ],
)
def test_content_that_makes_no_sense_is_told_beside_its_field(owner, wrong, field):
    sku = build.sku()
    with nothing_written():
        response = owner.post(at("facts", sku), wrong)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_an_article_is_archived_and_sold_again(owner, client):
    page = build.product()
    sku = build.sku_of(page)
    owner.post(at("archive", sku))
    assert build.fresh(sku).is_archived
    owner.post(at("restore", sku))
    assert not build.fresh(sku).is_archived


def test_what_was_ordered_cannot_be_deleted_and_the_page_says_why(owner):
    sku = build.sku()
    build.order(sku)
    with nothing_written():
        response = owner.post(at("delete", sku))
    assert response.status_code == 422
    assert "Archive it instead" in text(response)


def test_what_never_moved_can_be_deleted(owner):
    sku = build.sku(stock=0)
    response = owner.post(at("delete", sku), follow=True)
    assert response.redirect_chain[-1][0] == "/admin/products/"
    assert not Sku.objects.exists()


def test_a_deleted_article_leaves_the_list_and_its_number(owner, client, django_capture_on_commit_callbacks):
    page = build.product(title="Keripik", stock=0)
    build.product(title="Amplang")
    client.get(page.get_parent().url)
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(at("delete", build.sku_of(page)))
    assert selectors.on_sale().count() == 1
    assert CHECKS["cards_equal_pages"]() == []


# Variants


def variant(**facts) -> dict:
    return {
        "price": "19.000",
        "opening": "5",
        "unit_cost": "12.000",
        "unit": "bungkus",
        "code": "V-2",
        "variant": "Pedas",
    } | facts


def test_a_variant_is_shown_on_the_page_at_once(owner):
    page = build.product()
    owner.post(reverse("products:variant", args=[page.pk]), variant())
    assert [row.sku.variant for row in build.fresh(page).listings.all()] == ["", "Pedas"]
    assert build.level(Sku.objects.get(code="V-2")) == (5, 0, 60000)


def test_a_variant_of_what_is_no_food_is_no_food_either(owner):
    page = build.product()
    Sku.objects.update(is_food=False)
    response = owner.get(reverse("products:variant", args=[page.pk]))
    assert response.context["form"]["is_food"].value() is False


def test_publishing_an_older_draft_keeps_the_variant_that_came_later(owner):
    page = build.product()
    page.title = "Judul baru"
    page.save_revision()
    owner.post(reverse("products:variant", args=[page.pk]), variant())
    page = build.fresh(page)
    assert (page.title == "Judul baru", page.has_unpublished_changes) == (False, True)
    page.get_latest_revision().publish()
    page = build.fresh(page)
    assert page.title == "Judul baru"
    assert [row.sku.variant for row in page.listings.all()] == ["", "Pedas"]


# The list


def test_the_list_shows_price_and_stock_and_marks_what_runs_out(owner):
    build.sku(name="Abon", price=58000, stock=3, reorder_point=5)
    shown = text(owner.get("/admin/products/"))
    assert "Abon" in shown
    assert "Rp58.000" in shown
    assert "3 can be sold" in shown
    assert "Order more" in shown


def test_archived_articles_have_a_tab_of_their_own(owner):
    build.sku(name="Abon")
    owner.post(at("archive", Sku.objects.get()))
    assert not owner.get("/admin/products/").context["object_list"]
    assert [str(sku) for sku in owner.get("/admin/products/", {"tab": "archived"}).context["object_list"]] == ["Abon"]


def test_the_list_takes_the_same_queries_for_one_article_and_for_many(owner, django_assert_max_num_queries):
    for number in range(10):
        build.product(title=f"Barang {number}", photo=None)
    owner.get("/admin/products/")
    with django_assert_max_num_queries(14):
        owner.get("/admin/products/")


def test_the_page_form_shows_live_price_and_stock_with_links(owner):
    page = build.product(price=27000, stock=4)
    shown = owner.get(f"/admin/pages/{page.pk}/edit/")
    assert "Rp27.000" in text(shown)
    assert "4 can be sold" in text(shown)
    assert at("price", build.sku_of(page)) in shown.content.decode()


@pytest.mark.parametrize("facts", [{"price": "100.000.000"}, {"price": "15.000", "compare_at": "100.000.000"}])
def test_a_price_that_nobody_pays_is_refused_beside_its_field(owner, facts):
    sku = build.sku()
    with nothing_written():
        page = owner.post(f"/admin/products/price/{sku.pk}/", facts)
    assert page.status_code == 422
    assert "Enter an amount of at most Rp99.999.999." in text(page)
