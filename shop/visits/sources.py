"""Where a visit comes from: a closed list, so that nobody can write a name of his own into the report. Pure.

A tag in the address counts first (blog.share and lapak.pages.qr write them), then the kind of site that the browser
names as Referer. What is named is forgotten at once: only the class stays.
"""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext_lazy as _

DIRECT, SITE, OTHER = "direct", "site", "other"
LABELS = {
    "whatsapp": "WhatsApp",
    "instagram": "Instagram",
    "facebook": "Facebook",
    "tiktok": "TikTok",
    "telegram": "Telegram",
    "x": "X",
    "google": "Google",
    "poster": _("QR code on paper"),
    "salin": _("Copied link"),
    "bagikan": _("Share button of the phone"),
    SITE: _("Another site"),
    OTHER: _("Another link"),
    DIRECT: _("Direct or unknown"),
}
CAMPAIGN_LENGTH = 255
# Longer addresses and texts are nobody's link.
LONGEST = 2000
_CAMPAIGN = re.compile(rf"[-\w]{{1,{CAMPAIGN_LENGTH}}}")
_PAGE = re.compile(r"halaman-([1-9][0-9]{0,17})")
_HOSTS = {
    "whatsapp.com": "whatsapp",
    "wa.me": "whatsapp",
    "instagram.com": "instagram",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "tiktok.com": "tiktok",
    "telegram.org": "telegram",
    "t.me": "telegram",
    "x.com": "x",
    "twitter.com": "x",
    "t.co": "x",
}
# Of every country: google.com, www.google.co.id.
_GOOGLE = re.compile(r"(.+\.)?google(\.[a-z]{2,3}){1,2}")


class Origin(NamedTuple):
    """`source`: a key of LABELS; `campaign`: of the page whose link was passed on, or empty."""

    source: str = DIRECT
    campaign: str = ""


class Referer(NamedTuple):
    """The page before: whether it is of this shop, its host, and the query of its address."""

    inside: bool = False
    host: str = ""
    query: str = ""


def campaign_of(page: int) -> str:
    """The name under which visits by links of this page are counted: nothing that the owner edits changes it."""
    return f"halaman-{page}"


def page_of(campaign: str) -> int | None:
    """The id of a page; None for a name of another form."""
    found = _PAGE.fullmatch(campaign)
    return int(found[1]) if found else None


def tagged(source: str, campaign: str) -> Origin | None:
    """By the words of a tag; None without a source."""
    if not source:
        return None
    known = source.lower()
    return Origin(known if known in LABELS else OTHER, campaign if _CAMPAIGN.fullmatch(campaign) else "")


def of_query(query: str) -> Origin | None:
    """By the tag in an address; None without one."""
    if "utm_source" not in query or len(query) > LONGEST:
        return None
    words = parse_qs(query)
    return tagged(words.get("utm_source", [""])[0], words.get("utm_campaign", [""])[0])


def of_host(host: str) -> Origin:
    """By the kind of site: `l.facebook.com` is Facebook, one that is not known is "another site"."""
    name = host.lower().rstrip(".")
    if not name:
        return Origin()
    if _GOOGLE.fullmatch(name):
        return Origin("google")
    known = (source for site, source in _HOSTS.items() if name == site or name.endswith(f".{site}"))
    return Origin(next(known, SITE))


def of_page(query: str, before: Referer) -> Origin:
    """Of a page that is looked at: its own tag, then what the page before tells."""
    if found := of_query(query):
        return found
    return (of_query(before.query) or Origin()) if before.inside else of_host(before.host)


def referer(text: str, *, here: str) -> Referer:
    """`here`: host and port of this shop. An address that cannot be read tells nothing."""
    try:
        parts = urlsplit(text[:LONGEST])
        return Referer(bool(parts.netloc) and parts.netloc.lower() == here.lower(), parts.hostname or "", parts.query)
    except ValueError:
        return Referer()
