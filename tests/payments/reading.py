"""Statements as tests read them, and the words of tests/golden/mutasi/expected.json for our kinds of lines."""

import datetime as dt

import pytest

from shop.payments.statements import StatementRefused, read

TODAY = dt.date(2026, 11, 25)
KINDS = {
    "bank": "transfer",
    "other": "interbank",
    "out": "outgoing",
    "qris": "qris",
    "cash": "cash",
    "rev": "reversal",
    "ew": "ewallet",
    "int": "interest",
    "tax": "tax",
    "fee": "fee",
}


def statement(data: str | bytes):
    return read(data if isinstance(data, bytes) else data.encode(), today=TODAY)


def refusal(data: str | bytes) -> str:
    with pytest.raises(StatementRefused) as refused:
        statement(data)
    return refused.value.sentence
