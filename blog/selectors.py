"""Which promotions run, come or are over at a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone
from wagtail.images import get_image_model

from blog.hashtags import hashtag
from blog.models import PromotionPage
from shop.catalog.pricing import Rule
from shop.catalog.selectors import stage
from shop.catalog.words import rule_terms, voucher_terms
from shop.storefront.lists import label_names
from shop.storefront.photos import specifications
from shop.storefront.selectors import ProductCard, cards_of

PAST_PER_PAGE = 12
# What templates/blog/teasers.html shows of a photo.
TEASER = specifications("360x203", "720x405")


@dataclass(frozen=True, slots=True)
class Announced:
    """A rule or voucher of a post. `code` is empty for a rule; `stage` as in shop.catalog.selectors."""

    title: str
    terms: str
    code: str
    starts_at: datetime
    ends_at: datetime | None
    stage: str


@dataclass(frozen=True, slots=True)
class Listing:
    """`past` is one page of the archive, newest first."""

    running: list[PromotionPage]
    coming: list[PromotionPage]
    past: Leaf


def running(*, now: datetime) -> QuerySet[PromotionPage]:
    """Those that end soonest first; open-ended ones last."""
    day = timezone.localdate(now)
    open_or_later = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    return _live().filter(open_or_later, valid_from__lte=day).order_by(F("valid_until").asc(nulls_last=True), "pk")


def coming(*, now: datetime) -> QuerySet[PromotionPage]:
    return _live().filter(valid_from__gt=timezone.localdate(now)).order_by("valid_from", "pk")


def past(*, now: datetime) -> QuerySet[PromotionPage]:
    return _live().filter(valid_until__lt=timezone.localdate(now)).order_by("-valid_until", "-pk")


def listing(*, now: datetime, page: str | None = None) -> Listing:
    """A `page` that is no number, or lies outside the archive, gives the nearest page that exists."""
    archive = Paginator(past(now=now), PAST_PER_PAGE).get_page(page)
    return Listing(running=list(running(now=now)), coming=list(coming(now=now)), past=archive)


def announced(page: PromotionPage, *, now: datetime) -> tuple[Announced, ...]:
    """What a post may announce at `now`; what was switched off is not spoken of."""
    found = []
    if page.rule and page.rule.active:
        found.append((page.rule.name, rule_terms(page.rule), "", page.rule))
    if page.voucher and page.voucher.active:
        found.append(("", voucher_terms(page.voucher), page.voucher.code, page.voucher))
    return tuple(
        Announced(title, terms, code, row.starts_at, row.ends_at, stage(row, now=now))
        for title, terms, code, row in found
    )


def _live() -> QuerySet[PromotionPage]:
    photos = get_image_model().objects.prefetch_renditions(*TEASER)
    return PromotionPage.objects.live().public().prefetch_related(Prefetch("photo", photos))


def promoted_cards(page: PromotionPage, rules: Sequence[Rule]) -> tuple[ProductCard, ...]:
    """What a post praises and the shop still sells, in the post's order."""
    return cards_of([row.product for row in page.promoted.select_related("product").all()], rules)


def labels_by_hashtag() -> dict[str, str]:
    """Hashtag in small letters -> slug of the label that is written so. `khas kaltim` and `Khas-Kaltim` are one; of two
    labels the one with more products counts."""
    return {hashtag(name).casefold(): slug for name, slug in label_names().items()}
