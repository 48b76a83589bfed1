"""One question to a payment service: encrypted, answered within a time and a size, never passed on to another host."""

import http.client
import json
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from .base import GatewayRefused, Silent, unreadable

TIMEOUT = 15
LARGEST_ANSWER = 256 * 1024
CHUNK = 16 * 1024
JSON = {"Accept": "application/json", "Content-Type": "application/json"}
AT_HOME = ("127.0.0.1", "localhost", "::1")


class _Stay(urllib.request.HTTPRedirectHandler):
    """The answer to a redirect is the redirect itself: keys must not travel to another host."""

    def redirect_request(self, *args, **kwargs):
        return None


_opener = urllib.request.build_opener(_Stay)


def insist_on_safe(address: str) -> None:
    """Raises ValueError for an address that is not encrypted; this machine itself may be asked plainly."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in AT_HOME):
        raise ValueError("the address of a payment service begins with https://")


@sensitive_variables("headers", "request")
def ask(
    method: str, url: str, *, headers: dict[str, str], body: bytes | None = None, timeout: float = TIMEOUT
) -> tuple[int, bytes]:
    """(HTTP status, body of at most LARGEST_ANSWER bytes) within about `timeout` seconds. Raises GatewayRefused."""
    request = urllib.request.Request(url, body, headers, method=method)
    deadline = time.monotonic() + timeout
    try:
        with _answer(request, timeout) as answer:
            return answer.status, _bounded(answer, deadline)
    except (OSError, http.client.HTTPException):
        # Their texts name addresses and header lines; the owner needs neither.
        raise Silent(_("The payment service does not answer. Try again in a few minutes.")) from None


@sensitive_variables("request")
def _answer(request: urllib.request.Request, timeout: float):
    try:
        return _opener.open(request, timeout=timeout)
    except urllib.error.HTTPError as answer:
        return answer


def _bounded(answer, deadline: float) -> bytes:
    data = bytearray()
    while chunk := answer.read1(CHUNK):
        data += chunk
        if len(data) > LARGEST_ANSWER:
            raise GatewayRefused(_("The answer of the payment service is too large."))
        if time.monotonic() > deadline:
            raise TimeoutError
    return bytes(data)


def as_body(question: dict) -> bytes:
    """JSON without a blank: what is sent is what SNAP calls minified, so it can be signed as it is."""
    return json.dumps(question, separators=(",", ":")).encode()


def as_object(data: bytes) -> dict:
    """A JSON object. Raises GatewayRefused."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise unreadable() from None
    if not isinstance(found, dict):
        raise unreadable()
    return found
