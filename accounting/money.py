"""Rupiah are whole numbers. Here text becomes an int, an int becomes text, and a total is shared out to the rupiah."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

# Anything larger is a slip of the finger, and would not fit the sums of a BIGINT column.
LARGEST = 999_999_999_999_999

# "27000", "27.000", "Rp27.000", "Rp. 27.000": a dot only ever parts thousands, and there are no sen.
WRITTEN = re.compile(r"(?:rp\.?\s*)?([0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)", re.IGNORECASE)


class MoneyError(ValueError):
    """What was written is not an amount in rupiah; the message says so to the person who wrote it."""


def parse(text: str) -> int:
    """The rupiah that a person wrote, zero or more.

    Raises MoneyError for anything that could be read in two ways (`27.00`, `27,5`), for signs and for nothing.
    """
    written = WRITTEN.fullmatch(str(text).strip())
    if written is None:
        raise MoneyError(_("Write the amount in whole rupiah, for example 27.000."))
    digits = written[1].replace(".", "").lstrip("0") or "0"
    if len(digits) > len(str(LARGEST)):
        raise MoneyError(_("This amount is too large."))
    return int(digits)


def format(amount: int) -> str:
    """12500 -> "Rp12.500", -12500 -> "-Rp12.500"."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{plain(abs(amount))}"


def plain(amount: int) -> str:
    """12500 -> "12.500", for columns and fields that name the currency elsewhere."""
    return f"{amount:,}".replace(",", ".")


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Share `total` rupiah in proportion to `weights` (whole numbers, zero or more); the shares sum exactly to it.

    Largest remainder: every share is its exact value rounded down, and the rupiah left over go one each to the
    largest fractions, the earlier line first. A negative total is shared like its positive twin.
    Raises ValueError when there is something to share and no weight to share it by.
    """
    if any(weight < 0 for weight in weights):
        raise ValueError("weights must not be negative")
    if total < 0:
        return [-share for share in allocate(-total, weights)]
    whole = sum(weights)
    if not whole:
        if total:
            raise ValueError("nothing to share the total by")
        return [0] * len(weights)
    shares = [total * weight // whole for weight in weights]
    by_fraction = sorted(range(len(weights)), key=lambda line: -(total * weights[line] % whole))
    for line in by_fraction[: total - sum(shares)]:
        shares[line] += 1
    return shares
