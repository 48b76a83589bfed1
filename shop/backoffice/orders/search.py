"""What an owner types to find an order: its number, a name, a telephone number in any form, an amount."""

import re

from django.db.models import Q

from accounting import money

_TELEPHONE = re.compile(r"[+0-9][0-9\s().-]{3,}")


def matching(text: str) -> Q:
    """Orders whose number, customer, telephone or amount to pay is what was typed."""
    text = text.strip()
    found = Q(number__icontains=text) | Q(customer_name__icontains=text)
    if digits := _national(text):
        found |= Q(phone__contains=digits)
    if (amount := _amount(text)) is not None:
        found |= Q(payable=amount)
    return found


def _national(text: str) -> str:
    """`0812-3456`, `+62 812 3456` and `8123456` are one number; "" for what is none."""
    if not _TELEPHONE.fullmatch(text):
        return ""
    return re.sub(r"^(0062|62|0)", "", re.sub(r"\D", "", text))


def _amount(text: str) -> int | None:
    try:
        return money.parse(text)
    except money.MoneyError:
        return None
