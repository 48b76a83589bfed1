"""MT940 and OFX: their containers name the columns by our roles."""

from .base import Layout

ROLES = ("date", "time", "text", "payer", "amount", "balance", "reference", "id", "account", "currency")
NAMES = {role: (role,) for role in ROLES}

LAYOUTS = (
    Layout("", "mt940", NAMES, begins=("mt940", *ROLES)),
    Layout("", "ofx", NAMES, begins=("ofx", *ROLES)),
)
