"""/promo/rss.xml: promotions for feed readers, newest first."""

import html

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from blog.models import PromotionIndexPage, PromotionPage
from blog.share.subjects import period
from shop.store.language import in_the_shops_language
from shop.store.selectors import shop
from shop.storefront.structured import one_line

MOST = 30


@require_safe
@cache_control(no_cache=True)
def promotions(request):
    with in_the_shops_language():
        feed = _feed(request)
        for page in newest():
            _add(feed, request, page)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def newest():
    return PromotionPage.objects.live().public().order_by("-first_published_at", "-pk")[:MOST]


def _feed(request) -> Rss201rev2Feed:
    here, index = shop(), PromotionIndexPage.objects.live().first()
    return Rss201rev2Feed(
        title=one_line(_("Promotions of %(shop)s") % {"shop": here.name}),
        link=request.build_absolute_uri((index and index.get_url(request)) or "/"),
        description=_text(here.tagline or here.name),
        language=settings.LANGUAGE_CODE,
        feed_url=request.build_absolute_uri(request.path),
    )


def _add(feed: Rss201rev2Feed, request, page: PromotionPage) -> None:
    address = request.build_absolute_uri(page.get_url(request))
    feed.add_item(
        title=one_line(page.title),
        link=address,
        unique_id=address,
        unique_id_is_permalink=True,
        description=_text(f"{page.summary} ({period(page)})"),
        pubdate=page.first_published_at,
    )


def _text(words: str) -> str:
    """Readers take a description for markup, so its own signs are escaped."""
    return html.escape(one_line(words), quote=False)
