"""Card rows are priced without a transaction and without holding them: what was read is written after the price moved
on."""

from contextlib import nullcontext
from types import SimpleNamespace

from django.db.models import QuerySet

from shop.catalog import services as catalog
from shop.storefront import cards
from shop.storefront.models import ProductCardRow
from tests.concurrency.unguarded import lose_time

# In moments. A busy machine needs several to let the visitors read, and the price may have moved before they did.
READING, WAITING = 4, 20

change, read = catalog.change_price, cards._prices_under


def change_late(**asked):
    for _moment in range(READING):
        lose_time()
    return change(**asked)


def read_early(rules, rows):
    found = read(rules, rows)
    not_yet = ProductCardRow.objects.filter(price_list=cards.UNPRICED, lowest__in=[row.lowest for row in rows])
    for _moment in range(WAITING):
        if not not_yet.exists():
            break
        lose_time()
    return found


catalog.change_price = change_late
cards._prices_under = read_early
cards.transaction = SimpleNamespace(atomic=nullcontext)
QuerySet.select_for_update = lambda rows: rows
