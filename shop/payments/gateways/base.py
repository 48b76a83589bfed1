"""What every payment service must offer, whatever its own words are.

A service is asked through four verbs; each of them may raise GatewayRefused and nothing else. Whoever calls them keeps
the Charge with the order, keeps the raw Event, and books an Event once by (`external_id`, `status`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from django.utils.translation import gettext as _

from accounting import money
from shop.payments.qris import LARGEST, QrisRefused
from shop.payments.qris.payload import parse

RUPIAH = "IDR"
AMOUNT = re.compile(r"([0-9]{1,13})(?:\.0{1,2})?")
# A notification is a short JSON object.
LARGEST_NOTICE = 64 * 1024
# How far the clocks of two honest machines, and the way between them, may lie apart.
FRESH = timedelta(minutes=5)


class GatewayRefused(Exception):
    """The service, or this side of it, refuses. `sentence` says why and never holds a secret."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


class Unsigned(GatewayRefused):
    """Nobody knows who has sent this."""


class Silent(GatewayRefused):
    """The service could not be reached: the same question may be answered later."""


class Status(StrEnum):
    PENDING = "pending"
    PAID = "paid"
    EXPIRED = "expired"
    FAILED = "failed"
    REFUNDED = "refunded"
    PARTLY_REFUNDED = "partly_refunded"


@dataclass(frozen=True, slots=True)
class Charge:
    """How an order can be paid until `expires_at`. `kind` is qr, va or redirect and names which of `qr_string`, `va`
    and `url` is filled; `external_id` is the service's own name of the charge."""

    kind: str
    expires_at: datetime
    external_id: str
    qr_string: str | None = None
    va: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What the service says of a charge, after its signature or its own answer was checked. `gross` is the whole
    charge in rupiah, also after a refund; `raw` are the service's own words."""

    order_no: str
    status: Status
    gross: int
    external_id: str
    occurred_at: datetime
    raw: Mapping = field(repr=False)

    def insist_on(self, *, order_no: str, amount: int) -> None:
        """Raises GatewayRefused unless this is about that order and all of its amount in rupiah."""
        insist_on_order(self.order_no, order_no)
        insist_on_same(self.gross, amount)


class Gateway(Protocol):
    def create(self, order_no: str, amount: int, now: datetime) -> Charge:
        """Ask for `amount` rupiah. The same order, amount and `now` again is the same charge."""

    def verify(self, headers: Mapping[str, str], body: bytes) -> Event:
        """What a notification says, once it is known to be genuine."""

    def status(self, external_id: str) -> Event: ...

    def refund(self, external_id: str, amount: int, reason: str) -> Event:
        """Give `amount` rupiah back. The same amount for the same reason again is the same refund."""


def insist_on_amount(amount: int) -> None:
    """Raises GatewayRefused for what QRIS cannot carry."""
    if not 1 <= amount <= LARGEST:
        raise GatewayRefused(
            _("A QRIS payment must be at least Rp1 and at most %(amount)s.") % {"amount": money.format(LARGEST)}
        )


def insist_on_order(found: str, expected: str) -> None:
    """Raises GatewayRefused unless they are the same."""
    if found != expected:
        raise GatewayRefused(_("The payment service speaks of another order."))


def insist_on_same(found: int, expected: int) -> None:
    """Amounts in rupiah; raises GatewayRefused unless they are the same."""
    if found != expected:
        raise GatewayRefused(_("The payment service speaks of another amount."))


def insist_on_code(qr_string: str, amount: int) -> None:
    """Raises GatewayRefused unless the code is whole and asks for exactly `amount` rupiah.

    Less is asked than of the shop's own QRIS: a service's test codes need not be of a registered merchant.
    """
    try:
        values = {tag.id: tag.value for tag in parse(qr_string)}
    except QrisRefused:
        raise unreadable() from None
    insist_on_same(rupiah(values.get("54"), RUPIAH), amount)


def rupiah(value: object, currency: object) -> int:
    """`789000.00` becomes 789000. Raises GatewayRefused for other currencies, for sen and for what is no amount."""
    if currency != RUPIAH:
        raise GatewayRefused(_("The payment service does not speak of rupiah."))
    written = AMOUNT.fullmatch(value) if isinstance(value, str) else None
    if written is None or not int(written[1]):
        raise GatewayRefused(_("The payment service speaks of an amount that cannot be read."))
    return int(written[1])


def text(answer: Mapping, name: str) -> str:
    """A text that must be there; no name or number in these answers needs more than ASCII. Raises GatewayRefused."""
    value = answer.get(name)
    if not isinstance(value, str) or not value or not (value.isascii() and value.isprintable()):
        raise unreadable()
    return value


def moment(written: str) -> datetime:
    """An ISO 8601 time with its offset. Raises GatewayRefused."""
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        raise unreadable() from None
    if at.tzinfo is None:
        raise unreadable()
    return at


def header(headers: Mapping[str, str], name: str) -> str:
    """One of headers whose names are in small letters. Raises Unsigned when it is missing or no header at all."""
    value = headers.get(name.lower(), "")
    if not value or not value.isascii():
        raise unsigned()
    return value


def unreadable() -> GatewayRefused:
    return GatewayRefused(_("The payment service sent something that cannot be read."))


def refused(code: object) -> GatewayRefused:
    """`code` is the service's own; only a number of it is shown."""
    known = isinstance(code, str) and code.isascii() and code.isdigit() and len(code) <= 10
    return GatewayRefused(_("The payment service refuses (code %(code)s).") % {"code": code if known else "?"})


def too_old() -> GatewayRefused:
    return GatewayRefused(_("This notification is too old."))


def unsigned() -> Unsigned:
    return Unsigned(_("This notification is not signed by the payment service."))
