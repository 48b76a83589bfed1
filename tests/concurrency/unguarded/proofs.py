"""Proofs are counted without holding their order."""

from shop.orders.models import Order
from shop.payments import proofs
from tests.concurrency.unguarded import lose_time, without_row_locks

_really_refuse = proofs._refuse_too_many


def _refuse_too_many(order):
    _really_refuse(order)
    lose_time()


proofs._refuse_too_many = _refuse_too_many
without_row_locks(Order)
