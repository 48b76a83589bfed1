"""Plain links that open a share form of each network. No script, no third-party button: the reader's click is all."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from blog.share import captions
from blog.share.captions import Post
from shop.store.whatsapp import whatsapp_share_url

MEDIUM = "social"


@dataclass(frozen=True, slots=True)
class ShareLink:
    network: str
    url: str


def tagged(url: str, *, source: str, medium: str, campaign: str) -> str:
    """The address with UTM tags added after its own query, so that visits can be told apart by where they came from."""
    parts = urlsplit(url)
    utm = urlencode({"utm_source": source, "utm_medium": medium, "utm_campaign": campaign})
    query = f"{parts.query}&{utm}" if parts.query else utm
    return urlunsplit(parts._replace(query=query))


def share_links(url: str, *, post: Post, campaign: str) -> tuple[ShareLink, ...]:
    """Facebook takes the address only and reads the rest from the page."""

    def target(source: str) -> str:
        return tagged(url, source=source, medium=MEDIUM, campaign=campaign)

    def link(network: str, base: str, **params: str) -> ShareLink:
        return ShareLink(network, f"{base}?{urlencode(params, quote_via=quote)}")

    text = captions.short(post)
    return (
        ShareLink("WhatsApp", whatsapp_share_url(captions.whatsapp(post, target("whatsapp")))),
        link("Facebook", "https://www.facebook.com/sharer/sharer.php", u=target("facebook")),
        link("Telegram", "https://t.me/share/url", url=target("telegram"), text=text),
        link("X", "https://x.com/intent/post", text=text, url=target("x")),
    )
