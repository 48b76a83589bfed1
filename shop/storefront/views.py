"""What product pages hand to their templates, and the search page."""

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from shop.store import freshness, questions
from shop.store.language import in_the_shops_language
from shop.store.selectors import shop
from shop.store.whatsapp import whatsapp_url
from shop.storefront import contexts, selectors
from shop.storefront import delivery as fees
from shop.storefront.filters import filters
from shop.storefront.models import ProductPage
from shop.storefront.search.selectors import Result, Suggestions, find, popular, suggest
from shop.storefront.search.services import note_empty

MAX_QUERY = 100
MOST_INSTEAD = 3
# The page of terms that every shop starts with (the legal pages of the first start).
RETURNS = "pengembalian-dan-pengaduan"


def product_context(request, page) -> dict:
    with in_the_shops_language():
        question = _("Hello, I would like to order %(name)s: %(url)s") % {
            "name": page.title,
            "url": request.build_absolute_uri(page.get_url(request)),
        }
    rules = contexts.rules(request)
    offers, related = selectors.offers_and_related(page, rules)
    if getattr(request, "is_preview", False):
        offers = selectors.offers_of_draft(page, rules)
    return {
        "offers": offers,
        "promotions": selectors.basket_promotions(offers),
        "photos": selectors.photos_of(page),
        "related": related,
        "breadcrumbs": [shelf for shelf in contexts.shelves(request) if page.path.startswith(shelf.path)],
        "whatsapp_question": question,
        "places": fees.places(request),
        "returns_url": freshness.remember(request, "returns", _returns_url),
        "labels": _labels_of(request, page) if offers else (),
    }


def _labels_of(request, page) -> list[tuple[str, str]]:
    """(address, name) of its tags, by which its like is found. One of signs alone has no address."""

    def read():
        labels = [(contexts.label_url(request, tag.slug), tag.name) for tag in page.tags.all()]
        return [(url, name) for url, name in labels if url]

    return read() if getattr(request, "is_preview", False) else freshness.remember(request, ("tags", page.pk), read)


def _returns_url() -> str:
    return next((page.get_url() for page in questions.instances(_named, RETURNS)), "")


def _named(slug):
    return Page.objects.live().filter(slug=slug).order_by("path")[:1]


@require_safe
@cache_control(private=True, max_age=60)
def delivery(request):
    """What delivery to a place costs for one of a product; without a product, for a basket of nothing yet."""
    product, value = _product(request.GET.get("produk", "")), request.GET.get("kelurahan", "")[:40]
    context = {"product": product, "places": fees.places(request), "chosen": value}
    if value:
        offers = selectors.offers(product, contexts.rules(request)) if product else ()
        price = selectors.cheapest(offers).price if offers else 0
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
    context |= contexts.found_context(request, found) if found.ids else _instead(request, query)
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


def _instead(request, query: str) -> dict:
    """For who found nothing: what others buy, the categories, and a question to the shop."""
    cards = [card for card in selectors.cards_of(popular(), contexts.rules(request)) if card.in_stock]
    with in_the_shops_language():
        question = _("Hello, do you have “%(words)s”?") % {"words": query} if query else ""
    return {
        "instead": cards[:MOST_INSTEAD],
        "shelves": contexts.shelves(request),
        "ask_url": whatsapp_url(shop().whatsapp, question),
    }
