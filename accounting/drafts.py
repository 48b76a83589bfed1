"""What the rest of the house says to the books: a draft of one journal entry, in roles and whole rupiah."""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Leg:
    """One side of an entry: `amount` rupiah, debit above zero, credit below, on the account that plays `role`.

    `party` names a person or a bank line, `memo` explains; both are words beside the figures.
    """

    role: str
    amount: int
    party: str = ""
    memo: str = ""

    def negated(self) -> "Leg":
        return replace(self, amount=-self.amount)


@dataclass(frozen=True)
class Draft:
    """One fact, ready to be posted.

    `key` names the fact for ever (`order:LP-2611-0001:delivered`): the same key is never posted twice.
    `date` is the day it belongs to; if that day is closed, the entry is dated on the first open day and keeps
    `document_date` (the same as `date` unless told otherwise).
    `source` names the document (`order:LP-2611-0001`), `source_url` is its path in the admin.
    `reverses_key` is the key of an entry that this one takes back: its legs are that entry's, negated.
    """

    key: str
    date: date
    narration: str
    lines: tuple[Leg, ...]
    document_date: date | None = None
    source: str = ""
    source_url: str = ""
    reverses_key: str = ""

    @property
    def documented(self) -> date:
        return self.document_date or self.date
