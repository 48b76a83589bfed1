"""Which bank line pays which order. Pure: start at `decide`, or at `suggestions` for the owner's inbox."""

from .decide import decide, suggestions
from .types import RESULTS, BankLine, Decision, OpenOrder, Suggestion

__all__ = ["RESULTS", "BankLine", "Decision", "OpenOrder", "Suggestion", "decide", "suggestions"]
