"""Orders that a bank line may be given to: those that still need money."""

import re
from functools import reduce
from operator import or_

from django.db.models import F, Q

from shop.backoffice.orders.search import matching
from shop.orders.models import Order

MOST = 20


def candidates(*, query: str = "", shown: list[str] | None = None) -> list[Order]:
    """By what was typed (several numbers may be parted by blanks or commas), or again those that were `shown`."""
    unpaid = Order.objects.filter(receivable__paid__lt=F("receivable__payable")).select_related("receivable")
    needy = unpaid.exclude(state=Order.State.CANCELLED)
    if shown is not None:
        return list(needy.filter(pk__in=[pk for pk in shown if _is_key(pk)][:MOST]))
    if query := query.replace("\x00", "").strip():
        needy = needy.filter(_any_of(query))
    return list(needy.order_by("-pk")[:MOST])


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _any_of(query: str) -> Q:
    numbers = [word for word in re.split(r"[\s,;]+", query) if re.search(r"-\d", word)]
    return reduce(or_, [Q(number__iexact=word) for word in numbers], matching(query))
