"""The books can be written again from the documents; every difference is named."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connections
from django.db.utils import ConnectionDoesNotExist

from accounting import chart, scratch
from accounting.models import Account, Book, Entry
from accounting.rebuild import compare
from accounting.selectors import content_digest
from accounting.services import ensure_account, lock_until, post
from tests.accounting.build import legs, sale

pytestmark = pytest.mark.django_db

REVERSED = sale("a:r", -5000, date(2026, 11, 6), reverses_key="a")
DRAFTS = [sale("a"), sale("b", 70), REVERSED, sale("c", 9, date(2026, 12, 1))]


@pytest.fixture
def book(db):
    for draft in DRAFTS:
        post(draft, "pemilik")


def test_the_same_documents_make_the_same_book(book):
    comparison = compare(reversed(DRAFTS))
    assert comparison.equal
    assert (comparison.missing, comparison.extra, comparison.different, comparison.refused) == ([], [], [], [])
    assert (comparison.digest_equal, comparison.balances_equal) == (True, True)


def test_a_document_that_was_never_posted_is_missing(book):
    comparison = compare([*DRAFTS, sale("forgotten", 3)])
    assert (comparison.missing, comparison.extra, comparison.different) == (["forgotten"], [], [])
    assert (comparison.equal, comparison.digest_equal, comparison.balances_equal) == (False, False, False)


def test_an_entry_without_a_document_is_extra(book):
    comparison = compare(draft for draft in DRAFTS if draft.key != "c")
    assert (comparison.missing, comparison.extra, comparison.equal) == ([], ["c"], False)


def test_a_changed_document_is_different_even_when_balances_agree(book):
    moved = sale("b", 70, date(2026, 11, 4))
    comparison = compare([moved if draft.key == "b" else draft for draft in DRAFTS])
    assert comparison.different == ["b"]
    assert (comparison.equal, comparison.digest_equal, comparison.balances_equal) == (False, False, True)


def test_a_document_that_no_book_would_take_is_refused_by_name(book):
    comparison = compare([*DRAFTS, sale("crooked", lines=legs(("cash", 1), ("sales", -2)))])
    assert [key for key, _reason in comparison.refused] == ["crooked"]
    assert not comparison.equal


def test_late_documents_and_bank_accounts_compare_too(now):
    ensure_account(role="bank:1", code=None, name="BCA", formal_name="Bank BCA", kind="A")
    lock_until(date=date(2026, 10, 31), by="pemilik", now=now)
    late = sale("late", day=date(2026, 10, 5), lines=legs(("bank:1", 5), ("sales", -5)))
    assert post(late).late
    assert compare([late]).equal


def test_nothing_is_written_into_the_stored_book(book):
    before = content_digest()
    compare([*DRAFTS, sale("forgotten", 3)])
    assert (content_digest(), Entry.objects.count(), Book.objects.get().next_number) == (before, 4, 5)


def connections_know(alias):
    try:
        return connections[alias]
    except ConnectionDoesNotExist:
        return None


def test_the_temporary_book_is_gone_afterwards():
    with scratch.sqlite_book() as alias:
        file = Path(connections[alias].settings_dict["NAME"])
        assert file.exists()
        assert Account.objects.using(alias).count() == sum(map(len, chart.CHART.values()))
    assert not file.parent.exists()
    assert not connections_know(alias)


def test_the_temporary_book_is_gone_after_a_failure_too():
    seen = []

    def documents():
        seen.append(Path(connections[scratch.ALIAS].settings_dict["NAME"]))
        raise RuntimeError("the documents cannot be read")
        yield

    with pytest.raises(RuntimeError, match="cannot be read"):
        compare(documents())
    assert not seen[0].exists()
    assert not connections_know(scratch.ALIAS)
