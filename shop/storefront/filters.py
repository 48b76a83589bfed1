"""How a visitor narrows and orders a list, as the address says it. Pure; nonsense is as if it were not there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from accounting import money

# As long as a tag's may be, in any letters.
_SLUG = re.compile(r"[-\w]{1,100}")
SORTS = ("", "murah", "mahal", "baru")
PRICES = ("dari", "sampai")


@dataclass(frozen=True, slots=True)
class Filters:
    """`lowest` and `highest`: rupiah. `label`: slug of a tag. `unread`: parameter -> why its amount cannot be."""

    sort: str = ""
    in_stock: bool = False
    label: str = ""
    lowest: int | None = None
    highest: int | None = None
    unread: Mapping[str, str] = field(default_factory=dict)

    @property
    def priced(self) -> bool:
        return self.lowest is not None or self.highest is not None

    @property
    def by_price(self) -> bool:
        """Whether the list can only be made with the prices of the moment."""
        return self.sort in ("murah", "mahal") or self.priced

    @property
    def narrow(self) -> bool:
        """Whether something may have been left out."""
        return bool(self.in_stock or self.label or self.priced)

    @property
    def chooses(self) -> bool:
        """Whether the list is another one than without them."""
        return bool(self.narrow or self.sort)


def filters(parameters: Mapping[str, str]) -> Filters:
    """`?urut=murah&stok=ada&label=pedas&dari=5000&sampai=Rp20.000`"""
    sort, label = parameters.get("urut", ""), parameters.get("label", "")
    prices, unread = {}, {}
    for name in PRICES:
        try:
            prices[name] = _rupiah(parameters.get(name, ""))
        except money.MoneyError as error:
            unread[name] = str(error)
    return Filters(
        sort=sort if sort in SORTS else "",
        in_stock=parameters.get("stok") == "ada",
        label=label if _SLUG.fullmatch(label) else "",
        lowest=prices.get("dari"),
        highest=prices.get("sampai"),
        unread=unread,
    )


def _rupiah(text: str) -> int | None:
    return money.parse(text) if text.strip() else None
