"""A basket under rules, in three steps: article rules make unit prices, basket rules take off lines, then one voucher.

Stacking is explicit. On one line: at most one article rule, at most one basket rule, at most one voucher; and a rule
that does not combine suffers nothing after it. Everything is shared out to lines by largest remainder, so that lines
always sum to the total; no line goes below zero, and the goods never below one rupiah.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from shop.catalog.pricing.rules import Quote, Rule, quote
from shop.catalog.pricing.voucher import Fault, Voucher


@dataclass(frozen=True, slots=True)
class Line:
    """`regular`: the article's own price for one unit. One line for each article."""

    sku_id: int
    quantity: int
    regular: int


@dataclass(frozen=True, slots=True)
class Part:
    """Why, in the owner's words or the voucher's code, and how much."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class PricedLine:
    """`unit_price`: what the shop window says now, by `rule` if one lowers it; `regular` the article's own price.
    `parts`: what basket rules and the voucher take off the line, each with its name."""

    sku_id: int
    quantity: int
    regular: int
    unit_price: int
    rule: Rule | None
    parts: tuple[Part, ...]

    @property
    def is_lowered(self) -> bool:
        """By an article rule, so that pages strike the article's own price through."""
        return self.unit_price < self.regular

    @property
    def gross(self) -> int:
        return self.unit_price * self.quantity

    @property
    def discount(self) -> int:
        return sum(part.amount for part in self.parts)

    @property
    def total(self) -> int:
        return self.gross - self.discount


@dataclass(frozen=True, slots=True)
class PricedRows:
    """Lines and what they come to."""

    rows: tuple[PricedLine, ...] = ()

    @property
    def subtotal(self) -> int:
        """Before discounts, at the prices of the moment."""
        return sum(row.gross for row in self.rows)

    @property
    def discount(self) -> int:
        return sum(row.discount for row in self.rows)

    @property
    def goods(self) -> int:
        """After discounts: what free delivery is judged by."""
        return self.subtotal - self.discount


@dataclass(frozen=True, slots=True)
class Priced(PricedRows):
    """`voucher_discount` is part of `discount`; `missing`: rupiah of goods until the voucher's minimum."""

    voucher_discount: int = 0
    fault: Fault | None = None
    missing: int = 0


@dataclass(slots=True)
class _Open:
    """A line while it is being priced."""

    line: Line
    quote: Quote
    parts: list[Part] = field(default_factory=list)
    in_basket_rule: bool = False
    closed: bool = False

    @property
    def unit(self) -> tuple[int, int]:
        return self.quote.price, self.line.quantity

    @property
    def total(self) -> int:
        return self.quote.price * self.line.quantity - sum(part.amount for part in self.parts)

    def take_off(self, name: str, amount: int) -> None:
        if amount:
            self.parts.append(Part(name, amount))


def price(lines: Sequence[Line], rules: Sequence[Rule], voucher: Voucher | None = None) -> Priced:
    """`rules`: those in force. The order of `rules` makes no difference."""
    rows = [_opened(line, rules) for line in lines]
    _apply_basket_rules(rows, [rule for rule in rules if not rule.is_for_articles])
    taken, fault, missing = _apply_voucher(rows, voucher) if voucher and rows else (0, None, 0)
    return Priced(tuple(map(_priced, rows)), taken, fault, missing)


def _opened(line: Line, rules: Sequence[Rule]) -> _Open:
    quoted = quote(line.sku_id, line.regular, rules)
    return _Open(line, quoted, closed=quoted.is_final)


def _apply_basket_rules(rows: list[_Open], rules: list[Rule]) -> None:
    """The rule that takes most off goes first and closes the lines that it makes cheaper to all others; equal ones by
    their number."""
    left = list(rules)
    while found := [offer for rule in left if (offer := _offer(rule, rows))[0]]:
        _worth, _order, rule, mine, discounts = max(found, key=lambda offer: offer[:2])
        for row, amount in zip(mine, discounts, strict=True):
            if amount:
                row.take_off(rule.name, amount)
                row.in_basket_rule = True
                row.closed = not rule.combines
        left.remove(rule)


def _offer(rule: Rule, rows: list[_Open]) -> tuple[int, int, Rule, list[_Open], list[int]]:
    mine = [row for row in rows if not row.closed and not row.in_basket_rule and rule.covers(row.line.sku_id)]
    discounts = rule.terms.discounts([row.unit for row in mine]) if mine else []
    return sum(discounts), -rule.pk, rule, mine, discounts


def _apply_voucher(rows: list[_Open], voucher: Voucher) -> tuple[int, Fault | None, int]:
    totals, eligible = [row.total for row in rows], [not row.closed for row in rows]
    goods = sum(totals)
    fault = voucher.fault(goods=goods, eligible=sum(row.total for row in rows if not row.closed))
    if fault:
        return 0, fault, max(0, voucher.minimum - goods)
    shares = voucher.shares(totals, eligible)
    for row, amount in zip(rows, shares, strict=True):
        row.take_off(voucher.code, amount)
    return sum(shares), None, 0


def _priced(row: _Open) -> PricedLine:
    line = row.line
    return PricedLine(line.sku_id, line.quantity, line.regular, row.quote.price, row.quote.rule, tuple(row.parts))
