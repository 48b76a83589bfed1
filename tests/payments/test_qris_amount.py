"""An amount is filled in, and nothing that says who is paid changes."""

import json
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from shop.payments.qris import LARGEST, QrisRefused, Tag, read, with_amount
from shop.payments.qris.payload import seal, split

pytestmark = pytest.mark.sqlite_only
GOOD = json.loads((Path(__file__).parents[1] / "golden" / "qris" / "samples.json").read_text())["good"]
PAIRS = [sample for sample in GOOD if "from_static" in sample]
STATIC = read(GOOD[0]["payload"])
WHO = {f"{number:02}" for number in range(26, 52)} | {"59", "60"}


@pytest.fixture(autouse=True, scope="module")
def _english():
    with translation.override("en"):
        yield


def refused(*args):
    with pytest.raises(QrisRefused) as refusal:
        with_amount(*args)
    return refusal.value.sentence


def having(**values):
    tags = {tag.id: tag.value for tag in STATIC.tags if tag.id != "63"} | {n[1:]: v for n, v in values.items()}
    return read(seal(Tag(*item) for item in sorted(tags.items()) if item[1] is not None))


@pytest.mark.parametrize("sample", PAIRS, ids=lambda sample: sample["payload"][-4:])
def test_every_pair_of_the_samples_is_met_to_the_letter(sample):
    assert with_amount(read(sample["from_static"]), sample["amount"], sample["bill"] or "") == sample["payload"]


def test_there_are_six_pairs():
    assert len(PAIRS) == 6


@given(st.integers(1, LARGEST), st.text("ABCLP-0123456789", max_size=25))
def test_the_result_asks_for_the_amount_and_pays_the_same_merchant(amount, bill):
    qris = read(with_amount(STATIC, amount, bill))

    assert (qris.amount, qris.is_static, qris.nmid) == (amount, False, STATIC.nmid)
    assert [tag for tag in qris.tags if tag.id in WHO] == [tag for tag in STATIC.tags if tag.id in WHO]


def test_tips_and_an_old_amount_are_dropped():
    tipping = having(t54="777", t55="02", t56="500", t57="5")

    assert with_amount(tipping, 1000) == with_amount(STATIC, 1000)


def test_a_code_that_says_neither_static_nor_dynamic_becomes_one_for_a_single_payment():
    assert with_amount(having(t01=None), 1000) == with_amount(STATIC, 1000)


def test_the_bill_stands_beside_what_was_said_before():
    more = {tag.id: tag.value for tag in read(with_amount(STATIC, 1000, "LP-2611-0001")).tags}["62"]

    assert split(more) == (Tag("01", "LP-2611-0001"), Tag("07", "A01"))


def test_the_bill_needs_nothing_before_it_and_replaces_another():
    assert "62160112LP-2611-0001" in with_amount(having(t62=None), 1000, "LP-2611-0001")
    assert "62160112LP-2611-0001" in with_amount(having(t62="0103***"), 1000, "LP-2611-0001")


@pytest.mark.parametrize("amount", [0, -1])
def test_an_amount_below_a_rupiah_is_refused(amount):
    assert refused(STATIC, amount) == "The amount of a QRIS must be at least Rp1."


def test_an_amount_above_the_limit_is_refused():
    assert refused(STATIC, 10_000_001) == "A QRIS payment can be at most Rp10.000.000."
    assert read(with_amount(STATIC, 10_000_000)).amount == 10_000_000


def test_a_code_for_a_single_payment_is_refused():
    assert refused(read(PAIRS[0]["payload"]), 1000) == (
        "This QRIS is made for a single payment. Use the shop's own static QRIS."
    )


@pytest.mark.parametrize("bill", ["X" * 26, "pésanan", "a\nb"])
def test_a_bill_that_does_not_fit_is_refused(bill):
    assert refused(STATIC, 1000, bill) == "The number of the bill does not fit into a QRIS."


def test_a_bill_that_does_not_fit_beside_the_rest_is_refused():
    full = having(t62="0790" + "A" * 90)

    assert refused(full, 1000, "LP-2611-0001") == "The number of the bill does not fit into a QRIS."
    assert read(with_amount(full, 1000)).amount == 1000


def test_a_damaged_part_is_refused_only_where_it_would_be_changed():
    damaged = having(t62="free text")

    assert refused(damaged, 1000, "LP-1") == (
        "This QRIS is damaged or cut off near character 1. Copy the whole text once more."
    )
    assert "6209free text" in with_amount(damaged, 1000)
