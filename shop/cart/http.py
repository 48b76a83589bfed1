"""The basket's cookie: a random token, made with the first article, 30 days."""

import re
from datetime import timedelta

from django.conf import settings

from shop.cart.models import Cart

COOKIE = "lapak_cart"
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,43}")
LIFETIME = timedelta(days=30)


def token_of(request) -> str | None:
    """What the cookie says, if it can be a token at all: PostgreSQL would choke on a NUL."""
    token = request.COOKIES.get(COOKIE, "")
    return token if TOKEN.fullmatch(token) else None


def remember(response, cart: Cart):
    response.set_cookie(
        COOKIE,
        cart.token,
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
