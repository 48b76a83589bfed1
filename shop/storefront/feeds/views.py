from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from shop.store.selectors import shop
from shop.storefront.feeds import google, meta
from shop.storefront.feeds.items import Channel
from shop.storefront.feeds.selectors import items


@require_safe
@cache_control(no_cache=True)
def google_feed(request):
    return HttpResponse(google.document(*_source(request)), content_type="application/xml; charset=utf-8")


@require_safe
@cache_control(no_cache=True)
def meta_feed(request):
    return HttpResponse(meta.document(*_source(request)), content_type="text/csv; charset=utf-8")


def _source(request):
    origin = request.build_absolute_uri("/")
    here = shop()
    return Channel(shop=here.name, tagline=here.tagline, link=origin), items(origin=origin, now=timezone.now())
