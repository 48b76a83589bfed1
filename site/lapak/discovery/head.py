"""What stands in the head of a page for machines, made of what the page has already asked for.

Nothing of it belongs to a visitor: pages are kept for everybody (docs/decisions/0006-page-cache.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Page

from blog.models import PromotionIndexPage, PromotionPage
from lapak.discovery.nodes import nodes_of
from lapak.discovery.pictures import Picture, of_card, shops_picture
from lapak.discovery.reading import Reading
from lapak.pages.models import HomePage
from shop.storefront.models import CategoryPage, ProductPage
from shop.storefront.structured import as_script

HAVE_THEIR_OWN_CARD = (ProductPage, PromotionPage)
HAVE_PROMOTIONS = (HomePage, PromotionIndexPage, PromotionPage)


@dataclass(frozen=True, slots=True)
class Card:
    """Open Graph: what networks show of a link. `image` is absolute."""

    title: str
    description: str
    image: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Head:
    """`address` is the canonical one, `hidden`: not worth an entry of its own, `feed`: where the promotions' is."""

    address: str
    hidden: bool
    card: Card | None
    feed: str
    script: str


def head(context: Mapping) -> Head | None:
    """None for what is no published page: forms, errors, previews."""
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or request is None or getattr(request, "is_preview", False):
        return None
    reading = Reading(page, context)
    return Head(
        address=_canonical(reading),
        hidden=reading.filtered,
        card=None if isinstance(page, HAVE_THEIR_OWN_CARD) else _card(reading),
        feed=reverse("promotion-feed") if isinstance(page, HAVE_PROMOTIONS) else "",
        script=as_script(nodes_of(reading)),
    )


def _canonical(reading: Reading) -> str:
    """Each page of a list is one of its own; order and filters only show the same again."""
    return f"{reading.address}?hal={reading.number}" if reading.number > 1 else reading.address


def _card(reading: Reading) -> Card:
    page, picture = reading.page, _picture(reading)
    return Card(
        title=reading.shop.name if isinstance(page, HomePage) else reading.title,
        description=reading.sentence,
        image=reading.whole(picture.url) if picture else "",
        picture=picture,
    )


def _picture(reading: Reading) -> Picture | None:
    """Of a category its first product's, of other pages the shop's."""
    cards = reading.context["cards"] if isinstance(reading.page, CategoryPage) else ()
    return next(filter(None, map(of_card, cards)), None) or shops_picture(reading.request)
