"""A statement as plain data, for `import_statement --json`."""

from collections.abc import Sequence
from decimal import Decimal

from .types import Line, Pending, Statement


def as_dict(statement: Statement, statuses: Sequence[str]) -> dict:
    """JSON-ready: amounts as text with two decimals, ISO dates, None where the file is silent.

    `statuses` has one of new, known, maybe_known for each line; a pending row's date, time and status are None.
    """
    return {
        "bank": statement.bank,
        "format": statement.format,
        "account_number": statement.account_number,
        "holder": statement.holder,
        "currency": statement.currency,
        "opening": _money(statement.opening),
        "closing": _money(statement.closing),
        "period": [date and date.isoformat() for date in statement.period],
        "lines": [_line(line, status) for line, status in zip(statement.lines, statuses, strict=True)],
        "pending": [{**_entry(row), "date": None, "time": None, "status": None} for row in statement.pending],
        "warnings": list(statement.warnings),
        "errors": list(statement.errors),
    }


def _line(line: Line, status: str) -> dict:
    return {
        "date": line.date.isoformat(),
        "time": line.time and line.time.isoformat(),
        **_entry(line),
        "status": status,
    }


def _entry(entry: Line | Pending) -> dict:
    return {
        "amount": _money(entry.amount),
        "balance": _money(entry.balance),
        "description": entry.description,
        "payer": entry.payer,
        "reference": entry.reference,
        "kind": entry.kind,
    }


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
