"""The shop's own row, and the numbers it gives out."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from shop.store.models import NumberSeries, Shop
from shop.store.selectors import shop
from shop.store.services import hold_numbers, order_series, take_number
from tests import build

pytestmark = pytest.mark.django_db


def test_before_anybody_saved_them_the_settings_are_sensible():
    settings = shop()
    assert settings.pk is None
    assert (settings.order_prefix, settings.payment_hours) == ("LP", 24)
    assert settings.consent_text


def test_saved_settings_are_found():
    build.shop(order_prefix="WR", payment_hours=3)
    assert (shop().order_prefix, shop().payment_hours) == ("WR", 3)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("order_prefix", "lp"),
        ("order_prefix", "ABCDE"),
        ("order_prefix", "L1"),
        ("payment_hours", 0),
        ("payment_hours", 169),
    ],
)
def test_settings_that_make_no_sense_are_refused_by_their_form(field, value):
    with pytest.raises(ValidationError) as refused:
        Shop(**{field: value}).full_clean()
    assert list(refused.value.error_dict) == [field]


@pytest.mark.parametrize(
    ("parts", "address"),
    [
        ({"street": "Jalan 1", "city": "Balikpapan", "postcode": "76129"}, "Jalan 1, Balikpapan, 76129"),
        ({}, ""),
    ],
)
def test_the_address_leaves_out_what_is_not_known(parts, address):
    assert Shop(**parts).address == address


def test_numbers_start_at_one_and_each_series_counts_for_itself():
    taken = [take_number(series="order:2611") for _ in range(3)]
    assert taken == [1, 2, 3]
    assert take_number(series="order:2612") == 1
    assert NumberSeries.objects.get(name="order:2611").next == 4


def test_holding_the_numbers_takes_none():
    take_number(series="order:2611")
    hold_numbers(series="order:2611")
    assert take_number(series="order:2611") == 2


@pytest.mark.parametrize(("hour", "series"), [(15, "order:2611"), (16, "order:2612")])
def test_the_month_of_a_number_turns_at_the_shops_own_midnight(hour, series):
    assert order_series(datetime(2026, 11, 30, hour, 59, tzinfo=UTC)) == series


def test_a_number_that_was_taken_in_vain_is_given_again():
    take_number(series="order:2611")
    with transaction.atomic():
        assert take_number(series="order:2611") == 2
        transaction.set_rollback(True)
    assert take_number(series="order:2611") == 2
