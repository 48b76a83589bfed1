"""BCA: e-statement as PDF. The year is in the period alone, a credit has no mark, and the text column is so narrow that
longer texts are cut at its end, within a word or a number.
"""

import re
from collections.abc import Iterable, Iterator

from ..amounts import FLAG
from .base import Columns, Layout, Row

COLUMNS = ("tanggal", "keterangan", "cbg", "mutasi", "saldo")
WIDTH = 40
WHOLE = re.compile(r"/WS\d{5}$")  # the teller's number, which ends before the amount


def gathered(rows: Iterable[Row], columns: Columns) -> Iterator[Row]:
    (text,), (amount,) = columns["text"], columns["amount"]
    for number, cells in rows:
        mended = list(cells)
        mended[text] = _uncut(cells[text])
        mended[amount] = _marked(cells[amount])
        yield number, tuple(mended)


def _uncut(text: str) -> str:
    before = ""
    for line in text.split("\n"):
        cut = len(before.rpartition("\n")[2]) == WIDTH and not WHOLE.search(before) and line[:1].isalnum()
        before += line if not before or cut else f"\n{line}"
    return before


def _marked(amount: str) -> str:
    return f"{amount} CR" if amount and not FLAG.search(amount) else amount


LAYOUT = Layout(
    "BCA",
    "bca-estatement-pdf",
    {"date": ("tanggal",), "text": ("keterangan",), "amount": ("mutasi",), "balance": ("saldo",)},
    begins=COLUMNS,
    gather=gathered,
)
