"""Lets atheris look for bank files that bring a reader down: out of `read` only StatementRefused may come.

Not run by pytest, and atheris is no dependency of the suite. In an environment of its own that sees the packages of
the shop:

    python -m venv ~/atheris && ~/atheris/bin/pip install atheris
    PYTHONPATH=site:.:.venv/lib/python3.11/site-packages \\
        ~/atheris/bin/python -m tests.fuzz.readers KIND [options of libFuzzer, such as -max_total_time=60]

KIND is one of `text`, `html`, `mt940`, `ofx`, `pdf` (bytes begun from the samples), `xlsx` (the sheet within a
workbook) and `layouts` (cells below the names of every bank). A finding is written to a file in the working directory;
the test that it asks for belongs into tests/payments/test_statements_*.py.
"""

import datetime as dt
import io
import os
import sys
import tempfile
import zipfile
from pathlib import Path

import atheris

TODAY = dt.date(2026, 11, 25)
LONGEST = 60_000
SECONDS = 30  # for one file
SEEDS = {
    "text": ("*.csv",),
    "html": ("*.html",),
    "mt940": ("*.sta",),
    "ofx": ("*.ofx",),
    "pdf": ("07_estatement.pdf", "03_brimo_estatement.pdf"),
    "xlsx": (),
    "layouts": (),
}


def prepared():
    """The reader with its branches counted."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lapak.settings.test")
    with atheris.instrument_imports(include=["shop.payments.statements", "mt940", "ofxtools"]):
        import django

        django.setup()
        from shop.payments.statements import StatementRefused, keeping, read

    def one(data: bytes) -> None:
        try:
            statement = read(data, today=TODAY, password="1")
        except StatementRefused as refusal:
            if not refusal.sentence:
                raise
        else:
            if keeping.loads(keeping.dumps(statement)) != statement:
                raise RuntimeError("what was read is not the same when it was kept")

    return one


def as_sheet(one):
    """Bytes as the sheet of a workbook that is whole otherwise."""
    from tests.payments.layouts import table, xlsx

    members = {}
    with zipfile.ZipFile(io.BytesIO(xlsx(table("bsi")))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}

    def run(data: bytes) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, data if name.endswith("sheet1.xml") else content)
        one(out.getvalue())

    return run, [members["xl/worksheets/sheet1.xml"]]


def as_cells(one):
    """Bytes as cells below the names of some bank, between two rows that are right."""
    from tests.payments.layouts import LAYOUTS, csv, html, table

    tables = [table(name) for name in LAYOUTS]

    def run(data: bytes) -> None:
        chosen = atheris.FuzzedDataProvider(data)
        header, first, *rest = tables[chosen.ConsumeIntInRange(0, len(tables) - 1)]
        rows = [[_cell(chosen, cell) for cell in cells] for cells in rest[: chosen.ConsumeIntInRange(1, 4)]]
        write = chosen.PickValueInList([csv, html])
        one(
            write([header, first, *rows, rest[-1]])
            if write is html
            else csv([header, first, *rows], encoding="utf-8-sig")
        )

    return run, [bytes(range(256))]


def _cell(chosen, cell: str) -> str:
    """As it was, cut, or anything."""
    way = chosen.ConsumeIntInRange(0, 4)
    text = chosen.ConsumeUnicodeNoSurrogates(way * 6).replace("\x00", "")
    return cell if way == 0 else cell[: len(cell) // 2] + text if way < 3 else text


def seeds_of(kind: str) -> list[bytes]:
    from tests.payments.layouts import GOLDEN, html, table

    found = [path.read_bytes() for pattern in SEEDS[kind] for path in GOLDEN.rglob(pattern)]
    return [*found, html(table("bsi"))] if kind == "html" else found


def main() -> None:
    kind, *options = sys.argv[1:]
    if kind not in SEEDS:
        raise SystemExit(__doc__)
    one = prepared()
    run, seeds = as_sheet(one) if kind == "xlsx" else as_cells(one) if kind == "layouts" else (one, seeds_of(kind))
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds):
            (Path(corpus) / str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], f"-max_len={LONGEST}", f"-timeout={SECONDS}", *options, corpus], run)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
