"""The shop's own QRIS code: read it, fill in an amount, and read what the bank settles. Pictures are in `picture`."""

from .amount import LARGEST, with_amount
from .payload import QrisRefused, Tag
from .settlement import Settlement, settlement_of
from .validation import Qris, read

__all__ = ["LARGEST", "Qris", "QrisRefused", "Settlement", "Tag", "read", "settlement_of", "with_amount"]
