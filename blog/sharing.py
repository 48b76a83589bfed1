"""Plain links that open a share form of each network. No script, no third-party button: the reader's click is all."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit, urlunsplit


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


def share_links(url: str, *, text: str, marks: list[str], campaign: str) -> list[ShareLink]:
    """`marks` are hashtags with their `#`. Facebook takes the address only and reads the rest from the page."""
    caption = " ".join([text, *marks])

    def link(network: str, source: str, base: str, **params: str) -> ShareLink:
        target = tagged(url, source=source, medium="social", campaign=campaign)
        filled = {name: value.format(url=target) for name, value in params.items()}
        return ShareLink(network, f"{base}?{urlencode(filled, quote_via=quote)}")

    safe = caption.replace("{", "{{").replace("}", "}}")
    return [
        link("WhatsApp", "whatsapp", "https://wa.me/", text=f"{safe}\n{{url}}"),
        link("Facebook", "facebook", "https://www.facebook.com/sharer/sharer.php", u="{url}"),
        link("Telegram", "telegram", "https://t.me/share/url", url="{url}", text=safe),
        link("X", "x", "https://x.com/intent/post", text=safe, url="{url}"),
    ]
