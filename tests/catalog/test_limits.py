"""What an article cannot be is told in a sentence; the database never has to refuse it."""

import pytest

from shop.catalog import services
from shop.catalog.models import Sku
from tests import build
from tests.checks import nothing_written

pytestmark = pytest.mark.django_db
HIGHEST = 99_999_999
TOO_LOW, TOO_HIGH = "A price must be at least Rp1.", "A price may be at most Rp99.999.999."
PRICES = [(-1, TOO_LOW), (0, TOO_LOW), (HIGHEST + 1, TOO_HIGH), (10**30, TOO_HIGH)]


@pytest.mark.parametrize(("price", "sentence"), PRICES)
def test_a_new_article_has_a_price_that_can_be_paid(price, sentence):
    with nothing_written(), pytest.raises(services.BadPrice) as refused:
        services.create_sku(code="A", name="Keripik", price=price)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(("price", "sentence"), PRICES)
def test_a_price_is_changed_to_one_that_can_be_paid(price, sentence):
    sku = build.sku()
    with nothing_written(), pytest.raises(services.BadPrice) as refused:
        services.change_price(sku=sku, price=price, compare_at=None, now=build.NOW, by="pemilik")
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("before", "sentence"),
    [(1000, "The price before must be higher than the price now."), (HIGHEST + 1, TOO_HIGH), (10**30, TOO_HIGH)],
)
def test_the_price_before_has_the_same_bounds(before, sentence):
    with nothing_written(), pytest.raises(services.BadPrice) as refused:
        services.create_sku(code="A", name="Keripik", price=1000, compare_at=before)
    assert str(refused.value) == sentence


def test_the_bounds_themselves_are_prices():
    services.create_sku(code="A", name="Murah", price=1)
    services.create_sku(code="B", name="Mahal", price=HIGHEST - 1, compare_at=HIGHEST)
    assert list(Sku.objects.order_by("code").values_list("price", "compare_at")) == [(1, None), (HIGHEST - 1, HIGHEST)]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": "k" * 121}, "Name: at most 120 letters."),
        ({"code": "k" * 41}, "Code: at most 40 letters."),
        ({"variant": "k" * 61}, "Variant: at most 60 letters."),
        ({"unit": "k" * 21}, "Unit: at most 20 letters."),
        ({"name": ""}, "Name: This field cannot be blank."),
    ],
)
def test_a_text_that_does_not_fit_is_named(facts, sentence):
    with nothing_written(), pytest.raises(services.BadFact) as refused:
        services.create_sku(**{"code": "A", "name": "Keripik", "price": 1000} | facts)
    assert str(refused.value) == sentence


def test_a_measure_that_no_article_has_is_refused():
    with nothing_written(), pytest.raises(services.BadFact, match=r"^Weight with packing \(g\): "):
        services.create_sku(code="A", name="Keripik", price=1000, weight_g=-1)


def test_a_name_that_just_fits_is_kept():
    assert services.create_sku(code="A", name="k" * 120, price=1000).name == "k" * 120
