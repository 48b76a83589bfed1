"""Old Excel files (XLS, by xlrd), and Excel files of both kinds that are locked with a password (by msoffcrypto).

Both kinds are OLE containers: a locked XLSX is one too, with the workbook encrypted within.
"""

import io
from collections.abc import Iterator

import msoffcrypto
import xlrd
from django.utils.translation import gettext as _
from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

from ..grid import Grid
from ..limits import MAX_BYTES, MAX_COLUMNS
from ..types import PasswordNeeded, StatementRefused
from . import claims, sheet, xlsx

MAX_SPINS = 1_000_000  # rounds of hashing that the file asks for; Excel's own are 100,000


def grids(data: bytes, *, password: str = "") -> Iterator[Grid]:
    """One grid for each sheet. Raises PasswordNeeded, StatementRefused."""
    try:
        opened = _unlocked(data, password)
        found = xlsx.grids(opened) if claims.xlsx(opened) else _sheets(opened)
        yield from list(found)
    except StatementRefused:
        raise
    except Exception:  # noqa: BLE001 - msoffcrypto, olefile and xlrd meet a damaged file with any exception there is
        raise xlsx.damaged() from None


def _unlocked(data: bytes, password: str) -> bytes:
    office = msoffcrypto.OfficeFile(io.BytesIO(data))
    if not office.is_encrypted():
        return data
    if not password:
        raise PasswordNeeded(_("The file is locked. Type the password that the bank gave for its statements."))
    if getattr(office, "info", {}).get("spinValue", 0) > MAX_SPINS:
        raise xlsx.damaged()
    opened = io.BytesIO()
    try:
        office.load_key(password=password, verify_password=True)
        office.decrypt(opened)
    except (InvalidKeyError, DecryptionError):
        raise PasswordNeeded(_("This password does not open the file. Type it again.")) from None
    return opened.getvalue()


def _sheets(data: bytes) -> Iterator[Grid]:
    book = xlrd.open_workbook(file_contents=data[:MAX_BYTES], logfile=io.StringIO(), on_demand=True)
    for one in book.sheets()[: xlsx.MAX_SHEETS]:
        if one.visibility == 0:
            yield sheet.grid(_values(row[:MAX_COLUMNS], book.datemode) for row in one.get_rows())


def _values(cells, datemode: int) -> list[sheet.Value]:
    values = [_value(cell, datemode) for cell in cells]
    while values and values[-1] in (None, ""):
        values.pop()
    return values


def _value(cell, datemode: int) -> sheet.Value:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return None
    if cell.ctype == xlrd.XL_CELL_DATE:
        moment = xlrd.xldate_as_datetime(cell.value, datemode)
        return moment.time() if cell.value < 1 else moment
    return cell.value
