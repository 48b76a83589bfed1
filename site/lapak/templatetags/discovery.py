"""`{% load discovery %}`: what machines read of a page."""

from django import template

from lapak.discovery.head import head
from shop.store.language import in_the_shops_language

register = template.Library()


@register.inclusion_tag("components/structured.html", takes_context=True)
def machine_readable(context) -> dict:
    """Canonical address, Open Graph and JSON-LD of the page that is shown; nothing for what is none."""
    with in_the_shops_language():
        return {"head": head(context.flatten()), "shop": context.get("shop")}
