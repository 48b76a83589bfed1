"""The services that this shop can use, made of the keys that stand in the environment (settings.GATEWAYS)."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from .base import Gateway, GatewayRefused

MIDTRANS, SNAP = "midtrans", "snap"
NAMES = {MIDTRANS: "Midtrans", SNAP: "SNAP (DOKU)"}
# What must be set, each as GATEWAY_<NAME OF THE SERVICE>_<this>.
REQUIRED = {
    MIDTRANS: ("SERVER_KEY",),
    SNAP: ("CLIENT_ID", "CLIENT_SECRET", "PRIVATE_KEY", "PUBLIC_KEY", "MERCHANT_ID", "TERMINAL_ID", "POSTCODE"),
}
# How long a charge can be paid.
MINUTES = 60


def missing(name: str) -> list[str]:
    """Variables of the environment that this service needs and that are not set."""
    return [_variable(name, part) for part in REQUIRED[name] if not _value(name, part)]


def gateway(name: str, *, minutes: int = MINUTES) -> Gateway:
    """`minutes` is how long a charge can be paid. Raises GatewayRefused when keys are missing or cannot be right."""
    if found := missing(name):
        raise GatewayRefused(_("Not set in the environment: %(names)s.") % {"names": ", ".join(found)})
    try:
        return MAKERS[name](minutes)
    except ValueError:
        raise GatewayRefused(_("The address of the payment service must begin with https://.")) from None


@sensitive_variables()
def token_for(headers, *, now) -> tuple[str, int]:
    """What SNAP shows when it calls this shop: (token, seconds that it lives). Raises GatewayRefused."""
    from . import tokens

    return tokens.issue(
        headers=headers, client_id=_value(SNAP, "CLIENT_ID"), public_key=_pem(SNAP, "PUBLIC_KEY"), now=now
    )


@sensitive_variables()
def _midtrans(minutes: int) -> Gateway:
    from . import midtrans  # with what draws and reads codes, as below: only for a shop that uses it

    address = _value(MIDTRANS, "ADDRESS") or midtrans.PRODUCTION
    return midtrans.Midtrans(_value(MIDTRANS, "SERVER_KEY"), address=address, minutes=minutes)


@sensitive_variables()
def _snap(minutes: int) -> Gateway:
    from . import snap, tokens  # megabytes of cryptography that only a shop with SNAP needs

    return snap.Snap(
        client_id=_value(SNAP, "CLIENT_ID"),
        client_secret=_value(SNAP, "CLIENT_SECRET"),
        private_key=_pem(SNAP, "PRIVATE_KEY"),
        merchant_id=_value(SNAP, "MERCHANT_ID"),
        terminal_id=_value(SNAP, "TERMINAL_ID"),
        postcode=_value(SNAP, "POSTCODE"),
        notice_path=reverse("payments:notice", args=[SNAP]),
        address=_value(SNAP, "ADDRESS") or snap.PRODUCTION,
        minutes=minutes,
        clock=timezone.now,
        accepts=tokens.is_ours,
    )


MAKERS: dict[str, Callable[[int], Gateway]] = {MIDTRANS: _midtrans, SNAP: _snap}


def _variable(name: str, part: str) -> str:
    return f"GATEWAY_{name}_{part}".upper()


def _value(name: str, part: str) -> str:
    return settings.GATEWAYS.get(_variable(name, part), "").strip()


def _pem(name: str, part: str) -> str:
    """A key of several lines fits into a variable with `\\n` for the end of each."""
    return _value(name, part).replace("\\n", "\n")
