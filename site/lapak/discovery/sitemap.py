"""/sitemap.xml: every page that everybody may read, with its picture (sitemaps.org 0.9, Google's image names)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urljoin
from xml.sax.saxutils import escape

from wagtail.images import get_image_model
from wagtail.models import Page, Site

from blog.models import PromotionPage
from lapak.discovery.pictures import LINK_PICTURE
from lapak.pages.models import HomePage
from shop.storefront.feeds.selectors import PICTURE
from shop.storefront.models import ProductPage

# What one file may list.
MOST = 50_000
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
# The picture of each kind of page that has one, and its size: one that the page itself shows, or its head names.
PICTURES = (
    (ProductPage, "photo", PICTURE),
    (HomePage, "hero_photo", LINK_PICTURE),
    (PromotionPage, "photo", "format-jpeg|fill-720x480"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Absolute addresses; `picture` may be empty."""

    address: str
    changed: datetime | None
    picture: str


def entries(site: Site, *, origin: str) -> list[Entry]:
    """In the order of the tree. As many queries for two pages as for two thousand."""
    pictures = _pictures()
    pages = Page.objects.live().public().descendant_of(site.root_page, inclusive=True).order_by("path")
    rows = pages.values_list("pk", "url_path", "last_published_at")[:MOST]
    below = len(site.root_page.url_path)
    return [
        Entry(
            address=urljoin(origin, quote("/" + path[below:])),
            changed=changed,
            picture=urljoin(origin, pictures[page]) if page in pictures else "",
        )
        for page, path, changed in rows
    ]


def document(listed: Iterable[Entry]) -> str:
    urls = "".join(map(_url, listed))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {NAMESPACES}>\n{urls}</urlset>\n'


def _url(entry: Entry) -> str:
    changed = f"<lastmod>{entry.changed.isoformat(timespec='seconds')}</lastmod>" if entry.changed else ""
    picture = f"<image:image><image:loc>{escape(entry.picture)}</image:loc></image:image>" if entry.picture else ""
    return f"<url><loc>{escape(entry.address)}</loc>{changed}{picture}</url>\n"


def _pictures() -> dict[int, str]:
    """Page id -> address of a picture that was made already."""
    found = {}
    for model, field, size in PICTURES:
        photos = dict(model.objects.exclude(**{field: None}).values_list("pk", field))
        made = get_image_model().get_rendition_model().objects.filter(filter_spec=size, image__in=set(photos.values()))
        addresses = {rendition.image_id: rendition.url for rendition in made}
        found |= {page: addresses[photo] for page, photo in photos.items() if photo in addresses}
    return found
