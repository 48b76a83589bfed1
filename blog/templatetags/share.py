"""`{% load share %}`: for the pages of products and promotions."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from blog.share.kit import Kit, Words, kit_for
from blog.share.subjects import PRODUCT, kind_of, subject

register = template.Library()
# Sections in each process.
MOST_KEPT = 500


@register.inclusion_tag("blog/share/head.html", takes_context=True)
def share_head(context) -> dict:
    """What networks show of a link to this page (Open Graph)."""
    return {"kit": _kit(context), "og_type": "product" if kind_of(context["page"]) == PRODUCT else "article"}


@register.simple_tag(takes_context=True)
def share_section(context):
    return _section(_kit(context).words, get_language())


@lru_cache(maxsize=MOST_KEPT)
def _section(words: Words, _language: str):
    """A page that is made anew mostly has the words that it had before."""
    return render_to_string("blog/share/section.html", {"words": words})


def _kit(context) -> Kit:
    """Of what the page has already asked for; made once for head and foot of it."""
    page, request = context["page"], context["request"]
    if not hasattr(request, "share_kit"):
        request.share_kit = kit_for(request, subject(page, **_known(context)), context["shop"])
    return request.share_kit


def _known(context) -> dict:
    page = context["page"]
    if kind_of(page) != PRODUCT:
        return {"cards": context["cards"]}
    photo = next((photo.image for photo in context["photos"] if photo.image.pk == page.photo_id), None)
    # Hashtags go with posts of the shop, not with a link that a visitor passes on: no query for them.
    return {"offers": context["offers"], "photo": photo, "marks": ()}
