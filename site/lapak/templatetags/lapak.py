"""`{% load lapak %}`: what the shop's templates need beside Django's and Wagtail's own tags."""

from functools import cache, lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language

from shop.cart.http import place_of
from shop.store import freshness, language
from shop.store.moments import wita
from shop.store.whatsapp import whatsapp_url
from shop.storefront.selectors import Offer, ProductCard

register = template.Library()
# `{{ dt|wita }}`
register.filter(wita)
# Cards that a visitor sees without scrolling; their pictures are loaded at once.
FIRST_ROW = 4
# Cards and choices in each process.
MOST_KEPT = 2000


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


@register.simple_tag(takes_context=True)
def card(context, product: ProductCard, eager: bool, place: int):
    """`{% card card eager forloop.counter0 %}`: one card of a list; `eager`: the list stands at the top of the page."""
    named, told = _of_page(context)
    # The card's id on its page: of several cards of one article the first has it.
    name = place_of(product.sku_id) if product.sku_id and product.sku_id not in named else ""
    named.add(product.sku_id)
    return _card(product, eager and place < FIRST_ROW, eager and place == 0, name, name in told, get_language())


def _of_page(context) -> tuple[set[int | None], frozenset[str]]:
    """The articles that have a card on this page already, and what the messages of this request tell of."""
    request = context["request"]
    if not hasattr(request, "cards"):
        request.cards = set(), frozenset(message.extra_tags for message in context.get("messages", ())) - {""}
    return request.cards


@lru_cache(maxsize=MOST_KEPT)
def _card(product: ProductCard, eager: bool, first: bool, name: str, told: bool, _language: str):
    """A card is a value, and what it looks like depends on nothing else: most cards of a page made anew are known."""
    shown = {"card": product, "eager": eager, "first": first, "name": name, "told": told}
    return render_to_string("components/card.html", shown)


@register.simple_tag
def choice(offer: Offer, chosen: Offer):
    """`{% choice offer chosen %}`: one of several articles of a product page."""
    return _choice(offer, offer.sku_id == chosen.sku_id, get_language())


@lru_cache(maxsize=MOST_KEPT)
def _choice(offer: Offer, checked: bool, _language: str):
    """As for a card."""
    return render_to_string("components/choice.html", {"offer": offer, "checked": checked})


@register.simple_tag
def owners_words():
    """`<h1{% owners_words %}>`: what the owner wrote, on a page in another language, names its own (WCAG 3.1.2)."""
    return "" if language.is_the_shops() else format_html(' lang="{}"', settings.LANGUAGE_CODE)


@register.simple_tag
def whatsapp(number: str, text: str = "") -> str:
    """`{% whatsapp shop.whatsapp as url %}`: where a click opens the chat; empty without a number."""
    return whatsapp_url(number, text)


@register.filter
def digits(text: str) -> str:
    """What a copy button copies of an account number: `123-456 7` -> 1234567."""
    return "".join(character for character in str(text) if character.isdigit())
