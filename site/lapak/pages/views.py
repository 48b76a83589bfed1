"""What the templates of pages are given beyond the page itself."""

from django.utils.translation import gettext as _

from lapak.pages import qr
from lapak.pages.selectors import shop_window


def home_context(page) -> dict:
    return {"products_page": shop_window()}


def notice_context(request) -> dict:
    """The code leads to the address under which the notice itself is being read."""
    address = qr.poster_address(request.build_absolute_uri("/"))
    return {
        "qr_address": address,
        "qr_host": request.get_host(),
        "qr_code": qr.qr_svg(address, title=_("QR code that opens the shop")),
    }
