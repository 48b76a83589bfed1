"""What every page of the shop may show: who the shop is, and the ways around.

Nothing is asked of the database before a template uses it, so the editor's pages pay nothing for it.
"""

from functools import cache

from django.db.models import Q, QuerySet
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page

from lapak.pages.models import NoticePage, PlainPage
from shop.store import freshness, questions
from shop.store import selectors as store

# Children of the home page: the pages of the foot.
FOOT_DEPTH = 3


def shop(request) -> dict:
    """`shop`: the settings. `menu` and `foot_menu`: lists of {title, url, current}. `returns_url`: the page that tells
    when goods are taken back, or empty."""
    links = cache(lambda: freshness.remember(request, "links", _links))
    return {
        "shop": SimpleLazyObject(lambda: freshness.remember(request, "shop", store.shop)),
        "menu": cache(lambda: [_here(request, link) for link in links() if link["in_menu"]]),
        "foot_menu": cache(lambda: [_here(request, link) for link in links() if not link["in_menu"]]),
        "returns_url": cache(lambda: freshness.remember(request, "returns", _returns_url)),
    }


def _links() -> list[dict]:
    """Of both menus: what the owner put into menus, and the other pages right below home. Of the notices, which hang
    in the shop, only the health protocol needs a link."""
    return list(map(_link, questions.instances(_pages, FOOT_DEPTH, NoticePage.Kind.HEALTH.value)))


def _pages(depth, kind) -> QuerySet[Page]:
    below_home = Q(depth=depth) & (Q(noticepage=None) | Q(noticepage__kind=kind))
    return Page.objects.live().filter(Q(show_in_menus=True) | below_home).order_by("path")


def _link(page: Page) -> dict:
    return {"title": page.title, "url": page.get_url(), "in_menu": page.show_in_menus}


def _returns_url() -> str:
    return next((page.get_url() for page in questions.instances(_of_purpose, PlainPage.Purpose.RETURNS.value)), "")


def _of_purpose(purpose) -> QuerySet[PlainPage]:
    return PlainPage.objects.live().filter(purpose=purpose).order_by("path")[:1]


def _here(request, link: dict) -> dict:
    return link | {"current": link["url"] == request.path}
