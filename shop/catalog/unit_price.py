"""The price of a measure, so that a large and a small pack can be compared.

The rule: what is weighed or poured is told for 100 g or 100 ml, from 1 kg or 1 litre of content on for 1 kg or 1 litre;
what is counted is told for one. Rounded to whole rupiah, half of one upwards. Nothing is told when it would only repeat
the price (a pack of 100 g, of 1 kg, of one piece) or come to nothing.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

MEASURES = {
    "g": ((100, _("100 g")), (1000, _("1 kg"))),
    "ml": ((100, _("100 ml")), (1000, _("1 litre"))),
    "pcs": ((1, _("piece")), (1, _("piece"))),
}
LARGE = 1000


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """`amount` in rupiah for one `measure` ("100 g")."""

    amount: int
    measure: str


def unit_price(price: int, content: int | None, unit: str) -> UnitPrice | None:
    """Of an article that costs `price` rupiah and holds `content` of `unit` (g, ml, pcs); None: nothing to tell."""
    if not content or unit not in MEASURES:
        return None
    size, measure = MEASURES[unit][content >= LARGE]
    amount = (2 * price * size + content) // (2 * content)
    return UnitPrice(amount, measure) if amount and content != size else None
