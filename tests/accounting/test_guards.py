"""Attacks past the services, straight at the tables: the database itself must refuse each, on both engines.

Every attack starts from one posted sale and must leave the books as they were.
"""

import pytest
from django.db import IntegrityError, connection, transaction

from accounting import checks, guards
from accounting.models import Account, Book, Entry, Line, MonthTotal, PeriodLock
from accounting.services import lock_until, post, reverse
from tests.accounting.build import NOVEMBER_3, sale

HASH = "0" * 64


def run(sql: str, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params or None)


def contents():
    return [list(m.objects.order_by("pk").values()) for m in (Entry, Line, MonthTotal, Book, Account, PeriodLock)]


@pytest.fixture
def posted(db, now):
    """One sale of Rp5.000 on 3 November, number 1; October is closed."""
    lock_until(date=NOVEMBER_3.replace(month=10, day=31), by="pemilik", now=now)
    entry = post(sale())
    # Foreign keys wait for COMMIT, and PostgreSQL alters no table while they wait.
    connection.check_constraints()
    return entry


@pytest.fixture
def untouched(posted):
    before = contents()
    yield
    assert contents() == before
    assert guards.missing() == []


def line(entry=2, amount=5000, date="2026-11-03", role="cash", **more):
    account = Account.objects.get(role=role).pk
    row = {"entry_id": entry, "account_id": account, "amount": amount, "date": date, "party": "", "memo": ""} | more
    insert("accounting_line", row)


def header(number=2, date="2026-11-03", key="attack", verb="INSERT", **more):
    row = {
        **{"number": number, "date": date, "document_date": date, "narration": "x", "key": key, "source": ""},
        **{"source_url": "", "reverses_id": None, "posted_by": "", "posted_at": "2026-11-03 00:00:00+00:00"},
        **{"previous_hash": Entry.objects.get(number=1).hash, "hash": HASH},
    }
    insert("accounting_entry", row | more, verb)


def insert(table, row, verb="INSERT"):
    columns, marks = ", ".join(row), ", ".join(["%s"] * len(row))
    run(f"{verb} INTO {table} ({columns}) VALUES ({marks})", *row.values())


def refused(*statements):
    """Runs the statements in one transaction; they must fail with an IntegrityError, rolled back together."""
    with pytest.raises(IntegrityError) as caught:
        together(statements)
    return str(caught.value)


@transaction.atomic
def together(statements):
    for statement in statements:
        statement()


def test_by_hand_a_right_entry_passes(posted):
    """The control for all attacks below: what they vary is acceptable as it stands."""
    line()
    line(amount=-5000, role="sales")
    header()
    assert Entry.objects.count() == 2
    assert Book.objects.get().next_number == 3
    assert checks.month_totals_equal_lines() == []


def test_an_unbalanced_entry(untouched):
    assert "sum to zero" in refused(line, lambda: line(amount=-4999, role="sales"), header)


def test_an_entry_of_one_line(untouched):
    assert "two lines" in refused(line, header)


def test_a_header_alone(untouched):
    assert "two lines" in refused(header)


def test_lines_without_a_header_at_commit(untouched):
    refused(line, lambda: line(amount=-5000, role="sales"), connection.check_constraints)


def test_a_line_added_to_a_posted_entry(untouched):
    assert "next entry" in refused(lambda: line(entry=1))


def test_a_line_for_an_entry_far_ahead(untouched):
    assert "next entry" in refused(lambda: line(entry=9))


def test_a_line_of_zero_rupiah(untouched):
    assert "line_not_zero" in refused(lambda: line(amount=0))


def test_a_line_on_another_day_than_its_entry(untouched):
    other_day = lambda: line(amount=-5000, role="sales", date="2026-11-04")  # noqa: E731
    assert "date of their entry" in refused(line, other_day, header)


def test_a_key_used_before(untouched):
    refused(line, lambda: line(amount=-5000, role="sales"), lambda: header(key="sale:1"))


@pytest.mark.parametrize("number", [1, 3])
def test_a_number_that_is_not_the_next(untouched, number):
    assert "next number" in refused(line, lambda: line(amount=-5000, role="sales"), lambda: header(number=number))


def test_an_entry_in_a_closed_period(untouched):
    closed = {"date": "2026-10-31"}
    said = refused(lambda: line(**closed), lambda: line(amount=-5000, role="sales", **closed), lambda: header(**closed))
    assert "closed" in said


def test_an_entry_that_does_not_continue_the_chain(untouched):
    said = refused(line, lambda: line(amount=-5000, role="sales"), lambda: header(previous_hash=HASH))
    assert "chain" in said


def test_a_reversal_that_does_not_take_back_all(untouched):
    said = refused(line, lambda: line(amount=-5000, role="sales"), lambda: header(reverses_id=1))
    assert "takes back" in said


def test_a_second_reversal(posted):
    reverse(posted, key="r1", date=NOVEMBER_3, narration="x")
    before = contents()
    chain = Entry.objects.get(number=2).hash
    refused(
        lambda: line(entry=3, amount=-5000),
        lambda: line(entry=3, amount=5000, role="sales"),
        lambda: header(number=3, reverses_id=1, previous_hash=chain),
    )
    assert contents() == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE accounting_line SET amount = 1",
        "UPDATE accounting_line SET memo = 'x'",
        "DELETE FROM accounting_line",
        "UPDATE accounting_entry SET narration = 'x'",
        "UPDATE accounting_entry SET number = 7",
        "DELETE FROM accounting_entry",
        "DELETE FROM accounting_account WHERE role = 'cash'",
        "UPDATE accounting_account SET role = 'till' WHERE role = 'cash'",
        "UPDATE accounting_account SET kind = 'E' WHERE role = 'cash'",
        "UPDATE accounting_account SET code = '1' WHERE role = 'cash'",
        "UPDATE accounting_book SET next_number = 1",
        "UPDATE accounting_book SET next_number = 9",
        "DELETE FROM accounting_book",
        "INSERT INTO accounting_book (id, next_number) VALUES (2, 2)",
        "UPDATE accounting_periodlock SET until = NULL",
        "DELETE FROM accounting_periodlock",
    ],
)
def test_editing_and_deleting(untouched, sql):
    refused(lambda: run(sql))


def test_deleting_through_the_models(untouched):
    refused(lambda: Line.objects.all()._raw_delete("default"))
    refused(lambda: Entry.objects.filter(number=1).update(source="x"))


@pytest.mark.sqlite_only
@pytest.mark.parametrize("amount", ["'text'", "0.5", "x'00'", "NULL"])
def test_sqlite_takes_nothing_but_integers_as_amounts(untouched, amount):
    account = Account.objects.get(role="cash").pk
    columns = "entry_id, account_id, amount, date, party, memo"
    row = f"(2, {account}, {amount}, '2026-11-03', '', '')"
    refused(lambda: run(f"INSERT INTO accounting_line ({columns}) VALUES {row}"))


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    "table", ["accounting_line", "accounting_entry", "accounting_account", "accounting_periodlock"]
)
def test_sqlite_replaces_no_row(untouched, table):
    """INSERT OR REPLACE deletes rows without firing DELETE triggers."""
    refused(lambda: run(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1"))


@pytest.mark.sqlite_only
@pytest.mark.parametrize("columns", ["code, role", "role, code"])
def test_sqlite_replaces_no_account_by_its_code_or_role(untouched, columns):
    first, second = columns.split(", ")
    refused(
        lambda: run(
            f"INSERT OR REPLACE INTO accounting_account ({first}, {second}, kind, name, formal_name) "
            f"SELECT {first}, 'new', 'E', '', '' FROM accounting_account WHERE role = 'cash'"
        )
    )


@pytest.mark.sqlite_only
def test_sqlite_replaces_no_entry_by_its_key_or_reversal(posted):
    reverse(posted, key="r1", date=NOVEMBER_3, narration="x")
    before = contents()
    chain = Entry.objects.get(number=2).hash
    back = (lambda: line(entry=3, amount=-5000), lambda: line(entry=3, amount=5000, role="sales"))
    refused(*back, lambda: header(number=3, key="r1", previous_hash=chain, verb="INSERT OR REPLACE"))
    refused(*back, lambda: header(number=3, reverses_id=1, previous_hash=chain, verb="INSERT OR REPLACE"))
    assert contents() == before


@pytest.mark.sqlite_only
def test_sqlite_keeps_month_totals_whatever_the_conflict_clause(posted):
    line()
    line(amount=-5000, role="sales")
    header(verb="INSERT OR REPLACE")
    assert checks.month_totals_equal_lines() == []
    assert MonthTotal.objects.get(account__role="cash").debit == 10000


@pytest.mark.sqlite_only
@pytest.mark.parametrize("date", ["2026-13-01", "kemarin", "2026-11-3"])
def test_sqlite_takes_nothing_but_days_as_dates(untouched, date):
    refused(lambda: line(date=date), lambda: line(amount=-5000, role="sales", date=date), lambda: header(date=date))


@pytest.mark.postgres_only
@pytest.mark.parametrize("table", ["line", "entry", "monthtotal", "book", "account", "periodlock"])
def test_postgres_truncates_nothing(untouched, table):
    refused(lambda: run(f"TRUNCATE accounting_{table} CASCADE"))


@pytest.mark.postgres_only
def test_postgres_rounds_half_a_rupiah_so_python_must_not_let_it_through(posted):
    """The one attack that PostgreSQL cannot see; `post` demands an int (test_posting)."""
    with transaction.atomic():
        line(amount=0.5)
        assert Line.objects.get(entry_id=2).amount in (0, 1)
        transaction.set_rollback(True)


def test_renaming_an_account_is_allowed(posted):
    Account.objects.filter(role="cash").update(name="Laci", formal_name="Kas toko")
    assert Account.objects.get(role="cash").name == "Laci"


def test_an_account_that_was_never_used_may_go(posted):
    run("DELETE FROM accounting_account WHERE role = 'vehicles'")
    assert not Account.objects.filter(role="vehicles").exists()


def test_without_guards_the_same_attack_succeeds(posted):
    """The negative control: it is the guards that refuse, and nothing else."""
    with guards.suspend():
        run("UPDATE accounting_line SET amount = 1 WHERE amount > 0")
    assert Line.objects.get(amount__gt=0).amount == 1
    refused(lambda: run("UPDATE accounting_line SET amount = 2"))


def test_missing_names_a_dropped_guard(posted):
    trigger = "accounting_entry_posted"
    run(f"DROP TRIGGER {trigger}" + (" ON accounting_entry" if connection.vendor == "postgresql" else ""))
    assert guards.missing() == [trigger]
    assert checks.guards_installed() == [trigger]


@pytest.mark.sqlite_only
def test_missing_names_a_guard_that_was_weakened_on_sqlite(posted):
    run("DROP TRIGGER accounting_line_delete")
    run("CREATE TRIGGER accounting_line_delete BEFORE DELETE ON accounting_line BEGIN SELECT 1; END")
    assert guards.missing() == ["accounting_line_delete"]


@pytest.mark.postgres_only
def test_missing_names_a_guard_that_was_weakened_on_postgres(posted):
    weak = "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'"
    run(f"CREATE OR REPLACE FUNCTION accounting_append_only() {weak}")
    assert guards.missing() == ["accounting_append_only()"]


@pytest.mark.postgres_only
def test_missing_names_a_guard_that_was_switched_off_on_postgres(posted):
    run("ALTER TABLE accounting_line DISABLE TRIGGER accounting_line_change")
    assert guards.missing() == ["accounting_line_change"]


def test_both_engines_guard_the_same_tables():
    tables = {
        vendor: {guards.NAMED.match(sql)[3] for sql in guards.statements(vendor) if "TRIGGER" in sql[:20]}
        for vendor in ("sqlite", "postgresql")
    }
    assert tables["sqlite"] <= tables["postgresql"]
    assert len(tables["sqlite"]) == 5
