"""What the checkout asks of the shop for its form, and what other pages say of it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from accounting.money import format as rupiah
from shop.shipping import selectors as shipping
from shop.store import freshness
from shop.store.selectors import shop


def areas(request) -> list[shipping.Area]:
    """All places that may be chosen, read once for each state of the shop window."""
    return freshness.remember(request, "areas", shipping.areas)


def pickup_cash(request) -> int:
    """Up to which total, in rupiah, cash is taken at the shop; 0: not at all."""
    return freshness.remember(request, "shop", shop).pickup_cash_at_most


def delivery_cash(areas: Sequence[shipping.Area]) -> int:
    """Up to which total, in rupiah, cash is taken at the door where it is taken for most; 0: nowhere."""
    return max((area.cash_at_most for area in areas), default=0)


def cash_sentences(request) -> list[str]:
    """Where and up to which total somebody may pay in cash; none when the shop takes transfers only."""
    door, counter = delivery_cash(areas(request)), pickup_cash(request)
    said = []
    if door:
        said.append(_("Cash on delivery up to %(most)s, depending on the place.") % {"most": rupiah(door)})
    if counter:
        said.append(_("Cash at pick-up up to %(most)s.") % {"most": rupiah(counter)})
    return said
