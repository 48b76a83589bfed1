"""What a shop still lacks, and who may see it."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext as CountQueries
from wagtail.images import get_image_model

from lapak.demo.content import build as demo
from lapak.pages import completeness
from lapak.pages.completeness import Level
from lapak.pages.models import NoticePage, PlainPage, ProfilePage
from shop.catalog.models import Sku
from shop.payments.services import open_account
from shop.shipping.models import Zone
from shop.storefront.models import ProductListing
from tests import build as shop_build
from tests.backoffice.conftest import people, roles  # noqa: F401 (fixtures)
from tests.english import in_english  # noqa: F401 (a fixture that applies itself)
from tests.pages import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


@pytest.fixture
def start():
    return build.home()


def line(title: str):
    return next(line for part in completeness.sections() for line in part.lines if line.title == title)


def product(start, **facts):
    page = build.product(build.category(start, title="Perkakas", slug="perkakas"), "Barang")
    for name, value in facts.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def no_food(page):
    Sku.objects.filter(listings__page=page).update(is_food=False)


def test_fresh_shop_lacks_every_duty_and_says_where_each_is_mended(start):
    shop_build.shop(whatsapp="")
    duties = completeness.sections()[0].lines
    lacking = [line.title for line in duties if line.level == Level.MUST and not line.fine]
    assert lacking == [
        "Name of the owner",
        "Full address",
        "Contact",
        "Terms and conditions",
        "Privacy: how personal data is protected",
        "Returns and refunds",
        "How to complain",
    ]
    assert all(line.url.startswith("/admin/") for line in duties if not line.fine)


@pytest.mark.parametrize(
    ("title", "facts"),
    [
        ("Name of the owner", {"owner_name": "Siti"}),
        ("Full address", {"street": "Jalan Melati 5", "city": "Balikpapan"}),
        ("Contact", {"whatsapp": "", "email": "halo@lapak.example"}),
        ("Business number (NIB)", {"nib": "1234567890123"}),
        (
            "Opening hours",
            {"week": json.dumps([{"type": "open", "value": {"days": ["0"], "opens": "08:00", "closes": "20:00"}}])},
        ),
    ],
)
def test_setting_that_is_filled_in_completes_its_line(start, title, facts):
    shop_build.shop(whatsapp="")
    assert not line(title).fine
    shop_build.shop(**facts)
    assert line(title).fine


def test_demo_shop_has_all_pages_of_the_law_and_no_forbidden_sentence(start):
    demo.build_legal(start)
    titles = [str(purpose.label) for purpose in PlainPage.Purpose if purpose.value]
    assert [line(title).fine for title in titles] == [True] * 4
    assert line("No sentence that refuses returns").fine


def test_page_that_was_unpublished_fulfils_no_duty(start):
    demo.build_legal(start)
    PlainPage.objects.get(purpose="privacy").unpublish()
    assert not line("Privacy: how personal data is protected").fine


def test_page_without_a_word_fulfils_no_duty(start):
    page = start.add_child(instance=PlainPage(title="Privasi", slug="privasi", purpose="privacy"))
    assert not line("Privacy: how personal data is protected").fine
    page.intro = "<p>Nomor Anda hanya untuk mengantar.</p>"
    page.save()
    assert line("Privacy: how personal data is protected").fine


def test_page_that_refuses_returns_is_named(start):
    clause = "<p>Barang yang sudah " + "dibeli tidak dapat dikembalikan.</p>"
    body = json.dumps([{"type": "paragraph", "value": clause}])
    page = start.add_child(instance=PlainPage(title="Aturan", slug="aturan", body=body))
    found = line("No sentence that refuses returns")
    assert [named.name for named in found.lacking] == ["Aturan"]
    assert found.url == f"/admin/pages/{page.pk}/edit/"


@pytest.fixture
def clause():
    return "Barang yang sudah " + "dibeli tidak dapat dikembalikan."


@pytest.mark.parametrize(
    "where",
    [
        lambda clause: {"title": clause},
        lambda clause: {"subtitle": clause},
        lambda clause: {"extra": f"Buka setiap hari\n{clause}"},
        lambda clause: {"footer": clause},
        lambda clause: {"items": json.dumps([{"type": "item", "value": {"headline": "Retur", "text": clause}}])},
        lambda clause: {
            "items": json.dumps([{"type": "item", "value": {"headline": clause[:24], "text": clause[25:]}}])
        },
    ],
)
def test_notice_that_refuses_returns_is_named_wherever_it_says_so(start, clause, where):
    notice = start.add_child(instance=NoticePage(**{"title": "Aturan", "slug": "aturan"} | where(clause)))
    assert [named.name for named in line("No sentence that refuses returns").lacking] == [notice.title]


def test_promotion_product_profile_and_greeting_that_refuse_returns_are_named(start, clause):
    paragraph = json.dumps([{"type": "paragraph", "value": f"<p>{clause}</p>"}])
    build.promotion(build.promotions(start), "Cuci gudang", body=paragraph)
    product(start, summary=clause)
    start.add_child(instance=ProfilePage(title="Tentang", slug="tentang", delivery_text=clause))
    start.hero_text = clause
    start.save_revision().publish()
    named = {named.name for named in line("No sentence that refuses returns").lacking}
    assert named == {"Cuci gudang", "Barang", "Tentang", start.title}


def test_draft_refuses_nothing_yet(start, clause):
    page = product(start)
    page.summary = clause
    page.save_revision()
    assert line("No sentence that refuses returns").fine


def test_bank_account_and_zone_complete_selling(start):
    assert [line("Bank account").fine, line("Delivery zones").fine] == [False, False]
    open_account(bank="BCA", number="1234567890", holder="SITI", position=0)
    Zone.objects.create(code="Z0", name="Dekat", fee=0)
    assert [line("Bank account").fine, line("Delivery zones").fine] == [True, True]


def test_food_without_halal_status_or_shelf_life_is_red(start):
    page = product(start, ingredients="Pisang, garam")
    for title in ("Halal status of food", "Shelf life of food"):
        assert line(title).level == Level.MUST
        assert [named.url for named in line(title).lacking] == [f"/admin/pages/{page.pk}/edit/"]


def test_what_is_no_food_needs_no_facts_of_food_on_any_shelf(start):
    page = build.product(build.category(start, title="Makanan & Minuman", slug="makanan-minuman"), "Stoples")
    assert not line("Halal status of food").fine
    no_food(page)
    titles = ("Halal status of food", "Shelf life of food", "P-IRT or BPOM number of food", "Ingredients of food")
    assert [line(title).fine for title in titles] == [True] * 4


def test_one_article_of_food_makes_the_page_one_of_food_until_it_is_archived(start):
    page = build.product(build.category(start), "Paket")
    no_food(page)
    tea = Sku.objects.create(code="TEH", name="Teh", price=9000)
    ProductListing.objects.create(page=page, sku=tea, sort_order=1)
    assert [named.name for named in line("Halal status of food").lacking] == ["Paket"]
    Sku.objects.filter(pk=tea.pk).update(archived_at=shop_build.NOW)
    assert line("Halal status of food").fine


def test_food_with_its_facts_is_complete(start):
    product(start, ingredients="Pisang", halal="uncertified", shelf_life="30 hari", permit_number="P-IRT 1")
    titles = ("Halal status of food", "Shelf life of food", "P-IRT or BPOM number of food", "Ingredients of food")
    assert [line(title).fine for title in titles] == [True] * 4


def test_soap_with_a_shelf_life_needs_no_halal_status(start):
    no_food(product(start, shelf_life="24 bulan"))
    assert line("Halal status of food").fine
    assert not line("Photo").fine


def test_certified_product_without_a_number_is_red(start):
    page = product(start, halal="certified", shelf_life="30 hari")
    assert [named.name for named in line("Number of the halal certificate").lacking] == [page.title]


def test_product_that_lists_nothing_for_sale_has_no_price(start):
    page = product(start)
    assert line("Price").fine
    ProductListing.objects.filter(page=page).delete()
    assert not line("Price").fine


def test_photo_without_description_is_named(start):
    image = get_image_model().objects.create(title="Teras", file="x.jpg", width=1, height=1)
    assert [named.url for named in line("Descriptions of photos").lacking] == [f"/admin/images/{image.pk}/"]
    get_image_model().objects.update(description="Teras toko")
    assert line("Descriptions of photos").fine


def test_no_two_lines_give_the_same_reason(start):
    reasons = [line.why for part in completeness.sections() for line in part.lines]
    assert len(reasons) == len(set(reasons))


def test_long_list_names_eight_and_counts_the_rest(start):
    shelf = build.category(start, title="Perkakas", slug="perkakas")
    for number in range(10):
        build.product(shelf, f"Sapu {number}")
    found = line("Photo")
    assert (found.count, len(found.lacking), found.more) == (10, 8, 2)


def test_number_of_queries_does_not_grow_with_the_shop(start, django_assert_num_queries):
    shelf = build.category(start, title="Perkakas", slug="perkakas")
    build.product(shelf, "Sapu")
    with CountQueries(connection) as few:
        completeness.sections()
    for number in range(6):
        build.product(shelf, f"Sapu {number}")
    with django_assert_num_queries(len(few)):
        completeness.sections()


def test_missing_counts_musts_only(start):
    shop_build.shop(whatsapp="", nib="")
    before = completeness.missing()
    shop_build.shop(whatsapp="", nib="1234567890123")
    assert completeness.missing() == before
    shop_build.shop(whatsapp="", owner_name="Siti")
    assert completeness.missing() == before - 1


@pytest.mark.parametrize(("role", "status"), [("owner", 200), ("cashier", 302), ("mentor", 302)])
def test_only_the_owner_sees_the_page(people, role, status):  # noqa: F811
    answer = people(role).get("/admin/kelengkapan/")
    assert answer.status_code == status
    assert ("Name of the owner" in answer.content.decode()) is (status == 200)


def test_visitor_is_asked_to_log_in(client):
    assert client.get("/admin/kelengkapan/").url.startswith("/admin/login/")


@pytest.mark.parametrize(("role", "shown"), [("owner", True), ("cashier", False), ("mentor", False)])
def test_first_page_of_the_editor_has_the_line_for_the_owner_only(people, role, shown):  # noqa: F811
    assert ("/admin/kelengkapan/" in people(role).get("/admin/").content.decode()) is shown
