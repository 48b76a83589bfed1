"""`kill -9` in the middle of a checkout: no half order, no answered order lost, and the same click again makes it."""

import contextlib
import os
import signal
import threading
import time
from http.client import HTTPException

import pytest

from shop.orders.models import Order
from tests.concurrency.health import findings
from tests.concurrency.inside import inside
from tests.faults import dying, without_transaction
from tests.faults.checkout_steps import STEPS
from tests.faults.conftest import new_customer
from tests.rig.server import LiveShop

LOST = (ConnectionError, HTTPException, TimeoutError)


def click(visitor, answers: list) -> None:
    with contextlib.suppress(*LOST):
        answers.append(visitor.order())


def click_again(shop, visitor, seconds: float = 30):
    """What the customer does; a worker may have to be started first. A server whose new worker dies at once gives up
    as a whole: then the machine's supervisor starts it again, here the test."""
    end = time.monotonic() + seconds
    while True:
        try:
            return visitor.order()
        except LOST:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
            if shop.process.poll() is not None:
                shop.start()


def orders_of(visitor):
    return Order.objects.filter(checkout_key=visitor.page["checkout_key"])


def check(shop, visitor, answers: list) -> None:
    """After the kill, then after the second click."""
    assert findings() == {}
    made = orders_of(visitor).count()
    assert made == 1 if answers else made in (0, 1)
    again = click_again(shop, visitor)
    order = orders_of(visitor).get()
    assert (again.status, again.location) == (302, f"/pesanan/{order.token}/bayar/")
    assert all(answer.location == again.location for answer in answers)
    assert order.lines.get().quantity == 2
    assert findings() == {}


def seconds_of(act) -> float:
    start = time.monotonic()
    act()
    return time.monotonic() - start


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_dies_at_each_step_and_the_second_click_makes_the_one_order(shop, customer, step):
    visitor = customer()
    dying.order(shop.data, step)
    answers = []
    click(visitor, answers)
    assert answers == []
    assert not (shop.data / "order").exists(), "the step was never reached"
    assert orders_of(visitor).exists() == (step == "committed, not answered")
    check(shop, visitor, answers)


def test_workers_are_killed_at_25_moments_and_the_second_click_makes_the_one_order(shop, customer):
    whole = seconds_of(customer().order)
    unanswered = 0
    for turn in range(25):
        visitor, answers = customer(), []
        dying.order(shop.data, dying.REPORT)
        clicking = threading.Thread(target=click, args=(visitor, answers))
        clicking.start()
        worker = dying.reported(shop.data)
        time.sleep(whole * turn / 25)
        os.kill(worker, signal.SIGKILL)
        clicking.join()
        unanswered += not answers
        check(shop, visitor, answers)
        dying.withdraw(shop.data)
    assert unanswered, "no kill came in the middle"


def test_control_without_the_transaction_half_an_order_stays(databases, django_db_blocker):
    with (
        LiveShop(databases, workers=1, patch=without_transaction.__name__) as shop,
        inside(shop.env["DATABASE_URL"], django_db_blocker),
    ):
        visitor = new_customer(shop)
        dying.order(shop.data, "order written")
        click(visitor, [])
        assert orders_of(visitor).filter(receivable=None).count() == 1
