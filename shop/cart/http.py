"""The basket's cookie: a random token, made with the first article, 30 days."""

from datetime import timedelta

from django.conf import settings

from shop.cart.models import Cart

COOKIE = "lapak_cart"
LIFETIME = timedelta(days=30)


def token_of(request) -> str | None:
    return request.COOKIES.get(COOKIE) or None


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
