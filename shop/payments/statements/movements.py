"""One row of the table to one line: the only place that knows cells."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from . import amounts, dates
from .facts import insist_on_rupiah
from .grid import Cells
from .kinds import kind_of
from .layouts.base import Columns, Layout
from .payers import MAX_NAME, NAMELESS, payer_of
from .types import Line, Pending

SAYS_LITTLE = frozenset({"other", "outgoing"})
A_DIGIT = re.compile(r"[0-9]")
MONEY_ROLES = ("amount", "debit", "credit", "balance")


class BadRow(Exception):
    """This row cannot be trusted; its sentence goes into the statement's errors."""


class NoMovement(Exception):
    """This row moves no money: a page footer, a total, an empty amount."""


@dataclass(frozen=True, slots=True)
class RowReader:
    """Turns rows into lines by one file's habits: its columns, decimal mark, period. `signs`: row -> +1 or -1 where the
    amounts themselves do not say it."""

    layout: Layout
    columns: Columns
    mark: str
    period: dates.Period
    today: dt.date
    signs: Mapping[int, int] = field(default_factory=dict)

    def read(self, number: int, cells: Cells, above: dt.date | None = None) -> Line | Pending:
        """`above` is the day of a row that has none of its own. Raises BadRow or NoMovement."""
        insist_on_rupiah(self.cell(cells, "currency"))
        amount = self._signed(number, cells)
        if not amount:
            raise NoMovement
        description = self.text(cells)
        kind = self._kind(cells, description, amount)
        common = {
            "amount": amount,
            "balance": self.balance(number, cells),
            "description": description,
            "payer": self._payer(cells, description, kind),
            "reference": clean(self.cell(cells, "reference")),
            "kind": kind,
            "row": number,
            "raw": cells,
        }
        if dates.is_pending(self.cell(cells, "date")):
            return Pending(**common)
        date, time = self._moment(number, cells, above)
        return Line(date=date, time=time, external_id=self._id(cells, amount, date, time), **common)

    def cell(self, cells: Cells, role: str) -> str:
        return next((cells[index] for index in self.columns.get(role, ()) if index < len(cells)), "")

    def text(self, cells: Cells) -> str:
        """What the bank says of the row, without its id."""
        text = self._joined(cells, "text") or self._joined(cells, "machine_text")
        return clean(self.layout.id_in_text.sub(" ", text)) if self.layout.id_in_text else text

    def _joined(self, cells: Cells, role: str) -> str:
        parts = (clean(cells[index]) for index in self.columns.get(role, ()) if index < len(cells))
        return " ".join(part for part in parts if part and part != "-")

    def _kind(self, cells: Cells, description: str, amount: Decimal) -> str:
        named = self.cell(cells, "payer")
        kind = kind_of(description, amount, payer=clean(named))
        machine = self._joined(cells, "machine_text")
        return kind_of(machine, amount) if machine and kind in SAYS_LITTLE else kind

    def _payer(self, cells: Cells, description: str, kind: str) -> str:
        if kind in NAMELESS:
            return ""
        named = clean(self.cell(cells, "payer"))
        if named and named != "-":
            return named[:MAX_NAME]
        return payer_of(description, kind) or payer_of(self._joined(cells, "machine_text"), kind)

    def _id(self, cells: Cells, amount: Decimal, date: dt.date, time: dt.time | None) -> str:
        if self.layout.id_in_text:
            found = self.layout.id_in_text.search(self._joined(cells, "text"))
            return found[1] if found else ""
        id = clean(self.cell(cells, "id"))
        return f"{id} {amount} {date} {time or ''}".strip() if id and self.layout.id_is_shared else id

    def has_day(self, cells: Cells) -> bool:
        """Some banks print the date on a day's first row alone, and a time at most on the others."""
        cell = self.cell(cells, "date")
        return cell != "" and not dates.is_clock(cell)

    def _moment(self, number: int, cells: Cells, above: dt.date | None) -> tuple[dt.date, dt.time | None]:
        cell = self.cell(cells, "date")
        if above and not self.has_day(cells):
            return above, dates.time_of(cell or self.cell(cells, "time"), above)
        try:
            date, time = dates.parse(cell, self.period, self.today)
        except dates.NotADate:
            if not cell:
                raise BadRow(_("Row %(row)s has an amount but no date.") % {"row": number}) from None
            raise BadRow(_("Row %(row)s: “%(cell)s” is not a date.") % {"row": number, "cell": cell[:40]}) from None
        beside = dates.time_of(self.cell(cells, "time"), date)
        return date, beside if time is None or time == dt.time() else time

    def balance(self, number: int, cells: Cells) -> Decimal | None:
        cell = self.cell(cells, "balance")
        if amounts.is_empty(cell):
            return None
        size, sign = self._parse(number, cell)
        return -size if sign < 0 else size

    def is_prose(self, cells: Cells) -> bool:
        """A page foot: no date, and words where amounts stand."""
        if self.cell(cells, "date"):
            return False
        money = "".join(money_cells(self.columns, [cells]))
        return money.strip(" -") != "" and not A_DIGIT.search(money)

    def way(self, entry: Line | Pending) -> int:
        """+1 or -1 where a row says by column, flag or sign which way its money went, else 0."""
        if "amount" not in self.columns or "flag" in self.columns:
            return 1 if entry.amount > 0 else -1
        return amounts.parse(self.cell(entry.raw, "amount"), self.mark)[1]

    def _signed(self, number: int, cells: Cells) -> Decimal:
        if "amount" in self.columns:
            return self._flagged(number, cells)
        debit, _sign = self._parse(number, self.cell(cells, "debit"))
        credit, sign = self._parse(number, self.cell(cells, "credit"))
        if (debit and credit) or (credit and sign < 0):
            raise BadRow(_("Row %(row)s does not say clearly whether money came in or went out.") % {"row": number})
        return credit - debit

    def _flagged(self, number: int, cells: Cells) -> Decimal:
        """CR or DB from its own column, else a sign or flag within the amount, else incoming."""
        size, sign = self._parse(number, self.cell(cells, "amount"))
        flag = amounts.direction(self.cell(cells, "flag"))
        unclear = "flag" in self.columns and not (flag or sign)
        if size and (unclear or (flag > 0 > sign)):
            raise BadRow(_("Row %(row)s does not say clearly whether money came in or went out.") % {"row": number})
        return -size if (flag or sign or self.signs.get(number, 0)) < 0 else size

    def _parse(self, number: int, cell: str) -> tuple[Decimal, int]:
        try:
            return amounts.parse(cell, self.mark)
        except amounts.NotAnAmount:
            raise BadRow(_("Row %(row)s: “%(cell)s” is not an amount.") % {"row": number, "cell": cell[:40]}) from None


def clean(cell: str) -> str:
    """One line of text, without the apostrophe that keeps a spreadsheet from calculating."""
    text = " ".join(cell.split())
    return text[1:].lstrip() if text.startswith("'") else text


def money_cells(columns: Columns, body: Iterable[Cells]) -> list[str]:
    indexes = [index for role in MONEY_ROLES for index in columns.get(role, ())]
    return [cells[index] for cells in body for index in indexes if index < len(cells)]


def settled_columns(columns: Columns, body: list[Cells]) -> Columns:
    """A column called Type is a flag only if it holds nothing but CR, DB and their like; else it has the bank's words
    for the kind of row."""
    flag = columns.get("flag")
    if flag is None:
        return columns
    said = {cells[flag[0]] for cells in body if flag[0] < len(cells) and cells[flag[0]]}
    # A dash alone is no minus: many banks fill empty cells with it.
    if said and all(map(amounts.direction, said)) and ("+" in said or said.isdisjoint(amounts.EMPTY)):
        return columns
    return {"way" if role == "flag" else role: found for role, found in columns.items()}
