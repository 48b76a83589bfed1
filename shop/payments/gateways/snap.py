"""SNAP, Bank Indonesia's standard for payment interfaces, as DOKU speaks it: QRIS (services 47, 51 and 78).

Sources: developers.doku.com (QRIS, Get Token, Idempotency), the SNAP service pages of Winpay and Manjo. A request is
signed by HMAC-SHA512 over `METHOD:path:token:sha256(minified body):timestamp`; the token is asked for with an RSA
signature over `client id|timestamp`.
"""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone, tzinfo

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.utils import timezone as clocks
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from . import http
from .base import (
    FRESH,
    LARGEST_NOTICE,
    RUPIAH,
    Charge,
    Event,
    GatewayRefused,
    Status,
    header,
    insist_on_amount,
    insist_on_code,
    insist_on_order,
    insist_on_same,
    moment,
    refused,
    rupiah,
    text,
    too_old,
    unreadable,
    unsigned,
)

PRODUCTION, SANDBOX = "https://api.doku.com", "https://api-sandbox.doku.com"
TOKEN = "/authorization/v1/access-token/b2b"
QR = "/snap-adapter/b2b/v1.0/qr/qr-mpm-"
SERVICE = "47"
WIB = timezone(timedelta(hours=7))
# A token lives fifteen minutes; one that is about to die is not used any more.
TOKEN_LIVES = timedelta(minutes=14)
STATUSES = {
    "00": Status.PAID,
    "01": Status.PENDING,
    "02": Status.PENDING,
    "03": Status.PENDING,
    "04": Status.REFUNDED,
    "05": Status.FAILED,
    "06": Status.FAILED,
}
DONE, UNDER_WAY, UNAUTHORIZED, CONFLICT = 200, 202, 401, 409
BLANKS = re.compile(rb'("(?:[^"\\]|\\.)*")|[ \t\r\n]+')


@dataclass(slots=True)
class Snap:
    """`client_secret` and `private_key` (PEM, RSA) are secret. `notice_path` is the path, with its first slash, under
    which the service calls this shop; `accepts` tells whether the token that it shows there is the shop's own. `zone`
    is where times are written, `minutes` how long a charge can be paid."""

    client_id: str
    client_secret: str = field(repr=False)
    private_key: str = field(repr=False)
    merchant_id: str
    terminal_id: str
    postcode: str
    notice_path: str
    accepts: Callable[[str, datetime], bool]
    address: str = PRODUCTION
    minutes: int = 60
    zone: tzinfo = WIB
    timeout: float = http.TIMEOUT
    clock: Callable[[], datetime] = clocks.now
    _token: tuple[str, datetime] | None = field(default=None, init=False, repr=False)

    def __post_init__(self):
        http.insist_on_safe(self.address)

    def create(self, order_no: str, amount: int, now: datetime) -> Charge:
        """The service knows a repetition by its number, one for each order and day, and answers as it did the first
        time (DOKU: with a conflict). Another question under that number is refused, so whoever repeats keeps the first
        `now`."""
        insist_on_amount(amount)
        expires_at = now + timedelta(minutes=self.minutes)
        answer = self._ask(
            "generate",
            {
                "partnerReferenceNo": order_no,
                "amount": _money(amount),
                "merchantId": self.merchant_id,
                "terminalId": self.terminal_id,
                "validityPeriod": self._written(expires_at),
                "additionalInfo": {"postalCode": self.postcode, "feeType": "1"},
            },
            number=_number(f"{order_no}:{self._written(now)[:10]}"),
        )
        insist_on_order(text(answer, "partnerReferenceNo"), order_no)
        insist_on_code(text(answer, "qrContent"), amount)
        return Charge(
            kind="qr",
            qr_string=answer["qrContent"],
            expires_at=expires_at,
            external_id=text(answer, "referenceNo"),
        )

    def verify(self, headers: Mapping[str, str], body: bytes) -> Event:
        """The signature covers path, token, body and time. Within FRESH a copy of a notification still passes: it says
        the same of the same charge, and is booked once."""
        if len(body) > LARGEST_NOTICE:
            raise unreadable()
        found = {name.lower(): value for name, value in headers.items()}
        notice = http.as_object(body)
        written = header(found, "X-TIMESTAMP")
        kind, _blank, token = header(found, "Authorization").partition(" ")
        signature = self._signature("POST", self.notice_path, token, body, written)
        if (
            kind.lower() != "bearer"
            or header(found, "X-PARTNER-ID") != self.client_id
            or not header(found, "X-EXTERNAL-ID")
            or not self.accepts(token, self.clock())
            or not hmac.compare_digest(header(found, "X-SIGNATURE"), signature)
        ):
            raise unsigned()
        at = moment(written)
        if abs(self.clock() - at) > FRESH:
            raise too_old()
        return _event(notice, at)

    def status(self, external_id: str) -> Event:
        answer = self._ask(
            "query",
            {"originalReferenceNo": external_id, "serviceCode": SERVICE, "merchantId": self.merchant_id},
            number=_number(secrets.token_hex()),
        )
        event = _event(answer, self.clock())
        insist_on_order(event.external_id, external_id)
        return event

    def refund(self, external_id: str, amount: int, reason: str) -> Event:
        insist_on_amount(amount)
        paid = self.status(external_id)
        key = _number(f"{external_id}:{amount}:{reason}")
        answer = self._ask(
            "refund",
            {
                "merchantId": self.merchant_id,
                "originalReferenceNo": external_id,
                "originalPartnerReferenceNo": paid.order_no,
                "partnerRefundNo": key,
                "refundAmount": _money(amount),
                "reason": reason,
            },
            number=key,
        )
        insist_on_order(text(answer, "originalReferenceNo"), external_id)
        insist_on_same(_amount(answer, "refundAmount"), amount)
        return Event(
            order_no=paid.order_no,
            status=Status.REFUNDED if amount == paid.gross else Status.PARTLY_REFUNDED,
            gross=paid.gross,
            external_id=external_id,
            occurred_at=moment(text(answer, "refundTime")) if "refundTime" in answer else self.clock(),
            raw=answer,
        )

    @sensitive_variables("token", "headers")
    def _ask(self, verb: str, question: dict, *, number: str) -> dict:
        path, body, written = QR + verb, http.as_body(question), self._written(self.clock())
        token = self._fresh_token()
        headers = http.JSON | {
            "Authorization": f"Bearer {token}",
            "X-PARTNER-ID": self.client_id,
            "X-EXTERNAL-ID": number,
            "X-TIMESTAMP": written,
            "X-SIGNATURE": self._signature("POST", path, token, body, written),
            "CHANNEL-ID": "H2H",
        }
        return self._done(http.ask("POST", self.address + path, headers=headers, body=body, timeout=self.timeout))

    @sensitive_variables("answer")
    def _fresh_token(self) -> str:
        """Asked for once in a token's life."""
        now = self.clock()
        if self._token is None or self._token[1] <= now:
            written = self._written(now)
            headers = http.JSON | {
                "X-CLIENT-KEY": self.client_id,
                "X-TIMESTAMP": written,
                "X-SIGNATURE": self._proof(written),
            }
            body = http.as_body({"grantType": "client_credentials"})
            answer = http.ask("POST", self.address + TOKEN, headers=headers, body=body, timeout=self.timeout)
            self._token = text(self._done(answer), "accessToken"), now + TOKEN_LIVES
        return self._token[0]

    def _done(self, answer: tuple[int, bytes]) -> dict:
        """What was answered, also to a repeated question. A token that is not accepted is forgotten."""
        http_status, data = answer
        if http_status == UNAUTHORIZED:
            self._token = None
        found = http.as_object(data)
        code = found.get("responseCode")
        if http_status == UNDER_WAY:
            raise GatewayRefused(_("The payment service is still at work on this. Ask again in a few minutes."))
        if http_status not in (DONE, CONFLICT) or not str(code).startswith(str(DONE)):
            raise refused(code)
        return found

    @sensitive_variables("key")
    def _proof(self, written: str) -> str:
        try:
            key = serialization.load_pem_private_key(self.private_key.encode(), password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            key = None
        if not isinstance(key, rsa.RSAPrivateKey):
            raise GatewayRefused(_("The private key for the payment service cannot be read."))
        signed = key.sign(f"{self.client_id}|{written}".encode(), padding.PKCS1v15(), hashes.SHA256())
        return base64.b64encode(signed).decode()

    @sensitive_variables("token", "signed")
    def _signature(self, method: str, path: str, token: str, body: bytes, written: str) -> str:
        signed = f"{method}:{path}:{token}:{hashlib.sha256(_minified(body)).hexdigest()}:{written}"
        digest = hmac.digest(self.client_secret.encode(), signed.encode(), "sha512")
        return base64.b64encode(digest).decode()

    def _written(self, at: datetime) -> str:
        return at.astimezone(self.zone).isoformat(timespec="seconds")


def _minified(body: bytes) -> bytes:
    """Valid JSON without the blanks between its parts, and otherwise to the letter: 1.0 stays 1.0."""
    return BLANKS.sub(rb"\1", body)


def _event(answer: dict, at: datetime) -> Event:
    if (status := STATUSES.get(text(answer, "latestTransactionStatus"))) is None:
        raise unreadable()
    return Event(
        order_no=text(answer, "originalPartnerReferenceNo"),
        status=status,
        gross=_amount(answer, "amount"),
        external_id=text(answer, "originalReferenceNo"),
        occurred_at=moment(text(answer, "paidTime")) if answer.get("paidTime") else at,
        raw=answer,
    )


def _money(amount: int) -> dict:
    return {"value": f"{amount}.00", "currency": RUPIAH}


def _amount(answer: dict, name: str) -> int:
    found = answer.get(name)
    if not isinstance(found, dict):
        raise unreadable()
    return rupiah(found.get("value"), found.get("currency"))


def _number(seed: str) -> str:
    """Twenty digits that follow from `seed`: SNAP wants a numeric string, unique within a day."""
    return f"{int(hashlib.sha256(seed.encode()).hexdigest(), 16) % 10**20:020}"
