"""Is my shop complete? What the law asks for, what buyers look for, and where each gap is mended.

Sources: UU 8/1999 (consumers), PP 80/2019 articles 13 and 27 and Permendag 31/2023 article 11 (who sells, complaints,
proof of standards), UU 27/2022 (personal data), PerBPOM 31/2018 (label of food), halal duty of micro businesses since
18 October 2026 (PP 42/2024). A list of hints, not legal advice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model
from wagtail.models import Page

from blog.models import PromotionPage
from lapak.pages.clauses import refuses_returns
from lapak.pages.models import HomePage, NoticePage, PlainPage, ProfilePage
from shop.payments.models import BankAccount
from shop.shipping.models import Zone
from shop.store.models import Shop
from shop.store.selectors import shop as current_shop
from shop.storefront.models import ProductListing, ProductPage

# A list longer than this is mended one page of the list at a time.
MOST_NAMED = 8


class Level(StrEnum):
    """`MUST`: the law or a buyer's purse is hurt. `SHOULD`: buyers would trust the shop more."""

    MUST = "must"
    SHOULD = "should"


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that lacks it."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One question. `lacking` names what to mend, at most MOST_NAMED of `count`."""

    title: str
    why: str
    level: Level
    count: int
    url: str
    lacking: tuple[Named, ...] = ()

    @property
    def fine(self) -> bool:
        return self.count == 0

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.lacking)


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: tuple[Line, ...]


def sections() -> list[Section]:
    """A fixed number of queries, however many products there are."""
    shop, products = current_shop(), _live_products()
    return [
        Section(_("What the law asks for"), tuple(_duties(shop, products))),
        Section(_("Selling"), tuple(_selling())),
        Section(_("Products"), tuple(_products(products))),
        Section(_("Trust"), tuple(_trust(shop))),
    ]


def missing() -> int:
    """How many things that must be there are not."""
    return sum(not line.fine for part in sections() for line in part.lines if line.level == Level.MUST)


def _duties(shop: Shop, products: list[ProductPage]) -> Iterator[Line]:
    settings = _settings_url()

    def told(title: str, value: str, why: str) -> Line:
        return Line(title, why, Level.MUST, int(not value), settings)

    yield told(_("Name of the owner"), shop.owner_name, _("Buyers must know who sells to them."))
    yield told(_("Full address"), shop.street and shop.city, _("Street and city, for complaints and returns."))
    yield told(_("Contact"), shop.whatsapp or shop.email, _("A WhatsApp number or an e-mail address."))
    written = {page.purpose for page in PlainPage.objects.live().exclude(purpose="") if page.intro or page.body}
    for purpose, why in _pages_asked_for():
        yield Line(str(purpose.label), why, Level.MUST, int(purpose not in written), _plain_pages_url())
    yield _forbidden_clauses(products)
    yield Line(_("Business number (NIB)"), _("Free of charge at oss.go.id."), Level.SHOULD, int(not shop.nib), settings)


def _pages_asked_for():
    purpose = PlainPage.Purpose
    yield purpose.TERMS, _("What applies between buyer and shop.")
    yield purpose.PRIVACY, _("Which data you keep, why and for how long (UU 27/2022).")
    yield purpose.RETURNS, _("When goods or money are given back (UU 8/1999).")
    yield purpose.COMPLAINTS, _("The way, a time limit, and the contact of Ditjen PKTN (PP 80/2019).")


def _forbidden_clauses(products: list[ProductPage]) -> Line:
    # Not the guide, which may tell owners what they must not write.
    kinds = (HomePage, ProfilePage, PlainPage, NoticePage, PromotionPage)
    pages = [page for kind in kinds for page in kind.objects.live().order_by("path")]
    guilty = [page for page in pages + products if any(map(refuses_returns, _texts(page)))]
    why = _("“Goods once bought cannot be returned” is void, and forbidden (UU 8/1999, article 18).")
    return _of_pages(_("No sentence that refuses returns"), why, Level.MUST, guilty)


def _texts(page: Page) -> Iterator[str]:
    """All that the owner wrote on it, one text for each field or block."""
    yield page.title
    for field in page._meta.local_fields:
        value = getattr(page, field.attname)
        if isinstance(value, StreamValue):
            yield from (" ".join(_words(block["value"])) for block in value.raw_data)
        elif isinstance(value, str):
            yield value


def _words(value) -> Iterator[str]:
    """Of a block as it is stored: to render it would ask for its pictures."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _words(part)


def _selling() -> Iterator[Line]:
    accounts = int(not BankAccount.objects.filter(active=True).exists())
    yield Line(_("Bank account"), _("Without one nobody can pay."), Level.MUST, accounts, _list_url(BankAccount))
    zones = int(not Zone.objects.filter(active=True).exists())
    yield Line(_("Delivery zones"), _("Without one buyers can only pick up."), Level.SHOULD, zones, _list_url(Zone))


def _live_products() -> list[ProductPage]:
    sold = ProductListing.objects.filter(page=OuterRef("pk"), sku__archived_at=None)
    asked = {"has_price": Exists(sold), "is_food": Exists(sold.filter(sku__is_food=True))}
    return list(ProductPage.objects.live().annotate(**asked).order_by("path"))


def _products(pages: list[ProductPage]) -> Iterator[Line]:
    food = [page for page in pages if page.is_food]

    yield _of_pages(
        _("Price"), _("Lists no article: it cannot be bought."), Level.MUST, [p for p in pages if not p.has_price]
    )
    yield _of_pages(_("Photo"), _("Buyers buy what they see."), Level.SHOULD, [p for p in pages if not p.photo_id])
    why = _("Duty for food since October 2026: certified, not certified yet or not halal, as it is.")
    yield _of_pages(_("Halal status of food"), why, Level.MUST, [p for p in food if not p.halal])
    why = _("A certificate has a number, and buyers look it up.")
    certified = [p for p in pages if p.halal == ProductPage.Halal.CERTIFIED and not p.halal_number]
    yield _of_pages(_("Number of the halal certificate"), why, Level.MUST, certified)
    why = _("How long food keeps, or until when it is good.")
    yield _of_pages(_("Shelf life of food"), why, Level.MUST, [p for p in food if not p.shelf_life])
    why = _("Packed food that keeps for seven days or more needs one.")
    yield _of_pages(_("P-IRT or BPOM number of food"), why, Level.SHOULD, [p for p in food if not p.permit_number])
    yield _of_pages(
        _("Ingredients of food"), _("Part of the label."), Level.SHOULD, [p for p in food if not p.ingredients]
    )
    why = _("Buyers compare it with the price, and the label of food must tell it.")
    yield _of_pages(_("Net weight or content"), why, Level.SHOULD, [p for p in pages if not p.net])


def _trust(shop: Shop) -> Iterator[Line]:
    hours = int(not shop.week)
    yield Line(_("Opening hours"), _("When somebody answers."), Level.SHOULD, hours, _settings_url())
    profile = ProfilePage.objects.live().first()
    where = _edit_url(profile) if profile else _plain_pages_url()
    why = _("Steps, photos or a sketch map: buyers must find you.")
    yield Line(_("The way to us"), why, Level.SHOULD, int(not (profile and (profile.way_in or profile.sketch))), where)
    silent = get_image_model().objects.filter(Q(description="") | Q(description__isnull=True)).order_by("pk")
    named = tuple(Named(i.title, reverse("wagtailimages:edit", args=[i.pk])) for i in silent[:MOST_NAMED])
    why = _("People who cannot see a photo hear its description.")
    index = reverse("wagtailimages:index")
    yield Line(_("Descriptions of photos"), why, Level.SHOULD, silent.count(), index, named)


def _of_pages(title: str, why: str, level: Level, pages: list) -> Line:
    named = tuple(Named(page.title, _edit_url(page)) for page in pages[:MOST_NAMED])
    return Line(title, why, level, len(pages), named[0].url if named else "", named)


def _edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _plain_pages_url() -> str:
    """Where a page below home is added."""
    home = Page.objects.filter(depth=2).first()
    return reverse("wagtailadmin_explore", args=[home.pk]) if home else reverse("wagtailadmin_explore_root")


def _settings_url() -> str:
    return reverse("wagtailsettings:edit", args=["store", "shop"])


def _list_url(model) -> str:
    return reverse(f"{model._meta.app_label}_{model._meta.model_name}_modeladmin_index")
