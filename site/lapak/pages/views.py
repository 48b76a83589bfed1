"""What the templates of pages are given beyond the page itself."""

from django.utils import timezone

from lapak.pages.selectors import service_area, shop_window
from shop.store import freshness, opening
from shop.store.selectors import shop


def home_context(request, page) -> dict:
    products_page = freshness.remember(request, "shop window", shop_window)
    return {"products_page": products_page, "season": page.season(timezone.localdate())}


def profile_context() -> dict:
    return {"bands": service_area()} | opening_context(timezone.now())


def opening_context(now) -> dict:
    """`open_now`: a sentence for this moment; `week`: (days, hours); `holidays`: sentences, those not over."""
    table = shop().timetable
    today = now.astimezone(table.zone).date()
    return {
        "open_now": opening.status_words(table.status(now), now, table),
        "week": [(opening.day_words(days), opening.span_words(days)) for days in table.week()],
        "holidays": [opening.holiday_words(holiday) for holiday in table.coming(today)],
    }
