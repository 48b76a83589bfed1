"""What matching looks at, and what it says."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

RESULTS = (
    "paid",
    "underpaid",
    "overpaid",
    "paid_twice",
    "paid_after_expiry",
    "reversal",
    "combined",
    "ambiguous",
    "qris_settlement",
    "unknown",
    "not_income",
)


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order that money may be for: one that waits, or one that ended lately (its amount is still reserved).

    Rupiah. `base` is the total without the unique code, `payable` with it, `paid` what came in already;
    `unique` tells whether the payable amount is this order's alone. `placed_at` and `expires_at` are aware.
    `state`: awaiting, confirmed, completed, expired or cancelled.
    """

    number: str
    buyer: str
    payable: int
    base: int
    paid: int
    state: str
    placed_at: dt.datetime
    expires_at: dt.datetime
    unique: bool

    @property
    def open(self) -> int:
        """Rupiah still owed."""
        return self.payable - self.paid

    @property
    def waits(self) -> bool:
        return self.state == "awaiting" and self.open > 0

    @property
    def settled(self) -> bool:
        return self.state in {"confirmed", "completed"} or (self.state == "awaiting" and self.open <= 0)


@dataclass(frozen=True, slots=True)
class BankLine:
    """A line of the bank. `key` is any sortable name, unique among the lines; `allocated` of it is explained
    already. `reference` is the bank's own name of the transfer, `used_for` are orders that another line of the same
    `account` with this reference has paid."""

    key: int | str
    date: dt.date
    time: dt.time | None
    amount: Decimal
    description: str
    payer: str
    kind: str
    allocated: Decimal | int = 0
    reference: str = ""
    account: int | str = ""
    used_for: frozenset[str] = frozenset()

    @property
    def free(self) -> Decimal:
        return self.amount - self.allocated


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A reading of a line. `difference` in rupiah is what came in less what the orders still owed: negative when
    too little. `score` runs from 0 to 100; `automatic` is only ever true for what is exact and beyond doubt."""

    orders: tuple[str, ...]
    result: str
    difference: int
    reason: str
    score: int
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with the line `key`: automatically, or after the owner's yes. See `Suggestion`."""

    key: int | str
    orders: tuple[str, ...]
    result: str
    automatic: bool
    reason: str
    difference: int
    score: int
