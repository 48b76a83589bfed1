"""A database that lives for one question: an empty book, made by the real migrations."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import load_backend

ALIAS = "scratch"


@contextmanager
def sqlite_book() -> Iterator[str]:
    """The alias of an empty book in a temporary SQLite file; the file goes when the block ends."""
    with tempfile.TemporaryDirectory(prefix="book-") as folder:
        # It would not outlive a power cut anyway, so it need not wait for the disk.
        options = {"init_command": "PRAGMA synchronous=OFF;"}
        file = str(Path(folder) / "book.sqlite3")
        settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": options}
        with attached(settings) as alias:
            migrate(alias)
            yield alias


@contextmanager
def attached(settings: dict) -> Iterator[str]:
    """The alias of one more database (`settings` as in DATABASES), known to this thread alone."""
    full = connections.configure_settings({"default": {}, ALIAS: settings})[ALIAS]
    connections[ALIAS] = load_backend(full["ENGINE"]).DatabaseWrapper(full, ALIAS)
    try:
        yield ALIAS
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]


def migrate(alias: str) -> None:
    """The tables, guards and chart of the books. No signals: those would ask for tables of other apps."""
    executor = MigrationExecutor(connections[alias])
    executor.migrate(executor.loader.graph.leaf_nodes("accounting"))
