"""Whatever comes in whatever order: no order is ever confirmed by money that may be another's."""

import datetime as dt
import random
import time
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from shop.payments.matching import BankLine, OpenOrder, decide

pytestmark = pytest.mark.sqlite_only

WITA = dt.timezone(dt.timedelta(hours=8))
NOON = dt.datetime(2026, 11, 3, 12, tzinfo=WITA)
AMOUNTS = st.sampled_from([64000, 64027, 64501, 128528, 41105, 59644, 100749])
NAMES = st.sampled_from(["Rina Kartika", "Dewi Anggraini", "Rina", ""])
DAYS = st.integers(0, 5)


@st.composite
def some_orders(draw):
    count = draw(st.integers(0, 6))
    return [
        OpenOrder(
            number=f"LP-2611-{number:04}",
            buyer=draw(NAMES),
            payable=(payable := draw(AMOUNTS)),
            base=draw(st.sampled_from([payable, payable // 1000 * 1000])),
            paid=draw(st.sampled_from([0, 0, 0, 27, payable])),
            state=draw(st.sampled_from(["awaiting"] * 4 + ["confirmed", "expired", "cancelled"])),
            placed_at=(placed := NOON + dt.timedelta(days=draw(DAYS))),
            expires_at=placed + dt.timedelta(days=1),
            unique=draw(st.sampled_from([True, True, True, False])),
        )
        for number in range(1, count + 1)
    ]


@st.composite
def some_lines(draw):
    count = draw(st.integers(0, 7))
    return [
        BankLine(
            key=key,
            date=NOON.date() + dt.timedelta(days=draw(DAYS)),
            time=draw(st.sampled_from([None, dt.time(9), dt.time(15)])),
            amount=draw(AMOUNTS.map(Decimal)) * draw(st.sampled_from([1, 1, 1, 1, -1])),
            description=draw(st.sampled_from(["", "", "LP-2611-0001", "LP-2611-0001 lp 2611 0002", "KOREKSI"])),
            payer=draw(NAMES).upper(),
            kind=draw(st.sampled_from(["transfer", "transfer", "interbank", "cash", "qris", "reversal"])),
            allocated=0,
        )
        for key in range(count)
    ]


def confirmed(decisions):
    return [decision for decision in decisions if decision.automatic]


def applied(decisions, lines, orders):
    """Lines and orders after the automatic decisions were carried out."""
    paid = {number for decision in confirmed(decisions) for number in decision.orders}
    used = {decision.key for decision in confirmed(decisions)}
    return (
        [replace(line, allocated=int(line.amount)) if line.key in used else line for line in lines],
        [replace(order, paid=order.payable, state="confirmed") if order.number in paid else order for order in orders],
    )


@settings(deadline=None)
@given(some_lines(), some_orders(), st.randoms(use_true_random=False))
def test_the_order_of_lines_and_orders_changes_nothing(lines, orders, shuffle):
    before = decide(lines, orders)
    shuffle.shuffle(lines)
    shuffle.shuffle(orders)

    assert decide(lines, orders) == before


@settings(deadline=None)
@given(some_lines(), some_orders())
def test_what_is_confirmed_is_exact_and_beyond_doubt(lines, orders):
    by_key, by_number = {line.key: line for line in lines}, {order.number: order for order in orders}
    for decision in confirmed(decide(lines, orders)):
        line, mine = by_key[decision.key], [by_number[number] for number in decision.orders]
        others = [order for order in orders if order.number not in decision.orders and order.state == "awaiting"]

        assert line.amount == sum(order.payable for order in mine)
        assert line.amount > 0
        assert line.kind in {"transfer", "interbank"}
        assert all(order.state == "awaiting" and order.unique and not order.paid for order in mine)
        assert all(dt.timedelta(0) <= line.date - order.placed_at.date() <= dt.timedelta(days=3) for order in mine)
        assert not [order for order in others if line.amount in (order.payable, order.base, order.open)]
        assert decision.difference == 0
        assert decision.result in {"paid", "combined"}


@settings(deadline=None)
@given(some_lines(), some_orders())
def test_no_order_and_no_line_is_confirmed_twice(lines, orders):
    decisions = decide(lines, orders)
    numbers = [number for decision in confirmed(decisions) for number in decision.orders]

    assert len(numbers) == len(set(numbers))
    assert [d.key for d in decisions] == [
        line.key for line in sorted(lines, key=lambda line: (line.date, line.time or dt.time.min, line.key))
    ]


@settings(deadline=None)
@given(some_lines(), some_orders())
def test_deciding_again_pays_nothing_a_second_time(lines, orders):
    first = decide(lines, orders)
    again = decide(*applied(first, lines, orders))
    settled = {number for decision in confirmed(first) for number in decision.orders}

    assert not settled & {number for decision in confirmed(again) for number in decision.orders}
    assert not {d.key for d in confirmed(first)} & {d.key for d in again}


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 40), DAYS), min_size=1, max_size=12), st.data())
def test_a_true_payer_of_a_unique_amount_is_always_found(bought, data):
    orders, lines = [], []
    for number, (thousands, day) in enumerate(bought, start=1):
        placed, payable = NOON + dt.timedelta(days=day), thousands * 1000 + number * 3
        orders.append(
            OpenOrder(f"LP-2611-{number:04}", "Rina", payable, thousands * 1000, 0, "awaiting", placed, placed, True)
        )
        if data.draw(st.booleans()):
            lines.append(BankLine(number, placed.date(), None, Decimal(payable), "", "BUDI", "transfer"))

    decisions = decide(lines, orders)

    assert {(d.key, d.orders, d.automatic) for d in decisions} == {
        (line.key, (f"LP-2611-{line.key:04}",), True) for line in lines
    }


@pytest.mark.parametrize("language", ["id"])
def test_ten_thousand_lines_meet_a_thousand_orders_in_two_seconds(language):
    chance = random.Random(7)
    firsts = [a + b for a in ("Ri", "Su", "Ma", "De", "Yu", "Ha") for b in ("na", "si", "ti", "wi", "ni")]
    lasts = ["Kartika", "Wijaya", "Putri", "Hidayah", "Susilo"]
    orders, lines = [], []
    for number in range(1000):
        placed, base = NOON + dt.timedelta(hours=number // 4), chance.randrange(20, 400) * 1000
        buyer = f"{chance.choice(firsts)} {chance.choice(lasts)}"
        orders.append(
            OpenOrder(f"LP-2611-{number:04}", buyer, base + number % 999 + 1, base, 0, "awaiting", placed, placed, True)
        )
    for key in range(10_000):
        amount = chance.randrange(20_000, 400_000)
        payer = f"{chance.choice(firsts)} {chance.choice(lasts)}".upper()
        date = NOON.date() + dt.timedelta(days=chance.randrange(12))
        text = f"TRSF E-BANKING CR 0211/FTSCY/WS95271 {amount}.00{payer}"
        lines.append(BankLine(key, date, None, Decimal(amount), text, payer, "transfer"))

    with translation.override(language):
        start = time.process_time()
        decisions = decide(lines, orders)
        took = time.process_time() - start

    assert len(decisions) == 10_000
    assert took < 2
