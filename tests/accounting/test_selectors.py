from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounting import selectors
from accounting.models import Account, Line
from accounting.roles import Role
from accounting.services import post, reverse
from tests.accounting.build import legs, sale

pytestmark = pytest.mark.django_db


def turnover(rows):
    return [(row.account.role, row.debit, row.credit, row.turnover_debit, row.turnover_credit) for row in rows]


@pytest.fixture
def autumn(db):
    """Sales on the last of October, on 3, 15 and 30 November, and rent paid on the 15th."""
    post(sale("oct", 1000, date(2026, 10, 31)))
    post(sale("n3", 200, date(2026, 11, 3)))
    post(sale("n15", 30, date(2026, 11, 15), source="order:LP-1"))
    post(sale("rent", 0, date(2026, 11, 15), lines=legs(("rent", 7), ("cash", -7)), source="order:LP-1"))
    post(sale("n30", 4, date(2026, 11, 30)))


def cash():
    return Account.objects.get(role="cash")


def test_the_trial_balance_sums_to_zero_and_shows_both_sides(autumn):
    rows = selectors.trial_balance()
    assert turnover(rows) == [
        ("cash", 1227, 0, 1234, 7),
        ("sales", 0, 1234, 0, 1234),
        ("rent", 7, 0, 7, 0),
    ]


@pytest.mark.parametrize(
    ("since", "upto", "balance"),
    [
        (None, date(2026, 10, 30), 0),
        (None, date(2026, 10, 31), 1000),
        (None, date(2026, 11, 14), 1200),
        (None, date(2026, 11, 15), 1223),
        (None, date(2026, 11, 30), 1227),
        (date(2026, 11, 1), None, 227),
        (date(2026, 11, 4), date(2026, 11, 29), 23),
        (date(2026, 10, 31), date(2026, 10, 31), 1000),
        (date(2026, 12, 1), None, 0),
    ],
)
def test_a_balance_is_exact_on_any_day(autumn, since, upto, balance):
    assert selectors.balance(Role.CASH, upto, since=since) == balance


def test_an_account_that_does_not_exist_has_no_balance(autumn):
    assert selectors.balance("bank:1") == 0


def test_whole_months_are_answered_from_their_totals_alone(autumn, django_assert_num_queries):
    with django_assert_num_queries(2) as queries:
        selectors.trial_balance(upto=date(2026, 11, 30))
    assert not any("accounting_line" in query["sql"] for query in queries)


def test_the_ledger_runs_backwards_from_the_closing_balance(autumn):
    page = selectors.ledger(cash())
    assert [(row.line.amount, row.balance) for row in page.rows] == [
        (4, 1227), (-7, 1223), (30, 1230), (200, 1200), (1000, 1000),
    ]  # fmt: skip
    assert (page.opening, page.closing, page.count, page.page, page.pages) == (0, 1227, 5, 1, 1)


def test_the_ledger_of_some_days_opens_with_what_was_before(autumn):
    page = selectors.ledger(cash(), since=date(2026, 11, 1), upto=date(2026, 11, 15))
    assert [(row.line.amount, row.balance) for row in page.rows] == [(-7, 1223), (30, 1230), (200, 1200)]
    assert (page.opening, page.closing) == (1000, 1223)


@pytest.mark.parametrize(
    ("page", "answered", "rows"),
    [
        (1, 1, [(4, 1227), (-7, 1223)]),
        (2, 2, [(30, 1230), (200, 1200)]),
        (3, 3, [(1000, 1000)]),
        (99, 3, [(1000, 1000)]),
        (-1, 1, [(4, 1227), (-7, 1223)]),
    ],
)
def test_the_balance_runs_on_from_page_to_page(autumn, page, answered, rows):
    found = selectors.ledger(cash(), page=page, per_page=2)
    assert [(row.line.amount, row.balance) for row in found.rows] == rows
    assert (found.page, found.pages) == (answered, 3)


def test_the_ledger_of_an_idle_account_is_empty(autumn):
    page = selectors.ledger(Account.objects.get(role="vehicles"), since=date(2026, 11, 1))
    assert (page.rows, page.opening, page.closing, page.pages) == ([], 0, 0, 1)


def keys(entries):
    return [entry.key for entry in entries]


def test_the_journal_can_be_asked_by_day_account_and_document(autumn):
    assert keys(selectors.journal()) == ["n30", "rent", "n15", "n3", "oct"]
    assert keys(selectors.journal(since=date(2026, 11, 4), upto=date(2026, 11, 15))) == ["rent", "n15"]
    assert keys(selectors.journal(account=Account.objects.get(role="rent"))) == ["rent"]
    assert keys(selectors.entries_for("order:LP-1")) == ["n15", "rent"]
    assert [entry.total for entry in selectors.entries_for("order:LP-1")] == [30, 7]


def test_an_entry_is_found_by_its_key(autumn):
    assert selectors.entry_for("rent").number == 4
    assert selectors.entry_for("nobody") is None


def test_the_fingerprint_is_the_last_hash(autumn):
    assert selectors.fingerprint() == selectors.entry_for("n30").hash


def test_an_empty_book_has_no_fingerprint_and_no_rows():
    assert (selectors.fingerprint(), selectors.trial_balance(), selectors.closed_until()) == ("", [], None)


def digest_of(*drafts):
    for draft in drafts:
        post(draft)
    return selectors.content_digest()


def test_the_digest_changes_with_any_figure_and_with_nothing_else(autumn):
    before = selectors.content_digest()
    assert len(before) == 64
    assert digest_of(sale("n30", 4, date(2026, 11, 30), narration="other words")) == before
    reverse(selectors.entry_for("n30"), key="r", date=date(2026, 12, 1), narration="x")
    assert selectors.content_digest() != before


DAYS = st.dates(date(2026, 9, 1), date(2026, 12, 31))
POSTINGS = st.lists(
    st.tuples(DAYS, st.sampled_from(["cash", "bank", "rent"]), st.integers(-9999, 9999).filter(bool)), max_size=12
)


class AnyHistory(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(POSTINGS, DAYS, DAYS)
    def test_the_trial_balance_of_any_days_equals_the_sum_of_their_lines(self, postings, one, other):
        for number, (day, role, amount) in enumerate(postings):
            post(sale(f"k{number}", day=day, lines=legs((role, amount), ("sales", -amount))))
        since, upto = min(one, other), max(one, other)
        expected = {}
        for line in Line.objects.filter(date__range=(since, upto)).select_related("account"):
            sides = expected.setdefault(line.account.role, [0, 0])
            sides[0] += line.debit
            sides[1] += line.credit
        rows = selectors.trial_balance(since=since, upto=upto)
        assert {r.account.role: [r.turnover_debit, r.turnover_credit] for r in rows} == expected
        assert sum(row.balance for row in rows) == 0
