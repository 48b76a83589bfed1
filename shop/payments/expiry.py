"""Orders past their deadline give their goods back. Reads never wait for this: they judge by the clock."""

import logging
from datetime import datetime

from shop.orders import selectors, services
from shop.payments import receivables
from shop.stock.services import StockError

logger = logging.getLogger(__name__)


def expire_orders(*, now: datetime) -> int:
    """Each order in its own transaction, so two jobs at once, or a payment just now, do no harm. Returns how many."""
    expired = 0
    for order in selectors.overdue(now=now):
        try:
            services.expire(order=order, now=now)
            expired += 1
        except services.StateChanged:
            continue
        except StockError:
            # Its reservation is damaged: the doctor names it, and the other customers' goods are freed all the same.
            logger.exception("order %s cannot expire", order.number)
    receivables.sweep(now=now)
    return expired
