"""Moving average cost in whole rupiah. Pure.

A stock is (quantity, value). Goods leave at round-half-up(value * q / quantity); the last unit takes all that is
left, so that no rounding rest survives an empty shelf. Checked against published cases in tests/golden/ledger.
"""


def cost_out(*, on_hand: int, value: int, quantity: int) -> int:
    """Rupiah that leave with `quantity` of `on_hand` units worth `value`."""
    if not 0 < quantity <= on_hand:
        raise ValueError("quantity must be between 1 and what is on hand")
    if quantity == on_hand:
        return value
    return (2 * value * quantity + on_hand) // (2 * on_hand)


def cost_found(*, on_hand: int, value: int, quantity: int, last_unit_cost: int) -> int:
    """Rupiah that come with `quantity` units found at a stock-take: at the average, or at the last known cost."""
    if on_hand == 0:
        return quantity * last_unit_cost
    return (2 * value * quantity + on_hand) // (2 * on_hand)
