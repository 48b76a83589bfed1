"""Two halves of an order's money are confirmed at the same moment: the order is then paid, and once."""

from collections import Counter

import pytest
from django.utils import timezone

from shop.orders.models import Order, OrderEvent
from tests import build
from tests.concurrency.crew import race
from tests.concurrency.health import findings

ROUNDS = 25


def halves(rounds: int) -> tuple[list, list[list]]:
    bag = build.sku(stock=rounds, now=timezone.now())
    made = [build.order(bag, now=timezone.now()) for _round in range(rounds)]
    build.bank_account()

    def pay(order, amount, name):
        build.pay(build.fresh(order), amount, now=timezone.now(), key=f"half:{order.pk}:{name}")

    first = [lambda o=o: pay(o, o.payable // 2, "first") for o in made]
    second = [lambda o=o: pay(o, o.payable - o.payable // 2, "second") for o in made]
    return made, [first, second]


def confirmations(made) -> Counter:
    """How often each order was confirmed -> how many such orders."""
    events = OrderEvent.objects.filter(kind=OrderEvent.Kind.CONFIRMED)
    return Counter(events.filter(order=order).count() for order in made)


def test_two_halves_at_once_confirm_the_order_exactly_once(shop):
    made, jobs = halves(ROUNDS)
    outcomes = race(*jobs, url=shop.env["DATABASE_URL"])
    assert Counter(outcome.error for job in outcomes for outcome in job) == {"": 2 * ROUNDS}
    assert confirmations(made) == {1: ROUNDS}
    paid = Order.objects.filter(pk__in=[order.pk for order in made], state=Order.State.CONFIRMED)
    assert paid.count() == ROUNDS
    assert findings() == {}


def test_the_same_confirmation_twice_at_once_pays_once(shop):
    made, [first, _second] = halves(ROUNDS)
    outcomes = race(first, first, url=shop.env["DATABASE_URL"])
    assert Counter(outcome.error for job in outcomes for outcome in job) == {"": 2 * ROUNDS}
    assert [order.payments.count() for order in made] == [1] * ROUNDS
    assert confirmations(made) == {0: ROUNDS}
    assert findings() == {}


@pytest.mark.postgres_only
def test_control_a_sum_that_is_read_and_written_back_loses_a_half(unguarded_database):
    """On SQLite the second transaction begins after the first has ended, so it reads the new sum."""
    url = unguarded_database()
    made, jobs = halves(10)
    race(*jobs, url=url, patch="tests.concurrency.unguarded.take")
    assert confirmations(made)[1] < 10
    assert "payments_equal_receivables" in findings()
