"""Counts pages as they leave. It stands outside of the kept pages, which answer without anything further inside."""

import re
from datetime import date

from django.conf import settings
from django.utils import timezone

from shop.visits import counter
from shop.visits.models import Step
from shop.visits.sources import of_page, referer

PRODUCT = re.compile(r"/produk/[^/]+/[^/]+/")
# Robots, programs, and those that fetch a page to show a link's preview. CUBOT makes telephones.
ROBOTS = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|preview|lighthouse|headless|facebookexternalhit|^whatsapp/|curl/|wget/|python",
    re.IGNORECASE,
)


class CountVisits:
    """Nothing is remembered of a visitor: the request itself says what is counted (docs/decisions/0008)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # A page that may be kept is made without parameters that it does not know: they are gone afterwards.
        query = request.META.get("QUERY_STRING", "")
        response = self.get_response(request)
        if request.method == "GET" and _is_shop_window(response) and is_a_buyer(request):
            _count(request, query)
        return response


def is_a_buyer(request) -> bool:
    """A person's browser, as far as it says so. Only whoever is logged in has a session."""
    meta = request.META
    agent = meta.get("HTTP_USER_AGENT", "")
    ahead = meta.get("HTTP_SEC_PURPOSE", "") + meta.get("HTTP_PURPOSE", "")
    return (
        bool(agent)
        and not ROBOTS.search(agent)
        and "prefetch" not in ahead.lower()
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


def _is_shop_window(response) -> bool:
    """A whole page. What no browser may store is somebody's own (basket, order), and nobody lands there."""
    return (
        response.status_code == 200
        and response.headers.get("Content-Type", "").startswith("text/html")
        and "no-store" not in response.headers.get("Cache-Control", "")
    )


def today() -> date:
    return timezone.localdate(timezone=timezone.get_default_timezone())


def _count(request, query: str) -> None:
    before = referer(request.META.get("HTTP_REFERER", ""), here=request.get_host())
    origin = of_page(query, before)
    if not before.inside:
        counter.count(step=Step.VISIT, origin=origin, day=today())
    if PRODUCT.fullmatch(request.path_info):
        counter.count(step=Step.PRODUCT, origin=origin, day=today())
