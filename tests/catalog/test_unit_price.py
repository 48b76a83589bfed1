"""The price of a measure: rounded to the nearest rupiah, and told only when it says something."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from shop.catalog.unit_price import UnitPrice, unit_price
from tests import build

PRICES = st.integers(1, 99_999_999)
CONTENTS = st.integers(1, 9_999_999)


@pytest.mark.parametrize(
    ("price", "content", "unit", "amount", "measure"),
    [
        (25_000, 200, "g", 12_500, "100 g"),
        (39_000, 500, "ml", 7_800, "100 ml"),
        (76_000, 5000, "g", 15_200, "1 kg"),
        (60_000, 30, "pcs", 2_000, "piece"),
        (10_000, 300, "g", 3_333, "100 g"),
        (1, 200, "g", 1, "100 g"),
    ],
)
def test_it_is_told_for_100_g_or_ml_for_a_kilo_or_for_one(price, content, unit, amount, measure):
    told = unit_price(price, content, unit)
    assert (told.amount, str(told.measure)) == (amount, measure)


@pytest.mark.parametrize(
    ("content", "unit"), [(None, ""), (100, "g"), (1000, "g"), (1000, "ml"), (1, "pcs"), (9_999_999, "g")]
)
def test_nothing_is_told_that_repeats_the_price_or_comes_to_nothing(content, unit):
    assert unit_price(3, content, unit) is None


@given(PRICES, CONTENTS, st.sampled_from(["g", "ml", "pcs"]))
def test_it_is_never_more_than_half_a_rupiah_off(price, content, unit):
    told = unit_price(price, content, unit) or UnitPrice(0, "")
    size = {True: 1, False: 1000 if content >= 1000 else 100}[unit == "pcs"]
    if told.amount:
        assert -content < 2 * (told.amount * content - price * size) <= content
    else:
        assert content == size or 2 * price * size < content


@given(PRICES, PRICES, CONTENTS)
def test_the_cheaper_of_two_equal_packs_is_never_told_as_dearer(one, other, content):
    first, second = (unit_price(price, content, "g") for price in sorted([one, other]))
    assert (first.amount if first else 0) <= (second.amount if second else 0)


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "unit"), [(250, ""), (None, "g"), (0, "g"), (250, "kg")])
def test_the_database_keeps_content_and_unit_together(content, unit):
    sku = build.sku()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(sku).objects.filter(pk=sku.pk).update(net_content=content, net_unit=unit)
    sku.refresh_from_db()
    assert (sku.net_content, sku.net_unit) == (None, "")
