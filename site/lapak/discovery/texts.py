"""/robots.txt and /llms.txt. Pure."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

# Baskets, orders and searches are each visitor's own; /bagikan/ stays open: networks fetch their pictures there.
CLOSED = ("/admin/", "/cari/", "/checkout/", "/keranjang/", "/lacak/", "/pesanan/")

Link = tuple[str, str]


def robots(*, sitemap: str) -> str:
    rules = "".join(f"Disallow: {path}\n" for path in CLOSED)
    return f"User-agent: *\n{rules}\nSitemap: {sitemap}\n"


def llms(*, shop, cash: Iterable[str], pages: Iterable[Link], categories: Iterable[Link], lists: Iterable[Link]) -> str:
    """The shop in a page of Markdown, as llmstxt.org proposes: name, sentence, facts, links with their titles. `cash`:
    sentences on where it may be paid in cash."""
    facts = [
        (_("Address"), shop.address),
        (_("Opening hours"), shop.hours),
        ("WhatsApp", f"+{shop.whatsapp}" if shop.whatsapp else ""),
        (_("E-mail"), shop.email),
    ]
    parts = [f"# {_line(shop.name)}\n"]
    if shop.tagline:
        parts.append(f"> {_line(shop.tagline)}\n")
    paying = _("Prices are in rupiah. No account is needed to order; payment is by bank transfer.")
    parts.append(" ".join([paying, *cash]) + "\n")
    parts.append("".join(f"- {name}: {_line(value)}\n" for name, value in facts if value))
    sections = ((_("Main pages"), pages), (_("Categories"), categories), (_("Lists for machines"), lists))
    parts.extend(_section(title, links) for title, links in sections)
    return "\n".join(filter(None, parts))


def _section(title: str, links: Iterable[Link]) -> str:
    rows = "".join(f"- [{_line(name)}]({url})\n" for name, url in links)
    return f"## {title}\n\n{rows}" if rows else ""


def _line(text: str) -> str:
    return " ".join(text.split()).replace("[", "(").replace("]", ")")
