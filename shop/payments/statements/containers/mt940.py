"""MT940 (SWIFT customer statement), read by the `mt-940` library message by message.

A file may hold many messages: one for each day, or several for a long day (:60M:, :62M:). The closing balance of
each stands at its last row, so that a missing message or row breaks the chain of balances.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from mt940.models import Balance, Transactions
from mt940.options import Options

from ..grid import Grid
from ..types import StatementRefused
from .messages import Movement, decoded, grid_of, refuse_too_many, single_ids

BEGIN = re.compile(r"^:20:", re.MULTILINE)
END = re.compile(r"^:62[FM]:.*$", re.MULTILINE)
DETAIL = re.compile(r"^:61:", re.MULTILINE)
STRUCTURED = re.compile(r"\?\d{2}")
WIDTH = 65  # of a line of :86:, after which a word goes on in the next one
BANKS_OWN = re.compile(r"\d{14,16}")  # what a customer writes is shorter, or has letters


@dataclass(frozen=True, slots=True)
class Message:
    """One :20: with what belongs to it; `rows` are the library's plain data of each :61: and its :86:."""

    account: str
    opening: Balance
    closing: Balance
    rows: Sequence[dict]


def grids(data: bytes, *, password: str = "") -> Iterator[Grid]:
    """Raises StatementRefused for what the library cannot read, and for a date that the calendar does not have."""
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("{4:", "{4:\n")
    refuse_too_many(len(DETAIL.findall(text)))
    messages = [_message(":20:" + part) for part in BEGIN.split(text)[1:]]
    if not messages:
        raise _damaged()
    yield grid_of("mt940", _labels(messages), single_ids([row for each in messages for row in _movements(each)]))


def _message(text: str) -> Message:
    """Up to the closing balance: the library would tell an :86: after that of the last row."""
    end = END.search(text)
    if end is None:
        raise StatementRefused(_("The MT940 file ends in the middle of a statement. Download it again."))
    parsed = Transactions(options=Options.all(), processors=PROCESSORS)
    try:
        parsed.parse(text[: end.end()])
        return Message(
            account=_account(parsed.data.get("account_identification", "")),
            opening=_balance(parsed, "opening"),
            closing=_balance(parsed, "closing"),
            rows=[row.data for row in parsed.transactions],
        )
    except Exception as error:
        raise _damaged() from error


def _damaged() -> StatementRefused:
    return StatementRefused(_("The MT940 file is damaged. Download it again."))


def _with_type(_transactions, _tag, _raw: dict, row: dict) -> dict:
    """The library sets a row without a type (NTRF) into the row before it."""
    return {**row, "id": row["id"] or "NMSC"}


def _with_code(_transactions, _tag, details: dict) -> dict:
    """The library knows ?20 and ?32 only after a code of three digits."""
    if STRUCTURED.match(details["transaction_details"]):
        details["transaction_details"] = "000" + details["transaction_details"]
    return details


# The library would make 28 February of the 30th: an impossible date is never rolled over.
PROCESSORS = {
    "pre_statement": [],
    "pre_final_opening_balance": [],
    "pre_final_closing_balance": [],
    "pre_intermediate_opening_balance": [],
    "pre_intermediate_closing_balance": [],
    "post_statement": [_with_type],
    "pre_transaction_details": [_with_code],
}


def _balance(parsed: Transactions, side: str) -> Balance:
    return parsed.data.get(f"final_{side}_balance") or parsed.data[f"intermediate_{side}_balance"]


def _account(text: str) -> str:
    """The number of `BANKIDJA/1490001234567` or `1490001234567IDR`."""
    return max(re.findall(r"\d{1,35}", text), key=len, default="")


def _labels(messages: Sequence[Message]) -> Iterator[tuple[str, str]]:
    first = min(messages, key=lambda message: message.opening.date)
    last = max(reversed(messages), key=lambda message: message.closing.date)
    start, end = first.opening, last.closing
    yield "Account number", first.account
    yield "Currency", start.amount.currency
    yield "Period", f"{start.date:%d/%m/%Y} - {end.date:%d/%m/%Y}"
    yield "Opening balance", f"{start.amount.amount:.2f}"
    yield "Closing balance", f"{end.amount.amount:.2f}"


def _movements(message: Message) -> list[Movement]:
    rows = [_movement(message, row) for row in message.rows]
    if rows:
        rows[-1] = replace(rows[-1], balance=f"{message.closing.amount.amount:.2f}")
    return rows


def _movement(message: Message, row: dict) -> Movement:
    """By the day on which the bank booked it, else by its value date."""
    date, amount = row.get("entry_date") or row["date"], row["amount"].amount
    reference = _reference(row)
    return Movement(
        date=date.isoformat(),
        text=_text(row),
        payer=row.get("applicant_name") or "",
        amount=f"{amount:+.2f}",
        reference=reference,
        id=_id(row, reference, amount),
        account=message.account,
        currency=message.opening.amount.currency,
    )


def _text(row: dict) -> str:
    if row.get("posting_text") or row.get("purpose"):
        return " ".join(filter(None, (row.get("posting_text"), row.get("purpose"))))
    details = row.get("transaction_details") or row.get("extra_details") or ""
    return "".join(line if len(line) == WIDTH else f"{line} " for line in details.split("\n"))


def _reference(row: dict) -> str:
    for name in ("bank_reference", "customer_reference"):
        reference = (row.get(name) or "").split("\n")[0].strip()
        if reference and reference != "NONREF":
            return reference
    return ""


def _id(row: dict, reference: str, amount: Decimal) -> str:
    """What the bank calls the row, with day and amount: some banks give a whole day, or a fee, the same reference."""
    if not (row.get("bank_reference") or BANKS_OWN.fullmatch(reference)):
        return ""
    return f"{reference} {row['date']:%y%m%d} {amount:.2f}"
