"""What both feeds list: every article of a public product page that has a picture good enough, in the page's order.

The number of queries does not depend on the number of products. Prices come from where the page has them.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urljoin

from django.utils.timezone import localtime
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

from shop.catalog.pricing import Rule
from shop.storefront import photos, selectors
from shop.storefront.feeds.items import (
    LONGEST_DESCRIPTION,
    LONGEST_KIND,
    LONGEST_TITLE,
    SMALLEST_PICTURE,
    Item,
    Sale,
)
from shop.storefront.models import ProductPage
from shop.storefront.selectors import Offer
from shop.storefront.structured import article_key, cut, one_line, told, variant_url

# The largest that the product page shows too, without price or words on it: networks refuse those.
PICTURE = photos.PRODUCT[-1]
# Pages from before pictures were made at publishing have none yet. The others come with a later fetch.
MOST_DRAWN = 20
FIELDS = ("path", "title", "summary", "body", "photo_id", "card_row__url")


def items(*, origin: str, rules: Sequence[Rule]) -> list[Item]:
    """`origin`: the shop's address, such as https://toko.example; an article without a usable picture is left out."""
    pages = list(_pages())
    offers = selectors.offers_of([page.pk for page in pages], rules)
    pictures = _pictures({page.photo_id for page in pages})
    kinds = {shelf.path: shelf.title for shelf in selectors.shelves()}
    found: dict[str, Item] = {}
    for page in (page for page in pages if page.photo_id in pictures):
        for item in _of_page(page, offers[page.pk], pictures[page.photo_id], kinds, origin):
            # An article that stands on several pages is one entry: the first page's.
            found.setdefault(item.key, item)
    return list(found.values())


def _pages():
    public = ProductPage.objects.live().public().filter(card_row__url__gt="", photo__isnull=False)
    return public.select_related("card_row").only(*FIELDS).order_by("path")


def _pictures(wanted: set[int]) -> dict[int, str]:
    """Image id -> address of its picture, for those that are large enough."""
    images = get_image_model()
    made = images.get_rendition_model().objects.filter(filter_spec=PICTURE, image__in=wanted)
    found = {rendition.image_id: rendition for rendition in made}
    if missing := wanted - found.keys():
        drawn = islice(_drawn(images.objects.filter(pk__in=missing).order_by("pk")), MOST_DRAWN)
        found |= {rendition.image_id: rendition for rendition in drawn}
    return {key: each.url for key, each in found.items() if min(each.width, each.height) >= SMALLEST_PICTURE}


def _drawn(images) -> Iterator:
    for image in images:
        try:
            yield image.get_rendition(PICTURE)
        except SourceImageIOError:
            # The file was lost, as on the page.
            continue


def _of_page(page, offers: Sequence[Offer], picture: str, kinds: dict[str, str], origin: str) -> Iterator[Item]:
    several = len(offers) > 1
    title, description = one_line(page.title), cut(told(page), LONGEST_DESCRIPTION)
    link = urljoin(origin, page.card_row.url)
    for offer in offers:
        variant = one_line(offer.label) if several else ""
        yield Item(
            key=article_key(offer),
            group=f"p{page.pk}" if several else "",
            variant=variant,
            title=cut(f"{title}, {variant}" if several else title, LONGEST_TITLE),
            description=description or title,
            link=variant_url(link, offer) if several else link,
            picture=urljoin(origin, picture),
            in_stock=offer.in_stock,
            price=offer.compare_at if offer.since else offer.price,
            sale=_sale(offer),
            kind=cut(kinds.get(page.path[: -page.steplen], ""), LONGEST_KIND),
        )


def _sale(offer: Offer) -> Sale | None:
    if offer.since is None:
        return None
    return Sale(offer.price, localtime(offer.since), localtime(offer.until) if offer.until else None)
