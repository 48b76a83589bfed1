"""What kind of file it is, told by its bytes and never by its name; a module for each kind gives its tables."""

from collections.abc import Iterator
from importlib import import_module

from django.utils.translation import gettext as _

from ..grid import Grid
from ..limits import MAX_BYTES
from ..types import StatementRefused
from . import claims


def grids_of(data: bytes, *, password: str = "") -> Iterator[Grid]:
    """The tables of a file. `password` opens a locked one and is forgotten.

    The function of `claims` that knows the bytes names the module, which gives `grids(data, password=...)`.
    Raises StatementRefused for what is empty, too large or no kind of statement, PasswordNeeded for a locked file
    without its password, or with a wrong one.
    """
    if not data.strip():
        raise StatementRefused(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise StatementRefused(_("The file is larger than 10 MB. Download a shorter period from the bank."))
    kind = next(claim for claim in claims.IN_ORDER if claim(data))
    yield from import_module(f".{kind.__name__}", __package__).grids(data, password=password)
