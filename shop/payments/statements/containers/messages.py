"""Formats that name every field (MT940, OFX): what they say, as a grid with columns of our own.

So the facts around the table, the proof and the balances are the same for them as for every table.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace

from django.utils.translation import gettext as _

from ..grid import Grid, limited
from ..limits import MAX_ROWS
from ..types import StatementRefused

CONTROL = dict.fromkeys((*range(32), *range(127, 160)), " ")


@dataclass(frozen=True, slots=True)
class Movement:
    """Cells of one row. `amount` has a sign, `date` is ISO, `id` is the bank's own, unique in its format."""

    date: str
    time: str = ""
    text: str = ""
    payer: str = ""
    amount: str = ""
    balance: str = ""
    reference: str = ""
    id: str = ""
    account: str = ""
    currency: str = ""


COLUMNS = tuple(field.name for field in fields(Movement))


def grid_of(format: str, labels: Iterable[tuple[str, str]], movements: Iterable[Movement]) -> Grid:
    """Rows of label and value, a header that begins with the format's name, and a row for each movement."""
    above = [label for label in labels if label[1]]
    below = ((str(number), *astuple(movement)) for number, movement in enumerate(movements, start=1))
    rows = limited(tuple(map(plain, cells)) for cells in (*above, (format, *COLUMNS), *below))
    return Grid(top=rows[: len(above) + 1], joiner="\t", rows=lambda: rows)


def refuse_too_many(rows: int) -> None:
    """Before the library takes its time over them."""
    if rows > MAX_ROWS:
        raise StatementRefused(
            _("The file has more than %(rows)s rows. Download a shorter period.") % {"rows": "50.000"}
        )


def single_ids(movements: Sequence[Movement]) -> Iterator[Movement]:
    """An id that stands twice is none."""
    count = Counter(movement.id for movement in movements)
    return (each if count[each.id] == 1 else replace(each, id="") for each in movements)


def plain(text: str) -> str:
    """Text that every database stores: no control characters, no halves of a character."""
    return text.translate(CONTROL).encode("utf-8", "ignore").decode()


def decoded(data: bytes) -> str:
    """UTF-16 by its byte order mark, else UTF-8, else Windows-1252, whatever the header claims."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
