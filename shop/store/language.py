"""Which language a visitor reads the shop in: Indonesian, until they press the switch.

The browser's Accept-Language is not asked: most telephones here are sold with English menus, and their owners want to
read Indonesian. The choice is a cookie that holds nothing but one of the two codes.
"""

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language

from shop.store.http import keep_cookie

COOKIE = "lapak_bahasa"
LIFETIME_SECONDS = 365 * 24 * 60 * 60


def chosen(request) -> str | None:
    """The code that the visitor has chosen; None without a choice, or with one that the shop does not have."""
    code = request.COOKIES.get(COOKIE)
    return code if is_known(code) else None


def is_known(code: str | None) -> bool:
    return code in dict(settings.LANGUAGES)


def remember(response, code: str):
    keep_cookie(response, COOKIE, code, seconds=LIFETIME_SECONDS)
    return response


def in_the_shops_language():
    """`with in_the_shops_language():` for what the shop or a machine reads, whatever the visitor has chosen."""
    return translation.override(settings.LANGUAGE_CODE)


def is_the_shops() -> bool:
    """Is the page in the language that the owner writes in?"""
    return get_language() == settings.LANGUAGE_CODE
