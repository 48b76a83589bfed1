"""What kind of file it is, told by its bytes and never by its name; a module for each kind gives its tables."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..grid import Grid
from ..limits import MAX_BYTES
from ..types import StatementRefused
from . import html, mt940, ofx, pdf, text, xls, xlsx

# Each `claims(data)` its files and gives their tables by `grids(data, password=...)`; text takes what is left.
CONTAINERS = (
    pdf,
    mt940,
    ofx,
    xlsx,
    xls,
    html,
    text,
)


def grids_of(data: bytes, *, password: str = "") -> Iterator[Grid]:
    """The tables of a file. `password` opens a locked one and is forgotten.

    Raises StatementRefused for what is empty, too large or no kind of statement, PasswordNeeded for a locked file
    without its password, or with a wrong one.
    """
    if not data.strip():
        raise StatementRefused(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise StatementRefused(_("The file is larger than 10 MB. Download a shorter period from the bank."))
    container = next(container for container in CONTAINERS if container.claims(data))
    yield from container.grids(data, password=password)
