"""Text files: CSV and its relatives, with any delimiter, in any encoding that banks use."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _

from ..grid import Cells, Grid, limited
from ..limits import HEADER_WITHIN, MAX_PHYSICAL_LINE
from ..types import StatementRefused
from . import pasted

DELIMITERS = ";,\t|"
LINE_END = re.compile(r"\r\n|\r|\n")
SWALLOWED = re.compile(r"[\r\n]\W{0,3}\d{1,4}[/-]")  # the next row's date within a cell
SHORT = 10
WRAPPED = re.compile(r'"(?:[^"]|"")*"[;,]*')
CONTROL = frozenset(map(chr, range(32))) - frozenset("\t\r\n\f")


def grids(data: bytes, *, password: str = "") -> Iterator[Grid]:
    """The file's table by each delimiter that it might have. Raises StatementRefused for what is no text."""
    text = text_of(data)
    text = _unwrapped(text)
    lines = LINE_END.split(text)
    if max(map(len, lines)) > MAX_PHYSICAL_LINE:
        raise StatementRefused(_("The file has a line that is too long for a bank statement."))
    top = "\n".join(lines[:HEADER_WITHIN])
    for mark in DELIMITERS:
        yield Grid(top=_rows(top, mark), joiner=mark, rows=partial(_rows, text, mark))
    yield from pasted.grids(lines)


def _unwrapped(text: str) -> str:
    """Excel writes a sheet whose rows stood in one cell each with quotes around every line."""
    lines = [line.rstrip() for line in LINE_END.split(text)]
    if not all(map(WRAPPED.fullmatch, filter(None, lines))):
        return text
    return "\n".join(line.rstrip(";,")[1:-1].replace('""', '"') for line in lines)


def text_of(data: bytes) -> str:
    """The file's text. Raises StatementRefused."""
    _refuse_other_formats(data)
    text = decoded(data)
    _refuse_markup(text)
    return text


def decoded(data: bytes) -> str:
    """The text, whatever it is written in. Raises StatementRefused for bytes that are none."""
    text = _decode(data).rstrip("\x1a")
    if not CONTROL.isdisjoint(text):
        raise StatementRefused(_("This is not a text file. Download the statement from the bank as CSV."))
    return text


def _refuse_other_formats(data: bytes) -> None:
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise StatementRefused(
            _("This is a picture. A photo or screenshot cannot be read; download the statement as CSV.")
        )


def _refuse_markup(text: str) -> None:
    if text.lstrip()[:200].startswith("<?xml"):
        raise StatementRefused(
            _("This is an XML file of a kind that is not read. Download the statement from the bank as CSV.")
        )


def _decode(data: bytes) -> str:
    """By byte order mark, else UTF-16 when every other byte is NUL, else UTF-8, else Windows-1252."""
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise StatementRefused(_("This is not a text file. Download the statement from the bank as CSV."))


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    sample = data[:2000]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.7 * half and not sample[0::2].count(0):
        return ("utf-16-le",)
    if half and sample[0::2].count(0) > 0.7 * half and not sample[1::2].count(0):
        return ("utf-16-be",)
    return ("utf-8", "cp1252")


def _rows(text: str, delimiter: str) -> list[Cells]:
    """Cells without surrounding blanks. A stray quote must not swallow the rows after it: where quoting is
    broken, each line is read alone."""
    try:
        rows = limited(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return limited(_alone(line, delimiter) for line in LINE_END.split(text))
    if any(SWALLOWED.search(cell) for cells in rows for cell in cells if len(cell) > SHORT):
        return limited(_alone(line, delimiter) for line in LINE_END.split(text))
    return rows


def _alone(line: str, delimiter: str) -> list[str]:
    quoting = csv.QUOTE_NONE if line.count('"') % 2 else csv.QUOTE_MINIMAL
    return next(csv.reader([line], delimiter=delimiter, quoting=quoting), [])
