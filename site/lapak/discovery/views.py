from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from lapak.discovery import sitemap as site_map
from lapak.discovery import texts
from shop.checkout.selectors import cash_sentences
from shop.store.language import in_the_shops_language
from shop.store.selectors import shop
from shop.storefront.selectors import categories

HOUR = 60 * 60


@require_safe
@cache_control(public=True, max_age=HOUR)
def sitemap(request):
    site = _site(request)
    listed = site_map.entries(site, origin=request.build_absolute_uri("/"))
    return HttpResponse(site_map.document(listed), content_type="application/xml; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=HOUR)
def robots(request):
    address = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(texts.robots(sitemap=address), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=HOUR)
def llms(request):
    root = _site(request).root_page
    main = Page.objects.live().public().descendant_of(root, inclusive=True).filter(depth__lte=root.depth + 1)
    with in_the_shops_language():
        text = texts.llms(
            shop=shop(),
            cash=cash_sentences(request),
            pages=_links(request, main.order_by("path")),
            categories=_links(request, categories().public()),
            lists=_lists(request),
        )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _links(request, pages) -> list[texts.Link]:
    return [(page.title, request.build_absolute_uri(page.get_url(request))) for page in pages]


def _lists(request) -> list[texts.Link]:
    named = (
        (_("All products with price and stock (XML)"), "feeds:google"),
        (_("All products with price and stock (CSV)"), "feeds:meta"),
        (_("Promotions (RSS)"), "promotion-feed"),
        (_("All pages (sitemap)"), "sitemap"),
    )
    return [(name, request.build_absolute_uri(reverse(address))) for name, address in named]


def _site(request) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site
