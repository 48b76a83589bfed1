"""The same bank file is applied twice at the same moment: its twenty lines are stored once."""

from pathlib import Path

import pytest
from django.utils import timezone

from shop.payments import imports
from shop.payments.models import StatementImport, StatementLine
from shop.payments.statements import read
from tests import build
from tests.concurrency.crew import race
from tests.concurrency.health import findings
from tests.concurrency.unguarded import drop_unique

FILE = Path(__file__).parents[1] / "golden/mutasi/bca/01_klikbca_individu_apostrof.csv"
LINES = 20
ROUNDS = 10


def apply():
    statement = read(FILE.read_bytes(), today=build.TODAY)
    stored = imports.apply(statement=statement, filename=FILE.name, account=None, now=build.NOW, by="pemilik")
    return stored.new_lines


def stored_lines() -> int:
    return StatementLine.objects.filter(undone_at=None, statement__filename=FILE.name).count()


def apply_twice_at_once(url: str, patch: str = "") -> tuple[list[int], int]:
    """How many lines each of two saw as new, and how many are stored; taken back afterwards."""
    [[first], [second]] = race([apply], [apply], url=url, patch=patch)
    assert (first.error, second.error) == ("", ""), (first, second)
    stored = stored_lines()
    for applied in StatementImport.objects.filter(undone_at=None, filename=FILE.name):
        imports.undo(stored=applied, now=timezone.now(), by="pemilik")
    return sorted([first.value, second.value]), stored


def test_the_same_file_twice_at_once_stores_its_lines_once(shop):
    build.bank_account()
    seen = [apply_twice_at_once(shop.env["DATABASE_URL"]) for _round in range(ROUNDS)]
    assert seen == [([0, LINES], LINES)] * ROUNDS
    assert findings() == {}


@pytest.mark.postgres_only
def test_control_without_the_lock_and_unique_lines_are_stored_twice(unguarded_database):
    """On SQLite the second transaction begins after the first has ended, so it finds the lines known."""
    url = unguarded_database()
    build.bank_account()
    drop_unique(StatementLine, "account_id", "fingerprint", "occurrence")
    patch = "tests.concurrency.unguarded.account_lock"
    assert max(apply_twice_at_once(url, patch)[1] for _round in range(3)) == 2 * LINES
