"""Live preview: what is written and not saved yet is shown, and nothing is stored by it."""

import io
import re

import pytest
from django.core.files.images import ImageFile
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from blog.models import PromotionIndexPage, PromotionPage
from tests import build
from tests.ground.hostile_pictures import photo
from tests.promotions import rule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def shown(client, page, facts, mode: str = "") -> str:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    stored = client.post(address, nested_form_data(facts)).json()
    assert stored["is_valid"] is True, stored
    answer = client.get(address, {"mode": mode} if mode else {})
    assert answer.status_code == 200
    return answer.content.decode()


def product_form(page, **facts):
    rows = [{"sku": listing.sku_id, "id": listing.pk, "ORDER": "1"} for listing in page.listings.all()]
    return {
        "title": page.title,
        "slug": page.slug,
        "couriers": "all",
        "body": streamfield([]),
        "listings": inline_formset(rows, initial=len(rows)),
        "gallery": inline_formset([]),
    } | facts


def test_an_unsaved_product_page(admin_client):
    page = build.product(title="Keripik", price=15000)
    before = Revision.objects.count()
    html = shown(admin_client, page, product_form(page, title="Keripik Baru", summary="Renyah sekali"))
    assert "Keripik Baru" in html
    assert "Renyah sekali" in html
    assert "15.000" in html
    assert Revision.objects.count() == before
    assert build.fresh(page).title == "Keripik"


def test_an_unsaved_product_page_under_a_price_promotion(admin_client):
    page = build.product(title="Keripik", price=20000)
    rule(build.sku_of(page), value=25)
    assert "15.000" in shown(admin_client, page, product_form(page, title="Keripik Baru"))


def picture(title: str):
    file = ImageFile(io.BytesIO(photo()), f"{title}.jpg")
    return get_image_model().objects.create(title=title, description=title, file=file)


def test_an_unsaved_photo_and_gallery(admin_client):
    page, main, second = build.product(), picture("Depan"), picture("Belakang")
    rows = inline_formset([{"image": second.pk, "ORDER": "1"}, {"image": main.pk, "ORDER": "2"}])
    html = shown(admin_client, page, product_form(page, photo=main.pk, gallery=rows))
    assert html.index('alt="Depan"') < html.index('alt="Belakang"')
    assert html.count('alt="Depan"') == 1
    assert build.fresh(page).photo is None


def test_a_promotion_page_with_an_unsaved_price_promotion(admin_client, clock):
    article = build.product(title="Keripik", price=20000)
    reduced = rule(build.sku_of(article), value=25, name="Diskon Natal")
    index = build.home().add_child(instance=PromotionIndexPage(title="Promo", slug="promo"))
    page = index.add_child(
        instance=PromotionPage(title="Natal", slug="natal", summary="Ringkas", valid_from=build.TODAY)
    )
    facts = {
        "title": "Natal Ceria",
        "slug": "natal",
        "summary": "Ringkas",
        "valid_from": "2026-11-24",
        "valid_until": "",
        "rule": reduced.pk,
        "voucher": "",
        "tags": "",
        "body": streamfield([]),
        "promoted": inline_formset([{"product": article.pk, "ORDER": "1"}]),
    }
    html = shown(admin_client, page, facts)
    assert "Natal Ceria" in html
    assert "15.000" in html
    assert "25" in html
    assert build.fresh(page).rule is None


def greeting_form(*seasons) -> dict:
    """The home page with an unsaved greeting; `seasons`: (first day, last day, words)."""
    days = [
        {"first": first, "last": last, "title": title, "text": "", "photo": "", "page": "", "button": ""}
        for first, last, title in seasons
    ]
    return {
        "title": "Beranda",
        "slug": "beranda",
        "hero_title": "Selamat pagi",
        "hero_text": "",
        "hero_photo": "",
        "seasons": streamfield([("season", value) for value in days]),
        "body": streamfield([]),
    }


TODAY = ("2026-11-01", "2026-12-31", "Musim durian")


def test_an_unsaved_greeting(admin_client):
    assert ">Selamat pagi</h1>" in shown(admin_client, build.home(), greeting_form())
    assert build.fresh(build.home()).hero_title == "Selamat datang"


@pytest.mark.parametrize(("mode", "greeted"), [("", "Musim durian"), ("greeting", "Selamat pagi")])
def test_beneath_a_season_the_greeting_can_be_looked_at_too(admin_client, mode, greeted):
    html = shown(admin_client, build.home(), greeting_form(TODAY), mode)
    assert re.findall("<h1[^>]*>([^<]+)", html) == [greeted]


def test_the_editor_offers_both_ways_of_looking_at_the_home_page(admin_client):
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[build.home().pk])).content.decode()
    modes = re.findall(r'<option value="(\w*)"[^>]*>(As visitors see it today|Without a season)', html)
    assert modes == [("", "As visitors see it today"), ("greeting", "Without a season")]
