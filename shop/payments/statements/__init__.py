"""Bank statement files (mutasi), read into plain facts. Start at `read`."""

from .reader import read, read_table
from .report import as_dict
from .table import header_key
from .types import (
    KINDS,
    LayoutUnknown,
    Line,
    PasswordNeeded,
    Pending,
    Statement,
    StatementRefused,
    UnknownTable,
)

__all__ = [
    "KINDS",
    "LayoutUnknown",
    "Line",
    "PasswordNeeded",
    "Pending",
    "Statement",
    "StatementRefused",
    "UnknownTable",
    "as_dict",
    "header_key",
    "read",
    "read_table",
]
