"""What a bank line says about the QRIS and card payments that it pays out: gross, fee, merchant and day.

BCA writes them (`KR OTOMATIS TANGGAL :27/01 MID : 885000000001 LAPAK CONTOH QR : 2224200.00 DDR: 15569.40`, booked as
2208631); of other banks only the words are known.
"""

import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from shop.payments.statements.kinds import kind_of

QRIS, CARD = "qris", "card"
# Banks pay out whole rupiah where the fee has sen.
ROUNDING = Decimal(1)
MONEY = r"[0-9]{1,13}(?:\.[0-9]{1,2})?"
FIGURES = re.compile(
    r"KR OTOMATIS TANGGAL ?: ?(?P<day>[0-9]{2})/(?P<month>[0-9]{2}) MID ?: ?(?P<mid>[0-9]{6,20}) .{0,60}?\b"
    rf"(?P<label>QR|TGH) ?: ?(?P<gross>{MONEY}) DDR ?: ?(?P<fee>{MONEY})(?= |$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Settlement:
    """`kind` is qris or card; `gross` and `fee` in rupiah with sen, `mid` the merchant's number at the bank, `day`
    (day, month) of the payments. All four are None where the bank does not say them."""

    kind: str
    gross: Decimal | None = None
    fee: Decimal | None = None
    mid: str | None = None
    day: tuple[int, int] | None = None

    def paid_on(self, booked: dt.date) -> dt.date | None:
        """The last such day until `booked`, the day of the bank line; None where there is none."""
        if self.day is None:
            return None
        day, month = self.day
        for year in (booked.year, booked.year - 1):
            with suppress(ValueError):
                if (date := dt.date(year, month, day)) <= booked:
                    return date
        return None


def settlement_of(description: str, net: Decimal) -> Settlement | None:
    """The settlement that a bank line of `net` rupiah is, None when it is none.

    A line whose gross less fee is more than a rupiah away from `net` is not believed: None as well.
    """
    text = " ".join(description.split())
    if net <= 0:
        return None
    if found := FIGURES.match(text):
        return _believed(found, net)
    return Settlement(QRIS) if kind_of(text, net) == QRIS else None


def _believed(found: re.Match, net: Decimal) -> Settlement | None:
    gross, fee = Decimal(found["gross"]), Decimal(found["fee"])
    if abs(gross - fee - net) > ROUNDING:
        return None
    kind = QRIS if found["label"].upper() == "QR" else CARD
    return Settlement(kind, gross, fee, found["mid"], (int(found["day"]), int(found["month"])))
