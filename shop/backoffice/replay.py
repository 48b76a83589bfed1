"""Every document of the shop, told again as journal drafts: what the books must contain, no more and no less."""

from collections.abc import Iterator

from shop.orders import postings as orders
from shop.payments import postings as payments
from shop.stock import postings as stock


def replay() -> Iterator:
    """Drafts in the order of their dates, then keys."""
    drafts = [*stock.replay(), *payments.replay(), *orders.replay()]
    yield from sorted(drafts, key=lambda draft: (draft.date, draft.key))
