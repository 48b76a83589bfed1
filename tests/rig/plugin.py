"""`pytest --db=sqlite|postgres`: which database the whole session runs on.

Loaded by `-p` in pyproject.toml, because pytest-django configures Django before any conftest.py is read.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.rig import demo, postgres
from tests.rig.databases import PostgresDatabases, SQLiteDatabases
from tests.rig.environment import CI

# `--dist loadfile` gives a whole file to one worker.
LONGEST = ("machine/", "browser/", "demo/", "storefront/", "concurrency/", "faults/")
DATABASES = pytest.StashKey()
FOLDER = pytest.StashKey()


def pytest_addoption(parser):
    parser.addoption("--db", choices=("sqlite", "postgres"), default="sqlite", help="database under the tests")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    folder = Path(tempfile.mkdtemp(prefix="lapak-test-"))
    on_postgres = parser.parse_known_args(args).db == "postgres"
    if on_postgres and not postgres.available():
        shutil.rmtree(folder)
        pytest.exit("PostgreSQL server programs not found: nothing was run on PostgreSQL", 1 if CI else 0)
    databases = PostgresDatabases() if on_postgres else SQLiteDatabases(folder)
    early_config.stash[DATABASES], early_config.stash[FOLDER] = databases, folder
    # No test may touch the developer's own shop.
    os.environ["LAPAK_DATA"] = str(folder / "data")
    os.environ["DATABASE_URL"] = databases.url(databases.name())
    os.environ.pop("CACHE_URL", None)
    # The workers have it from the process that starts them.
    os.environ.setdefault(demo.FOLDER, str(folder / "demo"))
    early_config.add_cleanup(lambda: _clean(databases, folder))


def _clean(databases, folder):
    databases.close()
    shutil.rmtree(folder, ignore_errors=True)


def pytest_configure(config):
    config.addinivalue_line("markers", "sqlite_only: says nothing about the database; runs once, on SQLite")
    config.addinivalue_line("markers", "postgres_only: about PostgreSQL itself")


def pytest_report_header(config):
    return f"database: {config.stash[DATABASES].vendor}"


def pytest_collection_modifyitems(config, items):
    """Deselects, instead of skipping, what belongs to the other run: a skip must mean that something is missing."""
    other = "sqlite_only" if config.getoption("db") == "postgres" else "postgres_only"
    leave = [item for item in items if item.get_closest_marker(other)]
    if leave:
        config.hook.pytest_deselected(items=leave)
        items[:] = [item for item in items if item not in leave]
    items.sort(key=_turn)


def _turn(item) -> int:
    """Files that take longest come first: one that is begun last would run alone. Sorting is stable."""
    path = item.nodeid
    return next((turn for turn, name in enumerate(LONGEST) if path.startswith(f"tests/{name}")), len(LONGEST))
