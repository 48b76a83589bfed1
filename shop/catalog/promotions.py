"""The verbs of price promotions. The window is told of every change; the minutes themselves nobody has to tell."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shop.catalog.limits import field_fault, price_fault
from shop.catalog.models import PriceLevel, PriceRule, RuleArticle, Sku
from shop.catalog.pricing import Level
from shop.catalog.selectors import reach
from shop.catalog.services import CatalogError
from shop.store import freshness

Kind = PriceRule.Kind
# Of one offer, and of one level: what fits the columns, and more than any shop means.
MOST_UNITS = 999


class BadRule(CatalogError):
    """A period, value or level that makes no sense."""


@transaction.atomic
def create_rule(
    *, skus: Iterable[Sku] = (), levels: Sequence[Level] = (), now: datetime, by: str, **facts
) -> PriceRule:
    """`facts`: the columns of PriceRule. Raises BadRule."""
    rule = PriceRule(**facts)
    return _write(rule, skus, levels, now, by)


@transaction.atomic
def change_rule(
    *, rule: PriceRule, skus: Iterable[Sku], levels: Sequence[Level] = (), now: datetime, by: str, **facts
) -> PriceRule:
    """What was ordered under the old terms keeps them. Raises BadRule."""
    locked = PriceRule.objects.select_for_update().get(pk=rule.pk)
    for name, value in facts.items():
        setattr(locked, name, value)
    return _write(locked, skus, levels, now, by)


def switch_rule(*, rule: PriceRule, on: bool, now: datetime, by: str) -> None:
    """Stop a promotion at once, or let its period count again."""
    PriceRule.objects.filter(pk=rule.pk).update(active=on, changed_at=now, changed_by=by)
    freshness.changed()


def _write(rule: PriceRule, skus, levels, now: datetime, by: str) -> PriceRule:
    articles = set() if rule.everything else {sku.pk for sku in skus}
    levels = list(levels) if rule.kind == Kind.TIERS else []
    _forget_what_the_kind_does_not_need(rule)
    if fault := _fault(rule, articles, levels):
        raise BadRule(fault)
    rule.changed_at, rule.changed_by = now, by
    rule.save()
    rule.articles.all().delete()
    RuleArticle.objects.bulk_create(RuleArticle(rule=rule, sku_id=pk) for pk in sorted(articles))
    rule.levels.all().delete()
    PriceLevel.objects.bulk_create(
        PriceLevel(rule=rule, units=level.units, percent=level.percent, price=level.price) for level in levels
    )
    # The transaction takes back what is refused.
    found = reach(rule)
    if found.all and not found.lowered:
        raise BadRule(_("No article becomes cheaper: compare the number with the prices of the articles."))
    freshness.changed()
    return rule


def _forget_what_the_kind_does_not_need(rule: PriceRule) -> None:
    if rule.kind in (Kind.BUY_GET, Kind.TIERS):
        rule.value = None
    if rule.kind != Kind.BUY_GET:
        rule.buy = rule.get = None


def _fault(rule: PriceRule, articles: set[int], levels: Sequence[Level]) -> str:
    if fault := field_fault(PriceRule._meta.get_field("name"), rule.name):
        return fault
    if fault := period_fault(rule.starts_at, rule.ends_at):
        return fault
    if not rule.everything and not articles:
        return _("Choose the articles that the promotion is for.")
    return _value_fault(rule, levels)


def period_fault(starts_at: datetime, ends_at: datetime | None) -> str:
    if ends_at is not None and ends_at <= starts_at:
        return _("The end must lie after the beginning.")
    return ""


def _value_fault(rule: PriceRule, levels: Sequence[Level]) -> str:
    if rule.kind == Kind.PERCENT:
        return percent_fault(rule.value, most=99)
    if rule.kind in (Kind.AMOUNT, Kind.PRICE):
        return price_fault(rule.value or 0)
    if rule.kind == Kind.BUY_GET:
        sane = all(1 <= (units or 0) <= MOST_UNITS for units in (rule.buy, rule.get))
        return "" if sane else _("Write how many have to be bought and how many are free, both at least 1.")
    return _levels_fault(levels)


def percent_fault(percent: int | None, *, most: int) -> str:
    if percent is None or not 1 <= percent <= most:
        return _("Enter a percentage between 1 and %(most)d.") % {"most": most}
    return ""


def _levels_fault(levels: Sequence[Level]) -> str:
    units = [level.units for level in levels]
    if not units or len(set(units)) != len(units) or not all(2 <= one <= MOST_UNITS for one in units):
        return _("Write at least one level, each from another number of units on, beginning with 2 or more.")
    for level in levels:
        if (level.percent is None) == (level.price is None):
            return _("Each level needs a percentage or a price, one of the two.")
        if fault := percent_fault(level.percent, most=99) if level.price is None else price_fault(level.price):
            return fault
    return ""
