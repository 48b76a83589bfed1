"""Every named check finds the corruption it is named for, and no other check cries with it unless it must."""

import pytest
from django.db import connection

from accounting import checks, guards
from accounting.models import Account, Entry, Line
from accounting.services import post
from tests.accounting.build import sale


@pytest.fixture
def three_sales(db):
    entries = [post(sale(f"sale:{number}")) for number in (1, 2, 3)]
    connection.check_constraints()
    return entries


@pytest.fixture
def tamper(three_sales):
    """Runs SQL behind the back of the guards."""

    def run(sql):
        with guards.suspend(), connection.cursor() as cursor:
            cursor.execute(sql)

    return run


def findings():
    return {name: rows for name, check in checks.CHECKS.items() if (rows := check())}


def test_untouched_books_are_clean(three_sales):
    assert findings() == {}


def test_empty_books_are_clean(db):
    assert findings() == {}


def test_a_changed_amount_is_found_three_times_over(tamper):
    tamper("UPDATE accounting_line SET amount = 4999 WHERE entry_id = 2 AND amount > 0")
    cash = Account.objects.get(role="cash").pk
    assert findings() == {
        "entries_balance": ["entry 2: 2 lines, sum -1"],
        "month_totals_equal_lines": [f"account {cash}, 202611: totals (15000, 0), lines (14999, 0)"],
        "hash_chain_intact": ["entry 2 is not what was sealed"],
    }


def test_a_changed_word_is_found_by_the_chain_alone(tamper):
    tamper("UPDATE accounting_entry SET narration = 'Another sale' WHERE number = 2")
    assert findings() == {"hash_chain_intact": ["entry 2 is not what was sealed"]}


def test_an_entry_sealed_anew_breaks_the_chain_behind_it(tamper):
    tamper(f"UPDATE accounting_entry SET hash = '{'0' * 64}' WHERE number = 1")
    assert findings() == {"hash_chain_intact": ["entry 1 is not what was sealed", "entry 2 is not what was sealed"]}


def test_a_line_on_another_day_is_found(tamper):
    line = Line.objects.filter(entry_id=2).first().pk
    tamper(f"UPDATE accounting_line SET date = '2026-11-09' WHERE id = {line}")
    assert findings() == {"line_dates_equal": [f"line {line}: 2026-11-09, its entry 2: 2026-11-03"]}


def test_a_lost_entry_is_found(tamper):
    tamper("DELETE FROM accounting_line WHERE entry_id = 2")
    tamper("DELETE FROM accounting_entry WHERE number = 2")
    found = findings()
    assert found["numbers_gapless"] == ["2 entries are numbered 1 to 3"]
    assert found["hash_chain_intact"] == ["entry 3 is not what was sealed"]
    assert sorted(found) == ["hash_chain_intact", "month_totals_equal_lines", "numbers_gapless"]


def test_a_cut_off_end_is_found_by_the_next_number(tamper):
    tamper("DELETE FROM accounting_line WHERE entry_id = 3")
    tamper("DELETE FROM accounting_entry WHERE number = 3")
    assert findings()["numbers_gapless"] == ["the next number is 4 after entry 2"]


def test_a_month_total_that_lies_is_found(tamper):
    cash = Account.objects.get(role="cash").pk
    tamper(f"UPDATE accounting_monthtotal SET debit = 15001 WHERE account_id = {cash}")
    assert findings() == {
        "month_totals_equal_lines": [f"account {cash}, 202611: totals (15001, 0), lines (15000, 0)"],
        "trial_balance_zero": ["all balances sum to 1"],
    }


def test_the_seal_is_the_same_after_a_round_trip_through_the_database(three_sales):
    assert [entry.hash for entry in Entry.objects.order_by("number")] == [entry.hash for entry in three_sales]
    assert three_sales[1].previous_hash == three_sales[0].hash
    assert three_sales[0].previous_hash == ""
