"""Reserving, releasing, handing over, receiving and correcting: all or nothing, each once, each with its movement."""

import pytest
from django.db import IntegrityError, transaction

from accounting.models import Entry
from accounting.selectors import balance
from shop.stock import selectors, services
from shop.stock.models import StockLevel, StockMovement
from tests import build
from tests.checks import nothing_written

pytestmark = pytest.mark.django_db

FACTS = {"document": "order:X", "at": build.NOW, "by": "pemilik"}


def reserve(units, key="k1"):
    services.reserve(quantities={sku.pk: quantity for sku, quantity in units}, key=key, **FACTS)


def receive(sku, quantity=4, total_cost=40000, key="r1", paid_from="cash"):
    return services.receive(
        sku=sku,
        quantity=quantity,
        total_cost=total_cost,
        paid_from=paid_from,
        reason="Kulakan",
        key=key,
        at=build.NOW,
        by="pemilik",
    )


def adjust(sku, change, key="a1", reason="Hitung ulang"):
    return services.adjust(sku=sku, change=change, reason=reason, key=key, at=build.NOW, by="pemilik")


def movements(sku, *kinds):
    """(kind, on hand, reserved, value) of each movement but the opening one, oldest first."""
    rows = StockMovement.objects.filter(sku=sku).exclude(kind="opening").order_by("pk")
    return list(rows.values_list("kind", "on_hand_change", "reserved_change", "value_change"))


# Reserve


def test_reserved_goods_stay_on_hand_and_are_not_free_any_more():
    sku = build.sku(stock=10, cost=9000)
    reserve([(sku, 4)])
    assert build.level(sku) == (10, 4, 90000)
    assert selectors.available([sku.pk]) == {sku.pk: 6}
    assert movements(sku) == [("reserve", 0, 4, 0)]


def test_all_that_is_there_can_be_reserved():
    sku = build.sku(stock=3)
    reserve([(sku, 3)])
    assert build.level(sku)[:2] == (3, 3)


@pytest.mark.parametrize(
    ("stock", "held", "wanted", "left", "sentence"),
    [
        (3, 0, 4, 3, "Only 3 of Keripik are left."),
        (3, 2, 2, 1, "Only 1 of Keripik is left."),
        (3, 3, 1, 0, "Keripik has just sold out."),
        (0, 0, 1, 0, "Keripik has just sold out."),
    ],
)
def test_more_than_is_free_cannot_be_reserved(stock, held, wanted, left, sentence):
    sku = build.sku(name="Keripik", stock=stock)
    if held:
        reserve([(sku, held)], key="before")
    with nothing_written(), pytest.raises(services.OutOfStock) as refused:
        reserve([(sku, wanted)])
    assert str(refused.value) == sentence
    assert (refused.value.sku_id, refused.value.available) == (sku.pk, left)


def test_one_article_too_few_reserves_nothing_of_the_others():
    plenty, scarce = build.sku(stock=10), build.sku(stock=1)
    with nothing_written(), pytest.raises(services.OutOfStock):
        reserve([(plenty, 2), (scarce, 2)])


def test_an_article_that_was_never_stocked_is_sold_out():
    sku = build.sku(name="Keripik")
    bare = build.sku(stock=0)
    StockLevel.objects.filter(pk=bare.pk).delete()
    with nothing_written(), pytest.raises(services.OutOfStock, match=f"^{bare.name} has just sold out"):
        reserve([(sku, 1), (bare, 1)])


def test_articles_are_always_touched_in_ascending_order():
    """Two orders of the same articles then wait for each other instead of blocking each other."""
    skus = [build.sku() for _ in range(3)]
    reserve([(sku, 1) for sku in (skus[2], skus[0], skus[1])])
    touched = StockMovement.objects.filter(kind="reserve").order_by("pk").values_list("sku_id", flat=True)
    assert list(touched) == sorted(sku.pk for sku in skus)


def test_the_same_reservation_twice_is_refused_by_its_key():
    sku = build.sku(stock=10)
    reserve([(sku, 1)])
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        reserve([(sku, 1)])


# Release


def test_released_goods_are_free_again():
    sku = build.sku(stock=5)
    reserve([(sku, 5)])
    services.release(quantities={sku.pk: 5}, key="k2", **FACTS)
    assert build.level(sku)[:2] == (5, 0)
    assert movements(sku) == [("reserve", 0, 5, 0), ("release", 0, -5, 0)]


def test_what_is_not_reserved_cannot_be_released():
    first, second = build.sku(), build.sku()
    reserve([(first, 2), (second, 1)])
    with nothing_written(), pytest.raises(services.StockError, match=r"^These goods are not reserved any more\.$"):
        services.release(quantities={first.pk: 2, second.pk: 2}, key="k2", **FACTS)


# Issue


def test_handed_over_goods_leave_with_their_cost():
    sku = build.sku(stock=3, cost=10000)
    reserve([(sku, 2)])
    costs = services.issue(quantities={sku.pk: 2}, key="k2", **FACTS)
    assert costs == {sku.pk: 20000}
    assert build.level(sku) == (1, 0, 10000)
    assert movements(sku)[1:] == [("issue", -2, -2, -20000)]


def test_only_reserved_goods_are_handed_over():
    first, second = build.sku(stock=5), build.sku(stock=5)
    reserve([(first, 2), (second, 1)])
    with nothing_written(), pytest.raises(services.StockError, match=r"^These goods are not reserved any more\.$"):
        services.issue(quantities={first.pk: 2, second.pk: 2}, key="k2", **FACTS)


# Receive


def test_received_goods_raise_stock_value_and_books():
    sku = build.sku(stock=6, cost=9000)
    movement = receive(sku, quantity=4, total_cost=40000)
    assert build.level(sku) == (10, 0, 94000)
    assert movements(sku) == [("receive", 4, 0, 40000)]
    assert (movement.reason, movement.by, movement.at, movement.paid_from) == (
        "Kulakan",
        "pemilik",
        build.NOW,
        "cash",
    )
    assert (balance("inventory"), balance("cash"), balance("opening_equity")) == (94000, -40000, -54000)


def test_received_twice_by_one_key_is_received_once():
    sku = build.sku(stock=0)
    first = receive(sku, quantity=4, total_cost=40000)
    again = receive(sku, quantity=5, total_cost=99000)
    assert again == first
    assert build.level(sku) == (4, 0, 40000)
    assert balance("inventory") == 40000


def test_one_key_receives_each_article_of_a_delivery():
    skus = [build.sku(stock=0), build.sku(stock=0)]
    for sku in skus:
        receive(sku, quantity=1, total_cost=1000)
    assert [build.level(sku) for sku in skus] == [(1, 0, 1000), (1, 0, 1000)]


@pytest.mark.parametrize(("quantity", "cost"), [(0, 1000), (-1, 1000), (1, -1)])
def test_nothing_and_less_than_nothing_cannot_be_received(quantity, cost):
    sku = build.sku()
    with nothing_written(), pytest.raises(services.StockError) as refused:
        receive(sku, quantity=quantity, total_cost=cost)
    assert str(refused.value) == "Enter a quantity of at least 1 and a cost that is not negative."


def test_a_gift_is_received_for_nothing_and_needs_no_entry():
    sku = build.sku(stock=0)
    receive(sku, quantity=3, total_cost=0)
    assert build.level(sku) == (3, 0, 0)
    assert not Entry.objects.exists()


def test_an_article_without_a_level_gets_one_when_goods_come():
    sku = build.sku(stock=0)
    StockLevel.objects.filter(pk=sku.pk).delete()
    receive(sku, quantity=2, total_cost=2000)
    assert build.level(sku) == (2, 0, 2000)


# Adjust


def test_missing_goods_leave_at_the_average():
    sku = build.sku(stock=10, cost=9000)
    adjust(sku, -3)
    assert build.level(sku) == (7, 0, 63000)
    assert movements(sku) == [("adjust", -3, 0, -27000)]
    assert (balance("inventory"), balance("stock_difference")) == (63000, 27000)


def test_found_goods_come_at_the_average():
    sku = build.sku(stock=10, cost=9000)
    adjust(sku, 2)
    assert build.level(sku) == (12, 0, 108000)
    assert balance("stock_difference") == -18000


def test_goods_found_on_an_empty_shelf_come_at_the_last_known_cost():
    sku = build.sku(stock=0)
    receive(sku, quantity=2, total_cost=14000)
    adjust(sku, -2, key="a1")
    adjust(sku, 3, key="a2")
    assert build.level(sku) == (3, 0, 21000)


def test_goods_that_never_had_a_cost_are_found_at_none():
    sku = build.sku(stock=0)
    adjust(sku, 3)
    assert build.level(sku) == (3, 0, 0)


def test_a_correction_twice_by_one_key_is_made_once():
    sku = build.sku(stock=10)
    first = adjust(sku, -3)
    assert adjust(sku, -3) == first
    assert build.level(sku)[0] == 7


@pytest.mark.parametrize(("change", "reason"), [(0, "Hitung ulang"), (-1, ""), (-1, "   ")])
def test_a_correction_needs_a_difference_and_a_reason(change, reason):
    sku = build.sku()
    with (
        nothing_written(),
        pytest.raises(services.StockError, match=r"^Say by how many units the stock differs, and why\.$"),
    ):
        adjust(sku, change, reason=reason)


def test_a_correction_takes_no_goods_that_customers_have_reserved():
    sku = build.sku(stock=10)
    reserve([(sku, 8)])
    with nothing_written(), pytest.raises(services.StockError) as refused:
        adjust(sku, -3)
    assert str(refused.value) == "Only 2 units may leave: 8 are reserved for orders."
    adjust(sku, -2)
    assert build.level(sku)[:2] == (8, 8)


# Tables


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"reserved": 11}, "stock_reserved_within_on_hand"),
        ({"reserved": -1}, "stock_reserved_within_on_hand"),
        ({"on_hand": -1, "reserved": -1}, "stock_reserved_within_on_hand"),
        ({"on_hand": 0}, "stock_value_leaves_with_last_unit"),
        ({"value": -1}, "stock_value_leaves_with_last_unit"),
    ],
)
def test_the_database_refuses_an_impossible_level(changes, constraint):
    sku = build.sku(stock=10)
    with nothing_written(), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        StockLevel.objects.filter(pk=sku.pk).update(**changes)


def test_the_database_refuses_a_movement_of_nothing():
    sku = build.sku()
    with nothing_written(), pytest.raises(IntegrityError, match="movement_moves_something"), transaction.atomic():
        StockMovement.objects.create(sku=sku, kind="adjust", key="nothing", at=build.NOW)


def test_what_is_not_stocked_is_not_available():
    sku = build.sku(stock=2)
    assert selectors.available([sku.pk, 987654]) == {sku.pk: 2, 987654: 0}


def test_a_level_that_changed_since_it_was_read_is_not_overwritten():
    sku = build.sku(stock=10, cost=1000)
    stale = StockLevel.objects.get(pk=sku.pk)
    reserve([(sku, 1)])
    with pytest.raises(services.StockError, match=r"^The stock has just changed\. Please try again\.$"):
        services._change(stale, on_hand=-10, value=-10000)
    assert build.level(sku) == (10, 1, 10000)


# Bounds


@pytest.mark.parametrize("quantity", [1_000_001, 10**30])
def test_more_units_than_any_delivery_has_are_refused(quantity):
    sku = build.sku()
    with nothing_written(), pytest.raises(services.StockError) as refused:
        receive(sku, quantity=quantity)
    assert str(refused.value) == "At most 1.000.000 units at once."


@pytest.mark.parametrize("change", [1_000_001, -1_000_001])
def test_no_correction_is_larger_than_that(change):
    sku = build.sku()
    with nothing_written(), pytest.raises(services.StockError) as refused:
        adjust(sku, change)
    assert str(refused.value) == "At most 1.000.000 units at once."


def test_one_unit_costs_no_more_than_a_price_may_be():
    sku = build.sku(stock=0)
    with nothing_written(), pytest.raises(services.StockError) as refused:
        receive(sku, quantity=2, total_cost=2 * 99_999_999 + 1)
    assert str(refused.value) == "One unit may cost at most Rp99.999.999."
    receive(sku, quantity=2, total_cost=2 * 99_999_999)
    assert build.level(sku) == (2, 0, 199_999_998)


def test_a_reason_has_at_most_200_letters():
    sku = build.sku()
    with nothing_written(), pytest.raises(services.StockError) as refused:
        adjust(sku, -1, reason="r" * 201)
    assert str(refused.value) == "Reason: at most 200 letters."
    adjust(sku, -1, reason="r" * 200)
    assert movements(sku) == [("adjust", -1, 0, -9000)]


def test_a_note_of_received_goods_has_at_most_200_letters():
    sku = build.sku()
    with nothing_written(), pytest.raises(services.StockError) as refused:
        services.receive(
            sku=sku,
            quantity=1,
            total_cost=1,
            paid_from="cash",
            reason="r" * 201,
            key="r1",
            at=build.NOW,
            by="pemilik",
        )
    assert str(refused.value) == "Reason: at most 200 letters."
