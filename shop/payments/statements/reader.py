"""From a file's bytes to a `Statement`: text, table, facts around it, rows, order, proof."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from django.utils.translation import gettext as _

from . import amounts, balances, proof, signs
from .containers import grids_of
from .facts import (
    OPENING_TEXT,
    SUM_TEXT,
    TOTALS,
    Facts,
    account_number,
    facts_of,
    insist_on_rupiah,
    is_total,
)
from .grid import Cells, Grid
from .layouts.base import Columns
from .limits import HEADER_WITHIN
from .movements import BadRow, NoMovement, RowReader, money_cells, settled_columns
from .table import Table, table_of
from .types import Line, Pending, Statement, StatementRefused, UnknownTable

MAX_COMPLAINTS = 20
NOTHING_EXPLAINED: Mapping[str, Columns] = MappingProxyType({})


Entry = Line | Pending


@dataclass(slots=True)
class Findings:
    """What turns up row by row. `opening` is a balance that stands as a row of its own, `day` the last date that was
    written out, `undated` are the rows below it that have none."""

    entries: list[Entry] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    opening: Decimal | None = None
    day: dt.date | None = None
    undated: list[int] = field(default_factory=list)

    def add(self, entry: Entry, *, has_day: bool) -> None:
        self.entries.append(entry)
        if not has_day and self.day:
            self.undated.append(entry.row)
        else:
            self.day = entry.date if isinstance(entry, Line) and has_day else None


def read(
    data: bytes,
    *,
    filename: str = "",
    today: dt.date,
    password: str = "",
    known: Mapping[str, Columns] = NOTHING_EXPLAINED,
) -> Statement:
    """Read a bank's statement file. `filename` is only a name: the bytes alone tell what the file is.
    `password` opens a locked file and is kept nowhere. `known`: what the owner has said of tables (table.header_key
    -> role -> indexes of columns).

    `today` gives a year to dates without one where the file names no period. Problems that make the file
    unfit to be applied are in `errors`. Raises PasswordNeeded for a locked file, LayoutUnknown for a table that
    nobody has explained, StatementRefused for what is no readable statement at all.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    return _read(table_of(grids_of(data, password=password), known, sha256), sha256, today)


def read_table(table: UnknownTable, *, today: dt.date, known: Mapping[str, Columns]) -> Statement:
    """Read again what was found in a file, now that its columns are `known`."""
    grid = Grid(top=table.rows[:HEADER_WITHIN], joiner=table.joiner, rows=lambda: table.rows)
    return _read(table_of([grid], known, table.sha256), table.sha256, today)


def _read(table: Table, sha256: str, today: dt.date) -> Statement:
    facts = facts_of(table)
    insist_on_rupiah(facts.texts.get("currency", ""))
    rows = [(row, cells) for row, cells in table.body() if not is_total(cells, table)]
    reader = _row_reader(table, facts, [cells for _row, cells in rows], today)
    found = _read_rows(reader, rows)
    if not found.entries and not found.errors:
        raise StatementRefused(_("The statement has no transactions."))
    if _is_unclear(found, reader):
        opening = _stated(facts, reader.mark, found)["opening"]
        reader = replace(reader, signs=signs.of(found.entries, opening, reader))
        found = _read_rows(reader, rows)
    return _statement(table, facts, reader, found, sha256)


def _is_unclear(found: Findings, reader: RowReader) -> bool:
    """No amount says that it went out, and some say nothing."""
    ways = set(map(reader.way, found.entries))
    return -1 not in ways and 0 in ways


def _row_reader(table: Table, facts: Facts, body: list[Cells], today: dt.date) -> RowReader:
    columns = settled_columns(table.columns, body)
    mark = amounts.decimal_mark([*money_cells(columns, body), *facts.total_texts()])
    return RowReader(table.layout, columns, mark, facts.period, today)


def _read_rows(reader: RowReader, rows: list[tuple[int, Cells]]) -> Findings:
    found = Findings()
    for number, cells in rows:
        try:
            _read_row(reader, number, cells, found)
        except BadRow as problem:
            found.errors.append(str(problem))
    return found


def _read_row(reader: RowReader, number: int, cells: Cells, found: Findings) -> None:
    if _is_sum(reader, cells) or reader.is_prose(cells):
        return
    try:
        found.add(reader.read(number, cells, found.day), has_day=reader.has_day(cells))
    except NoMovement:
        _read_still_row(reader, number, cells, found)


def _is_sum(reader: RowReader, cells: Cells) -> bool:
    """A row of sums has its word where a movement has its date, or no date at all."""
    date = reader.cell(cells, "date")
    return bool(SUM_TEXT.match(date)) or not date and any(map(SUM_TEXT.match, cells))


def _read_still_row(reader: RowReader, number: int, cells: Cells, found: Findings) -> None:
    """A dated row without an amount is the opening balance, or one that had better be named."""
    if not reader.cell(cells, "date").strip("'")[:1].isdigit():
        return
    if OPENING_TEXT.match(reader.text(cells)):
        found.opening = reader.balance(number, cells)
    elif not SUM_TEXT.match(reader.text(cells)):
        found.warnings.append(_("Row %(row)s has no amount and was left out.") % {"row": number})


def _statement(table: Table, facts: Facts, reader: RowReader, found: Findings, sha256: str) -> Statement:
    stated = _stated(facts, reader.mark, found)
    entries = balances.oldest_first(found.entries, stated["opening"])
    lines = tuple(entry for entry in entries if isinstance(entry, Line))
    numbers = {number for line in lines if (number := account_number(reader.cell(line.raw, "account")))}
    errors = [*found.errors, *proof.one_account(numbers)]
    if not errors:
        errors = _disproofs(entries, stated, reader, found)
    return Statement(
        bank=table.layout.bank,
        format=table.layout.format,
        account_number=facts.account or (min(numbers) if len(numbers) == 1 else None),
        holder=facts.holder,
        currency="IDR",
        opening=stated["opening"],
        closing=stated["closing"],
        period=reader.period,
        lines=lines,
        pending=tuple(entry for entry in entries if isinstance(entry, Pending)),
        warnings=_shortened([*table.notes, *found.warnings, *proof.outside(lines, reader.period)]),
        errors=_shortened(errors),
        sha256=sha256,
    )


def _stated(facts: Facts, mark: str, found: Findings) -> dict[str, Decimal | None]:
    """The totals that the file itself names."""
    stated = dict.fromkeys(TOTALS)
    for name in TOTALS:
        try:
            stated[name] = facts.money(name, mark)
        except amounts.NotAnAmount as cell:
            found.errors.append(_("“%(cell)s” is not an amount.") % {"cell": str(cell)[:40]})
    if stated["opening"] is None:
        stated["opening"] = found.opening
    return stated


def _disproofs(
    entries: list[Entry], stated: dict[str, Decimal | None], reader: RowReader, found: Findings
) -> list[str]:
    """The first kind of contradiction is enough: the others only follow from it."""
    for contradictions in (
        proof.unmarked(entries, reader),
        proof.undated(entries, stated["opening"], found.undated),
        proof.chain(entries, stated["opening"]),
        proof.totals(entries, stated),
    ):
        if sentences := list(contradictions):
            return sentences
    return []


def _shortened(sentences: list[str]) -> tuple[str, ...]:
    rest = len(sentences) - MAX_COMPLAINTS
    if rest <= 0:
        return tuple(sentences)
    more = _("… and %(count)s more.") % {"count": rest}
    return (*sentences[:MAX_COMPLAINTS], more)
