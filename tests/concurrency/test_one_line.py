"""One bank line, wanted twice at the same moment: by two orders, or by an order and as something else."""

from collections import Counter

import pytest
from django.utils import timezone

from shop.payments import explaining, imports
from shop.payments.models import Explanation, Payment, StatementLine
from tests import build
from tests.concurrency.crew import race
from tests.concurrency.health import findings

ROUNDS = 20
USED_UP = "LineUsedUp"


def lines_and_orders(rounds: int) -> list[tuple]:
    """(line, two orders that each need all of it)."""
    now, bag = timezone.now(), build.sku(price=20000, stock=2 * rounds, now=timezone.now())
    made = [(build.order(bag, now=now), build.order(bag, now=now)) for _round in range(rounds)]
    amount = 20000
    day = timezone.localdate(now)
    return [(build.statement_line(amount=amount, day=day, now=now), *pair) for pair in made]


def pay(order, line):
    build.pay(build.fresh(order), 20000, line=build.fresh(line), now=timezone.now(), key=f"{line.pk}:{order.pk}")


def own_money(line, key="own"):
    act = {"now": timezone.now(), "by": "pemilik"}
    explaining.explain(line=build.fresh(line), outcome="owner", key=f"{key}:{line.pk}", **act)


def take_back(line):
    imports.undo(stored=line.statement, now=timezone.now(), by="pemilik")


def errors(outcomes) -> Counter:
    return Counter(outcome.error for job in outcomes for outcome in job)


def test_two_orders_want_one_line_and_one_gets_it(shop):
    made = lines_and_orders(ROUNDS)
    jobs = [[lambda r=row, n=n: pay(r[n], r[0]) for row in made] for n in (1, 2)]
    assert errors(race(*jobs, url=shop.env["DATABASE_URL"])) == {"": ROUNDS, USED_UP: ROUNDS}
    lines = StatementLine.objects.filter(pk__in=[row[0].pk for row in made])
    assert Counter(Payment.objects.filter(line=line).count() for line in lines) == {1: ROUNDS}
    assert {line.left for line in lines} == {0}
    assert findings() == {}


def test_an_order_and_another_word_want_one_line_and_one_gets_it(shop):
    made = lines_and_orders(ROUNDS)
    jobs = [[lambda r=row: pay(r[1], r[0]) for row in made], [lambda r=row: own_money(r[0]) for row in made]]
    assert errors(race(*jobs, url=shop.env["DATABASE_URL"])) == {"": ROUNDS, USED_UP: ROUNDS}
    lines = [row[0] for row in made]
    both = Payment.objects.filter(line__in=lines).count() + Explanation.objects.filter(line__in=lines).count()
    assert both == ROUNDS
    assert findings() == {}


def test_a_statement_is_taken_back_or_its_line_pays_the_order(shop):
    made = lines_and_orders(ROUNDS)
    jobs = [[lambda r=row: pay(r[1], r[0]) for row in made], [lambda r=row: take_back(r[0]) for row in made]]
    found = errors(race(*jobs, url=shop.env["DATABASE_URL"]))
    assert found[""] == ROUNDS
    assert set(found) <= {"", USED_UP, "ImportRefused"}
    for line, order, _other in made:
        undone = bool(build.fresh(line).undone_at)
        assert (Payment.objects.filter(line=line).count(), build.fresh(order).receivable.paid) == (
            (0, 0) if undone else (1, 20000)
        )
    assert findings() == {}


def test_two_people_say_what_a_line_is_and_one_is_heard(shop):
    lines = [row[0] for row in lines_and_orders(ROUNDS)]
    jobs = [[lambda r=row, k=key: own_money(r, k) for row in lines] for key in ("a", "b")]
    assert errors(race(*jobs, url=shop.env["DATABASE_URL"])) == {"": ROUNDS, USED_UP: ROUNDS}
    assert Explanation.objects.filter(line__in=lines).count() == ROUNDS
    assert findings() == {}


@pytest.mark.postgres_only
def test_control_what_is_left_read_and_written_back_is_given_twice(unguarded_database):
    """On SQLite the second transaction begins after the first has ended."""
    url = unguarded_database()
    made = lines_and_orders(8)
    jobs = [[lambda r=row, n=n: pay(r[n], r[0]) for row in made] for n in (1, 2)]
    outcomes = race(*jobs, url=url, patch="tests.concurrency.unguarded.line")
    assert errors(outcomes)[""] > 8
    assert "payments_equal_bank_lines" in findings()
