"""`{% load share %}`: for the pages of products and promotions."""

from django import template

from blog.share.kit import Kit, kit_for
from blog.share.subjects import PRODUCT, kind_of, subject

register = template.Library()


@register.inclusion_tag("blog/share/head.html", takes_context=True)
def share_head(context) -> dict:
    """What networks show of a link to this page (Open Graph)."""
    return {"kit": _kit(context), "og_type": "product" if kind_of(context["page"]) == PRODUCT else "article"}


@register.inclusion_tag("blog/share/section.html", takes_context=True)
def share_section(context) -> dict:
    return {"kit": _kit(context)}


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
