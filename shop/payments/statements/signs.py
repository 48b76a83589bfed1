"""Which way the money went in a file that writes amounts without sign, flag or column for it.

The running balance knows, of each row but the first. Of that one, and of rows without a balance, only the bank's own
word for the kind of row can tell (`Transfer Masuk`, `Pembayaran QRIS`), never the customer's text.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from . import amounts
from .balances import Entry, steps_back
from .kinds import kind_of
from .movements import RowReader

WORD = re.compile(r"[a-z-]+")
IN_WORDS = {"masuk", "dari", "terima", "diterima", "penerimaan", "setor", "setoran", "bunga", "cashback", "refund"}
IN_WORDS |= {"received", "incoming"}
OUT_WORDS = {"keluar", "ke", "kirim", "bayar", "pembayaran", "beli", "pembelian", "topup", "top-up", "tarik"}
OUT_WORDS |= {"penarikan", "biaya", "pajak", "admin", "tax", "fee", "payment", "withdrawal", "sent", "outgoing"}
ONE = Decimal(1)


def of(entries: Sequence[Entry], opening: Decimal | None, reader: RowReader) -> Mapping[int, int]:
    """Row -> +1 or -1, of the rows for which something tells."""
    as_is, turned = list(entries), list(entries)[::-1]
    walks = ((by_balance(order, opening), order) for order in (as_is, turned))
    signs, _order = max(walks, key=lambda walk: (len(walk[0]), -steps_back(walk[1])))
    untold = (entry for entry in entries if entry.row not in signs)
    return signs | {entry.row: way for entry in untold if (way := by_words(entry, reader))}


def by_balance(entries: Sequence[Entry], opening: Decimal | None) -> dict[int, int]:
    signs, running = {}, opening
    for entry in entries:
        if running is not None and entry.balance is not None and abs(entry.balance - running) == abs(entry.amount):
            signs[entry.row] = 1 if entry.balance > running else -1
        running = entry.balance
    return signs


def by_words(entry: Entry, reader: RowReader) -> int:
    if kind_of(entry.description, ONE) == "interest":
        return 1
    if kind_of(entry.description, -ONE) in {"tax", "fee"}:
        return -1
    said = reader.cell(entry.raw, "way")
    words = set(WORD.findall(said.lower()))
    return amounts.direction(said) or (not words.isdisjoint(IN_WORDS)) - (not words.isdisjoint(OUT_WORDS))
