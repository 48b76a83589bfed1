"""Forty customers order for the same total at the same moment: forty amounts that nobody can confuse."""

from itertools import pairwise

import pytest
from django.utils import timezone

from shop.orders.models import Order
from shop.payments.allocation import GAP
from shop.payments.models import AmountOwner, AmountSlot
from tests import build
from tests.concurrency.buyers import all_at_once
from tests.concurrency.health import findings
from tests.concurrency.unguarded import drop_unique


def amounts_of_equal_orders(shop, visitors, buyers: int) -> list[int]:
    bag = build.sku(price=48000, stock=buyers, now=timezone.now())
    answers = all_at_once(visitors(shop, *[[(bag, 1)]] * buyers))
    assert {answer.status for answer in answers} == {302}
    return sorted(Order.objects.filter(lines__sku=bag).values_list("payable", flat=True))


def test_forty_equal_totals_at_once_get_forty_amounts_at_least_three_apart(shop, visitors):
    amounts = amounts_of_equal_orders(shop, visitors, 40)
    assert len(amounts) == 40
    assert min(after - before for before, after in pairwise(amounts)) >= GAP
    assert min(amounts) > 48000
    assert findings() == {}


@pytest.mark.postgres_only
def test_control_without_the_queue_and_unique_two_orders_get_one_amount(unguarded, visitors):
    """On SQLite one transaction at a time chooses, queue or not."""
    shop = unguarded("queue")
    for model in (AmountOwner, AmountSlot):
        drop_unique(model, "amount")
    amounts = amounts_of_equal_orders(shop, visitors, 20)
    assert len(set(amounts)) < 20
