"""BCA: CSV of KlikBCA Individu (Indonesian and English) and KlikBCA Bisnis.

Individu sets an apostrophe before date, branch and account, leaves the year out (it is in `Periode`), writes
CR or DB into a column without a name and PEND for a date. Bisnis writes `287,490.00 DB` into one cell, and
leaves some of these without quotes, so that the thousands fall into cells of their own.
"""

import re

from .base import Cells, Columns, Layout

INDONESIAN = ("tanggal transaksi", "keterangan", "cabang", "jumlah")
ENGLISH = ("date", "description", "branch", "amount")
THOUSANDS = re.compile(r"\d{3}(?:\.\d{2}(?: ?(?:CR|DB))?)?")
HEAD = re.compile(r"\d{1,3}")


def _names(header: tuple[str, ...], balance: str) -> dict[str, tuple[str, ...]]:
    date, text, _branch, amount = header
    return {"date": (date,), "text": (text,), "amount": (amount,), "balance": (balance,)}


def rejoin(cells: Cells, width: int, columns: Columns) -> Cells:
    """`250` and `000.00 CR` are one amount again, from the amount's column on."""
    start = columns["amount"][0]
    mended = list(cells[:start])
    for cell in cells[start:]:
        open_number = len(mended) > start and "." not in mended[-1] and HEAD.match(mended[-1])
        if open_number and THOUSANDS.fullmatch(cell):
            mended[-1] += "," + cell
        else:
            mended.append(cell)
    return tuple(mended)


LAYOUTS = (
    Layout("BCA", "bca-klikbca-csv", _names(INDONESIAN, "saldo"), begins=(*INDONESIAN, "")),
    Layout("BCA", "bca-klikbca-english-csv", _names(ENGLISH, "balance"), begins=(*ENGLISH, "")),
    Layout("BCA", "bca-bisnis-csv", _names(INDONESIAN, "saldo"), begins=INDONESIAN, mend=rejoin),
    Layout("BCA", "bca-bisnis-english-csv", _names(ENGLISH, "balance"), begins=ENGLISH, mend=rejoin),
)
