"""Append-only tables: the database itself refuses to edit or delete a fact (DESIGN rule 6).

A table may name columns that stay changeable; any other column of a written row is closed. The same two triggers,
in each database's own words, are installed by migrations and compared by `doctor` (`missing`).
"""

from contextlib import contextmanager

from django.apps import apps
from django.db import connection as default_connection
from django.db.migrations.operations.base import Operation

SQLITE = {
    "edit": "CREATE TRIGGER {name} BEFORE UPDATE{columns} ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    "delete": "CREATE TRIGGER {name} BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
}
POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION shop_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
    "END $$"
)
POSTGRES = {
    "edit": "CREATE TRIGGER {name} BEFORE UPDATE{columns} ON {table} FOR EACH ROW EXECUTE FUNCTION shop_append_only()",
    "delete": "CREATE TRIGGER {name} BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION shop_append_only()",
    "truncate": "CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION shop_append_only()",
}


def append_only_models():
    """Every model that says so in `append_only_except`: a tuple of the columns that may still change."""
    return [model for model in apps.get_models() if hasattr(model, "append_only_except")]


def _columns(model, there) -> str:
    open_columns = set(model.append_only_except)
    if not open_columns:
        return ""
    fields = [field for field in model._meta.local_concrete_fields if there is None or field.column in there]
    closed = [field.column for field in fields if field.name not in open_columns]
    return f" OF {', '.join(closed)}"


def statements(model, vendor: str, there: set[str] | None = None) -> dict[str, str]:
    """Trigger name -> the text that creates it. `there`: the columns that a migration finds; by default all."""
    texts = SQLITE if vendor == "sqlite" else POSTGRES
    table = model._meta.db_table
    return {
        f"{table}_{what}": text.format(name=f"{table}_{what}", table=table, columns=_columns(model, there))
        for what, text in texts.items()
    }


def _execute(connection, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, None)


def install(connection, model, there=None) -> None:
    if connection.vendor == "postgresql":
        _execute(connection, POSTGRES_FUNCTION)
    for sql in statements(model, connection.vendor, there).values():
        _execute(connection, sql)


def remove(connection, model) -> None:
    on_table = f" ON {model._meta.db_table}" if connection.vendor == "postgresql" else ""
    for name in statements(model, connection.vendor):
        _execute(connection, f"DROP TRIGGER IF EXISTS {name}{on_table}")


def missing(connection=default_connection) -> list[str]:
    """Names of triggers that are not installed, are switched off, or do not read as the code's."""
    expected = {
        name: sql for model in append_only_models() for name, sql in statements(model, connection.vendor).items()
    }
    if connection.vendor == "postgresql":
        expected["shop_append_only"] = POSTGRES_FUNCTION.split("$$")[1]
    installed = _installed(connection)
    return [name for name, text in expected.items() if _plain(installed.get(name, "")) != _plain(text)]


INSTALLED = {
    "sqlite": ("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",),
    "postgresql": (
        "SELECT tgname, pg_get_triggerdef(oid, true) FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
        "SELECT proname, prosrc FROM pg_proc WHERE proname = 'shop_append_only'",
    ),
}


def _installed(connection) -> dict[str, str]:
    found = {}
    with connection.cursor() as cursor:
        for sql in INSTALLED[connection.vendor]:
            cursor.execute(sql, None)
            found.update(cursor.fetchall())
    return found


def _plain(text: str) -> str:
    """PostgreSQL puts some names in quotes."""
    return " ".join(text.replace('"', "").split())


@contextmanager
def suspend(connection=default_connection):
    """Without guards, for tests that empty the tables or plant a corruption."""
    for model in append_only_models():
        remove(connection, model)
    try:
        yield
    finally:
        for model in append_only_models():
            remove(connection, model)
            install(connection, model)


class AppendOnly(Operation):
    """Migration step: close a table. Put it after the operation that creates or alters the table."""

    reversible = True

    def __init__(self, model_name: str):
        self.model_name = model_name

    def deconstruct(self):
        return self.__class__.__qualname__, [self.model_name], {}

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = apps.get_model(app_label, self.model_name)
        state = to_state.apps.get_model(app_label, self.model_name)
        there = {field.column for field in state._meta.local_concrete_fields}
        remove(schema_editor.connection, model)
        install(schema_editor.connection, model, there)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        remove(schema_editor.connection, apps.get_model(app_label, self.model_name))

    def describe(self):
        return f"Close the table of {self.model_name}: facts are appended, never edited"
