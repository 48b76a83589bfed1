"""Two articles, touched in opposite order by two customers at once: nobody waits for ever."""

from collections import Counter

import pytest
from django.utils import timezone

from shop.orders.models import Order
from shop.payments import services as payments
from tests import build
from tests.concurrency.buyers import all_at_once
from tests.concurrency.crew import race
from tests.concurrency.health import findings

ROUNDS = 100


def two_articles(units: int):
    now = timezone.now()
    return build.sku(price=15000, stock=units, now=now), build.sku(price=22000, stock=units, now=now)


def opposite_baskets(bag, box) -> list:
    """Different quantities, so that their totals differ: this race is about stock alone."""
    return [[(bag, 1), (box, 2)], [(box, 1), (bag, 2)]]


def test_a_hundred_pairs_of_opposite_baskets_all_become_orders(shop, visitors):
    bag, box = two_articles(units=3 * ROUNDS)
    answers = []
    for _round in range(ROUNDS):
        answers += all_at_once(visitors(shop, *opposite_baskets(bag, box)))
    assert Counter(answer.status for answer in answers) == {302: 2 * ROUNDS}
    assert build.level(bag)[:2] == build.level(box)[:2] == (3 * ROUNDS, 3 * ROUNDS)
    assert findings() == {}


def cancel_and_order(bag, box, rounds: int) -> list[list]:
    """Two jobs: one cancels orders of (bag, box), the other one orders (box, bag)."""
    now = timezone.now()
    old = [build.order((bag, 1), (box, 2), now=now).pk for _round in range(rounds)]
    new = [build.cart((box, 1), (bag, 2), now=now).pk for _round in range(rounds)]

    def cancel(pk):
        payments.cancel(order=Order.objects.get(pk=pk), now=now, by="pemilik", reason="Uji")

    def order(pk):
        build.place(build.Cart.objects.get(pk=pk), now=now)

    return [[lambda pk=pk: cancel(pk) for pk in old], [lambda pk=pk: order(pk) for pk in new]]


def test_goods_are_given_back_and_taken_in_opposite_order_a_hundred_times(shop):
    bag, box = two_articles(units=3 * ROUNDS)
    cancelled, ordered = race(*cancel_and_order(bag, box, ROUNDS), url=shop.env["DATABASE_URL"])
    assert Counter(outcome.error for outcome in cancelled + ordered) == {"": 2 * ROUNDS}
    assert (build.level(bag)[1], build.level(box)[1]) == (2 * ROUNDS, ROUNDS)
    assert findings() == {}


@pytest.mark.postgres_only
def test_control_locks_in_the_order_of_the_basket_end_in_a_deadlock(unguarded, visitors):
    """On SQLite there is one lock for all, so no two can wait for each other."""
    shop = unguarded("lock_order")
    bag, box = two_articles(units=60)
    answers = []
    for _round in range(10):
        answers += all_at_once(visitors(shop, *opposite_baskets(bag, box)))
    assert 500 in {answer.status for answer in answers}
    assert "deadlock detected" in shop.log()
