"""What can be shared: a product or a promotion, with the price of the moment. The only place here that reads prices."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog import selectors
from blog.hashtags import hashtags
from blog.models import PromotionPage
from shop.catalog.pricing import Rule
from shop.store.language import in_the_shops_language
from shop.storefront import selectors as storefront
from shop.storefront.models import ProductPage

PRODUCT, PROMOTION = "produk", "promo"
MODELS = {PRODUCT: ProductPage, PROMOTION: PromotionPage}
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Price:
    """Rupiah. `before` is the price that is struck out; `several`: this is the lowest of several."""

    amount: int
    before: int | None = None
    several: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """`note`: unit and content, or the days of a promotion. `photos`: images of the editor, best first."""

    kind: str
    page: ProductPage | PromotionPage
    price: Price | None
    note: str
    photos: tuple
    marks: tuple[str, ...]


def public_page(kind: str, pk: int) -> ProductPage | PromotionPage | None:
    """As everybody may see it; None for drafts, for what is kept to some, and for nonsense."""
    model = MODELS.get(kind)
    if model is None or pk > LARGEST_KEY:
        return None
    return model.objects.live().public().filter(pk=pk).select_related("photo").first()


def kind_of(page) -> str | None:
    return next((kind for kind, model in MODELS.items() if isinstance(page, model)), None)


def subject_under(page, rules: Sequence[Rule]) -> Subject:
    """With the prices under these rules."""
    if isinstance(page, ProductPage):
        return subject(page, offers=storefront.offers(page, rules))
    return subject(page, cards=selectors.promoted_cards(page, rules))


def subject(page, **known) -> Subject:
    """`known`: what a page has already asked for itself (offers, photo and marks, or cards). What is posted speaks as
    the shop does, also when its owner has the editor in English."""
    with in_the_shops_language():
        return _product(page, **known) if isinstance(page, ProductPage) else _promotion(page, **known)


def _product(page: ProductPage, *, offers, photo=None, marks=None) -> Subject:
    photo = photo or page.photo
    return Subject(
        kind=PRODUCT,
        page=page,
        price=_price_of(offers),
        note=" · ".join(filter(None, (_unit(offers), page.net))),
        photos=(photo,) if photo else (),
        marks=tuple(hashtags(tag.name for tag in page.tags.all()) if marks is None else marks),
    )


def _promotion(page: PromotionPage, *, cards) -> Subject:
    return Subject(
        kind=PROMOTION,
        page=page,
        price=_lowest(cards),
        note=period(page),
        photos=(page.photo,) if page.photo else _promoted_photos(page),
        marks=tuple(page.hashtags()),
    )


def _promoted_photos(page: PromotionPage) -> tuple:
    products = [row.product for row in page.promoted.select_related("product__photo").all()]
    return tuple(product.photo for product in products if product.live and product.photo)


def _price_of(offers) -> Price | None:
    """The lowest of what can be bought, as on the product's card."""
    if not offers:
        return None
    first = storefront.cheapest(offers)
    return Price(first.price, first.compare_at, storefront.has_several_prices(offers))


def _lowest(cards) -> Price | None:
    if not cards:
        return None
    first = storefront.cheapest(cards)
    return Price(first.price, first.compare_at, first.price_from or storefront.has_several_prices(cards))


def _unit(offers) -> str:
    units = {offer.unit for offer in offers}
    return _("per %(unit)s") % {"unit": units.pop()} if len(units) == 1 else ""


def period(page: PromotionPage) -> str:
    """`20–30 November 2026`: what both days have in common is said once."""
    first, last = page.valid_from, page.valid_until
    if last is None:
        return _("From %(first)s until further notice") % {"first": date_format(first, "j F Y")}
    if first == last:
        return date_format(last, "j F Y")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_format(last, 'j F Y')}"
    start = date_format(first, "j F" if first.year == last.year else "j F Y")
    return _("%(first)s to %(last)s") % {"first": start, "last": date_format(last, "j F Y")}
