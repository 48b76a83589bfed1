"""Whole pages of the shop window, kept in the memory of each process for visitors who are nobody in particular.

A page is rendered once with named holes where something is the visitor's own (units in the basket, the form's
token), and the holes are filled for each visitor. What is kept is found by everything that the page may depend on:
the version of the shop window (shop.store.freshness), host, scheme, language, address and the listed parameters; the
view sees no other parameters, so nobody else's can be in it. Only pages whose class says `kept = True` are stored,
never those behind a login or a password, never a preview, and Django's own cache middleware is not used: it keys
by headers that a page declares, and forgets what a page does not declare (docs/decisions/0006-page-cache.md).
"""

import re
import secrets
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

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

LONGEST = timedelta(minutes=5)
MOST_PAGES = 400
# Parameter -> the longest value that a page may be kept for.
PARAMETERS = {"hal": 4, "urut": 8, "stok": 4, "label": 40, "dari": 9, "sampai": 9}
_SECRET = secrets.token_hex(16)
BASKET_HOLE = f"[keranjang {_SECRET}]"
TOKEN_HOLE = f"[token {_SECRET}]"
HOLES = (TOKEN_HOLE.encode(), BASKET_HOLE.encode())
_ACCEPTS_GZIP = re.compile(r"\bgzip\b")


@dataclass(frozen=True, slots=True)
class Kept:
    page: Holed
    until: datetime


# Of this process. A name holds the version, so what is old is never found again, and is pushed out in time.
_pages: OrderedDict[Hashable, Kept] = OrderedDict()


class PageCache:
    """The last middleware: all others have seen the request, and see the answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not _is_anybody(request):
            return None
        only_listed_parameters(request)
        if freshness.of(request) is None:
            return None
        request.kept_as, request.shown_at = _name(request), timezone.now()
        kept = _pages.get(request.kept_as)
        return _filled(request, kept.page) if kept and kept.until > timezone.now() else None

    def process_template_response(self, request, response):
        name, page = getattr(request, "kept_as", None), (response.context_data or {}).get("page")
        if name and response.status_code == 200 and getattr(page, "kept", False):
            request.has_holes = True
            response.add_post_render_callback(lambda made: self._rendered(request, made, page))
        return response

    def _rendered(self, request, response, page):
        made = Holed(response.content, HOLES)
        if not page.get_view_restrictions() and not response.cookies:
            _keep(request.kept_as, Kept(made, _until(request, page)))
        response.content = made.filled(_own(request))


def holes(request) -> dict:
    """Context processor: on a page that will be kept, the visitor's own things are holes."""
    if getattr(request, "has_holes", False):
        return {"cart_badge": BASKET_HOLE, "csrf_token": TOKEN_HOLE}
    return {"cart_badge": badge(request)}


def only_listed_parameters(request) -> None:
    """From here on the request has no other parameters, and none that is too long to be meant."""
    listed = QueryDict(mutable=True)
    for name, longest in PARAMETERS.items():
        value = request.GET.get(name, "")
        if 0 < len(value) <= longest:
            listed[name] = value
    request.GET = listed
    request.META["QUERY_STRING"] = listed.urlencode()


def _is_anybody(request) -> bool:
    return (
        request.method == "GET"
        and request.resolver_match.url_name == "wagtail_serve"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and CookieStorage.cookie_name not in request.COOKIES
    )


def _name(request) -> Hashable:
    """Everything that the page may depend on."""
    address = (request.scheme, request.get_host(), request.path, request.META["QUERY_STRING"])
    return (freshness.of(request), get_language(), *address)


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
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _own(request) -> dict[bytes, bytes]:
    """What goes into the holes for this visitor."""
    return {HOLES[0]: get_token(request).encode(), HOLES[1]: badge(request).encode()}
