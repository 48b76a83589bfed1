from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from shop.catalog.selectors import current_rules
from shop.store import freshness
from shop.store.moments import hour_of
from shop.store.selectors import shop
from shop.storefront.feeds import google, meta
from shop.storefront.feeds.items import Channel, Item
from shop.storefront.feeds.selectors import items


@require_safe
@cache_control(no_cache=True)
def google_feed(request):
    return HttpResponse(google.document(*_source(request)), content_type="application/xml; charset=utf-8")


@require_safe
@cache_control(no_cache=True)
def meta_feed(request):
    return HttpResponse(meta.document(*_source(request)), content_type="text/csv; charset=utf-8")


def _source(request) -> tuple[Channel, list[Item]]:
    """The whole catalogue: read once for each state of the shop window and each price list, and once an hour, as
    pictures may have come."""
    origin, now = request.build_absolute_uri("/"), timezone.now()
    rules = current_rules(now=now, request=request)

    def read():
        here = shop()
        return Channel(shop=here.name, tagline=here.tagline, link=origin), items(origin=origin, rules=rules)

    return freshness.remember(request, "feed", read, during=(origin, rules, hour_of(now)))
