"""`{% load backoffice %}`: how the owner's screens write things."""

from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html

from accounting import money
from shop.backoffice.orders import words

register = template.Library()


@register.filter
def bank_amount(amount: Decimal | None) -> str:
    """A bank's amount, with its sen when there are any: Rp64.501, -Rp15.000, Rp1.234,56."""
    if amount is None:
        return ""
    whole, sen = divmod(round(abs(amount) * 100), 100)
    text = money.format(int(whole)) + (f",{int(sen):02}" if sen else "")
    return f"-{text}" if amount < 0 else text


@register.filter
def state_word(order) -> str:
    return words.state_word(order, timezone.now())


@register.filter
def code_marked(amount) -> str:
    """Of money that comes in the last three digits, in which the unique code is, stand out: Rp87.<mark>345</mark>."""
    text = bank_amount(Decimal(amount))
    whole, comma, sen = text.partition(",")
    if amount < 0 or len(whole) < len("Rp1.000"):
        return text
    return format_html("{}<mark>{}</mark>{}{}", whole[:-3], whole[-3:], comma, sen)
