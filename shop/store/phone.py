"""Indonesian mobile numbers, in every form people type them. Pure.

Source: numbering plan of Kominfo (mobile numbers begin with 8 after the country code 62; 9 to 12 digits follow
the leading 8's zero). WhatsApp links want digits only, country code first.
"""

import re

from django.utils.translation import gettext as _

# Blanks, brackets, dashes, and the invisible marks that come along when a number is copied from a contact list.
_NOISE = re.compile(r"[\s().\-\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_FOREIGN = re.compile(r"^(\+|00)(?!62)")


class PhoneRefused(ValueError):
    """Carries the sentence for the customer."""


def normalise(text: str) -> str:
    """`0812-3456 789`, `+62 812…`, `62812…`, `0062812…`, `812…` -> `62812…`; else PhoneRefused."""
    typed = _NOISE.sub("", text)
    digits = typed.removeprefix("+")
    if not digits.isascii() or not digits.isdigit():
        raise PhoneRefused(_("Enter your WhatsApp number in digits, for example 0812 3456 7890."))
    if _FOREIGN.match(typed):
        raise PhoneRefused(_("Only Indonesian mobile numbers can be used here. Enter one that begins with 08 or +62."))
    national = re.sub(r"^(0062|62|0)", "", digits, count=1).removeprefix("0")
    if not national.startswith("8"):
        raise PhoneRefused(
            _("This looks like a landline, which has no WhatsApp. Enter a mobile number that begins with 08.")
        )
    if not 9 <= len(national) <= 12:
        raise PhoneRefused(_("This number is too short or too long. Check it, for example 0812 3456 7890."))
    return f"62{national}"


def pretty(number: str) -> str:
    """`6281234567890` -> `0812-3456-7890`."""
    national = "0" + number.removeprefix("62")
    return "-".join(part for part in (national[:4], national[4:8], national[8:]) if part)
