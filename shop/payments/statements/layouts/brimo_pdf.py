"""BRI: BRImo e-statement as PDF. Its totals stand in a table of their own below the rows."""

import re
from collections.abc import Iterable, Iterator

from .base import Columns, Layout, Row

COLUMNS = ("tanggal transaksi", "uraian transaksi", "teller", "debet", "kredit", "saldo")
TOTALS = ("Saldo Awal", "Debet", "Kredit", "Saldo Akhir")
FOUR_AMOUNTS = re.compile(r"(-?[\d.,]{1,20}) ([\d.,]{1,20}) ([\d.,]{1,20}) (-?[\d.,]{1,20})")


def gathered(rows: Iterable[Row], columns: Columns) -> Iterator[Row]:
    (date,), (text, *_rest) = columns["date"], columns["text"]
    for number, cells in rows:
        found = not cells[date] and FOUR_AMOUNTS.fullmatch(cells[text])
        if not found:
            yield number, cells
            continue
        for label, amount in zip(TOTALS, found.groups(), strict=True):
            yield number, tuple(f"{label} : {amount}" if index == text else "" for index in range(len(cells)))


LAYOUT = Layout(
    "BRI",
    "brimo-estatement-pdf",
    {
        "date": ("tanggal transaksi",),
        "text": ("uraian transaksi",),
        "debit": ("debet",),
        "credit": ("kredit",),
        "balance": ("saldo",),
    },
    begins=COLUMNS,
    gather=gathered,
)
