"""The example of docs/add-a-bank.md works as it stands there."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from shop.payments.statements import layouts, read, table
from tests import build

pytestmark = pytest.mark.sqlite_only
PAGE = (Path(__file__).parents[2] / "docs/add-a-bank.md").read_text()
NAME = f"{layouts.__name__}.mekar"


def block(language: str) -> str:
    (found,) = re.findall(rf"   ```{language}\n(.*?)   ```\n", PAGE, re.S)
    return re.sub(r"^   ", "", found, flags=re.M)


@pytest.fixture
def layout(monkeypatch):
    module = ModuleType(NAME)
    module.__package__ = layouts.__name__
    monkeypatch.setitem(sys.modules, NAME, module)
    exec(compile(block("python"), "mekar.py", "exec"), module.__dict__)  # noqa: S102 (our own page)
    monkeypatch.setattr(table, "LAYOUTS", (module.LAYOUT, *layouts.LAYOUTS))
    return module.LAYOUT


def test_the_example_reads_its_sample(layout):
    statement = read(block("csv").encode(), today=build.TODAY)
    assert (statement.bank, statement.format, statement.account_number) == ("Mekar", "mekar-csv", "5550001112")
    assert [
        (str(line.amount), str(line.balance), line.description, line.external_id, line.kind) for line in statement.lines
    ] == [
        ("87345.00", "187345.00", "TRANSFER DARI/RINA KARTIKA/", "J001", "transfer"),
        ("-15000.00", "172345.00", "BIAYA ADM", "J002", "fee"),
    ]
    assert statement.errors == ()


def test_the_example_is_short():
    assert len(block("python").splitlines()) <= 32
