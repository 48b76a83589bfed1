"""What is sold and how it is shown are two things: no page, draft or deletion touches price, stock or order."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from shop.catalog import services as catalog
from shop.catalog.models import Sku
from shop.orders.models import OrderLine
from shop.stock.services import StockError
from shop.storefront import services
from shop.storefront.models import ProductListing, ProductPage
from shop.storefront.services import NewSku, create_product
from tests import build
from tests.checks import nothing_written

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


def price(sku, amount):
    catalog.change_price(sku=sku, price=amount, compare_at=None, now=build.NOW, by="pemilik")


def listed(page) -> list[int]:
    return list(ProductListing.objects.filter(page=page).values_list("sku_id", flat=True))


# Drafts


def test_publishing_an_old_draft_changes_neither_price_nor_stock():
    page = build.product(price=15000, stock=10)
    sku = build.sku_of(page)
    page.title = "Judul baru"
    draft = page.save_revision()
    price(sku, 17500)
    build.order((sku, 3))
    with nothing_written():
        draft.publish()
    assert build.fresh(page).title == "Judul baru"
    assert build.fresh(sku).price == 17500
    assert build.level(sku)[:2] == (10, 3)


def test_a_scheduled_draft_changes_neither_price_nor_stock(clock):
    page = build.product(price=15000, stock=10)
    sku = build.sku_of(page)
    page.title, page.go_live_at = "Judul terjadwal", build.NOW + build.DAY
    page.save_revision().publish()
    price(sku, 17500)
    build.completed_order((sku, 10))
    clock.now = build.NOW + 2 * build.DAY
    with nothing_written():
        call_command("publish_scheduled")
    assert build.fresh(page).title == "Judul terjadwal"
    assert (build.fresh(sku).price, build.level(sku)) == (17500, (0, 0, 0))


def test_going_back_to_an_old_version_changes_neither_price_nor_stock():
    page = build.product(price=15000, stock=10)
    first, sku = page.latest_revision, build.sku_of(page)
    page.save_revision().publish()
    price(sku, 17500)
    with nothing_written():
        page.save_revision(previous_revision=first).publish()
        first.publish()
    assert build.fresh(sku).price == 17500


def test_an_article_taken_off_in_a_draft_is_still_shown_and_after_publishing_still_there():
    page = build.product(skus=[NewSku("A-1", 15000, "pedas", 5, 9000), NewSku("A-2", 16000, "manis", 5, 9000)])
    hot, sweet = Sku.objects.order_by("code")
    draft = page.get_latest_revision_as_object()
    draft.listings = [listing for listing in draft.listings.all() if listing.sku_id != hot.pk]
    revision = draft.save_revision()
    assert listed(page) == [hot.pk, sweet.pk]
    with nothing_written():
        revision.publish()
    assert listed(page) == [sweet.pk]
    assert build.level(hot) == (5, 0, 45000)


def test_a_draft_that_names_a_deleted_article_can_be_published():
    page = build.product(skus=[NewSku("A-1", 15000), NewSku("A-2", 16000)])
    gone, kept = Sku.objects.order_by("code")
    draft = page.get_latest_revision_as_object().save_revision()
    catalog.delete(sku=gone)
    draft.publish()
    assert listed(page) == [kept.pk]


def test_a_page_carries_no_price_and_no_stock():
    """Whatever a revision keeps, it cannot bring these back."""
    kept = build.product().latest_revision.content
    (listing,) = kept["listings"]
    assert set(listing) == {"pk", "sort_order", "page", "sku"}
    assert not {"price", "compare_at", "on_hand", "stock"} & set(kept)


# Deleting


def test_deleting_a_page_keeps_the_article_its_stock_and_its_orders():
    page = build.product(stock=10)
    sku = build.sku_of(page)
    order = build.order((sku, 2))
    with nothing_written():
        page.delete()
    assert not ProductListing.objects.exists()
    assert Sku.objects.get() == sku
    assert OrderLine.objects.get(order=order).sku == sku


def test_deleting_a_whole_category_keeps_its_articles():
    page = build.product()
    with nothing_written():
        page.get_parent().delete()
    assert not ProductPage.objects.exists()
    assert Sku.objects.count() == 1


def test_deleting_an_article_keeps_its_page():
    page = build.product(stock=0)
    catalog.delete(sku=build.sku_of(page))
    assert ProductPage.objects.get() == page
    assert listed(page) == []


def test_unpublishing_a_page_keeps_everything():
    page = build.product()
    with nothing_written():
        page.unpublish()
    assert listed(page) == [build.sku_of(page).pk]


def test_a_page_lists_an_article_once():
    page = build.product()
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        ProductListing.objects.create(page=page, sku=build.sku_of(page))


# A new product


def test_a_new_product_is_article_stock_and_published_page_in_one():
    made = create_product(
        category=build.category(),
        title="Keripik Pisang",
        skus=[NewSku("KP-1", 15000, opening=8, unit_cost=9000, details={"unit": "bungkus", "weight_g": 250})],
        tags=["camilan", "pedas"],
        now=build.NOW,
        by="pemilik",
        summary="Renyah",
    )
    page, sku = ProductPage.objects.get(), Sku.objects.get()
    assert made == page
    assert (page.slug, page.live, page.summary, page.has_unpublished_changes) == (
        "keripik-pisang",
        True,
        "Renyah",
        False,
    )
    assert (sku.code, sku.name, sku.price, sku.unit, sku.weight_g) == ("KP-1", "Keripik Pisang", 15000, "bungkus", 250)
    assert build.level(sku) == (8, 0, 72000)
    assert listed(page) == [sku.pk]
    assert sorted(page.tags.names()) == ["camilan", "pedas"]


def test_its_variants_are_listed_in_their_order():
    page = build.product(skus=[NewSku("B", 2000, "besar"), NewSku("A", 1000, "kecil")])
    assert [listing.sku.code for listing in page.listings.all()] == ["B", "A"]


def test_a_new_product_may_wait_as_a_draft_with_its_stock_booked():
    page = build.product(publish=False, stock=5)
    assert not page.live
    assert build.level(build.sku_of(page))[0] == 5


def test_a_product_without_opening_stock_has_an_empty_level():
    assert build.level(build.sku_of(build.product(stock=0))) == (0, 0, 0)


def test_a_code_that_is_taken_makes_neither_page_nor_article():
    build.product(skus=[NewSku("KP-1", 15000)])
    with nothing_written(), pytest.raises(catalog.CodeTaken):
        build.product(skus=[NewSku("KP-2", 15000), NewSku("KP-1", 15000)])
    assert ProductPage.objects.count() == 1


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Keripik Pisang", ["keripik-pisang", "keripik-pisang-2", "keripik-pisang-3"]),
        ("★", ["produk", "produk-2", "produk-3"]),
    ],
)
def test_equal_titles_get_addresses_of_their_own(title, slugs):
    assert [build.product(title=title).slug for _ in slugs] == slugs


def test_an_address_that_only_begins_alike_is_free():
    build.product(title="Keripik Pisang Manis")
    assert services.free_slug(build.category(), "Keripik Pisang") == "keripik-pisang"


def test_a_code_for_the_owner_who_has_none_is_free(monkeypatch):
    build.sku(code="P-000007")
    numbers = iter([7, 8])
    monkeypatch.setattr(services.secrets, "randbelow", lambda most: next(numbers))
    assert services.free_code() == "P-000008"


@pytest.mark.parametrize(
    ("title", "facts", "error"),
    [
        ("k" * 121, {}, catalog.BadFact),
        ("Keripik", {"price": 0}, catalog.BadPrice),
        ("Keripik", {"price": 100_000_000}, catalog.BadPrice),
        ("Keripik", {"details": {"compare_at": 100_000_000}}, catalog.BadPrice),
        ("Keripik", {"unit_cost": 100_000_000}, StockError),
        ("Keripik", {"opening": 1_000_001}, StockError),
    ],
)
def test_a_product_out_of_all_bounds_is_refused_whole(title, facts, error):
    new = NewSku(**{"code": "A", "price": 1000, "opening": 1, "unit_cost": 500} | facts)
    shelf, pages = build.category(), ProductPage.objects.count()
    with nothing_written(), pytest.raises(error):
        create_product(category=shelf, title=title, skus=[new], now=build.NOW, by="pemilik")
    assert ProductPage.objects.count() == pages
