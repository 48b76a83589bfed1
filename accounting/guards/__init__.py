"""Triggers that make wrong books impossible to write, on both databases.

Services number an entry, write its lines first and its header last. The deferred foreign key lets the lines wait
for their header until COMMIT; ordinary row triggers on the header then judge the whole entry at once.
"""

import re
from contextlib import contextmanager
from pathlib import Path

from django.db import connection as default_connection
from django.db import connections

HERE = Path(__file__).parent
FILES = {"sqlite": "sqlite.sql", "postgresql": "postgres.sql"}
SEPARATOR = "\n----\n"
NAMED = re.compile(r"CREATE (?:OR REPLACE )?(TRIGGER|FUNCTION) (\w+)(?:.*? ON (\w+))?", re.DOTALL)
BODY = re.compile(r"\$guard\$(.*)\$guard\$", re.DOTALL)


def statements(vendor: str) -> list[str]:
    """The guards of one database, in the order in which they can be created."""
    text = (HERE / FILES[vendor]).read_text(encoding="utf-8")
    return [statement.strip() for statement in text.split(SEPARATOR)]


def install(connection) -> None:
    """Create all guards. None of the triggers may exist (see `remove`)."""
    for sql in statements(connection.vendor):
        _execute(connection, sql)


def remove(connection) -> None:
    """Drop all triggers of the books; functions may stay, nothing calls them."""
    for sql in statements(connection.vendor):
        what, name, table = NAMED.match(sql).groups()
        if what == "TRIGGER":
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            _execute(connection, f"DROP TRIGGER IF EXISTS {name}{on_table}")


@contextmanager
def suspend(using: str = "default"):
    """Without guards: for a test that empties the tables or plants a corruption. Not inside a live shop."""
    connection = connections[using]
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def missing(connection=default_connection) -> list[str]:
    """Names of guards that are not installed, are switched off, or do not read as the code's."""
    installed = _installed(connection)
    return [
        name
        for name, text in _expected(connection.vendor).items()
        if _squeeze(installed.get(name) or "") != _squeeze(text)
    ]


def _expected(vendor: str) -> dict[str, str]:
    """Name -> what the database should answer; a function is known by its body."""
    expected = {}
    for sql in statements(vendor):
        what, name, _table = NAMED.match(sql).groups()
        if what == "FUNCTION":
            expected[f"{name}()"] = BODY.search(sql)[1]
        else:
            expected[name] = sql
    return expected


INSTALLED = {
    "sqlite": ("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",),
    "postgresql": (
        "SELECT tgname, pg_get_triggerdef(oid, true) FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
        "SELECT proname || '()', prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace",
    ),
}


def _installed(connection) -> dict[str, str]:
    found = {}
    with connection.cursor() as cursor:
        for sql in INSTALLED[connection.vendor]:
            cursor.execute(sql, None)
            found.update(cursor.fetchall())
    return found


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _execute(connection, sql: str) -> None:
    """Without parameters: psycopg would read the percent signs of a function body as placeholders."""
    with connection.cursor() as cursor:
        cursor.execute(sql, None)
