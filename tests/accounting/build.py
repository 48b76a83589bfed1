"""Small drafts for tests: plain functions with defaults."""

from datetime import date

from accounting.drafts import Draft, Leg

NOVEMBER_3 = date(2026, 11, 3)


def legs(*sides) -> tuple[Leg, ...]:
    """`legs(("cash", 5000), ("sales", -5000))`."""
    return tuple(Leg(*side) for side in sides)


def sale(key="sale:1", amount=5000, day=NOVEMBER_3, **other) -> Draft:
    lines = legs(("cash", amount), ("sales", -amount))
    return Draft(**{"key": key, "date": day, "narration": "A sale", "lines": lines} | other)
