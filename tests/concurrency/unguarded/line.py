"""What is left of a bank line: read, added to, written back."""

from shop.payments import explaining, services
from shop.payments.models import StatementLine
from tests.concurrency.unguarded import lose_time


def use(line, amount):
    row = StatementLine.objects.get(pk=line.pk)
    if amount > row.left:
        raise services.LineUsedUp
    lose_time()
    row.allocated += amount
    row.save(update_fields=["allocated"])


def explain_rest(line, amount):
    lose_time()
    line.explained += amount
    line.save(update_fields=["explained"])


services.use = use
explaining._use = explain_rest
