"""What stands on a notice, and the sheet of paper that it becomes."""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from accounting import money
from lapak.pages import pdf, qr
from lapak.pages.views import opening_context
from shop.catalog.selectors import current_rules
from shop.store import opening
from shop.store.language import in_the_shops_language
from shop.store.selectors import shop
from shop.storefront.selectors import cards_of

# A sheet is drawn anew when anything on it has changed; drawing takes a good part of a second.
SHEET_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Pair:
    """A line with something on the left and something on the right: days and hours, goods and their price."""

    name: str
    value: str
    remark: str = ""


def notice_context(request, page) -> dict:
    address = qr.poster_address(_target(request, page), notice=page.slug)
    with in_the_shops_language():
        pairs = _pairs(request, page, timezone.now())
    return {
        "pairs": pairs,
        "qr_address": address,
        "qr_host": request.get_host(),
        "qr_code": qr.qr_svg(address, title=_("QR code that opens the shop")),
        "pdf_available": pdf.available(),
    }


def paper_response(request, page) -> HttpResponse:
    """The sheet as PDF, under the name of the notice."""
    if not pdf.available():
        raise Http404("this machine cannot draw PDF files")
    with in_the_shops_language():
        html = render_to_string("pages/notice_paper.html", page.get_context(request), request=request)
    name = f"sheet:{hashlib.sha256(html.encode()).hexdigest()}"
    sheet = cache.get_or_set(name, lambda: pdf.drawn(html), SHEET_SECONDS)
    headers = {"Content-Disposition": f'inline; filename="{page.slug}.pdf"', "X-Robots-Tag": "noindex"}
    return HttpResponse(sheet, content_type="application/pdf", headers=headers)


def _target(request, page) -> str:
    target = page.target or (page.promotion if page.kind == page.Kind.PROMOTION else None)
    path = target.get_url(request) if target and target.live else None
    return request.build_absolute_uri(path or "/")


def _pairs(request, page, now) -> list[Pair]:
    if page.kind == page.Kind.HOURS:
        return [Pair(days, hours) for days, hours in opening_context(now)["week"]]
    if page.kind == page.Kind.HOLIDAY:
        return _free_days(now)
    if page.kind == page.Kind.PRICES:
        return _prices(page, current_rules(now=now, request=request))
    return []


def _free_days(now) -> list[Pair]:
    table = shop().timetable
    coming = table.coming(now.astimezone(table.zone).date())[:6]
    return [Pair(opening.period_words(free), opening.free_words(free), free.reason) for free in coming]


def _prices(page, rules) -> list[Pair]:
    cards = cards_of([block.value for block in page.products if block.value], rules)
    return [Pair(card.title, _price(card), "" if card.in_stock else _("Sold out")) for card in cards]


def _price(card) -> str:
    amount = money.format(card.price)
    return _("from %(amount)s") % {"amount": amount} if card.price_from else amount
