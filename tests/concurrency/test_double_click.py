"""The button is pressed twice at the same moment: one order, and both clicks end on it."""

import pytest
from django.utils import timezone

from shop.orders.models import Order
from tests import build
from tests.concurrency.buyers import all_at_once
from tests.concurrency.health import findings
from tests.concurrency.unguarded import drop_unique

CLICKS = 3


def click_at_once(shop, visitors, rounds: int) -> list[tuple[int, set]]:
    """For each round: how many orders were made, and where the answers led."""
    seen = []
    for _round in range(rounds):
        bag = build.sku(stock=10, now=timezone.now())
        [visitor] = visitors(shop, [(bag, 2)])
        answers = all_at_once([visitor] * CLICKS)
        made = Order.objects.filter(lines__sku=bag).count()
        seen.append((made, {(answer.status, answer.location) for answer in answers}))
    return seen


def test_a_double_click_makes_one_order_and_every_click_lands_on_it(shop, visitors):
    seen = click_at_once(shop, visitors, rounds=20)
    assert [made for made, _answers in seen] == [1] * 20
    newest_first = Order.objects.order_by("-pk").values_list("token", flat=True)[:20]
    assert [answers for _made, answers in seen] == [{(302, f"/pesanan/{token}/bayar/")} for token in newest_first][::-1]
    assert findings() == {}


@pytest.mark.postgres_only
def test_control_a_claim_that_only_looks_makes_two_orders(unguarded, visitors):
    """On SQLite the second click's transaction begins after the first has ended, whatever the claim does."""
    shop = unguarded("claim")
    drop_unique(Order, "checkout_key")
    assert max(made for made, _answers in click_at_once(shop, visitors, rounds=5)) > 1
