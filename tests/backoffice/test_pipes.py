"""A command whose reader leaves early (`| head`) ends without a traceback, with the code it would have had."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.sqlite_only
STATEMENT = "Tanggal;Keterangan;Debet;Kredit;Saldo\n24/11/2026;TRF;;1.000,00;1.000,00\n"


@pytest.fixture
def left_alone(tmp_path, databases):
    """Runs a command into a pipe that nobody reads: (exit code, what it said on stderr)."""
    database = tmp_path / "lapak.sqlite3"
    databases.fill(str(database))
    (tmp_path / "mutasi.csv").write_text(STATEMENT)

    def run(*arguments):
        reading, writing = os.pipe()
        os.close(reading)
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "lapak.settings.test",
            "DATABASE_URL": f"sqlite:///{database}",
            "LAPAK_DATA": str(tmp_path),
        }
        try:
            done = subprocess.run(
                [sys.executable, "manage.py", *arguments],
                cwd=ROOT,
                env=environment,
                stdout=writing,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        finally:
            os.close(writing)
        return done.returncode, done.stderr

    return run


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["books", "export"], 0),
        (["books", "verify"], 0),
        (["books", "verify", "--json"], 0),
        (["doctor"], 0),
        (["match_payments", "--json"], 0),
        (["import_statement", "{}/mutasi.csv", "--json"], 1),
        (["import_statement", "{}/none.csv", "--json"], 2),
    ],
)
def test_nobody_reads_and_nobody_is_blamed(left_alone, tmp_path, arguments, code):
    assert left_alone(*(text.format(tmp_path) for text in arguments)) == (code, "")
