"""Whole pages of the shop window, kept in the memory of each process for visitors who are nobody in particular.

A page is rendered once with named holes where something is the visitor's own (units in the basket, the form's
token), and the holes are filled for each visitor. What is kept is found by everything that the page may depend on:
host, scheme, language, address and the listed parameters, and is shown only while the shop window has the version that
it was made of (shop.store.freshness). The view sees no other parameters, so nobody else's can be in it. Only pages
whose class is a `KeptPage` are stored, never those behind a login or a password, never a preview, and Django's own
cache middleware is not used: it keys by headers that a page declares, and forgets what a page does not declare
(docs/decisions/0006-page-cache.md).
"""

import re
import secrets
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from shop.cart.http import badge
from shop.catalog import selectors as catalog
from shop.store import freshness
from shop.storefront.holes import Holed
from shop.storefront.selectors import asked_for
from shop.storefront.structured import VARIANT

LONGEST = timedelta(minutes=5)
MOST_PAGES = 400
# Parameter -> the longest value that a page may be kept for.
PARAMETERS = {"hal": 4, "urut": 8, "stok": 4, "label": 100, "dari": 20, "sampai": 20, VARIANT: 19}
_SECRET = secrets.token_hex(16)
BASKET_HOLE = f"[keranjang {_SECRET}]"
TOKEN_HOLE = f"[token {_SECRET}]"
HOLES = (TOKEN_HOLE.encode(), BASKET_HOLE.encode())
_ACCEPTS_GZIP = re.compile(r"\bgzip\b")


@dataclass(frozen=True, slots=True)
class Kept:
    page: Holed
    version: Hashable
    until: datetime


# Of this process.
_pages: OrderedDict[Hashable, Kept] = OrderedDict()


class PageCache:
    """Stands before sessions, logins and messages: a visitor who is nobody in particular needs none of them.

    Only headers, language and the form's token are made outside of it, for kept pages too.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _is_anybody(request):
            request.kept_as = _name(request)
            if page := _still_true(request):
                return _filled(request, page)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Whether the answer may be kept is known once the address has been read."""
        if not hasattr(request, "kept_as"):
            return
        if request.resolver_match.url_name == "wagtail_serve":
            only_listed_parameters(request)
            request.shown_at = timezone.now()
            if freshness.of(request) is not None:
                return
        del request.kept_as

    def process_template_response(self, request, response):
        name, context = getattr(request, "kept_as", None), response.context_data or {}
        page = context.get("page")
        if name and response.status_code == 200 and getattr(page, "kept", False) and _is_meant(request, context):
            request.has_holes = True
            response.add_post_render_callback(lambda made: self._rendered(request, made, page))
        return response

    def _rendered(self, request, response, page):
        made = Holed(response.content, HOLES)
        if not page.get_view_restrictions() and not response.cookies:
            _keep(request.kept_as, Kept(made, freshness.of(request), _until(request, page)))
        response.content = made.filled(_own(request))


def holes(request) -> dict:
    """Context processor: on a page that will be kept, the visitor's own things are holes."""
    if getattr(request, "has_holes", False):
        return {"cart_badge": BASKET_HOLE, "csrf_token": TOKEN_HOLE}
    return {"cart_badge": badge(request)}


def only_listed_parameters(request) -> None:
    """From here on the request has no other parameters, and none that is too long to be meant."""
    request.META["QUERY_STRING"] = _listed_parameters(request)
    request.GET = QueryDict(request.META["QUERY_STRING"])


def _listed_parameters(request) -> str:
    # The editor's previews come without one.
    if not request.META.get("QUERY_STRING"):
        return ""
    listed = ((name, request.GET.get(name, "")) for name in PARAMETERS)
    return urlencode([(name, value) for name, value in listed if 0 < len(value) <= PARAMETERS[name]])


def _is_meant(request, context) -> bool:
    """Numbers of articles that the page does not sell would make many pages that look the same."""
    variant = request.GET.get(VARIANT)
    return variant is None or asked_for(context.get("offers", ()), variant) is not None


def _is_anybody(request) -> bool:
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and CookieStorage.cookie_name not in request.COOKIES
    )


def _name(request) -> Hashable:
    """Everything that the page may depend on, except the state of the shop."""
    return (get_language(), request.scheme, request.get_host(), request.path, _listed_parameters(request))


def _still_true(request) -> Holed | None:
    kept = _pages.get(request.kept_as)
    if kept and kept.until > timezone.now() and kept.version == freshness.of(request):
        return kept.page
    return None


def _keep(name: Hashable, page: Kept) -> None:
    _pages[name] = page
    _pages.move_to_end(name)
    if len(_pages) > MOST_PAGES:
        _pages.popitem(last=False)


def _until(request, page) -> datetime:
    """Judged from the moment before the page was made: a price that changed meanwhile must not be kept."""
    now = request.shown_at
    announced = page.next_change(now=now) if hasattr(page, "next_change") else None
    prices = catalog.next_change(now=now, request=request)
    return min(moment for moment in (now + LONGEST, announced, prices) if moment is not None)


def _filled(request, page: Holed) -> HttpResponse:
    if _ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")):
        response = HttpResponse(page.gzipped(_own(request)), headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(page.filled(_own(request)))
    response.headers["Content-Length"] = str(len(response.content))
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _own(request) -> dict[bytes, bytes]:
    """What goes into the holes for this visitor."""
    return {HOLES[0]: get_token(request).encode(), HOLES[1]: badge(request).encode()}
