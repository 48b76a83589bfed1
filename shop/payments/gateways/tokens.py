"""The token with which SNAP calls this shop. The service asks for one first, signed with its own RSA key over
`client id|timestamp` (SNAP, Access Token B2B, service 73). It is signed by the shop and names its own end, so that
nothing of it has to be kept."""

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.core import signing
from django.utils.translation import gettext as _

from .base import FRESH, GatewayRefused, header, moment, too_old, unsigned

LIVES = timedelta(minutes=15)
_signer = signing.Signer(salt="shop.payments.gateways.tokens")


def issue(*, headers: Mapping[str, str], client_id: str, public_key: str, now: datetime) -> tuple[str, int]:
    """(token, seconds that it lives). Raises GatewayRefused, Unsigned for what the service has not signed."""
    found = {name.lower(): value for name, value in headers.items()}
    written = header(found, "X-TIMESTAMP")
    if header(found, "X-CLIENT-KEY") != client_id:
        raise unsigned()
    _insist_on_signature(_key(public_key), header(found, "X-SIGNATURE"), f"{client_id}|{written}")
    if abs(now - moment(written)) > FRESH:
        raise too_old()
    return _signer.sign_object(int((now + LIVES).timestamp())), int(LIVES.total_seconds())


def is_ours(token: str, now: datetime) -> bool:
    """Was it issued here, and does it still live?"""
    try:
        until = _signer.unsign_object(token)
    except signing.BadSignature:
        return False
    return now.timestamp() < until


def _key(public_key: str) -> rsa.RSAPublicKey:
    try:
        key = serialization.load_pem_public_key(public_key.encode())
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, rsa.RSAPublicKey):
        raise GatewayRefused(_("The public key of the payment service cannot be read."))
    return key


def _insist_on_signature(key: rsa.RSAPublicKey, signature: str, signed: str) -> None:
    try:
        key.verify(base64.b64decode(signature), signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, binascii.Error):
        raise unsigned() from None
