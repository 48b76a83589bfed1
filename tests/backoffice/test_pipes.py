"""A command whose reader leaves early (`| head`) ends without a traceback, with the code it would have had."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.sqlite_only
STATEMENT = "Tanggal;Keterangan;Debet;Kredit;Saldo\n24/11/2026;TRF;;1.000,00;1.000,00\n"


COMMANDS = [
    (["books", "export"], 0),
    (["books", "verify"], 0),
    (["books", "verify", "--json"], 0),
    (["doctor"], 0),
    (["match_payments", "--json"], 0),
    (["import_statement", "mutasi.csv", "--json"], 1),
    (["import_statement", "none.csv", "--json"], 2),
]


@pytest.fixture(scope="module")
def left_alone(tmp_path_factory, databases):
    """What became of COMMANDS in a pipe that nobody reads: [exit code, what it said on stderr] of each."""
    folder = tmp_path_factory.mktemp("pipes")
    database, report = folder / "lapak.sqlite3", folder / "report.json"
    databases.fill(str(database))
    (folder / "mutasi.csv").write_text(STATEMENT)
    reading, writing = os.pipe()
    os.close(reading)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "lapak.settings.test",
        "DATABASE_URL": f"sqlite:///{database}",
        "LAPAK_DATA": str(folder),
        "PYTHONPATH": str(ROOT),
    }
    commands = json.dumps([arguments for arguments, _code in COMMANDS])
    command = [sys.executable, "-m", "tests.rig.forks", commands, report]
    try:
        subprocess.run(command, cwd=folder, env=environment, stdout=writing, check=True)
    finally:
        os.close(writing)
    return json.loads(report.read_text())


@pytest.mark.parametrize("number", range(len(COMMANDS)), ids=[" ".join(arguments) for arguments, _code in COMMANDS])
def test_nobody_reads_and_nobody_is_blamed(left_alone, number):
    assert left_alone[number] == [COMMANDS[number][1], ""]
