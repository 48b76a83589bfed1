"""`{% load discovery %}`: what machines read of a page."""

from django import template

from lapak.discovery.head import head

register = template.Library()


@register.inclusion_tag("components/structured.html", takes_context=True)
def machine_readable(context) -> dict:
    """Canonical address, Open Graph and JSON-LD of the page that is shown; nothing for what is none."""
    return {"head": head(context.flatten()), "shop": context.get("shop")}
