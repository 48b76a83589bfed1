"""The life of an order: what each step changes, and that nobody steps from a state that is gone."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from shop.orders import services
from shop.orders.models import Order, OrderLine
from shop.stock.services import OutOfStock
from tests import build
from tests.checks import nothing_written

pytestmark = pytest.mark.django_db


def events(order):
    return list(order.events.order_by("pk").values_list("kind", flat=True))


def state(order):
    fresh = build.fresh(order)
    return fresh.state, fresh.fulfilment


def meanwhile(order) -> str:
    return f"^Order {order.number} has changed meanwhile\\. Look at it again before you go on\\.$"


def test_the_table_of_transitions_names_every_state_and_no_way_out_of_an_end():
    assert set(services.TRANSITIONS) == set(Order.State)
    assert {state for state, ways in services.TRANSITIONS.items() if not ways} == {"cancelled"}


# Packing and handing over


def test_a_paid_order_is_packed():
    order = build.paid_order()
    services.pack(order=order, now=build.NOW, by="kasir")
    assert state(order) == ("confirmed", "packing")
    last = order.events.last()
    assert (last.kind, last.at, last.by) == ("packing", build.NOW, "kasir")


def test_handed_over_goods_leave_the_stock_at_their_cost():
    bag, tea = build.sku(stock=4, cost=9000), build.sku(stock=3, cost=5000)
    order = build.paid_order((bag, 2), (tea, 3))
    services.hand_over(order=order, now=build.NOW + build.HOUR, by="kasir")
    fresh = build.fresh(order)
    assert (fresh.state, fresh.fulfilment) == ("completed", "delivered")
    assert fresh.handed_over_at == fresh.ended_at == build.NOW + build.HOUR
    assert list(order.lines.values_list("sku_id", "cost")) == [(bag.pk, 18000), (tea.pk, 15000)]
    assert build.level(bag) == (2, 0, 18000)
    assert build.level(tea) == (0, 0, 0)
    assert events(order) == ["placed", "payment", "confirmed", "handed_over"]


def test_an_order_that_was_read_with_its_lines_can_be_handed_over():
    """The owner's page reads them all in one go."""
    order = build.paid_order()
    read = Order.objects.prefetch_related("lines").get(pk=order.pk)
    services.hand_over(order=read, now=build.NOW, by="kasir")
    assert state(order) == ("completed", "delivered")


def test_goods_are_handed_over_once_by_two_people():
    bag = build.sku(stock=5)
    order = build.paid_order((bag, 2))
    mine, theirs = build.fresh(order), build.fresh(order)
    services.hand_over(order=mine, now=build.NOW, by="kasir")
    with nothing_written(), pytest.raises(services.StateChanged, match=meanwhile(order)):
        services.hand_over(order=theirs, now=build.NOW, by="pemilik")
    assert build.level(bag)[:2] == (3, 0)


def test_packed_once_by_two_people():
    order = build.paid_order()
    mine, theirs = build.fresh(order), build.fresh(order)
    services.pack(order=mine, now=build.NOW, by="kasir")
    with nothing_written(), pytest.raises(services.StateChanged, match=meanwhile(order)):
        services.pack(order=theirs, now=build.NOW, by="pemilik")


# Expiring


def test_an_order_expires_on_its_deadline_and_frees_its_goods():
    bag = build.sku(stock=5)
    order = build.order((bag, 2))
    services.expire(order=order, now=order.expires_at)
    fresh = build.fresh(order)
    assert (fresh.state, fresh.ended_at) == ("expired", order.expires_at)
    assert build.level(bag)[:2] == (5, 0)
    assert events(order) == ["placed", "expired"]


def test_an_order_does_not_expire_before_its_deadline():
    order = build.order()
    with nothing_written(), pytest.raises(services.StateChanged, match=meanwhile(order)):
        services.expire(order=order, now=order.expires_at - timedelta(seconds=1))


def test_an_order_that_was_paid_meanwhile_does_not_expire():
    """The job read it before the payment came."""
    bag = build.sku(stock=5)
    stale = build.order((bag, 2))
    build.pay(stale)
    with nothing_written(), pytest.raises(services.StateChanged, match=meanwhile(stale)):
        services.expire(order=stale, now=stale.expires_at)
    assert build.level(bag)[:2] == (5, 2)


def test_an_order_whose_deadline_moved_meanwhile_does_not_expire():
    stale = build.order()
    Order.objects.filter(pk=stale.pk).update(expires_at=stale.expires_at + build.DAY)
    with nothing_written(), pytest.raises(services.StateChanged):
        services.expire(order=stale, now=stale.expires_at)


def test_every_reader_sees_an_overdue_order_as_expired():
    order = build.order()
    assert order.state_at(order.expires_at - timedelta(seconds=1)) == "awaiting"
    assert order.state_at(order.expires_at) == "expired"
    assert build.paid_order().state_at(order.expires_at + build.DAY) == "confirmed"


# Reviving


def test_a_revived_order_reserves_its_goods_again():
    bag = build.sku(stock=2)
    order = build.expired_order((bag, 2))
    deadline = build.NOW + 3 * build.DAY
    services.revive(order=order, expires_at=deadline, now=build.NOW + 2 * build.DAY, by="pemilik", reason="Telat")
    fresh = build.fresh(order)
    assert (fresh.state, fresh.expires_at, fresh.ended_at) == ("awaiting", deadline, None)
    assert build.level(bag)[:2] == (2, 2)
    assert events(order) == ["placed", "expired", "revived"]


def test_an_order_whose_goods_are_gone_is_not_revived():
    bag = build.sku(name="Keripik", stock=2)
    order = build.expired_order((bag, 2))
    build.order(bag)
    with nothing_written(), pytest.raises(OutOfStock, match=r"^Only 1 of Keripik"):
        services.revive(order=order, expires_at=build.NOW, now=build.NOW, by="pemilik", reason="Telat")


# Cancelling


@pytest.mark.parametrize("make", [build.order, build.paid_order])
def test_a_cancelled_order_frees_its_goods(make):
    bag = build.sku(stock=5)
    order = make((bag, 2))
    services.cancel(order=order, now=build.NOW, by="pemilik", reason="Salah pesan")
    fresh = build.fresh(order)
    assert (fresh.state, fresh.fulfilment, fresh.ended_at) == ("cancelled", "new", build.NOW)
    assert build.level(bag)[:2] == (5, 0)
    last = order.events.last()
    assert (last.kind, last.by, last.reason) == ("cancelled", "pemilik", "Salah pesan")


def test_a_cancelled_order_that_had_expired_frees_nothing_twice():
    bag = build.sku(stock=5)
    order = build.expired_order((bag, 2))
    build.order((bag, 1))
    services.cancel(order=order, now=build.NOW, by="pemilik", reason="Salah pesan")
    assert build.level(bag)[:2] == (5, 1)


@pytest.mark.parametrize("reason", ["", "  "])
def test_cancelling_needs_a_reason(reason):
    order = build.order()
    with nothing_written(), pytest.raises(services.OrderError, match=r"^Say why the order is cancelled\.$"):
        services.cancel(order=order, now=build.NOW, by="pemilik", reason=reason)


def test_a_cancelled_order_is_packed_no_more():
    order = build.paid_order()
    services.pack(order=order, now=build.NOW, by="kasir")
    services.cancel(order=order, now=build.NOW, by="pemilik", reason="Rusak")
    assert state(order) == ("cancelled", "new")


# Tables


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"payable": 1}, "order_payable_adds_up"),
        ({"unique_code": 2}, "order_payable_adds_up"),
        ({"subtotal": 0, "payable": 1}, "order_amounts_sane"),
        ({"discount": -1, "payable": 15002}, "order_amounts_sane"),
        ({"discount": 15001, "payable": 0}, "order_amounts_sane"),
        ({"delivery_fee": -1, "payable": 15000}, "order_amounts_sane"),
        ({"unique_code": -1, "payable": 14999}, "order_amounts_sane"),
        ({"unique_code": 1000, "payable": 16000}, "order_amounts_sane"),
        ({"state": "completed", "ended_at": build.NOW}, "order_completed_is_handed_over"),
        ({"fulfilment": "delivered"}, "order_completed_is_handed_over"),
        ({"state": "expired"}, "order_ended_has_time"),
        ({"state": "cancelled"}, "order_ended_has_time"),
        ({"ended_at": build.NOW}, "order_ended_has_time"),
        ({"state": "lost"}, "order_ended_has_time"),
    ],
)
def test_the_database_refuses_an_impossible_order(changes, constraint):
    order = build.order(build.sku(price=15000))
    with nothing_written(), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(**changes)


@pytest.mark.parametrize("field", ["number", "token", "checkout_key"])
def test_the_database_refuses_two_orders_of_one_name(field):
    first, second = build.order(), build.order()
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=first.pk).update(**{field: getattr(second, field)})


@pytest.mark.parametrize(
    "facts",
    [{"quantity": 2}, {"quantity": 0, "total": 0}, {"discount": 1}, {"total": 14999}, {"unit_price": 14999}],
)
def test_the_database_refuses_a_line_that_does_not_add_up(facts):
    order, sku = build.order(), build.sku()
    right = {"name": "x", "unit": "buah", "unit_price": 15000, "quantity": 1, "total": 15000}
    with nothing_written(), pytest.raises(IntegrityError, match="order_line_adds_up"), transaction.atomic():
        OrderLine.objects.create(order=order, sku=sku, **right | facts)
    OrderLine.objects.create(order=order, sku=sku, **right)


def test_the_database_refuses_a_second_line_of_one_article():
    sku = build.sku()
    order = build.order(sku)
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        OrderLine.objects.create(order=order, sku=sku, name="x", unit="x", unit_price=1, quantity=1, total=1)


def test_an_order_is_never_deleted():
    order = build.order()
    with nothing_written(), pytest.raises(ProtectedError):
        order.delete()


def test_the_area_of_an_order_has_at_most_120_letters():
    placed = build.order()
    facts = {"number": "LP-X", "checkout_key": uuid.uuid4(), "area": "k" * 121}
    with nothing_written(), pytest.raises(services.OrderError) as refused, transaction.atomic():
        services.create(lines=[], at=placed.placed_at, **facts)
    assert str(refused.value) == "The name of the area may have at most 120 letters."
