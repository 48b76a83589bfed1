"""Proofs of one order sent at the same moment: five are kept, however many come."""

from collections import Counter

import pytest
from django.utils import timezone

from shop.payments import proofs
from tests import build
from tests.concurrency.crew import race
from tests.payments.pictures import PDF

SENDERS = 8
ROUNDS = 5


def send_at_once(url: str, rounds: int, patch: str = "") -> tuple[list[int], Counter]:
    """How many proofs each order has in the end, and how often each answer was given."""
    orders = [build.order(build.sku(now=timezone.now()), now=timezone.now()) for _round in range(rounds)]

    def attach(order, sender):
        proofs.attach(order=build.fresh(order), data=PDF + b"%d" % sender, now=timezone.now())

    jobs = [[lambda o=order, s=sender: attach(o, s) for order in orders] for sender in range(SENDERS)]
    outcomes = race(*jobs, url=url, patch=patch)
    kept = [order.proofs.count() for order in orders]
    return kept, Counter(outcome.error for job in outcomes for outcome in job)


def test_of_eight_proofs_at_once_five_are_kept(shop):
    kept, answers = send_at_once(shop.env["DATABASE_URL"], ROUNDS)
    assert kept == [5] * ROUNDS
    assert answers == {"": 5 * ROUNDS, "ProofRefused": 3 * ROUNDS}


@pytest.mark.postgres_only
def test_control_counting_without_holding_the_order_keeps_too_many(unguarded_database):
    """On SQLite the next file is counted after the one before it is stored, whatever is locked."""
    kept, _answers = send_at_once(unguarded_database(), ROUNDS, patch="tests.concurrency.unguarded.proofs")
    assert max(kept) > 5
