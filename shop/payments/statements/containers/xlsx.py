"""Excel workbooks (XLSX), read by openpyxl: values only, no formula is ever evaluated.

A ZIP file may claim little and unpack to gigabytes, so it is unpacked here first, within bounds.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

import openpyxl
from django.utils.translation import gettext as _

from ..grid import Grid
from ..limits import MAX_COLUMNS
from ..types import StatementRefused
from . import sheet

MAX_MEMBERS = 1_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 150  # a sheet of 20,000 equal rows packs 60 to 1
SMALL = 1024 * 1024
MAX_SHEETS = 20
CHUNK = 256 * 1024
ZEROS = re.compile(r"0{2,30}")


def grids(data: bytes, *, password: str = "") -> Iterator[Grid]:
    """One grid for each visible sheet. Raises StatementRefused."""
    _insist_on_bounds(data)
    try:
        yield from _sheets(data)
    except StatementRefused:
        raise
    except Exception:  # noqa: BLE001 - openpyxl meets a damaged file with any exception there is
        raise damaged() from None


def _insist_on_bounds(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                raise StatementRefused(
                    _("This is a ZIP file and not an Excel workbook. Unpack it and choose the statement in it.")
                )
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
                raise _too_large()
            _unpack(archive, members, len(data))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise damaged() from None


def _unpack(archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], packed: int) -> None:
    """What a member declares of its size is not believed: every byte is counted."""
    unpacked = 0
    for member in members:
        with archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > MAX_UNPACKED or unpacked > max(SMALL, MAX_RATIO * packed):
                    raise _too_large()


def _sheets(data: bytes) -> list[Grid]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    visible = [one for one in book.worksheets if one.sheet_state == "visible"][:MAX_SHEETS]
    for one in visible:
        one.reset_dimensions()
    return [sheet.grid(map(_values, one.iter_rows())) for one in visible]


def _values(cells: Sequence) -> list[sheet.Value]:
    values = [_value(cell) for cell in cells[:MAX_COLUMNS]]
    while values and values[-1] is None:
        values.pop()
    return values


def _value(cell) -> sheet.Value:
    """An account number whose zeros only the cell's format shows gets them back."""
    value = cell.value
    if isinstance(value, int) and not isinstance(value, bool) and ZEROS.fullmatch(cell.number_format):
        return str(value).zfill(len(cell.number_format))
    return value


def _too_large() -> StatementRefused:
    return StatementRefused(_("The workbook is too large when unpacked. Download a shorter period from the bank."))


def damaged() -> StatementRefused:
    return StatementRefused(_("This Excel workbook is damaged or of a kind that cannot be read. Download it again."))
