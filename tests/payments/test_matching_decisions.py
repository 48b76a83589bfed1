"""The thirteen decisions of the invented story, from every layout of it."""

import datetime as dt
import json
from pathlib import Path

import pytest

from shop.payments.matching import RESULTS, BankLine, OpenOrder, decide
from shop.payments.statements import read

pytestmark = pytest.mark.sqlite_only

GOLDEN = Path(__file__).parents[1] / "golden" / "mutasi"
FILES = [
    "bca/01_klikbca_individu_apostrof.csv",
    "bca/03_klikbca_english_tahun_lengkap.csv",
    "umum/04_umum_titikkoma_utf8bom.csv",
]
STATES = {"menunggu": "awaiting", "kedaluwarsa": "expired"}
DECISIONS = [
    (1, ("LP-2611-0001",), "paid", True, 0),
    (2, ("LP-2611-0002",), "paid", True, 0),
    (3, ("LP-2611-0003",), "underpaid", False, -27),
    (4, ("LP-2611-0004",), "paid", True, 0),
    (5, (), "not_income", False, 0),
    (6, ("LP-2611-0005",), "underpaid", False, -10212),
    (7, ("LP-2611-0006",), "paid", True, 0),
    (8, ("LP-2611-0006",), "paid_twice", False, 45733),
    (9, (), "qris_settlement", False, 0),
    (10, ("LP-2611-0007",), "overpaid", False, 1340),
    (11, (), "unknown", False, 0),
    (12, ("LP-2611-0008",), "paid", True, 0),
    (13, ("LP-2611-0009",), "paid_after_expiry", False, 0),
    (14, ("LP-2611-0010",), "paid", True, 0),
    (15, ("LP-2611-0010",), "reversal", False, -120256),
    (16, ("LP-2611-0012", "LP-2611-0013"), "combined", True, 0),
    (17, (), "unknown", False, 0),
    (18, (), "not_income", False, 0),
    (19, (), "not_income", False, 0),
    (20, (), "not_income", False, 0),
]


def orders():
    for told in json.loads((GOLDEN / "orders.json").read_text()):
        placed = dt.datetime.fromisoformat(told["placed"])
        yield OpenOrder(
            number=told["no"],
            buyer=told["buyer"],
            payable=told["pay"],
            base=told["base"],
            paid=0,
            state=STATES[told["status"]],
            placed_at=placed,
            expires_at=placed + dt.timedelta(days=1),
            unique=True,
        )


def lines(name):
    statement = read((GOLDEN / name).read_bytes(), today=dt.date(2026, 11, 25))
    return [
        BankLine(number, line.date, line.time, line.amount, line.description, line.payer, line.kind)
        for number, line in enumerate(statement.lines, start=1)
    ]


@pytest.mark.parametrize("name", FILES)
def test_every_line_of_the_story_is_decided_as_a_person_would(name):
    decisions = decide(lines(name), orders())

    assert [(d.key, d.orders, d.result, d.automatic, d.difference) for d in decisions] == DECISIONS
    assert {d.result for d in decisions} <= set(RESULTS)


def test_the_story_agrees_with_what_is_expected_of_it():
    expected = json.loads((GOLDEN / "expected.json").read_text())["decisions"]
    told = {key: (orders, automatic) for key, orders, _result, automatic, _difference in DECISIONS}

    for case in expected:
        if "line" in case:
            assert told[case["line"]] == (tuple(case["order"].split("+")), case["how"].startswith("otomatis"))
    assert "LP-2611-0011" not in {number for orders, _automatic in told.values() for number in orders}


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (1, "The amount is this order's; the payer's name agrees"),
        (3, "The payer's name agrees; Rp27 too little; it is the total without the unique code"),
        (4, "The amount is this order's; the payer's name differs: NURUL HIDAYAH"),
        (14, "The amount is this order's; the payer's name agrees; the bank took it back later"),
        (16, "The text names the order number; the amount fits exactly; the payer's name agrees"),
        (17, "No order fits by number, amount or name"),
    ],
)
def test_every_decision_says_why(key, reason):
    decisions = {d.key: d for d in decide(lines(FILES[0]), orders())}

    assert decisions[key].reason == reason
    assert all(d.reason for d in decisions.values())
