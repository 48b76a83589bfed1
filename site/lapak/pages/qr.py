"""QR codes for paper. Drawn on the server as SVG: sharp at every size, and no script or third party is involved."""

from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe

from shop.visits.sources import campaign_of


def poster_address(address: str, *, notice: int) -> str:
    """Where a reader of the paper lands; the tags tell these visits apart from others, and one notice (by its page's
    number) from another."""
    return f"{address}?{urlencode({'utm_source': 'poster', 'utm_medium': 'qr', 'utm_campaign': campaign_of(notice)})}"


def qr_svg(payload: str, *, title: str) -> SafeString:
    """Level M survives a crease or a drop of water. Segno escapes the title."""
    import segno  # megabytes of XML writers, loaded with the first notice

    code = segno.make(payload, error="m", micro=False)
    return mark_safe(code.svg_inline(scale=4, border=4, title=title, omitsize=True, dark="#000", light="#fff"))
