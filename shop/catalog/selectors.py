"""Which rules are in force: the one place that pages, basket, checkout and feeds ask."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from accounting.money import format as rupiah
from shop.catalog.models import PriceRule, RuleArticle, Sku, Voucher
from shop.catalog.pricing import (
    AmountOff,
    BuyXGetY,
    Fault,
    FixedPrice,
    Level,
    PercentOff,
    Priced,
    Rule,
    Rulebook,
    Tiers,
)
from shop.catalog.pricing import Voucher as VoucherTerms
from shop.store import freshness

Kind = PriceRule.Kind


@dataclass(frozen=True, slots=True)
class Reach:
    """How many articles a promotion is for, of those that are sold, and how many of them it makes cheaper, at their own
    price and when enough is bought."""

    lowered: int
    all: int


def rulebook(*, now: datetime, request=None) -> Rulebook:
    """All rules that run or will run. With a `request` it is read once for each version of the shop window; without
    one it costs one query, and two more when there are rules."""
    if request is None:
        return _read(now)
    return freshness.remember(request, "price rules", lambda: _read(now))


def current_rules(*, now: datetime, request=None) -> tuple[Rule, ...]:
    return rulebook(now=now, request=request).at(now)


def next_change(*, now: datetime, request=None) -> datetime | None:
    """The next minute at which some price may be another one."""
    return rulebook(now=now, request=request).next_change(now)


def voucher_terms(code: str, *, now: datetime) -> tuple[VoucherTerms | None, str]:
    """What a code is worth at `now`; or None, and why not in a sentence for the customer."""
    voucher = voucher_named(code)
    if fault := voucher_fault(voucher, now=now):
        return None, fault
    return terms_of_voucher(voucher), ""


def voucher_named(code: str) -> Voucher | None:
    return Voucher.objects.filter(code=code).first() if code else None


def stage(row: PriceRule | Voucher, *, now: datetime) -> str:
    """Of one that is switched on: coming, running, past (by the minute), or used up."""
    if now < row.starts_at:
        return "coming"
    if row.ends_at is not None and row.ends_at <= now:
        return "past"
    return "used up" if isinstance(row, Voucher) and row.used_up else "running"


def voucher_fault(voucher: Voucher | None, *, now: datetime) -> str:
    """Why nobody can use it at the moment; "" when somebody can."""
    if voucher is None or not voucher.active:
        return _("We do not know this voucher. Check the spelling.")
    if now < voucher.starts_at:
        return _("The voucher %(code)s is not valid yet.") % {"code": voucher.code}
    if voucher.ends_at is not None and voucher.ends_at <= now:
        return _("The voucher %(code)s is not valid any more.") % {"code": voucher.code}
    if voucher.used_up:
        return used_up(voucher.code)
    return ""


def used_up(code: str) -> str:
    return _("The voucher %(code)s has been used up.") % {"code": code}


def fault_sentence(code: str, priced: Priced) -> str:
    """Why a valid voucher takes nothing off this basket."""
    if priced.fault == Fault.BELOW_MINIMUM:
        return _("Buy for %(missing)s more, then the voucher %(code)s counts.") % {
            "missing": rupiah(priced.missing),
            "code": code,
        }
    if priced.fault == Fault.NOT_COMBINED:
        return _("The voucher %(code)s does not count for goods that are in a promotion already.") % {"code": code}
    return ""


def terms_of_voucher(voucher: Voucher) -> VoucherTerms:
    is_percent = voucher.kind == Voucher.Kind.PERCENT
    return VoucherTerms(
        code=voucher.code,
        percent=voucher.value if is_percent else None,
        amount=None if is_percent else voucher.value,
        minimum=voucher.minimum,
        cap=voucher.cap,
    )


def _read(now: datetime) -> Rulebook:
    articles = Prefetch("articles", RuleArticle.objects.only("rule_id", "sku_id"))
    running = PriceRule.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now), active=True)
    return Rulebook(tuple(rule_of(row) for row in running.prefetch_related(articles, "levels").order_by("pk")))


def reach(row: PriceRule) -> Reach:
    rule = rule_of(row)
    sold = Sku.objects.filter(archived_at=None)
    mine = sold if rule.skus is None else sold.filter(pk__in=row.articles.values("sku"))
    prices = list(mine.values_list("price", flat=True))
    return Reach(lowered=sum(map(rule.lowers, prices)), all=len(prices))


def rule_of(row: PriceRule) -> Rule:
    return Rule(
        pk=row.pk,
        name=row.name,
        terms=terms_of_rule(row),
        skus=None if row.everything else frozenset(article.sku_id for article in row.articles.all()),
        combines=row.combines,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
    )


def terms_of_rule(row: PriceRule) -> PercentOff | AmountOff | FixedPrice | BuyXGetY | Tiers:
    return _TERMS[row.kind](row)


_TERMS = {
    Kind.PERCENT: lambda row: PercentOff(row.value),
    Kind.AMOUNT: lambda row: AmountOff(row.value),
    Kind.PRICE: lambda row: FixedPrice(row.value),
    Kind.BUY_GET: lambda row: BuyXGetY(row.buy, row.get),
    Kind.TIERS: lambda row: Tiers(tuple(Level(one.units, one.percent, one.price) for one in row.levels.all())),
}
