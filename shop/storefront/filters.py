"""How a visitor narrows and orders a list, as the address says it. Pure; nonsense is as if it were not there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_DIGITS = re.compile(r"[0-9]{1,9}", re.ASCII)
_SLUG = re.compile(r"[-\w]{1,40}", re.ASCII)
SORTS = ("", "murah", "mahal", "baru")


@dataclass(frozen=True, slots=True)
class Filters:
    """`lowest` and `highest`: rupiah. `label`: slug of a tag."""

    sort: str = ""
    in_stock: bool = False
    label: str = ""
    lowest: int | None = None
    highest: int | None = None

    @property
    def by_price(self) -> bool:
        """Whether the list can only be made with the prices of the moment."""
        return self.sort in ("murah", "mahal") or self.lowest is not None or self.highest is not None

    @property
    def narrow(self) -> bool:
        """Whether something may have been left out."""
        return bool(self.in_stock or self.label or self.lowest is not None or self.highest is not None)


def filters(parameters: Mapping[str, str]) -> Filters:
    """`?urut=murah&stok=ada&label=pedas&dari=5000&sampai=20000`"""
    sort, label = parameters.get("urut", ""), parameters.get("label", "")
    return Filters(
        sort=sort if sort in SORTS else "",
        in_stock=parameters.get("stok") == "ada",
        label=label if _SLUG.fullmatch(label) else "",
        lowest=_rupiah(parameters.get("dari", "")),
        highest=_rupiah(parameters.get("sampai", "")),
    )


def _rupiah(text: str) -> int | None:
    plain = text.removeprefix("Rp").replace(".", "").strip()
    return int(plain) if _DIGITS.fullmatch(plain) else None
