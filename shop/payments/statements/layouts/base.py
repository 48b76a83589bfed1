"""How a layout is declared."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..grid import Cells

Columns = dict[str, tuple[int, ...]]
# (row of the file counted from 1, its cells).
Row = tuple[int, Cells]
MANY = frozenset({"text", "machine_text"})


@dataclass(frozen=True, slots=True)
class Layout:
    """One bank's way to lay out a table.

    `names` maps a role to the column names that play it, best first, spelled as `table.normal` does. Roles:
    date, time, text (several columns are joined, best first), machine_text (stands in where text is empty or says
    too little), payer, amount with flag, or debit and credit, balance, reference, id (the bank's own), account,
    currency. `begins` are names the header row must start with, `shows` names that it must have somewhere.
    `mend` repairs a row that has more cells than the header. `gather` makes one row of those that belong together,
    where a bank breaks a movement over several, and leaves page feet out.
    `id_is_shared`: a transfer and its fee have one id, only with amount and moment it is unique.
    `id_in_text`: the bank writes its id into the text; group 1 is the id, the whole match is no text.
    """

    bank: str
    format: str
    names: Mapping[str, tuple[str, ...]]
    begins: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    mend: Callable[[Cells, int, Columns], Cells] | None = None
    gather: Callable[[Iterable[Row], Columns], Iterable[Row]] | None = None
    id_is_shared: bool = False
    id_in_text: re.Pattern | None = None

    def columns_in(self, header: Cells) -> Columns | None:
        """Role -> column indexes when this row is our header, else None."""
        if header[: len(self.begins)] != self.begins or not set(self.shows) <= set(header):
            return None
        columns = {role: found for role, names in self.names.items() if (found := _find(role, names, header))}
        has_amount = "amount" in columns or {"debit", "credit"} <= columns.keys()
        if not (has_amount and {"date", "text"} <= columns.keys()):
            return None
        if columns.get("time") == columns["date"]:
            del columns["time"]
        return _one_way_of_amounts(columns, header)

    def mended(self, cells: Cells, width: int, columns: Columns) -> Cells:
        if self.mend is None or len(cells) <= width:
            return cells
        return self.mend(cells, width, columns)

    def gathered(self, rows: Iterable[Row], columns: Columns) -> Iterator[Row]:
        return iter(self.gather(rows, columns) if self.gather else rows)


def _find(role: str, names: tuple[str, ...], header: Cells) -> tuple[int, ...]:
    ranked = sorted((names.index(name), index) for index, name in enumerate(header) if name in names)
    return tuple(index for _rank, index in (ranked if role in MANY else ranked[:1]))


def _one_way_of_amounts(columns: Columns, header: Cells) -> Columns:
    """Debit and credit columns win over one amount; a nameless column beside the amount may hold CR or DB."""
    if {"debit", "credit"} <= columns.keys():
        return {role: found for role, found in columns.items() if role not in {"amount", "flag"}}
    beside = columns["amount"][0] + 1
    if "flag" not in columns and header[beside : beside + 1] == ("",):
        columns["flag"] = (beside,)
    return {role: found for role, found in columns.items() if role not in {"debit", "credit"}}
