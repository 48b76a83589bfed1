"""The deadline passes while the owner confirms the payment: the order is paid or expired, never both."""

from collections import Counter

import pytest
from django.utils import timezone

from shop.orders import services as orders
from shop.orders.models import Order
from shop.payments.expiry import expire_orders
from tests import build
from tests.concurrency.crew import race
from tests.concurrency.health import findings
from tests.concurrency.unguarded import drop_check

ROUNDS = 100


def expire_against_confirm(rounds: int) -> tuple[list, list[list]]:
    """Orders at their deadline, and two jobs: one expires each of them, the other one confirms it."""
    bag = build.sku(stock=rounds, now=timezone.now())
    made = [build.order(bag, now=timezone.now()) for _round in range(rounds)]
    build.bank_account()

    def expire(order):
        orders.expire(order=build.fresh(order), now=order.expires_at)

    def confirm(order):
        build.pay(build.fresh(order), order.payable, now=order.expires_at, key=f"race:{order.pk}")

    return made, [[lambda o=o: expire(o) for o in made], [lambda o=o: confirm(o) for o in made]]


def fates(made) -> list[tuple[str, int]]:
    """State, and whether the whole amount was paid."""
    rows = Order.objects.filter(pk__in=[order.pk for order in made]).select_related("receivable")
    return [(order.state, order.receivable.open == 0) for order in rows]


def test_a_hundred_orders_are_each_paid_or_expired_and_never_both(shop):
    made, jobs = expire_against_confirm(ROUNDS)
    expired, confirmed = race(*jobs, url=shop.env["DATABASE_URL"])
    won = Counter(fates(made))
    assert set(won) <= {("confirmed", True), ("expired", False)}
    assert Counter(outcome.error for outcome in expired) == Counter(
        {"": won["expired", False], "StateChanged": won["confirmed", True]}
    )
    assert Counter(outcome.error for outcome in confirmed) == Counter(
        {"": won["confirmed", True], "OrderEnded": won["expired", False]}
    )
    assert findings() == {}


def test_two_expiry_jobs_at_once_give_the_goods_back_once(shop):
    bag = build.sku(stock=40, now=timezone.now())
    made = [build.order(bag, now=timezone.now()) for _order in range(40)]
    deadline = max(order.expires_at for order in made)
    jobs = [[lambda: expire_orders(now=deadline)]] * 2
    [[first], [second]] = race(*jobs, url=shop.env["DATABASE_URL"])
    assert (first.error, second.error) == ("", "")
    assert set(fates(made)) == {("expired", False)}
    assert build.level(bag)[:2] == (40, 0)
    assert findings() == {}


@pytest.mark.postgres_only
def test_control_a_state_that_is_looked_at_and_then_overwritten_ends_paid_and_expired(unguarded_database):
    """On SQLite the second transaction begins after the first has ended, so it sees the new state."""
    url = unguarded_database()
    made, jobs = expire_against_confirm(10)
    drop_check(Order, "order_ended_has_time")
    expired, confirmed = race(*jobs, url=url, patch="tests.concurrency.unguarded.transition")
    both = [one for one, other in zip(expired, confirmed, strict=True) if not one.error and not other.error]
    assert both, (expired[:2], confirmed[:2])
    assert findings()
