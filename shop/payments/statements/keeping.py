"""A statement (or a table) that was read, as text between its preview and its storing: a locked file's password is
asked once, and neither it nor the open file is ever kept."""

import datetime as dt
import json
from dataclasses import asdict
from decimal import Decimal

from .types import Line, Pending, Statement, UnknownTable


def dumps(content: Statement | UnknownTable) -> str:
    return json.dumps(asdict(content), default=str, ensure_ascii=False)


def loads(text: str) -> Statement | UnknownTable:
    facts = json.loads(text)
    if "header" in facts:
        return UnknownTable(**facts | {"rows": tuple(map(tuple, facts["rows"]))})
    start, end = map(_date, facts["period"])
    return Statement(
        **facts
        | {
            "opening": _money(facts["opening"]),
            "closing": _money(facts["closing"]),
            "period": (start, end),
            "lines": tuple(map(_line, facts["lines"])),
            "pending": tuple(Pending(**_entry(row)) for row in facts["pending"]),
            "warnings": tuple(facts["warnings"]),
            "errors": tuple(facts["errors"]),
        }
    )


def _line(row: dict) -> Line:
    return Line(**_entry(row), date=_date(row["date"]), time=_time(row["time"]))


def _entry(row: dict) -> dict:
    rest = {name: value for name, value in row.items() if name not in ("date", "time")}
    return rest | {"amount": Decimal(row["amount"]), "balance": _money(row["balance"]), "raw": tuple(row["raw"])}


def _money(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _date(text: str | None) -> dt.date | None:
    return text and dt.date.fromisoformat(text)


def _time(text: str | None) -> dt.time | None:
    return text and dt.time.fromisoformat(text)
