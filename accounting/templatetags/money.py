"""`{% load money %}`: amounts in templates."""

from django import template

from accounting import money

register = template.Library()


@register.filter
def rupiah(amount: int | None) -> str:
    """`{{ 12500|rupiah }}` -> Rp12.500; nothing stays nothing."""
    return "" if amount is None or amount == "" else money.format(int(amount))
