"""Search, what is suggested while typing, and what delivery costs."""

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from shop.storefront import contexts, selectors
from shop.storefront import delivery as fees
from shop.storefront.filters import filters
from shop.storefront.models import ProductPage
from shop.storefront.search.selectors import Result, Suggestions, find, suggest
from shop.storefront.search.services import note_empty

MAX_QUERY = 100


@require_safe
@cache_control(private=True, max_age=60)
def delivery(request):
    """What delivery to a place costs for one of a product, of its cheapest article unless one is chosen; without a
    product, for a basket of nothing yet."""
    product, value = _product(request.GET.get("produk", "")), request.GET.get("kelurahan", "")[:40]
    context = {"product": product, "places": fees.places(request), "chosen": value}
    if product and (offers := selectors.offers(product, contexts.rules(request))):
        offer = selectors.asked_for(offers, request.GET.get("sku", "")) or selectors.cheapest(offers)
        context |= {"offer": offer, "sku": offer.sku_id}
    if value:
        price = context["offer"].price if "offer" in context else 0
        context["estimate"] = fees.estimate(request, value=value, price=price)
    if not context.get("estimate") and request.GET:
        context["problem"] = _("Choose a place from the list.")
    return render(request, "storefront/delivery.html", context, status=422 if "problem" in context else 200)


def _product(text: str) -> ProductPage | None:
    known = text.isascii() and text.isdigit() and len(text) < 10
    return ProductPage.objects.live().public().filter(pk=text).first() if known else None


@require_safe
def search(request):
    query = _query(request)
    further = filters(request.GET).chooses or contexts.page_number(request) > 1
    found = find(query, further=further) if query else Result(())
    if query and found.unclear:
        note_empty(query=query, words=found.unclear, now=timezone.now())
    context = {"q": query, "corrected": found.corrected, "partial": found.partial}
    context |= contexts.found_context(request, found) if found.ids else contexts.nothing_found_context(request, query)
    return render(request, "storefront/search.html", context)


@require_safe
@cache_control(private=True, max_age=60)
def suggestions(request):
    """`{"words": [{text, url}], "products": [{text, url}]}` for what is being typed; nothing is kept of it."""
    query = _query(request)
    found = suggest(query) if len(query) > 1 else Suggestions((), ())
    address = reverse("storefront:search")
    words = [{"text": words, "url": f"{address}?{urlencode({'q': words})}"} for words in found.words]
    products = [{"text": page.title, "url": page.get_url(request)} for page in found.products]
    return JsonResponse({"words": words, "products": products})


def _query(request) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:MAX_QUERY]
