"""The shop's own row, and the numbers it gives out."""

from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from wagtail.admin.panels import get_edit_handler

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


def settings_form(**facts):
    """The owner's form under Settings, with these fields filled in."""
    form = get_edit_handler(Shop).get_form_class()
    return form({"week-count": "0", "holidays-count": "0"} | facts, instance=shop(), for_user=None)


@pytest.mark.parametrize("typed", ["0812-0000-0000", "+62 812 0000 0000", "6281200000000", "(0812) 0000 0000"])
def test_the_whatsapp_number_is_kept_as_links_need_it_however_it_is_typed(typed):
    settings = Shop(whatsapp=typed)
    settings.full_clean()
    assert settings.whatsapp == "6281200000000"


def test_the_owners_form_stores_the_number_that_links_need():
    form = settings_form(whatsapp="0812-0000-0000")
    form.is_valid()
    assert "whatsapp" not in form.errors
    assert form.instance.whatsapp == "6281200000000"


def test_a_shop_may_have_no_whatsapp_number():
    settings = Shop(whatsapp="")
    settings.full_clean()
    assert settings.whatsapp == ""


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            "0542 123456",
            "This looks like a landline, which has no WhatsApp. Enter a mobile number that begins with 08.",
        ),
        ("nomor saya", "Enter your WhatsApp number in digits, for example 0812 3456 7890."),
    ],
)
def test_a_number_without_whatsapp_is_refused_beside_its_field(typed, sentence):
    assert settings_form(whatsapp=typed).errors["whatsapp"] == [sentence]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("0812-0000-0000", "6281200000000"),
        ("+62 812 0000 0000", "6281200000000"),
        ("6281200000000", "6281200000000"),
        ("0542 123456", "0542 123456"),
        ("", ""),
    ],
)
def test_numbers_from_before_are_written_as_links_need_them_and_none_is_lost(before, after):
    build.shop(whatsapp=before)
    migration = import_module("shop.store.migrations.0007_whatsapp_number")
    migration.tidy(apps, SimpleNamespace(connection=connection))
    assert shop().whatsapp == after


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
