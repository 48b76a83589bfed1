"""Cash and goods that come back, wanted twice at the same moment."""

from collections import Counter

import pytest
from django.utils import timezone

from shop.orders import services as orders
from shop.orders.models import Order, OrderLine
from shop.payments import on_hand_over
from shop.payments.models import Payment, Receivable
from tests import build
from tests.concurrency.crew import race
from tests.concurrency.health import findings

ROUNDS = 12


def delivered(rounds: int) -> list[Order]:
    now = timezone.now()
    bag = build.sku(price=20000, stock=rounds, now=now)
    return [build.delivered_order(bag, now=now) for _round in range(rounds)]


def act(verb, order, **facts):
    return verb(order=build.fresh(order), now=timezone.now(), by="pemilik", **facts)


def errors(outcomes) -> Counter:
    return Counter(outcome.error for job in outcomes for outcome in job)


def test_the_same_cash_is_handed_in_once(shop):
    made = delivered(ROUNDS)
    job = [lambda o=order: act(on_hand_over.hand_in, o) for order in made]
    assert errors(race(job, list(job), url=shop.env["DATABASE_URL"])) == {"": 2 * ROUNDS}
    assert Payment.objects.filter(order__in=made).count() == ROUNDS
    assert set(Receivable.objects.filter(order__in=made).values_list("paid", flat=True)) == {20000}
    assert findings() == {}


def test_an_order_is_either_paid_at_the_door_or_refused(shop):
    made = delivered(ROUNDS)
    jobs = [
        [lambda o=order: act(on_hand_over.hand_in, o) for order in made],
        [lambda o=order: act(on_hand_over.refuse, o, reason="Tidak jadi") for order in made],
    ]
    found = errors(race(*jobs, url=shop.env["DATABASE_URL"]))
    assert found[""] == ROUNDS
    assert set(found) <= {"", "PaymentError", "StateChanged"}
    states = Counter(Order.objects.filter(pk__in=[o.pk for o in made]).values_list("state", "receivable__paid"))
    assert set(states) <= {("completed", 20000), ("cancelled", 0)}
    assert findings() == {}


def paid_while_handed_over(rounds: int) -> tuple[list[Order], list]:
    """Accepted orders, and two jobs: the goods leave, a transfer arrives."""
    now = timezone.now()
    bag = build.sku(price=20000, stock=rounds, now=now)
    made = [build.accepted_order(bag, now=now) for _round in range(rounds)]
    leave = [lambda o=order: act(orders.hand_over, o) for order in made]
    arrive = [lambda o=order: build.pay(build.fresh(o), 20000, now=timezone.now(), key=f"t:{o.pk}") for order in made]
    return made, [leave, arrive]


def test_a_transfer_during_the_hand_over_is_never_due_in_cash_too(shop):
    made, jobs = paid_while_handed_over(ROUNDS)
    found = errors(race(*jobs, url=shop.env["DATABASE_URL"]))
    assert set(found) <= {"", "StateChanged"}
    assert set(Receivable.objects.filter(order__in=made).values_list("paid", flat=True)) == {20000}
    assert findings() == {}


def test_control_a_hand_over_that_looks_only_at_the_state_books_what_is_not_due(unguarded_database):
    url = unguarded_database()
    _made, jobs = paid_while_handed_over(8)
    race(*jobs, url=url, patch="tests.concurrency.unguarded.hand_over")
    assert "cash_due_equals_ledger" in findings()


def goods_to_bring_back(rounds: int) -> list[tuple[Order, int]]:
    now = timezone.now()
    bag = build.sku(price=20000, stock=rounds, now=now)
    made = [build.completed_order(bag, now=now) for _round in range(rounds)]
    return [(order, order.lines.get().pk) for order in made]


def restock(order, line, key):
    act(orders.restock, order, units={line: 1}, reason="Utuh", key=f"{key}:{order.pk}")


def test_the_last_unit_of_an_order_comes_back_once(shop):
    made = goods_to_bring_back(ROUNDS)
    jobs = [[lambda o=order, n=line, k=key: restock(o, n, k) for order, line in made] for key in "ab"]
    assert errors(race(*jobs, url=shop.env["DATABASE_URL"])) == {"": ROUNDS, "OrderError": ROUNDS}
    assert set(OrderLine.objects.filter(order__in=[o for o, _l in made]).values_list("restocked", flat=True)) == {1}
    assert findings() == {}


@pytest.mark.postgres_only
def test_control_goods_read_and_written_back_come_twice(unguarded_database):
    """On SQLite the second transaction begins after the first has ended."""
    url = unguarded_database()
    made = goods_to_bring_back(8)
    jobs = [[lambda o=order, n=line, k=key: restock(o, n, k) for order, line in made] for key in "ab"]
    outcomes = race(*jobs, url=url, patch="tests.concurrency.unguarded.restock")
    assert errors(outcomes)[""] > 8
    assert "goods_back_equal_movements" in findings()
