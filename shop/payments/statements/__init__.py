"""Bank statement files (mutasi), read into plain facts. Start at `read`."""

from .reader import read
from .report import as_dict
from .types import KINDS, Line, PasswordNeeded, Pending, Statement, StatementRefused

__all__ = ["KINDS", "Line", "PasswordNeeded", "Pending", "Statement", "StatementRefused", "as_dict", "read"]
