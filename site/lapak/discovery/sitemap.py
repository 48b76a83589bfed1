"""/sitemap.xml: every page that everybody may read, with its pictures (sitemaps.org 0.9, Google's image names)."""

from collections import defaultdict
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
from shop.storefront import lists
from shop.storefront.contexts import label_under
from shop.storefront.feeds.selectors import PICTURE
from shop.storefront.models import ProductPage, ProductPhoto

# What one file may list.
MOST = 50_000
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
# Where pictures of pages stand (model, its page, its image), the first one first, and their size: one that the page
# itself shows, or its head names.
PICTURES = (
    (ProductPage, "pk", "photo", PICTURE),
    (ProductPhoto, "page", "image", PICTURE),
    (HomePage, "pk", "hero_photo", LINK_PICTURE),
    (PromotionPage, "pk", "photo", "format-jpeg|fill-720x480"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Absolute addresses."""

    address: str
    changed: datetime | None = None
    pictures: tuple[str, ...] = ()


def entries(site: Site, *, origin: str) -> list[Entry]:
    """Pages in the order of the tree, then the lists by label. As many queries for two pages as for two thousand."""
    pictures = _pictures()
    pages = Page.objects.live().public().descendant_of(site.root_page, inclusive=True).order_by("path")
    rows = pages.values_list("pk", "url_path", "last_published_at")[:MOST]
    below = len(site.root_page.url_path)
    listed = [
        Entry(
            address=urljoin(origin, quote("/" + path[below:])),
            changed=changed,
            pictures=tuple(urljoin(origin, url) for url in pictures[page]),
        )
        for page, path, changed in rows
    ]
    return (listed + [Entry(urljoin(origin, path)) for path in _label_paths()])[:MOST]


def document(listed: Iterable[Entry]) -> str:
    urls = "".join(map(_url, listed))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {NAMESPACES}>\n{urls}</urlset>\n'


def _url(entry: Entry) -> str:
    changed = f"<lastmod>{entry.changed.isoformat(timespec='seconds')}</lastmod>" if entry.changed else ""
    pictures = "".join(f"<image:image><image:loc>{escape(url)}</image:loc></image:image>" for url in entry.pictures)
    return f"<url><loc>{escape(entry.address)}</loc>{changed}{pictures}</url>\n"


def _pictures() -> dict[int, list[str]]:
    """Page id -> addresses of pictures that were made already, each once."""
    found = defaultdict(list)
    for model, page, image, size in PICTURES:
        shown = model.objects.exclude(**{image: None})
        made = get_image_model().get_rendition_model().objects.filter(filter_spec=size, image__in=shown.values(image))
        addresses = {rendition.image_id: rendition.url for rendition in made}
        for here, photo in shown.values_list(page, image):
            if photo in addresses and addresses[photo] not in found[here]:
                found[here].append(addresses[photo])
    return found


def _label_paths() -> list[str]:
    """Of the lists of labels that goods carry."""
    below = lists.labels_at()
    return [label_under(below, slug) for slug in sorted(set(lists.label_names().values()))] if below else []
