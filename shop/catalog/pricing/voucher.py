"""What one voucher takes off a basket that the rules have priced already."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from accounting.money import allocate


class Fault(StrEnum):
    """Why a valid voucher takes nothing off this basket."""

    BELOW_MINIMUM = "below_minimum"
    NOT_COMBINED = "not_combined"


@dataclass(frozen=True, slots=True)
class Voucher:
    """`percent` (1 to 100) or `amount`, one of the two. `minimum`: of all goods after the rules. `cap`: at most."""

    code: str
    percent: int | None = None
    amount: int | None = None
    minimum: int = 0
    cap: int | None = None

    def fault(self, *, goods: int, eligible: int) -> Fault | None:
        if goods < self.minimum:
            return Fault.BELOW_MINIMUM
        return None if eligible else Fault.NOT_COMBINED

    def shares(self, totals: Sequence[int], eligible: Sequence[bool]) -> list[int]:
        """What comes off each line; `eligible`: which lines take part. One rupiah of the goods is always left."""
        weights = [total if may else 0 for total, may in zip(totals, eligible, strict=True)]
        base = sum(weights)
        worth = base * self.percent // 100 if self.percent is not None else self.amount
        limits = [worth, base, max(0, sum(totals) - 1)]
        return allocate(min(limits if self.cap is None else [*limits, self.cap]), weights)
