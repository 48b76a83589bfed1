"""The kinds of rules. An article rule gives one article another price, which every page can show; a basket rule looks
at how many units are bought together and takes something off their lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from accounting.money import allocate


@dataclass(frozen=True, slots=True)
class PercentOff:
    """`percent` of 1 to 99; what is taken off is rounded down to the rupiah."""

    percent: int

    def price(self, regular: int) -> int:
        return regular - regular * self.percent // 100


@dataclass(frozen=True, slots=True)
class AmountOff:
    amount: int

    def price(self, regular: int) -> int:
        return regular - self.amount


@dataclass(frozen=True, slots=True)
class FixedPrice:
    """The promotion price itself."""

    amount: int

    def price(self, regular: int) -> int:
        return self.amount


@dataclass(frozen=True, slots=True)
class BuyXGetY:
    """Of every `buy` + `get` units together the `get` cheapest of all are free; their worth is shared by all lines of
    the offer, so that nobody can give the paid ones back and keep the free ones."""

    buy: int
    get: int

    @property
    def enough(self) -> int:
        """Units together from which on nothing is missing for the whole of the offer."""
        return self.buy + self.get

    def discounts(self, units: Sequence[tuple[int, int]]) -> list[int]:
        """`units`: (unit price, quantity) of each line of the offer -> what is taken off each."""
        free = sum(quantity for _price, quantity in units) // self.enough * self.get
        worth = 0
        for price, quantity in sorted(units):
            worth += price * min(free, quantity)
            free -= min(free, quantity)
        return allocate(worth, [price * quantity for price, quantity in units])


@dataclass(frozen=True, slots=True)
class Level:
    """From `units` on: a percentage off (1 to 99) or a price for each unit; one of the two."""

    units: int
    percent: int | None = None
    price: int | None = None

    def discounts(self, units: Sequence[tuple[int, int]]) -> list[int]:
        if self.price is not None:
            return [max(0, price - self.price) * quantity for price, quantity in units]
        worth = [price * quantity for price, quantity in units]
        return allocate(sum(worth) * self.percent // 100, worth)


@dataclass(frozen=True, slots=True)
class Tiers:
    """The more units of the offer together, the cheaper; of the levels that are reached the best for the buyer."""

    levels: tuple[Level, ...]

    @property
    def enough(self) -> int:
        """As of BuyXGetY."""
        return max((level.units for level in self.levels), default=0)

    def lowering(self, price: int) -> "Tiers":
        """Those levels alone that take more off units of this price than the levels before them."""
        told: list[Level] = []
        for level in sorted(self.levels, key=lambda level: level.units):
            bought = [(price, level.units)]
            if sum(level.discounts(bought)) > sum(Tiers(tuple(told)).discounts(bought)):
                told.append(level)
        return Tiers(tuple(told))

    def discounts(self, units: Sequence[tuple[int, int]]) -> list[int]:
        bought = sum(quantity for _price, quantity in units)
        reached = [level.discounts(units) for level in self.levels if level.units <= bought]
        return max(reached, key=sum, default=[0] * len(units))


ARTICLE_TERMS = (PercentOff, AmountOff, FixedPrice)


@dataclass(frozen=True, slots=True)
class Rule:
    """`skus`: SKU ids, None for every article. `combines`: whether anything else (a basket rule, a voucher) may come
    off the same line. In force from `starts_at` on and before `ends_at`; None runs until further notice."""

    pk: int
    name: str
    terms: PercentOff | AmountOff | FixedPrice | BuyXGetY | Tiers
    skus: frozenset[int] | None
    combines: bool
    starts_at: datetime
    ends_at: datetime | None = None

    @property
    def is_for_articles(self) -> bool:
        return isinstance(self.terms, ARTICLE_TERMS)

    def covers(self, sku_id: int) -> bool:
        return self.skus is None or sku_id in self.skus

    def lowers(self, price: int) -> bool:
        """Whether one unit of this price becomes cheaper, for a basket rule: when enough of them are bought. What would
        cost less than one rupiah is left alone."""
        if self.is_for_articles:
            return 1 <= self.terms.price(price) < price
        return any(self.terms.discounts([(price, self.terms.enough)]))

    def told_of(self, price: int) -> "Rule":
        """As it may be said of an article of this price: without levels that would not make it cheaper."""
        return replace(self, terms=self.terms.lowering(price)) if isinstance(self.terms, Tiers) else self

    def in_force(self, now: datetime) -> bool:
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules that are or will be in force: made once, asked at any moment after."""

    rules: tuple[Rule, ...] = ()

    def at(self, now: datetime) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.in_force(now))

    def next_change(self, now: datetime) -> datetime | None:
        """The next moment at which a rule begins or ends."""
        moments = (moment for rule in self.rules for moment in (rule.starts_at, rule.ends_at))
        return min((moment for moment in moments if moment is not None and moment > now), default=None)


@dataclass(frozen=True, slots=True)
class Quote:
    """The price of one unit, and the rule that makes it, if any does."""

    price: int
    rule: Rule | None = None

    @property
    def is_final(self) -> bool:
        """Whether nothing else may come off."""
        return self.rule is not None and not self.rule.combines


def quote(sku_id: int, regular: int, rules: Iterable[Rule]) -> Quote:
    """One article rule at most: the best for the buyer; of equal ones that which lets others come on top.

    A rule that would not lower the price, or would bring it below one rupiah, is no rule for this article.
    """
    lowered = [
        (rule.terms.price(regular), not rule.combines, rule.pk, rule)
        for rule in rules
        if rule.is_for_articles and rule.covers(sku_id) and rule.lowers(regular)
    ]
    if not lowered:
        return Quote(regular)
    price, _alone, _pk, rule = min(lowered, key=lambda found: found[:3])
    return Quote(price, rule)


def basket_rules(sku_id: int, quoted: Quote, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Those that take something off this article when enough is bought, each with the levels that do so. `quoted`: its
    price under the same rules."""
    if quoted.is_final:
        return ()
    mine = (rule for rule in rules if not rule.is_for_articles and rule.covers(sku_id))
    return tuple(rule.told_of(quoted.price) for rule in mine if rule.lowers(quoted.price))


@lru_cache(maxsize=8)
def price_list(rules: tuple[Rule, ...]) -> str:
    """A name of 16 characters for the unit prices that these rules make: the same as long as no article can cost
    another one. The order of the rules, their names and periods, and basket rules make no difference."""
    made = sorted(
        (repr(rule.terms), "all" if rule.skus is None else repr(sorted(rule.skus)))
        for rule in rules
        if rule.is_for_articles
    )
    return sha256(repr(made).encode()).hexdigest()[:16]
