"""Payable amounts: the amount alone names the order, so no two may ever be near each other."""

from statistics import mean

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from shop.backoffice.doctor import CHECKS
from shop.orders import services as orders
from shop.payments import receivables
from shop.payments.allocation import CODES, GAP, free_code, span
from shop.payments.models import AmountOwner, AmountSlot, Receivable
from tests import build
from tests.checks import nothing_written

WEEK = 7 * build.DAY


def taken(base: int, count: int, start: int = 0) -> list[int | None]:
    """Codes of `count` orders of one equal total."""
    slots, owned, codes = set(), {base}, []
    for _ in range(count):
        code = free_code(base=base, slots=slots, owned=owned)
        codes.append(code)
        if code is not None:
            owned.add(base + code)
            slots.update(span(base + code))
    return codes


# The choice of a code


def test_the_smallest_free_code_comes_first():
    assert taken(20000, 8) == [1, 4, 7, 11, 14, 17, 21, 24]


def test_a_code_that_became_free_is_the_next_again():
    slots = {amount for code in (1, 7) for amount in span(20000 + code)}
    assert free_code(base=20000, slots=slots, owned={20001, 20007}) == 4


def test_fifty_orders_of_one_total_pay_little_more():
    codes = taken(20000, 50)
    assert None not in codes
    assert mean(codes) < 150


@given(st.integers(1, 10**7), st.integers(1, 60))
def test_amounts_are_three_apart_never_round_and_never_a_total(base, count):
    payables = sorted(base + code for code in taken(base, count))
    assert all(later - earlier >= GAP for earlier, later in zip(payables, payables[1:], strict=False))
    assert all(payable % 10 and (payable - base) % 10 for payable in payables)
    assert base not in payables


@given(st.lists(st.integers(20000, 20060), min_size=1, max_size=40))
def test_totals_near_each_other_keep_apart_too(bases):
    slots, owned, payables = set(), set(bases), []
    for base in bases:
        payable = base + free_code(base=base, slots=slots, owned=owned)
        payables.append(payable)
        owned.add(payable)
        slots.update(span(payable))
    payables.sort()
    assert all(later - earlier >= GAP for earlier, later in zip(payables, payables[1:], strict=False))
    assert not set(payables) & set(bases)


def test_when_all_codes_are_used_up_there_is_none():
    codes = taken(20000, 400)
    first_none = codes.index(None)
    assert first_none == 300
    assert codes[299] == 997
    assert set(codes[first_none:]) == {None}


def test_a_code_has_at_most_three_digits():
    assert (CODES.start, CODES.stop) == (1, 1000)


def test_someone_elses_total_is_left_out():
    assert free_code(base=20000, slots=set(), owned={20001, 20002}) == 3


# Kept apart by the database


def same_total(count: int, price: int = 20000):
    sku = build.sku(price=price, stock=count)
    return [build.order(sku) for _ in range(count)]


@pytest.mark.django_db
def test_orders_of_one_total_get_different_amounts():
    assert [order.payable for order in same_total(4)] == [20001, 20004, 20007, 20011]


@pytest.mark.django_db
def test_a_total_with_a_code_is_nobody_elses_total():
    build.order(build.sku(price=20001))
    assert build.order(build.sku(price=20000)).payable not in (20001, 20002)
    assert AmountOwner.objects.filter(amount=20001, order=None).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("ends", [build.completed_order, build.cancelled_order, build.expired_order])
def test_an_amount_stays_taken_for_seven_days_after_the_end(ends):
    sku = build.sku(price=20000)
    ended = ends(sku)
    at = ended.ended_at
    assert ended.payable == 20001
    receivables.sweep(now=at + WEEK)
    assert build.order(sku, now=at + WEEK).payable == 20004
    assert receivables.sweep(now=at + WEEK + build.HOUR) == 1
    assert not ended.slots.exists()
    assert build.order(sku, now=at + WEEK + build.HOUR).payable == 20001


@pytest.mark.django_db
def test_an_amount_of_a_living_order_is_never_swept():
    order = build.order()
    paid = build.paid_order()
    with nothing_written():
        assert receivables.sweep(now=build.NOW + 365 * build.DAY) == 0
    assert order.slots.count() == paid.slots.count() == GAP


@pytest.mark.django_db
def test_a_total_without_code_is_swept_with_its_last_order():
    sku = build.sku(price=20000)
    first, second = build.order(sku), build.order(sku)
    build.cancel(first)
    receivables.sweep(now=build.NOW + WEEK + build.HOUR)
    assert AmountOwner.objects.filter(amount=20000, order=None).exists()
    build.cancel(second, now=build.NOW + WEEK)
    receivables.sweep(now=build.NOW + 3 * WEEK)
    assert not AmountOwner.objects.exists()
    assert not AmountSlot.objects.exists()


@pytest.mark.django_db
def test_without_a_free_code_the_order_is_taken_without_a_unique_amount(monkeypatch):
    monkeypatch.setattr("shop.payments.allocation.CODES", range(1, 8))
    orders = same_total(4)
    assert [order.payable for order in orders] == [20001, 20004, 20007, 20000]
    assert [order.receivable.is_unique for order in orders] == [True, True, True, False]
    assert not orders[3].slots.exists()
    assert same_total(1)[0].payable == 20000


@pytest.mark.django_db
def test_before_it_goes_without_a_code_the_old_amounts_are_swept(monkeypatch):
    monkeypatch.setattr("shop.payments.allocation.CODES", range(1, 3))
    sku = build.sku(price=20000)
    old = build.cancelled_order(sku)
    later = build.NOW + WEEK + build.HOUR
    assert build.order(sku, now=later).payable == 20001
    assert not old.slots.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("off", [0, 1, 2])
def test_the_database_refuses_a_second_amount_near_the_first(off):
    mine, other = build.order(build.sku(price=20000)), build.order(build.sku(price=90000))
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        AmountSlot.objects.create(amount=mine.payable + off, order=other)


@pytest.mark.django_db
def test_the_database_refuses_an_amount_that_is_somebodys_total():
    build.order(build.sku(price=20000))
    other = build.order(build.sku(price=90000))
    AmountOwner.objects.filter(order=other).delete()
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        AmountOwner.objects.create(amount=20000, order=other)


@pytest.mark.django_db
def test_without_the_choice_of_a_free_code_the_database_refuses_the_second_order(monkeypatch):
    """The control: the guarantee is the UNIQUE constraint's, not the chooser's."""
    build.order(build.sku(price=20000))
    monkeypatch.setattr(receivables, "_free_code", lambda base: 1)
    cart = build.cart(build.sku(price=20000))
    with nothing_written(), pytest.raises(receivables.AmountTaken) as refused, transaction.atomic():
        build.place(cart)
    assert isinstance(refused.value.__context__, IntegrityError)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes", [{"paid": 20002}, {"paid": -1}, {"refunded": 1}, {"refunded": -1}, {"paid": 5, "refunded": 6}]
)
def test_the_database_refuses_more_paid_than_owed_and_more_returned_than_paid(changes):
    order = build.order(build.sku(price=20000))
    with (
        nothing_written(),
        pytest.raises(IntegrityError, match="receivable_(paid|never|credited)"),
        transaction.atomic(),
    ):
        Receivable.objects.filter(pk=order.pk).update(**changes)


# Orders that come back to life


@pytest.mark.django_db
def test_an_order_revived_within_the_quarantine_keeps_its_amount():
    order = build.expired_order(build.sku(price=20000))
    orders.revive(order=order, expires_at=order.expires_at + WEEK, now=order.expires_at, by="p", reason="x")
    assert list(order.slots.order_by("amount").values_list("amount", flat=True)) == [20001, 20002, 20003]
    assert build.order(build.sku(price=20000)).payable == 20004


@pytest.mark.django_db
@pytest.mark.parametrize("taken_meanwhile", [False, True])
def test_an_order_revived_after_its_amount_was_swept_does_not_share_it(taken_meanwhile):
    sku = build.sku(price=20000)
    order = build.expired_order(sku)
    later = order.ended_at + WEEK + build.HOUR
    receivables.sweep(now=later)
    rival = build.order(sku, now=later) if taken_meanwhile else None
    build.pay(order, 5000, now=later, revive=True)
    assert CHECKS["amounts_are_kept_apart"]() == []
    assert build.fresh(order.receivable).is_unique is not taken_meanwhile
    assert rival is None or rival.receivable.is_unique


# Rivals that no lock keeps apart


@pytest.mark.django_db
def test_a_checkout_whose_amount_was_taken_meanwhile_chooses_again(monkeypatch):
    """At the turn of the month two checkouts hold the numbers of different months."""
    rival = build.order(build.sku(price=15000))
    stale = iter([receivables.Amount(rival.unique_code, rival.payable, True)])
    really = receivables.choose
    monkeypatch.setattr(receivables, "choose", lambda **facts: next(stale, None) or really(**facts))
    order = build.order(build.sku(price=15000))
    assert (rival.unique_code, order.unique_code) == (1, 4)
    assert order.number == "LP-2611-0002"


@pytest.mark.django_db
def test_an_amount_that_is_always_taken_ends_without_an_order(monkeypatch):
    rival = build.order(build.sku(price=15000))
    taken_by_rival = receivables.Amount(rival.unique_code, rival.payable, True)
    monkeypatch.setattr(receivables, "choose", lambda **facts: taken_by_rival)
    basket = build.cart(build.sku(price=15000))
    with nothing_written(), pytest.raises(receivables.AmountTaken):
        build.place(basket)


@pytest.mark.django_db
def test_sweeping_first_makes_checkouts_wait():
    with CaptureQueriesContext(connection) as captured:
        receivables.sweep(now=build.NOW)
    changes = [query["sql"] for query in captured if query["sql"].startswith(("UPDATE", "DELETE"))]
    assert changes[0].startswith('UPDATE "store_numberseries"')


@pytest.mark.django_db
def test_only_an_order_that_waits_or_has_expired_is_revived():
    order = build.order()
    build.pay(order)
    order = build.fresh(order)
    with nothing_written(), pytest.raises(orders.StateChanged):
        orders.revive(order=order, expires_at=build.NOW + build.DAY, now=build.NOW, by="p", reason="salah")
