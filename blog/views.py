"""What the templates of promotions are given. The clock is read here and nowhere below."""

from django.utils import timezone

from blog import selectors
from blog.sharing import share_links


def index_context(request) -> dict:
    now = timezone.now()
    return {"listing": selectors.listing(now=now, page=request.GET.get("hal")), "now": now}


def promotion_context(request, page) -> dict:
    index = page.get_parent()
    marks = page.hashtags()
    address = request.build_absolute_uri(page.get_url(request))
    return {
        "stage": page.stage(now=timezone.now()).value,
        "address": address,
        "breadcrumbs": [{"title": index.title, "url": index.get_url(request)}],
        "origin": request.build_absolute_uri("/").rstrip("/"),
        "hashtags": marks,
        "cards": selectors.promoted_cards(page),
        "share_links": share_links(address, text=page.title, marks=marks, campaign=page.slug),
    }
