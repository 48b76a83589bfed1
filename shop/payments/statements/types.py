"""What a bank statement says, once it has been read: facts without behaviour.

Kinds of a line (in brackets the words of the sample data in tests/golden/mutasi/expected.json):
transfer (bank), interbank (other), ewallet (ew), qris, cash, interest (int), tax, fee, reversal (rev),
outgoing (out), own between two pockets of one account's owner, and other for what none of these fits.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

KINDS = (
    "transfer",
    "interbank",
    "ewallet",
    "qris",
    "cash",
    "interest",
    "tax",
    "fee",
    "reversal",
    "outgoing",
    "own",
    "other",
)


class StatementRefused(Exception):
    """The file is no bank statement that can be read. `sentence` says why, in the reader's words."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class UnknownTable:
    """A table that no layout knows: all rows of it, and which of them seems to name the columns."""

    rows: tuple[tuple[str, ...], ...]
    header: int
    joiner: str
    sha256: str

    @property
    def names(self) -> tuple[str, ...]:
        return self.rows[self.header]

    @property
    def samples(self) -> tuple[tuple[str, ...], ...]:
        return self.rows[self.header + 1 : self.header + 9]


class LayoutUnknown(StatementRefused):
    """The file holds a table, but nobody has said what its columns are. `table` is what was found."""

    def __init__(self, sentence: str, table: UnknownTable):
        super().__init__(sentence)
        self.table = table


class PasswordNeeded(StatementRefused):
    """The file is locked: `sentence` asks for its password, or says that the one given is wrong."""


@dataclass(frozen=True, slots=True)
class Line:
    """One dated row. `amount` in rupiah with 2 decimals: credits positive, debits negative.

    `balance` is the account's balance after the row, None where the bank prints none. `payer` is empty
    where the bank names nobody. `row` counts the file's rows from 1; `raw` are the cells as they stood there.
    `external_id` is the bank's own id of the row, unique within one format.
    """

    date: dt.date
    time: dt.time | None
    amount: Decimal
    balance: Decimal | None
    description: str
    payer: str
    reference: str
    kind: str
    row: int
    raw: tuple[str, ...]
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """A row that the bank announces without a date (BCA: PEND). It is shown, never stored as a line."""

    amount: Decimal
    balance: Decimal | None
    description: str
    payer: str
    reference: str
    kind: str
    row: int
    raw: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A whole statement, oldest line first. With any `errors` it must not be applied.

    `opening`, `closing`, `period`, `holder` and `account_number` are None where the file is silent.
    """

    bank: str
    format: str
    account_number: str | None
    holder: str | None
    currency: str
    opening: Decimal | None
    closing: Decimal | None
    period: tuple[dt.date | None, dt.date | None]
    lines: tuple[Line, ...]
    pending: tuple[Pending, ...]
    warnings: tuple[str, ...]
    errors: tuple[str, ...]
    sha256: str
