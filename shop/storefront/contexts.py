"""What pages that hold a list of goods hand to their templates: categories, labels, what was found."""

from urllib.parse import quote

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.catalog.selectors import current_rules
from shop.store import freshness
from shop.storefront import lists, selectors
from shop.storefront.filters import Filters, filters
from shop.storefront.search.selectors import Result


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


def rules(request):
    return current_rules(now=timezone.now(), request=request)


def shelves(request) -> tuple[selectors.Shelf, ...]:
    return freshness.remember(request, "shelves", selectors.shelves)


def label_url(request, slug: str) -> str:
    """Where all products with a label are; empty without a slug, and while the shop has no page of all products."""
    below = freshness.remember(request, "labels", lists.labels_at)
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
