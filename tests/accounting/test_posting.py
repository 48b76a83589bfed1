"""`services.post` and `services.reverse`: what the books take, what they refuse, and that refusing writes nothing."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounting import checks
from accounting.drafts import Draft, Leg
from accounting.exceptions import (
    AccountingError,
    AlreadyReversed,
    NotAReversal,
    NotWholeRupiah,
    PostingConflict,
    Unbalanced,
    Undated,
    UnknownEntry,
    UnknownRole,
)
from accounting.models import Book, Entry, Line, MonthTotal
from accounting.roles import Role
from accounting.services import ensure_account, post, reverse
from tests.accounting.build import NOVEMBER_3, legs, sale


def next_number() -> int:
    return Book.objects.get().next_number


def snapshot():
    return [list(model.objects.order_by("pk").values()) for model in (Entry, Line, MonthTotal, Book)]


@pytest.fixture
def unchanged(db):
    """Fails the test if a refusal left anything behind."""
    post(sale())
    before = snapshot()
    yield
    assert snapshot() == before


@pytest.mark.django_db
def test_an_entry_keeps_everything_the_draft_says(now):
    draft = Draft(
        key="order:LP-2611-0001:handed_over",
        date=NOVEMBER_3,
        document_date=date(2026, 11, 2),
        narration="Diserahkan",
        source="order:LP-2611-0001",
        source_url="/admin/orders/inspect/1/",
        lines=(Leg(Role.CASH, 7000, party="Ibu Sari", memo="tunai"), Leg("sales", -7000)),
    )
    entry = post(draft, "pemilik", now=now)
    entry.refresh_from_db()
    assert (entry.number, entry.key, entry.narration) == (1, draft.key, "Diserahkan")
    assert (entry.date, entry.document_date) == (NOVEMBER_3, date(2026, 11, 2))
    assert (entry.source, entry.source_url, entry.document) == (draft.source, draft.source_url, "LP-2611-0001")
    assert (entry.posted_by, entry.posted_at, entry.reverses) == ("pemilik", now, None)
    assert entry.legs() == [Leg("cash", 7000, "Ibu Sari", "tunai"), Leg("sales", -7000)]
    assert {line.date for line in entry.lines.all()} == {NOVEMBER_3}


@pytest.mark.django_db
def test_numbers_have_no_gap_even_when_a_posting_is_refused():
    numbers = [post(sale("a")).number]
    with pytest.raises(UnknownRole):
        post(sale("b", lines=legs(("cash", 1), ("nobody", -1))))
    numbers += [post(sale("a")).number, post(sale("c")).number]
    assert numbers == [1, 1, 2]
    assert next_number() == 3


@pytest.mark.django_db
def test_a_number_is_free_again_when_the_caller_fails_afterwards():
    with transaction.atomic():
        post(sale("a"))
        transaction.set_rollback(True)
    assert post(sale("b")).number == 1


def test_the_same_fact_posted_twice_is_one_entry(unchanged):
    again = post(sale(), "somebody else", now=datetime(2027, 1, 1, tzinfo=UTC))
    assert again == Entry.objects.get()


def test_reworded_narration_and_reordered_legs_are_still_the_same_fact(unchanged):
    other_words = sale(narration="Penjualan", lines=legs(("sales", -5000, "", "memo"), ("cash", 5000)))
    assert post(other_words).number == 1


@pytest.mark.parametrize(
    "other",
    [
        sale(amount=5001),
        sale(lines=legs(("bank", 5000), ("sales", -5000))),
        sale(lines=legs(("cash", 5000, "Ibu Sari"), ("sales", -5000))),
        sale(lines=legs(("cash", 2500), ("cash", 2500), ("sales", -5000))),
        sale(document_date=date(2026, 11, 2)),
        sale(day=date(2026, 11, 4)),
    ],
)
def test_the_same_key_with_other_content_is_a_conflict(unchanged, other):
    with pytest.raises(PostingConflict, match="sale:1"):
        post(other)


@pytest.mark.parametrize("lines", [(), legs(("cash", 5000)), legs(("cash", 5000), ("sales", -4999))])
def test_an_entry_that_does_not_balance_is_refused(unchanged, lines):
    with pytest.raises(Unbalanced):
        post(sale("new", lines=lines))


def test_a_line_of_zero_is_refused(unchanged):
    with pytest.raises(Unbalanced):
        post(sale("new", lines=legs(("cash", 5), ("sales", -5), ("bank", 0))))


@pytest.mark.parametrize("amount", [0.5, 5000.0, Decimal("5000"), "5000", True, None])
def test_only_an_int_is_an_amount(unchanged, amount):
    lines = (Leg("cash", amount), Leg("sales", -5000))
    with pytest.raises(NotWholeRupiah):
        post(sale("new", lines=lines))


@pytest.mark.parametrize(
    "dates", [{"day": datetime(2026, 11, 3, tzinfo=UTC)}, {"day": "2026-11-03"}, {"document_date": "kemarin"}]
)
def test_only_a_calendar_day_is_a_date(unchanged, dates):
    with pytest.raises(Undated):
        post(sale("new", **dates))


def test_a_moment_without_a_time_zone_is_refused(unchanged):
    with pytest.raises(Undated):
        post(sale("new"), now=datetime(2026, 11, 3, 9, 0))


def test_an_unknown_role_is_named_in_the_refusal(unchanged):
    with pytest.raises(UnknownRole, match="bank:999"):
        post(sale("new", lines=legs(("bank:999", 5), ("sales", -5))))


def test_an_empty_key_is_refused_by_the_database(unchanged):
    with pytest.raises(IntegrityError), transaction.atomic():
        post(sale(""))


@pytest.mark.django_db
def test_a_reversal_takes_back_the_whole_entry(now):
    entry = post(sale(lines=legs(("cash", 5000, "Ibu Sari"), ("sales", -5000)), source="order:7"))
    back = reverse(entry, key="sale:1:r", date=date(2026, 11, 5), narration="Salah ketik", by="pemilik", now=now)
    assert (back.number, back.reverses, back.date, back.source) == (2, entry, date(2026, 11, 5), "order:7")
    assert back.legs() == [Leg("cash", -5000, "Ibu Sari"), Leg("sales", 5000)]
    assert entry.reversed_by == back


@pytest.mark.django_db
def test_a_reversal_asked_for_twice_is_one_entry():
    entry = post(sale())
    first = reverse(entry, key="r", date=NOVEMBER_3, narration="x")
    assert reverse(entry, key="r", date=NOVEMBER_3, narration="x") == first
    assert Entry.objects.count() == 2


@pytest.mark.django_db
def test_an_entry_is_reversed_at_most_once():
    entry = post(sale())
    reverse(entry, key="r1", date=NOVEMBER_3, narration="x")
    with pytest.raises(AlreadyReversed, match="sale:1"):
        reverse(entry, key="r2", date=NOVEMBER_3, narration="x")
    assert Entry.objects.count() == 2


@pytest.mark.django_db
def test_a_reversal_may_itself_be_reversed():
    back = reverse(post(sale()), key="r1", date=NOVEMBER_3, narration="x")
    again = reverse(back, key="r2", date=NOVEMBER_3, narration="x")
    assert again.legs() == list(sale().lines)


def test_a_reversal_of_something_else_is_refused(unchanged):
    with pytest.raises(NotAReversal):
        post(sale("r", amount=-4000, reverses_key="sale:1"))


def test_a_reversal_of_an_unknown_entry_is_refused(unchanged):
    with pytest.raises(UnknownEntry, match="sale:2"):
        post(sale("r", amount=-5000, reverses_key="sale:2"))


def test_every_refusal_is_an_accounting_error_with_a_sentence():
    errors = [UnknownRole("x"), NotWholeRupiah(0.5), PostingConflict("k"), UnknownEntry("k"), AlreadyReversed("k")]
    assert all(isinstance(error, AccountingError) and str(error).endswith(".") for error in errors)


@pytest.mark.django_db
def test_a_bank_account_gets_its_own_account_below_bank():
    first = ensure_account(role="bank:111", code=None, name="BCA 111", formal_name="Bank BCA 111", kind="A")
    second = ensure_account(role="bank:222", code=None, name="BRI 222", formal_name="Bank BRI 222", kind="A")
    again = ensure_account(role="bank:111", code=None, name="Lain", formal_name="Lain", kind="A")
    assert (first.code, second.code) == ("1110.01", "1110.02")
    assert (again.pk, again.name) == (first.pk, "BCA 111")
    assert post(sale(lines=legs(("bank:222", 5), ("sales", -5)))).lines.first().account == second


@pytest.mark.django_db
def test_a_branch_of_no_account_is_refused():
    with pytest.raises(UnknownRole, match="safe"):
        ensure_account(role="safe:1", code=None, name="x", formal_name="x", kind="A")


@pytest.mark.django_db
def test_postings_of_any_kind_leave_every_check_clean():
    entry = post(sale("a"))
    post(sale("b", day=date(2027, 2, 28), lines=legs(("cash", 5), ("bank", -5), ("cash", 7), ("sales", -7))))
    reverse(entry, key="r", date=date(2026, 12, 1), narration="x")
    assert {name: check() for name, check in checks.CHECKS.items()} == dict.fromkeys(checks.CHECKS, [])
