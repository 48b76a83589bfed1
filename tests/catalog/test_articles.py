"""Articles: their prices are logged, and what has a history is archived instead of deleted."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from shop.catalog import services
from shop.catalog.models import PriceChange, Sku
from tests import build

pytestmark = pytest.mark.django_db


def change(sku, price, compare_at=None, by="pemilik"):
    return services.change_price(sku=sku, price=price, compare_at=compare_at, now=build.NOW, by=by)


def test_a_code_names_one_article():
    build.sku(code="KRPK-1")
    with pytest.raises(services.CodeTaken) as refused:
        services.create_sku(code="KRPK-1", name="Lain", price=1000)
    assert str(refused.value) == "The code KRPK-1 is in use already."
    assert Sku.objects.get().code == "KRPK-1"


def test_a_changed_price_keeps_what_it_was_who_and_when():
    sku = build.sku(price=15000)
    change(sku, 12000, 15000)
    change(sku, 13000)
    logged = PriceChange.objects.order_by("pk").values_list(
        "old_price", "new_price", "old_compare_at", "new_compare_at", "at", "by"
    )
    assert list(logged) == [
        (15000, 12000, None, 15000, build.NOW, "pemilik"),
        (12000, 13000, 15000, None, build.NOW, "pemilik"),
    ]
    fresh = build.fresh(sku)
    assert (fresh.price, fresh.compare_at) == (13000, None)


def test_the_same_price_again_is_not_a_change():
    sku = build.sku(price=15000)
    change(sku, 15000)
    assert not PriceChange.objects.exists()


@pytest.mark.parametrize("before", [12000, 11999])
def test_the_struck_price_must_be_higher_than_the_price(before):
    sku = build.sku(price=15000)
    with pytest.raises(services.CatalogError, match=r"^The price before must be higher than the price now\.$"):
        change(sku, 12000, before)
    assert build.fresh(sku).price == 15000
    assert not PriceChange.objects.exists()


def test_changing_a_price_leaves_other_changes_of_the_article_alone():
    """The form was opened before somebody archived the article."""
    stale = build.sku()
    services.archive(sku=stale, now=build.NOW)
    change(stale, 9000)
    assert build.fresh(stale).archived_at == build.NOW


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("price", 0, "sku_price_positive"),
        ("price", -1, "sku_price_positive"),
        ("compare_at", 15000, "sku_compare_at_above_price"),
        ("code", "TAKEN", "code"),
    ],
)
def test_the_database_refuses_an_impossible_article(column, value, constraint):
    build.sku(code="TAKEN")
    sku = build.sku(price=15000)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Sku.objects.filter(pk=sku.pk).update(**{column: value})
    assert getattr(build.fresh(sku), column) == getattr(sku, column)


def test_an_article_that_never_moved_can_be_deleted():
    sku = build.sku(stock=0)
    services.delete(sku=sku)
    assert not Sku.objects.exists()


def with_stock():
    return build.sku(stock=1)


def with_an_order():
    sku = build.sku()
    build.order(sku)
    return sku


def with_a_price_log():
    sku = build.sku(stock=0)
    change(sku, 9000)
    return sku


@pytest.mark.parametrize("made", [with_stock, with_an_order, with_a_price_log])
def test_an_article_with_a_history_can_only_be_archived(made):
    sku = made()
    with pytest.raises(services.StillNeeded) as refused:
        services.delete(sku=sku)
    assert str(refused.value) == (
        f"{sku.name} was ordered or stocked before, so its history must stay. Archive it instead."
    )
    assert Sku.objects.filter(pk=sku.pk).exists()


@pytest.mark.parametrize("made", [with_stock, with_an_order, with_a_price_log])
def test_even_past_the_service_an_article_with_a_history_is_not_deleted(made):
    sku = made()
    with pytest.raises(ProtectedError):
        sku.delete()
    assert Sku.objects.filter(pk=sku.pk).exists()


def test_archiving_twice_keeps_the_first_day_and_restoring_ends_it():
    sku = build.sku()
    services.archive(sku=sku, now=build.NOW)
    services.archive(sku=sku, now=build.NOW + build.DAY)
    assert build.fresh(sku).archived_at == build.NOW
    assert build.fresh(sku).is_archived
    services.restore(sku=sku)
    assert not build.fresh(sku).is_archived


def test_an_archived_article_keeps_its_stock_and_orders():
    sku = build.sku(stock=5, cost=9000)
    order = build.order((sku, 2))
    services.archive(sku=sku, now=build.NOW)
    assert build.level(sku) == (5, 2, 45000)
    assert order.lines.get().sku_id == sku.pk


def test_a_variant_is_part_of_the_name():
    assert str(build.sku(name="Keripik", variant="pedas")) == "Keripik, pedas"
