"""Which unique code a new order gets. Pure.

The customer pays the total plus a code of 1 to 999 rupiah, so that the amount alone names the order. Smallest free
code first; never a multiple of 10, which people round to; any two payable totals at least 3 apart, so that a slip of
one rupiah pays nobody else's order.
"""

from collections.abc import Container

CODES = range(1, 1000)
GAP = 3


def free_code(*, base: int, slots: Container[int], owned: Container[int]) -> int | None:
    """The code for a total of `base` rupiah, or None when all are used up.

    `slots`: amounts near which no new total may lie (each live total takes GAP of them);
    `owned`: amounts that are somebody's total, with or without code.
    """
    for code in CODES:
        payable = base + code
        round_looking = code % 10 == 0 or payable % 10 == 0
        if not round_looking and payable not in owned and not any(amount in slots for amount in span(payable)):
            return code
    return None


def span(payable: int) -> range:
    """The neighbouring amounts that a payable total takes; two totals closer than GAP would share one."""
    return range(payable, payable + GAP)
