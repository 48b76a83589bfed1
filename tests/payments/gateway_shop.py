"""A shop that uses a payment service played on this machine: what the service answers and notifies of its charges."""

import base64
import hashlib
import hmac
import json

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from shop.payments import gateway_desk
from shop.payments.models import GatewayCharge
from shop.payments.qris.payload import Tag, parse, seal
from tests import build

from .gateway_talk import changed, talks

MIDTRANS, SNAP = talks("midtrans"), talks("snap")
KEY, SECRET, CLIENT = "SB-Mid-server-made-up-key", "SK-made-up-secret", "BRN-0000-0000000000000"
ACT = {"now": build.NOW, "by": "pemilik"}
CODES = {"pending": "201", "settlement": "200", "expire": "407", "refund": "200", "partial_refund": "200"}


def switch_on(settings, address: str) -> None:
    """Midtrans, at `address`."""
    settings.GATEWAYS = {"GATEWAY_MIDTRANS_SERVER_KEY": KEY, "GATEWAY_MIDTRANS_ADDRESS": address}
    gateway_desk.switch(name="midtrans", **ACT)


def code_of(amount: int) -> str:
    """The documented code, asking for `amount` rupiah."""
    tags = parse(MIDTRANS["charge"]["response"]["body"]["qr_string"])
    return seal([Tag("54", str(amount)) if tag.id == "54" else tag for tag in tags if tag.id != "63"])


def will_charge(service, reference: str, amount: int, name: str) -> None:
    facts = {"order_id": reference, "gross_amount": f"{amount}.00", "transaction_id": name}
    service.will_answer(changed(MIDTRANS["charge"], qr_string=code_of(amount), **facts))


def charge(service, order, now=build.NOW) -> GatewayCharge:
    """The buyer presses the button, and the service answers."""
    number = order.charges.count() + 1
    reference = order.number if number == 1 else f"{order.number}-{number}"
    will_charge(service, reference, build.fresh(order.receivable).open, f"tx-{order.pk}-{number}")
    return gateway_desk.charge_for(order=order, now=now)


def facts_of(made: GatewayCharge, status: str, **other) -> dict:
    known = {
        "order_id": made.reference,
        "gross_amount": f"{made.amount}.00",
        "transaction_id": made.external_id,
        "transaction_status": status,
        "status_code": CODES[status],
    }
    return known | other


def will_say(service, made: GatewayCharge, status: str, **other) -> None:
    """Asked for the charge, the service answers so."""
    service.will_answer(changed(MIDTRANS["status_paid"], **facts_of(made, status, **other)))


def notice(made: GatewayCharge, status: str, *, key: str = KEY, **other) -> bytes:
    body = MIDTRANS["notice"]["body"] | facts_of(made, status, **other)
    signed = f"{body['order_id']}{body['status_code']}{body['gross_amount']}{key}"
    return json.dumps(body | {"signature_key": hashlib.sha512(signed.encode()).hexdigest()}).encode()


def notified(service, made: GatewayCharge, status: str = "settlement", now=build.NOW, **other):
    """The service notifies, is asked back, and says the same."""
    will_say(service, made, status, **other)
    return gateway_desk.receive(name="midtrans", headers={}, body=notice(made, status, **other), now=now)


def paid(service, order):
    """An order paid through the service: (order, charge)."""
    made = charge(service, order)
    notified(service, made)
    return build.fresh(order), made


def will_refund(service, made: GatewayCharge, amount: int, status: str, before: str = "settlement") -> None:
    """Asked what is true, the service says `before`; then it returns so much."""
    will_say(service, made, before)
    service.will_answer(changed(MIDTRANS["refund"], **facts_of(made, status, refund_amount=f"{amount}.00")))


# SNAP


def rsa_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(key) -> str:
    kind = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, kind).decode()


def public_pem(key) -> str:
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.PEM, kind).decode()


def switch_snap_on(settings, address: str, *, shops_key, services_key) -> None:
    facts = {
        "CLIENT_ID": CLIENT,
        "CLIENT_SECRET": SECRET,
        # As it stands in a file of variables: one line.
        "PRIVATE_KEY": pem(shops_key).replace("\n", "\\n"),
        "PUBLIC_KEY": public_pem(services_key).replace("\n", "\\n"),
        "MERCHANT_ID": "2997",
        "TERMINAL_ID": "A01",
        "POSTCODE": "76129",
        "ADDRESS": address,
    }
    settings.GATEWAYS = {f"GATEWAY_SNAP_{name}": value for name, value in facts.items()}
    gateway_desk.switch(name="snap", **ACT)


def token_headers(services_key, at=build.NOW, client: str = CLIENT) -> dict:
    written = at.isoformat(timespec="seconds")
    signature = services_key.sign(f"{client}|{written}".encode(), padding.PKCS1v15(), hashes.SHA256())
    return {
        "X-CLIENT-KEY": client,
        "X-TIMESTAMP": written,
        "X-SIGNATURE": base64.b64encode(signature).decode(),
    }


def snap_notice(
    made: GatewayCharge, token: str, path: str, at=build.NOW, secret: str = SECRET, **other
) -> tuple[dict, bytes]:
    """(headers, body)."""
    facts = {"originalReferenceNo": made.external_id, "originalPartnerReferenceNo": made.reference}
    told = SNAP["notice"]["body"] | facts | {"amount": {"value": f"{made.amount}.00", "currency": "IDR"}} | other
    body, written = json.dumps(told, separators=(",", ":")).encode(), at.isoformat(timespec="seconds")
    text = f"POST:{path}:{token}:{hashlib.sha256(body).hexdigest()}:{written}"
    return {
        "X-TIMESTAMP": written,
        "X-SIGNATURE": base64.b64encode(hmac.digest(secret.encode(), text.encode(), "sha512")).decode(),
        "X-PARTNER-ID": CLIENT,
        "X-EXTERNAL-ID": "41807553358950093184",
        "Authorization": f"Bearer {token}",
    }, body
