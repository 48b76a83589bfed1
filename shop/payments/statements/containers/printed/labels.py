"""Labels as they are printed above a table, spelled as `facts` knows them."""

import calendar
import re
from collections.abc import Iterator, Sequence

from ...dates import MONTHS
from ...grid import Cells
from ...table import normal

LABELLED = re.compile(r"([^:/]{2,40})(?:/[^:/]{1,40})?:\s*(\S.*)", re.DOTALL)
SPELLED = {
    "kepada yth": "Nama",
    "periode transaksi": "Periode",
    "periode mutasi": "Periode",
    "periode laporan": "Periode",
}
SPELLED |= {"mutasi cr": "Mutasi Kredit", "mutasi db": "Mutasi Debet"}
MONTH = re.compile(r"([A-Za-z]{3,9})\.? (\d{4})")
TOTAL = re.compile(
    r"(saldo (?:awal|akhir)|mutasi (?:cr|db|kredit|debet|debit)|(?:grand |sub ?)?total(?: [a-z]{3,20}){0,3}|"
    r"(?:opening|beginning|closing|ending) balance)[ :]{1,5}((?:Rp|IDR)?\.? ?-?[\d.,]{1,30})(?: \d{1,6})?",
    re.IGNORECASE,
)
ACCOUNT = re.compile(r"(?:no\.?|nomor) rekening\b", re.IGNORECASE)
NAME = re.compile(r"[^\W\d_][^\d:]{2,80}")


def labels_of(segments: Sequence[str]) -> Iterator[Cells]:
    """Rows for the pieces of one line: a label with its value in one piece (`PERIODE : NOVEMBER 2026`) or in two."""
    pieces = _whole(segments)
    for piece, beside in zip(pieces, [*pieces[1:], ""], strict=True):
        if found := LABELLED.fullmatch(piece):
            label, value = found[1].strip(), _whole_month(found[2])
            yield (f"{SPELLED.get(normal(label), label)} : {value}",)
        elif beside:
            yield piece, _whole_month(beside)
        else:
            yield (piece,)


def total_of(text: str) -> str:
    """A total as label and value, without the number of rows that BCA sets behind it; any other text as it is."""
    found = TOTAL.fullmatch(text)
    return f"{SPELLED.get(normal(found[1]), found[1])} : {found[2]}" if found else text


def holder_beside_account(segments: Sequence[str]) -> str:
    """BCA prints the holder's name without a label, left of the account's number; else ""."""
    for piece, beside in zip(segments, segments[1:], strict=False):
        if ACCOUNT.match(beside) and NAME.fullmatch(piece):
            return piece
    return ""


def _whole(segments: Sequence[str]) -> list[str]:
    """`No. Rekening`, `:`, `123` is one piece."""
    pieces: list[str] = []
    for segment in segments:
        if pieces and (segment.startswith(":") or pieces[-1].endswith(":")):
            pieces[-1] += f" {segment}"
        else:
            pieces.append(segment)
    return pieces


def _whole_month(value: str) -> str:
    """`NOVEMBER 2026` as its first and last day; any other value as it is."""
    found = MONTH.fullmatch(value.strip())
    if not found or found[1].lower() not in MONTHS:
        return value
    year, month = int(found[2]), MONTHS[found[1].lower()]
    if year < 1:
        return value
    return f"01/{month:02}/{year} - {calendar.monthrange(year, month)[1]}/{month:02}/{year}"
