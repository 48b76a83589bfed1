"""A statement is compared with what is stored, and stored, while another may be doing the same."""

from shop.payments import imports
from shop.payments.models import BankAccount
from tests.concurrency.unguarded import lose_time, without_row_locks

_really_preview = imports._preview


def _preview(*args):
    seen = _really_preview(*args)
    lose_time()
    return seen


imports._preview = _preview
without_row_locks(BankAccount)
