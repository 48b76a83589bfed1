"""Changing tables of the books later: the guards step aside and come back, in both directions."""

import contextlib
import sqlite3

import pytest
from django.db import IntegrityError, connection, connections, migrations, models
from django.db.migrations.loader import MigrationLoader

from accounting import checks, guards, scratch
from accounting.guards.operations import InstallGuards, WithoutGuards
from accounting.services import post
from tests.accounting.build import sale

PLAIN = migrations.AddField("entry", "kind", models.CharField(max_length=10, default="plain"))
WORDS = migrations.AlterField("entry", "source", models.CharField(max_length=250, blank=True))


def columns():
    with connection.cursor() as cursor:
        return {column.name for column in connection.introspection.get_table_description(cursor, "accounting_entry")}


@pytest.fixture
def apply(transactional_db):
    """Runs one operation against the real tables, forwards or backwards."""
    post(sale())
    before = MigrationLoader(connection).project_state()

    def run(operation, *, backwards=False):
        after = before.clone()
        operation.state_forwards("accounting", after)
        with connection.schema_editor() as editor:
            if backwards:
                operation.database_backwards("accounting", editor, after, before)
            else:
                operation.database_forwards("accounting", editor, before, after)

    return run


def test_a_column_comes_and_goes_and_the_guards_stay(apply):
    change = WithoutGuards(PLAIN, WORDS)
    apply(change)
    assert "kind" in columns()
    assert guards.missing() == []
    apply(change, backwards=True)
    assert "kind" not in columns()
    assert guards.missing() == []
    assert post(sale("after")).number == 2
    assert {name: check() for name, check in checks.CHECKS.items()} == dict.fromkeys(checks.CHECKS, [])


@pytest.mark.sqlite_only
@pytest.mark.django_db
def test_sqlite_cannot_change_a_guarded_table_without_that_step():
    """Django moves a rebuilt table into place while triggers of other tables still speak of it."""
    with scratch.sqlite_book() as alias:
        post(sale(), using=alias)
        book = connections[alias]
        before = MigrationLoader(book).project_state()
        after = before.clone()
        WORDS.state_forwards("accounting", after)
        with pytest.raises(IntegrityError) as caught, book.schema_editor() as editor:
            WORDS.database_forwards("accounting", editor, before, after)
        assert "error in trigger accounting_" in str(caught.value.__context__)
        book.close()
        with contextlib.closing(sqlite3.connect(book.settings_dict["NAME"])) as file:
            assert file.execute("SELECT key FROM accounting_entry").fetchall() == [("sale:1",)]


def test_the_guards_can_be_uninstalled_by_migrating_back(apply):
    apply(InstallGuards(), backwards=True)
    assert set(guards.missing()) >= {"accounting_entry_insert", "accounting_line_insert"}
    apply(InstallGuards())
    assert guards.missing() == []


def test_the_steps_describe_themselves():
    assert InstallGuards().describe() == "Install the guards of the books"
    assert WithoutGuards(PLAIN).describe() == "With the guards of the books off: Add field kind to entry"
    assert WithoutGuards(PLAIN, WORDS).deconstruct() == ("WithoutGuards", [PLAIN, WORDS], {})
    assert WithoutGuards(PLAIN).reversible
    assert not WithoutGuards(migrations.RunSQL("SELECT 1")).reversible
