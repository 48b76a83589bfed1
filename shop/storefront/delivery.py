"""What it costs to bring a product to a visitor's place, before anything lies in the basket."""

from collections.abc import Sequence
from dataclasses import dataclass

from shop.checkout.selectors import areas
from shop.shipping import selectors as shipping
from shop.store import freshness


@dataclass(frozen=True, slots=True)
class Estimate:
    """`fee` in rupiah for one of the product alone; `free_from`: the purchase from which it is free, if not yet."""

    place: str
    fee: int
    eta: str
    free_from: int | None


def places(request) -> list[tuple[str, list[shipping.Area]]]:
    """The list of the checkout by kecamatan, "" for zones without; read once for each state of the shop window."""
    return freshness.remember(request, "delivery places", lambda: _grouped(areas(request)))


def _grouped(areas: Sequence[shipping.Area]) -> list[tuple[str, list[shipping.Area]]]:
    groups: dict[str, list[shipping.Area]] = {}
    for area in areas:
        groups.setdefault(area.group, []).append(area)
    return sorted(groups.items())


def estimate(request, *, value: str, price: int) -> Estimate | None:
    """None when the place is not in the list."""
    listed = {area.value: area for _, areas in places(request) for area in areas}
    quote = shipping.quote(value, subtotal=price) if value in listed else None
    if quote is None:
        return None
    free_from = listed[value].free_from
    return Estimate(listed[value].name, quote.fee, quote.eta, free_from if quote.fee else None)
