"""What pages of goods hand to their templates: a product, a category, a label, what was found or was not."""

from urllib.parse import quote

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.catalog.selectors import current_rules
from shop.checkout.selectors import cash_sentences
from shop.store import freshness
from shop.store.language import in_the_shops_language
from shop.store.selectors import shop
from shop.store.whatsapp import whatsapp_url
from shop.storefront import delivery, lists, selectors
from shop.storefront.filters import Filters, filters
from shop.storefront.search.selectors import Result, popular
from shop.storefront.structured import VARIANT

MOST_INSTEAD = 3


def product_context(request, page) -> dict:
    with in_the_shops_language():
        question = _("Hello, I would like to order %(name)s: %(url)s") % {
            "name": page.title,
            "url": request.build_absolute_uri(page.get_url(request)),
        }
    prices = rules(request)
    offers, related = selectors.offers_and_related(page, prices)
    if getattr(request, "is_preview", False):
        offers = selectors.offers_of_draft(page, prices)
    return {
        "offers": offers,
        "selected": selectors.selected(offers, request.GET.get(VARIANT, "")),
        "promotions": selectors.basket_promotions(offers),
        "photos": selectors.photos_of(page),
        "related": related,
        "breadcrumbs": [shelf for shelf in shelves(request) if page.path.startswith(shelf.path)],
        "whatsapp_question": question,
        "places": delivery.places(request),
        "cash_sentences": lambda: cash_sentences(request),
        "labels": _labels_of(request, page) if offers else (),
    }


def listing_context(request, page) -> dict:
    """Of a category, or of the index."""
    return _whole(request, lists.under(page), name=page.pk) | {"shelves": shelves(request)}


def label_context(request, slug: str) -> dict:
    """Of all products with a label; Http404 when there are none."""
    name = lists.name_of_label(slug)
    if name is None:
        raise Http404
    return _whole(request, lists.labelled(slug), name=slug) | {
        "shelves": shelves(request),
        "heading": _("Products with the label “%(name)s”") % {"name": name},
        "own_address": label_url(request, slug),
    }


def found_context(request, found: Result) -> dict:
    """The best first, unless another order was asked for. `of_the_best`: what is counted is not all that there is."""
    chosen, prices = filters(request.GET), rules(request)
    keys = lists.ranked(found.ids, filters=chosen, rules=prices)
    page = lists.page_of(keys, page_number=page_number(request), rules=prices)
    rows = lists.among(found.ids)
    total = lists.Total(len(keys), more=found.more and bool(keys))
    return _shown(page, total) | _tools(rows, lists.facets(rows), chosen) | {"of_the_best": found.more}


def nothing_found_context(request, query: str) -> dict:
    """For who found nothing: what others buy, the categories, and a question to the shop."""
    cards = [card for card in selectors.cards_of(popular(), rules(request)) if card.in_stock]
    with in_the_shops_language():
        question = _("Hello, do you have “%(words)s”?") % {"words": query} if query else ""
    return {
        "instead": cards[:MOST_INSTEAD],
        "shelves": shelves(request),
        "ask_url": whatsapp_url(shop().whatsapp, question),
    }


def rules(request):
    return current_rules(now=timezone.now(), request=request)


def shelves(request) -> tuple[selectors.Shelf, ...]:
    return freshness.remember(request, "shelves", selectors.shelves)


def label_url(request, slug: str) -> str:
    """Where all products with a label are; empty without a slug, and while the shop has no page of all products."""
    return label_under(freshness.remember(request, "labels", lists.labels_at), slug)


def label_under(below: str, slug: str) -> str:
    """`below`: of lists.labels_at."""
    return f"{below}{quote(slug)}/" if below and slug else ""


def page_number(request) -> int:
    text = request.GET.get("hal", "1")
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 5 and int(text) else 1


def _whole(request, rows, *, name: int | str) -> dict:
    chosen = filters(request.GET)
    page = lists.listing(rows, filters=chosen, page_number=page_number(request), rules=rules(request))
    if page.page_number > 1 and not page.cards:
        raise Http404
    facets = freshness.remember(request, ("facets", name), lambda: lists.facets(rows))
    total = lists.total(rows, chosen) if chosen.narrow else lists.Total(facets.total)
    return _shown(page, total) | _tools(rows, facets, chosen)


def _shown(page: lists.Listing, total: lists.Total) -> dict:
    return {
        "cards": page.cards,
        "page_number": page.page_number,
        "has_previous": page.has_previous,
        "has_next": page.has_next,
        "total": total,
    }


def _tools(rows, facets: lists.Facets, chosen: Filters) -> dict:
    """What a list can be narrowed by. A label that is chosen is among the choices, however rare it is."""
    labels = facets.labels
    if chosen.label and chosen.label not in {label.slug for label in labels}:
        labels += tuple(filter(None, [lists.label(rows, chosen.label)]))
    return {"chosen": chosen, "facets": facets, "labels": labels}


def _labels_of(request, page) -> list[tuple[str, str]]:
    """(address, name) of its tags, by which its like is found. One of signs alone has no address."""

    def read():
        labels = [(label_url(request, tag.slug), tag.name) for tag in page.tags.all()]
        return [(url, name) for url, name in labels if url]

    return read() if getattr(request, "is_preview", False) else freshness.remember(request, ("tags", page.pk), read)
