"""What the templates of promotions are given. The clock is read here and nowhere below."""

from django.utils import timezone

from blog import selectors
from shop.catalog.selectors import current_rules
from shop.store import freshness
from shop.storefront.contexts import label_url


def index_context(request) -> dict:
    now = timezone.now()
    return {"listing": selectors.listing(now=now, page=request.GET.get("hal")), "now": now}


def promotion_context(request, page) -> dict:
    index = page.get_parent()
    now = timezone.now()
    slugs = freshness.remember(request, "labels by hashtag", selectors.labels_by_hashtag)
    return {
        "hashtags": [(mark, label_url(request, slugs.get(mark.casefold(), ""))) for mark in page.hashtags()],
        "stage": page.stage(now=now).value,
        "announced": selectors.announced(page, now=now),
        "breadcrumbs": [{"title": index.title, "url": index.get_url(request)}],
        "cards": selectors.promoted_cards(page, current_rules(now=now, request=request)),
    }
