"""Whether an article is food: said by the owner, guessed once for those that were there before."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from shop.catalog import services as catalog
from shop.catalog.models import Sku
from shop.store import freshness
from shop.storefront.models import ProductListing
from tests import build
from tests.checks import nothing_written

pytestmark = pytest.mark.django_db


def guessed(*, category: str = "perkakas", **facts) -> bool:
    """What the migration makes of an article on such a page."""
    page = build.product(category=build.category(title=category, slug=category), **facts)
    guess()
    return build.sku_of(page).is_food


def guess() -> None:
    migration = import_module("shop.storefront.migrations.0005_which_articles_are_food")
    migration.guess(apps, SimpleNamespace(connection=connection))


@pytest.mark.parametrize(
    "facts", [{"halal": "uncertified"}, {"shelf_life": "30 hari"}, {"ingredients": "Pisang"}, {"allergens": "telur"}]
)
def test_a_page_with_a_fact_of_food_was_one_of_food(facts):
    assert guessed(**facts)


@pytest.mark.parametrize("shelf", ["makanan-minuman", "minuman", "bahan-makanan", "bumbu-dapur", "camilan", "kue"])
def test_a_page_on_a_shelf_of_food_was_one_of_food(shelf):
    assert guessed(category=shelf)


def test_a_page_without_any_sign_of_food_was_none():
    assert not guessed(net="1 buah", storage="Kering", permit_number="SNI 1")


def test_an_article_that_one_of_its_pages_calls_food_is_food():
    broom = build.product(category=build.category(title="Perkakas", slug="perkakas"))
    food = build.product(halal="certified")
    ProductListing.objects.create(page=food, sku=build.sku_of(broom), sort_order=1)
    guess()
    assert Sku.objects.filter(is_food=True).count() == 2


def test_an_article_on_no_page_stays_food():
    made = build.sku(shelf=False)
    guess()
    assert build.fresh(made).is_food


def test_the_shop_window_is_made_anew_when_the_content_changes(django_capture_on_commit_callbacks):
    made = build.sku()
    before = freshness.current()
    with django_capture_on_commit_callbacks(execute=True):
        catalog.change_facts(sku=made, is_food=False, net_content=250, net_unit="g")
    assert freshness.current() != before
    made = build.fresh(made)
    assert (made.is_food, made.net_content, made.net_unit) == (False, 250, "g")


@pytest.mark.parametrize(("content", "unit"), [(250, ""), (None, "g"), (250, "ons"), (-1, "g")])
def test_a_content_that_cannot_be_is_refused(content, unit):
    made = build.sku()
    with nothing_written(), pytest.raises(catalog.BadFact):
        catalog.change_facts(sku=made, is_food=True, net_content=content, net_unit=unit)
