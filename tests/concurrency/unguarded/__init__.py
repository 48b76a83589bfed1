"""Patches for the controls: each takes one guard away, so that a race test can show that it sees the harm.

A module here is imported by every process of a `LiveShop(patch=...)` or of a `race(patch=...)`, never by the guarded
shop. Most controls are for PostgreSQL alone: on SQLite a transaction holds the whole database from its first
statement (IMMEDIATE), so there even naive code passes, and a race that only runs there would prove nothing.
"""

import time

from django.db import connection

# Between a naive check and its write: long enough for a rival, as a busy machine would make it.
MOMENT = 0.05


def lose_time() -> None:
    time.sleep(MOMENT)


def without_row_locks(model) -> None:
    """`select_for_update` of this model's manager reads without locking."""
    model.objects.select_for_update = lambda **_how: model.objects.all()


def drop_unique(model, *columns: str) -> None:
    """Take away the UNIQUE over these columns, that would catch what a naive verb lets through (PostgreSQL)."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
        names = [name for name, facts in found.items() if facts["unique"] and facts["columns"] == list(columns)]
        assert names, f"{table} has no UNIQUE over {columns}"
        for name in names:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
            cursor.execute(f"DROP INDEX IF EXISTS {name}")


def drop_check(model, name: str) -> None:
    """PostgreSQL: without this CHECK of the table, which would catch what the race does."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {model._meta.db_table} DROP CONSTRAINT {name}")
