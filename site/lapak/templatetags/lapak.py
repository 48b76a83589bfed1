"""`{% load lapak %}`: what the shop's templates need beside Django's and Wagtail's own tags."""

from datetime import datetime
from functools import cache, lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import get_language

from shop.store import freshness, language
from shop.store.whatsapp import whatsapp_url
from shop.storefront.selectors import ProductCard

register = template.Library()
# Cards that a visitor sees without scrolling; their pictures are loaded at once.
FIRST_ROW = 4


@register.simple_tag
@cache
def icon(name: str):
    """`{% icon "cart" %}`: a drawing of static/icons.svg, the size of the text beside it, silent for screen readers."""
    return format_html(
        '<svg class="icon" aria-hidden="true" width="20" height="20"><use href="{}#{}"></use></svg>',
        static("icons.svg"),
        name,
    )


class SameForAll(template.Node):
    def __init__(self, name: str, nodes):
        self.name, self.nodes = name, nodes

    def render(self, context):
        made_once = (self.name, get_language())
        return freshness.remember(context["request"], made_once, lambda: self.nodes.render(context))


@register.tag
def same_for_all(parser, token):
    """`{% same_for_all "foot" %}…{% end_same_for_all %}`: made once for each language and state of the shop window.

    What stands in it may depend on neither the page nor the visitor.
    """
    name = parser.compile_filter(token.split_contents()[1]).resolve({})
    nodes = parser.parse(["end_same_for_all"])
    parser.delete_first_token()
    return SameForAll(name, nodes)


@register.simple_tag
def card(product: ProductCard, eager: bool, place: int):
    """`{% card card eager forloop.counter0 %}`: one card of a list; `eager`: the list stands at the top of the page."""
    return _card(product, eager and place < FIRST_ROW, eager and place == 0, get_language())


@lru_cache(maxsize=2000)
def _card(product: ProductCard, eager: bool, first: bool, _language: str):
    """A card is a value, and what it looks like depends on nothing else: most cards of a page made anew are known."""
    return render_to_string("components/card.html", {"card": product, "eager": eager, "first": first})


@register.simple_tag
def owners_words():
    """`<h1{% owners_words %}>`: what the owner wrote, on a page in another language, names its own (WCAG 3.1.2)."""
    return "" if language.is_the_shops() else format_html(' lang="{}"', settings.LANGUAGE_CODE)


@register.filter
def wita(moment: datetime | None) -> str:
    """`{{ dt|wita }}` -> 24 November 2026 pukul 14.05 WITA (English: 24 November 2026, 14:05 WITA).

    In the shop's zone and the reader's language.
    """
    if not moment:
        return ""
    local = localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local.tzname()}"


@register.simple_tag
def whatsapp(number: str, text: str = "") -> str:
    """`{% whatsapp shop.whatsapp as url %}`: where a click opens the chat; empty without a number."""
    return whatsapp_url(number, text)


@register.filter
def first_in_stock(offers):
    """The offer that is chosen when a product page opens; None when everything is sold out."""
    return next((offer for offer in offers if offer.in_stock), None)


@register.filter
def digits(text: str) -> str:
    """What a copy button copies of an account number: `123-456 7` -> 1234567."""
    return "".join(character for character in str(text) if character.isdigit())
