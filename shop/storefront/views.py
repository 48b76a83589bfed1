"""What product pages hand to their templates, and the search page."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shop.store.selectors import shop
from shop.store.whatsapp import whatsapp_url
from shop.storefront import selectors

MAX_QUERY = 100


def listing_context(request, page) -> dict:
    sort = _sort(request)
    listing = selectors.products(under=page, sort=sort, page_number=_page_number(request))
    if listing.page_number > 1 and not listing.cards:
        raise Http404
    return {
        "listing": listing,
        "cards": listing.cards,
        "page_number": listing.page_number,
        "has_previous": listing.has_previous,
        "has_next": listing.has_next,
        "sort": sort,
        "categories": [{"title": c.title, "url": c.url, "active": c.pk == page.pk} for c in selectors.categories()],
    }


def product_context(request, page) -> dict:
    question = _("Hello, I would like to order %(name)s: %(url)s") % {
        "name": page.title,
        "url": page.get_full_url(request),
    }
    parent = page.get_parent()
    index = parent.get_parent()
    return {
        "offers": selectors.offers(page),
        "photos": selectors.photos_of(page),
        "related": selectors.related(page),
        "breadcrumbs": [{"title": p.title, "url": p.url} for p in (index, parent)],
        "whatsapp_url": whatsapp_url(shop().whatsapp, question),
    }


@require_safe
def search(request):
    query = request.GET.get("q", "").replace("\x00", "").strip()[:MAX_QUERY]
    listing = selectors.products(query=query, page_number=_page_number(request)) if query else None
    context = {
        "q": query,
        "cards": listing.cards if listing else (),
        "page_number": listing.page_number if listing else 1,
        "has_previous": bool(listing and listing.has_previous),
        "has_next": bool(listing and listing.has_next),
        "categories": [{"title": c.title, "url": c.url, "active": False} for c in selectors.categories()],
    }
    return render(request, "storefront/search.html", context)


def _sort(request) -> str:
    sort = request.GET.get("urut", "")
    return sort if sort in selectors.SORTS else ""


def _page_number(request) -> int:
    text = request.GET.get("hal", "1")
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 5 and int(text) else 1
