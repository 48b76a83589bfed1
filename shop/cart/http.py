"""The basket's cookies: a random token, made with the first article, 30 days; and how many units are in it.

The number is a hint for the header of pages that are the same for everybody; the basket's own page counts again.
"""

import re
from datetime import timedelta

from django.utils.html import format_html
from django.utils.translation import gettext as _

from shop.cart.models import Cart
from shop.store.http import keep_cookie

COOKIE = "lapak_cart"
COUNT_COOKIE = "lapak_count"
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,43}")
COUNT = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
LIFETIME = timedelta(days=30)
SECONDS = int(LIFETIME.total_seconds())


def token_of(request) -> str | None:
    """What the cookie says, if it can be a token at all: PostgreSQL would choke on a NUL."""
    token = request.COOKIES.get(COOKIE, "")
    return token if TOKEN.fullmatch(token) else None


def count_of(request) -> int:
    """Units in the basket as the visitor's browser remembers them."""
    count = request.COOKIES.get(COUNT_COOKIE, "")
    return int(count) if COUNT.fullmatch(count) else 0


def place_of(sku_id: int) -> str:
    """The id of the element that an article has on a page, its line in the basket or its card in a list."""
    return f"p{sku_id}"


def badge(request) -> str:
    """The number beside the word "Basket", nothing for none."""
    count = count_of(request)
    if not count:
        return ""
    html = '<span class="site-cart-count">{}<span class="visually-hidden"> {}</span></span>'
    return format_html(html, count, _("in the basket"))


def remember(response, cart: Cart, units: int):
    keep_cookie(response, COOKIE, cart.token, seconds=SECONDS)
    return remember_count(response, units)


def remember_count(response, units: int):
    keep_cookie(response, COUNT_COOKIE, str(units), seconds=SECONDS)
    return response
