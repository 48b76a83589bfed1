"""Which schema.org nodes each kind of page has."""

from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import PromotionPage
from blog.structured import posting
from lapak.discovery.delivery import delivery
from lapak.discovery.pictures import shops_picture
from lapak.discovery.reading import LONGEST_DESCRIPTION, Reading
from lapak.discovery.structured import store, website
from lapak.pages.models import HomePage, PlainPage, ProfilePage
from shop.storefront import structured
from shop.storefront.lists import PAGE_SIZE
from shop.storefront.models import CategoryPage, ProductIndexPage, ProductPage


def nodes_of(reading: Reading) -> list[dict]:
    makers = MAKERS.get(type(reading.page), (_breadcrumbs,))
    return [node for make in makers if (node := make(reading))]


def _website(reading: Reading) -> dict:
    return website(name=reading.shop.name, origin=reading.origin)


def _store(reading: Reading) -> dict:
    picture = shops_picture(reading.request)
    return store(
        reading.shop,
        origin=reading.origin,
        picture=reading.whole(picture.url) if picture else "",
        today=timezone.localdate(),
    )


def _product(reading: Reading) -> dict:
    """Nothing without an offer: a product without a price is none for search engines."""
    page, offers, shelves = reading.page, reading.context["offers"], reading.context["breadcrumbs"]
    return offers and structured.product(
        name=page.title,
        url=reading.address,
        description=page.search_description or structured.cut(structured.told(page), LONGEST_DESCRIPTION),
        pictures=[reading.whole(photo.pictures.largest[0]) for photo in reading.context["photos"]],
        offers=offers,
        seller=reading.shop.name,
        delivery=delivery(reading.request),
        category=shelves[-1].title if shelves else "",
    )


def _promotion(reading: Reading) -> dict:
    return _posting(reading, "BlogPosting")


def _article(reading: Reading) -> dict:
    """Terms and rules are none."""
    return {} if reading.page.purpose else _posting(reading, "Article")


def _posting(reading: Reading, kind: str) -> dict:
    page, kit = reading.page, getattr(reading.request, "share_kit", None)
    return posting(
        kind,
        headline=page.title,
        description=reading.sentence,
        url=reading.address,
        picture=kit.link_picture_address if kit else "",
        published=page.first_published_at,
        changed=page.last_published_at,
        publisher=reading.shop.name,
        publisher_url=reading.origin,
    )


def _listing(reading: Reading) -> dict:
    """Only of the whole list in its own order."""
    cards = () if reading.filtered else reading.context["cards"]
    links = [(card.title, reading.whole(card.url)) for card in cards]
    return links and structured.listing(links, first=(reading.number - 1) * PAGE_SIZE + 1)


def _breadcrumbs(reading: Reading) -> dict:
    steps = [(_("Home"), "/"), *map(_step, _above(reading)), (reading.name, reading.address)]
    return structured.breadcrumbs((name, reading.whole(url)) for name, url in steps)


def _above(reading: Reading) -> list:
    """Lists are shelves themselves, and know the others; other pages bring their path along."""
    here = reading.page
    if isinstance(here, ProductIndexPage | CategoryPage):
        above = [each for each in reading.context["shelves"] if here.path.startswith(each.path)]
        return above if reading.has_own_address else [each for each in above if each.pk != here.pk]
    return reading.context.get("breadcrumbs", [])


def _step(crumb) -> tuple[str, str]:
    return (crumb["title"], crumb["url"]) if isinstance(crumb, dict) else (crumb.title, crumb.url)


MAKERS = {
    HomePage: (_website, _store),
    ProfilePage: (_store, _breadcrumbs),
    ProductIndexPage: (_breadcrumbs, _listing),
    CategoryPage: (_breadcrumbs, _listing),
    ProductPage: (_product, _breadcrumbs),
    PromotionPage: (_promotion, _breadcrumbs),
    PlainPage: (_article, _breadcrumbs),
}
