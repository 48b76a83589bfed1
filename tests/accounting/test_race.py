"""Posters in parallel. On PostgreSQL, looking for a key and then inserting it is a race; the book's row lock, taken
before the look, ends it. The control takes the lock away and must then see the race.
"""

import threading

import pytest
from django.conf import settings
from django.db import DatabaseError, connections, transaction

from accounting import checks, scratch, services
from accounting.models import Book, Entry
from tests.accounting.build import sale

POSTERS, FACTS = 4, 10


@pytest.fixture
def book(databases, tmp_path):
    """Settings of a committed, empty book that several threads may open: no transaction of a test is around it."""
    name = str(tmp_path / "book.sqlite3") if databases.vendor == "sqlite" else databases.name()
    databases.fill(name)
    ours = settings.DATABASES["default"]
    # DEFERRED is SQLite's harder case: nobody holds the write lock until he writes.
    options = {"OPTIONS": {"timeout": 20, "transaction_mode": "DEFERRED"}} if databases.vendor == "sqlite" else {}
    yield ours | {"NAME": name, "CONN_MAX_AGE": 0} | options
    databases.remove(name)


def post_in_parallel(book, keys) -> list[Exception]:
    """Every poster posts every key, all starting at once; answers what went wrong."""
    start, errors = threading.Barrier(POSTERS), []

    def poster():
        with scratch.attached(book) as alias:
            for key in keys:
                start.wait(timeout=30)
                try:
                    services.post(sale(key), using=alias)
                except DatabaseError as error:
                    errors.append(error)

    threads = [threading.Thread(target=poster) for _ in range(POSTERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return errors


def test_many_posters_of_the_same_facts_make_each_entry_once_and_see_no_error(db, book):
    errors = post_in_parallel(book, [f"fact:{number}" for number in range(FACTS)])
    assert errors == []
    with scratch.attached(book) as alias:
        assert Entry.objects.using(alias).count() == FACTS
        assert Book.objects.using(alias).get().next_number == FACTS + 1
        assert {name: check(alias) for name, check in checks.CHECKS.items() if check(alias)} == {}


def test_without_the_lock_the_same_posters_do_collide(db, book, monkeypatch):
    looked = threading.Barrier(POSTERS)

    def only_look(using):
        number = Book.objects.using(using).get().next_number
        looked.wait(timeout=30)
        return number

    monkeypatch.setattr(services, "_lock_book", only_look)
    errors = post_in_parallel(book, ["fact"])
    assert len(errors) == POSTERS - 1


@pytest.mark.postgres_only
def test_a_stranger_cannot_slip_a_line_into_an_entry_that_is_being_posted(db, book):
    """He waits for the row lock of the book, and then the number is no longer the next."""
    posting, slipped = threading.Event(), []

    def stranger():
        posting.wait(timeout=30)
        with scratch.attached(book) as alias, connections[alias].cursor() as cursor:
            try:
                cursor.execute(
                    "INSERT INTO accounting_line (entry_id, account_id, amount, date, party, memo) "
                    "SELECT 1, id, 5, '2026-11-03', '', '' FROM accounting_account WHERE role = 'cash'"
                )
            except DatabaseError as error:
                slipped.append(str(error))

    thread = threading.Thread(target=stranger)
    thread.start()
    with scratch.attached(book) as alias:
        with transaction.atomic(using=alias):
            services.post(sale(), using=alias)
            posting.set()
            thread.join(timeout=1)
            assert thread.is_alive()
        thread.join(timeout=30)
        assert Entry.objects.using(alias).get().lines.count() == 2
    assert "next entry" in slipped[0]
