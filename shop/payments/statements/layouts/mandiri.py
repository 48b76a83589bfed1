"""Mandiri: CSV of Kopra and MCM, and the workbook that Livin sends.

Kopra sets credit before debit, and its text is in Remarks, cut at 40 letters, or in AdditionalDesc. MCM has two
columns called Description and no balance. Livin names its columns in two languages, sets the time in the row below
the date, and repeats the names on each page after a legal note.
"""

import re
from collections.abc import Iterable, Iterator

from ..amounts import is_empty
from .base import Cells, Columns, Layout, Row

CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[A-Za-z]{3,4})?")


def with_times(rows: Iterable[Row], columns: Columns) -> Iterator[Row]:
    """A row whose date is only a time belongs to the movement above it, even across a page foot; unless it moves
    money itself."""
    (date,) = columns["date"]
    money = [index for role in ("credit", "debit") for index in columns[role]]
    held: Row | None = None
    for number, cells in rows:
        stamp = cells[date] if date < len(cells) else ""
        pays = any(index < len(cells) and not is_empty(cells[index]) for index in money)
        if held and not pays and CLOCK.fullmatch(stamp):
            held = (held[0], _stamped(held[1], date, stamp))
        elif stamp or pays:
            if held:
                yield held
            held = (number, cells)
        else:
            yield number, cells
    if held:
        yield held


def _stamped(cells: Cells, date: int, stamp: str) -> Cells:
    return (*cells[:date], f"{cells[date]} {stamp}", *cells[date + 1 :])


LAYOUTS = (
    Layout(
        "Mandiri",
        "mandiri-kopra",
        {
            "date": ("postdate", "post date", "posting date"),
            "text": ("additionaldesc", "additional desc", "additional description", "remarks", "remark"),
            "credit": ("credit amount", "credit"),
            "debit": ("debit amount", "debit"),
            "balance": ("close balance", "closing balance", "balance"),
            "account": ("accountno", "account no"),
            "currency": ("ccy", "currency"),
        },
        shows=("credit amount", "debit amount"),
    ),
    Layout(
        "Mandiri",
        "mandiri-mcm",
        {
            "date": ("date",),
            "text": ("description",),
            "credit": ("credit",),
            "debit": ("debit",),
            "balance": ("balance", "close balance"),
            "reference": ("reference no", "reference"),
            "account": ("account no", "accountno"),
        },
        shows=("account no", "val date", "transaction code"),
    ),
    Layout(
        "Mandiri",
        "mandiri-livin",
        {
            "date": ("tanggal", "date"),
            "text": ("keterangan", "remarks"),
            "credit": ("dana masuk", "incoming transactions"),
            "debit": ("dana keluar", "outgoing transactions"),
            "balance": ("saldo", "balance"),
        },
        gather=with_times,
    ),
)
