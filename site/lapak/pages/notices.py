"""What stands on a notice, and the sheet of paper that it becomes."""

import hashlib
from bisect import bisect_left
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.coreutils import get_dummy_request

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
# More lines, or letters on a line, than any sheet holds in its smallest type: that is known without laying them out.
MOST_LINES, MOST_LETTERS = 66, 200
# So long does a notice of holidays hang.
A_YEAR = timedelta(days=365)
# Of the same words the size stays the same.
SIZE_SECONDS = 7 * 24 * 3600
# Type of a sheet in percent of its usual one, the largest first; each has its rule in notice.css. Long lists are
# printed smaller, but no word below 9 pt on A4 and 6.5 pt on A5: smaller ones nobody reads on a wall.
SIZES = {"a4": (100, 93, 86, 79, 72, 65), "a5": (100, 93, 86, 79, 72, 67)}


@dataclass(frozen=True, slots=True)
class Pair:
    """A line with something on the left and something on the right: days and hours, goods and their price."""

    name: str
    value: str
    remark: str = ""


def notice_context(request, page) -> dict:
    """`size`: percent of the usual type, the same for the PDF and for a browser that prints the page; `too_long`: what
    the owner is told when even the smallest type takes more than one sheet, else empty."""
    with in_the_shops_language():
        words = _words(request, page)
        size = _size(request, words)
    return words | {
        "size": size or SIZES[page.paper][-1],
        "too_long": "" if size else too_long_words(page),
        "pdf_available": pdf.available(),
    }


def fits_on_a_sheet(page) -> bool:
    """Of a notice that need not be saved yet. True on a machine that cannot tell. Takes a good part of a second."""
    if not pdf.available():
        return True
    request = get_dummy_request()
    with in_the_shops_language():
        return _fits(request, _words(request, page), SIZES[page.paper][-1])


def too_long_words(page) -> str:
    """What the owner is told of a notice that does not fit, and what to do."""
    return _(
        "This notice does not fit on one sheet of %(paper)s, even in the smallest type that can be read on a wall. "
        "Shorten the text, or split the notice in two."
    ) % {"paper": page.get_paper_display()}


def paper_response(request, page) -> HttpResponse:
    """The sheet as PDF, under the name of the notice."""
    if not pdf.available():
        raise Http404("this machine cannot draw PDF files")
    context = page.get_context(request)
    if context["too_long"]:
        return _too_long_response(request, context)
    with in_the_shops_language():
        html = _on_paper(request, context, context["size"])
    sheet = cache.get_or_set(_name("sheet", html), lambda: pdf.drawn(html), SHEET_SECONDS)
    headers = {"Content-Disposition": f'inline; filename="{page.slug}.pdf"', "X-Robots-Tag": "noindex"}
    return HttpResponse(sheet, content_type="application/pdf", headers=headers)


def _too_long_response(request, context) -> HttpResponse:
    """Rather than a sheet that is cut off."""
    answer = render(request, "pages/notice_too_long.html", context, status=422)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _words(request, page) -> dict:
    address = qr.poster_address(_target(request, page), notice=page.pk)
    return {
        "page": page,
        "promotion": _promotion(page),
        "pairs": _pairs(request, page, timezone.now()),
        "qr_address": address,
        "qr_host": request.get_host(),
        "qr_code": qr.qr_svg(address, title=_("QR code that opens the shop")),
    }


def _size(request, words) -> int | None:
    """The largest with which all fits on one sheet; None when none does. The usual one where nobody can tell."""
    sizes = SIZES[words["page"].paper]
    if not pdf.available():
        return sizes[0]
    name = _name("size", _on_paper(request, words, sizes[0]))
    return cache.get_or_set(name, lambda: _largest(request, words, sizes), SIZE_SECONDS)


def _largest(request, words, sizes) -> int | None:
    """Most notices fit in their usual type: one look. The others take three more."""

    def fits(size: int) -> bool:
        return _fits(request, words, size)

    place = 0 if fits(sizes[0]) else bisect_left(sizes, True, lo=1, key=fits)
    return sizes[place] if place < len(sizes) else None


def _fits(request, words, size: int) -> bool:
    return _lines(words["page"]) <= MOST_LINES and pdf.fits(_on_paper(request, words, size))


def _lines(page) -> int:
    """At least so many do the smaller lines take, the only words without a limit of their own."""
    return sum(1 + len(line) // MOST_LETTERS for line in page.extra_lines)


def _on_paper(request, words, size: int) -> str:
    return render_to_string("pages/notice_paper.html", words | {"size": size}, request=request)


def _name(what: str, html: str) -> str:
    return f"{what}:{hashlib.sha256(html.encode()).hexdigest()}"


def _promotion(page):
    """The post that the notice announces, as long as visitors can read it too."""
    announced = page.promotion if page.kind == page.Kind.PROMOTION else None
    return announced if announced and announced.live else None


def _target(request, page) -> str:
    target = page.target or _promotion(page)
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
    coming = table.coming(now.astimezone(table.zone).date(), within=A_YEAR)
    return [Pair(opening.period_words(free), opening.free_words(free), free.reason) for free in coming]


def _prices(page, rules) -> list[Pair]:
    cards = cards_of([block.value for block in page.products if block.value], rules)
    return [Pair(card.title, _price(card), "" if card.in_stock else _("Sold out")) for card in cards]


def _price(card) -> str:
    amount = money.format(card.price)
    return _("from %(amount)s") % {"amount": amount} if card.price_from else amount
