"""What the checkout asks of the shop for its form."""

from shop.shipping import selectors as shipping
from shop.store import freshness


def areas(request) -> list[shipping.Area]:
    """All places that may be chosen, read once for each state of the shop window."""
    return freshness.remember(request, "areas", shipping.areas)
