"""Midtrans: QRIS by the Core API. Source: docs.midtrans.com (charge, status, refund, HTTP notification)."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from shop.payments.qris import picture
from shop.store.pictures import PictureRefused

from . import http
from .base import (
    LARGEST_NOTICE,
    Charge,
    Event,
    GatewayRefused,
    Status,
    insist_on_amount,
    insist_on_code,
    insist_on_order,
    insist_on_same,
    refused,
    rupiah,
    text,
    unreadable,
    unsigned,
)

PRODUCTION, SANDBOX = "https://api.midtrans.com", "https://api.sandbox.midtrans.com"
# Midtrans writes its times without offset, in western Indonesian time.
WIB = timezone(timedelta(hours=7))
STATUSES = {
    "pending": Status.PENDING,
    "settlement": Status.PAID,
    "expire": Status.EXPIRED,
    "cancel": Status.FAILED,
    "deny": Status.FAILED,
    "failure": Status.FAILED,
    "refund": Status.REFUNDED,
    "partial_refund": Status.PARTLY_REFUNDED,
}
DONE = ("200", "201")
# What an answer about a charge carries as its code: paid or refunded, pending, denied or cancelled, expired.
ABOUT_CHARGE = (*DONE, "202", "407")
TAKEN = "406"


@dataclass(frozen=True, slots=True)
class Midtrans:
    """`server_key` is secret; `address` is PRODUCTION or SANDBOX; `minutes` is how long a charge can be paid."""

    server_key: str = field(repr=False)
    address: str = PRODUCTION
    minutes: int = 60
    timeout: float = http.TIMEOUT

    def __post_init__(self):
        http.insist_on_safe(self.address)

    def create(self, order_no: str, amount: int, now: datetime) -> Charge:
        """Midtrans knows a repetition by the order's number. Its first answer comes again for some minutes; after that
        the code is read from its picture."""
        insist_on_amount(amount)
        answer = self._ask(
            "POST",
            "/v2/charge",
            {
                "payment_type": "qris",
                "transaction_details": {"order_id": order_no, "gross_amount": amount},
                "custom_expiry": {
                    "order_time": now.astimezone(WIB).strftime("%Y-%m-%d %H:%M:%S %z"),
                    "expiry_duration": self.minutes,
                    "unit": "minute",
                },
            },
            {"Idempotency-Key": order_no},
        )
        if answer.get("status_code") == TAKEN:
            answer = self._charge_again(order_no)
        _insist_on_done(answer)
        insist_on_order(text(answer, "order_id"), order_no)
        insist_on_same(_gross(answer), amount)
        insist_on_code(text(answer, "qr_string"), amount)
        return Charge(
            kind="qr",
            qr_string=answer["qr_string"],
            expires_at=_time(text(answer, "expiry_time")),
            external_id=text(answer, "transaction_id"),
        )

    def verify(self, headers: Mapping[str, str], body: bytes) -> Event:
        """The signature covers neither the status nor the time of the notification. So a genuine one is only a knock:
        what is true is asked back, and an old notification says nothing but today's state."""
        if len(body) > LARGEST_NOTICE:
            raise unreadable()
        notice = http.as_object(body)
        self._insist_on_signature(notice)
        event = self.status(text(notice, "transaction_id"))
        event.insist_on(order_no=text(notice, "order_id"), amount=_gross(notice))
        return event

    def status(self, external_id: str) -> Event:
        answer = self._ask("GET", f"/v2/{_part(external_id)}/status")
        if answer.get("status_code") not in ABOUT_CHARGE:
            raise refused(answer.get("status_code"))
        return _event(answer, external_id)

    def refund(self, external_id: str, amount: int, reason: str) -> Event:
        insist_on_amount(amount)
        key = hashlib.sha256(f"{external_id}:{amount}:{reason}".encode()).hexdigest()[:32]
        answer = self._ask(
            "POST",
            f"/v2/{_part(external_id)}/refund",
            {"refund_key": key, "amount": amount, "reason": reason},
            {"Idempotency-Key": key},
        )
        _insist_on_done(answer)
        insist_on_same(rupiah(answer.get("refund_amount"), answer.get("currency")), amount)
        return _event(answer, external_id)

    def _charge_again(self, order_no: str) -> dict:
        answer = self._ask("GET", f"/v2/{_part(order_no)}/status")
        if answer.get("transaction_status") != "pending":
            raise GatewayRefused(_("The payment service has closed the charge of this order."))
        found = self._send("GET", f"/v2/qris/{_part(text(answer, 'transaction_id'))}/qr-code")
        try:
            return answer | {"qr_string": picture.decode(found)}
        except PictureRefused:
            raise unreadable() from None

    def _ask(self, method: str, path: str, question: dict | None = None, more: dict | None = None) -> dict:
        """Midtrans answers with its own `status_code`, whatever HTTP says."""
        return http.as_object(self._send(method, path, question, more))

    @sensitive_variables("headers", "key")
    def _send(self, method: str, path: str, question: dict | None = None, more: dict | None = None) -> bytes:
        key = base64.b64encode(f"{self.server_key}:".encode()).decode()
        headers = http.JSON | {"Authorization": f"Basic {key}"} | (more or {})
        body = None if question is None else http.as_body(question)
        return http.ask(method, self.address + path, headers=headers, body=body, timeout=self.timeout)[1]

    @sensitive_variables("signed")
    def _insist_on_signature(self, notice: dict) -> None:
        signed = "".join(text(notice, name) for name in ("order_id", "status_code", "gross_amount")) + self.server_key
        expected = hashlib.sha512(signed.encode()).hexdigest()
        found = notice.get("signature_key")
        if not (isinstance(found, str) and found.isascii() and hmac.compare_digest(found, expected)):
            raise unsigned()


def _event(answer: dict, external_id: str) -> Event:
    insist_on_order(text(answer, "transaction_id"), external_id)
    if (status := STATUSES.get(text(answer, "transaction_status"))) is None:
        raise unreadable()
    return Event(
        order_no=text(answer, "order_id"),
        status=status,
        gross=_gross(answer),
        external_id=external_id,
        occurred_at=_time(answer.get("settlement_time") or text(answer, "transaction_time")),
        raw=answer,
    )


def _gross(answer: dict) -> int:
    return rupiah(answer.get("gross_amount"), answer.get("currency"))


def _insist_on_done(answer: dict) -> None:
    if answer.get("status_code") not in DONE:
        raise refused(answer.get("status_code"))


def _time(written: object) -> datetime:
    try:
        return datetime.strptime(written, "%Y-%m-%d %H:%M:%S").replace(tzinfo=WIB)
    except (ValueError, TypeError):
        raise unreadable() from None


def _part(name: str) -> str:
    return quote(name, safe="")
