"""What sheets and web pages have in common: cells that are numbers and dates, blank columns, long legal notes."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from math import isfinite

from .. import amounts, dates
from ..grid import Grid, limited
from ..limits import HEADER_WITHIN, MAX_CELL

Value = str | int | float | dt.datetime | dt.date | dt.time | dt.timedelta | None
JOINER = "\t"
MAX_BLANK_ROWS = 1_000
HAIR = Decimal("0.000001")
MONEY_TEXT = re.compile(r"[-+]?(?:Rp\.? ?)?[-+]?(\d[\d.,]{0,22})", re.IGNORECASE)


def grid(rows: Iterable[Sequence[Value]]) -> Grid:
    """One sheet. Raises StatementRefused when it has too many rows."""
    values = list(_until_blank(rows))
    mark = _decimal_mark(values)
    kept = limited([written(value, mark)[:MAX_CELL] for value in cells] for cells in values)
    return Grid(top=kept[:HEADER_WITHIN], joiner=JOINER, rows=lambda: kept, loose=True)


def written(value: Value, mark: str = ".") -> str:
    """The value as a bank would print it: numbers in full, with sen where there are any; day before month."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return _moment(value)
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, dt.timedelta):
        return _clock(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value).replace(".", mark)
    return str(value)


def _until_blank(rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    """Blank rows count only between others: a sheet may be formatted down to its last row, without a word there."""
    blank = 0
    for cells in rows:
        if all(value is None or value == "" for value in cells):
            blank += 1
            if blank > MAX_BLANK_ROWS:
                return
            continue
        yield from [()] * blank
        blank = 0
        yield cells


def _decimal_mark(rows: Iterable[Sequence[Value]]) -> str:
    """Where some amounts are text and some are numbers, the numbers are written the way the texts are."""
    return amounts.decimal_mark(
        found[1]
        for cells in rows
        for value in cells
        if isinstance(value, str) and (found := MONEY_TEXT.fullmatch(value.strip())) and _is_money(found[1])
    )


def _is_money(digits: str) -> bool:
    return any(shape.fullmatch(digits) for shape in amounts.SHAPE.values())


def _moment(value: dt.datetime) -> str:
    """A day alone is stored as its midnight."""
    value = dates.to_the_second(value)
    return f"{value:%d/%m/%Y}" if value.time() == dt.time() else f"{value:%d/%m/%Y %H:%M:%S}"


def _clock(value: dt.timedelta) -> str:
    seconds = round(value.total_seconds())
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _number(value: int | float) -> str:
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    if value == int(value):
        return str(int(value))
    exact = Decimal(repr(value))
    money = round(exact, 2)
    return f"{money if abs(exact - money) < HAIR else exact:f}"
