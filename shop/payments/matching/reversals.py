"""Which credit a bank's correction takes back."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from . import names
from .book import Book
from .types import BankLine

DAYS_TO_CORRECT = 14


class Reversals:
    """Pairs each correcting debit with one earlier credit of the same size; each credit only once."""

    def __init__(self, ordered: Sequence[BankLine], book: Book):
        self.book = book
        self.credits = defaultdict(list)
        for position, line in enumerate(ordered):
            if line.amount > 0:
                self.credits[line.amount].append((position, line))
        self.positions = {line.key: position for position, line in enumerate(ordered)}

    def credit_of(self, debit: BankLine) -> BankLine | None:
        """The last one before it, of the same name before any other."""
        waiting = self.credits[-debit.amount]
        earlier = [
            (self._same_name(credit, debit), position, credit)
            for position, credit in waiting
            if position < self.positions[debit.key] and debit.date - credit.date <= dt.timedelta(DAYS_TO_CORRECT)
        ]
        if not earlier:
            return None
        _same, position, credit = max(earlier, key=lambda found: found[:2])
        waiting.remove((position, credit))
        return credit

    @staticmethod
    def _same_name(credit: BankLine, debit: BankLine) -> bool:
        text = debit.payer or debit.description
        return bool(credit.payer) and names.agree(credit.payer, text)

    def order_of(self, debit: BankLine) -> tuple[str, ...]:
        """When the credit is not at hand: the one paid order of this size, if there is just one."""
        paid = [
            order.number
            for order in self.book.by_payable[int(-debit.amount)]
            if -debit.amount == order.payable and order.settled and self.book.possible(order, debit.date)
        ]
        return tuple(paid) if len(paid) == 1 else ()
