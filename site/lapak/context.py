"""What every page of the shop may show: who the shop is, the basket's count, the ways around.

Nothing is asked of the database before a template uses it, so the editor's pages pay nothing for it.
"""

from functools import cache

from django.db.models import Q
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page

from shop.cart import selectors as carts
from shop.cart.http import token_of
from shop.store import selectors as store

# Children of the home page: the pages of the foot.
FOOT_DEPTH = 3


def shop(request) -> dict:
    """`shop`: the settings. `cart_count`: units. `menu` and `foot_menu`: lists of {title, url, current}."""
    pages = cache(lambda: list(_pages()))
    return {
        "shop": SimpleLazyObject(store.shop),
        "cart_count": cache(lambda: carts.count(token_of(request))),
        "menu": cache(lambda: _links(request, [page for page in pages() if page.show_in_menus])),
        "foot_menu": cache(lambda: _links(request, [page for page in pages() if not page.show_in_menus])),
    }


def _pages():
    """One query for both menus: what the owner put into menus, and the other pages right below home."""
    return Page.objects.live().filter(Q(show_in_menus=True) | Q(depth=FOOT_DEPTH)).order_by("path")


def _links(request, pages) -> list[dict]:
    links = [{"title": page.title, "url": page.get_url(request)} for page in pages]
    return [link | {"current": link["url"] == request.path} for link in links if link["url"]]
