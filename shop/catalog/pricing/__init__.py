"""What a basket costs under the rules of the moment. Pure: no Django, no clock, no database.

`quote` and `basket_rules` are what pages say of one article; `price` is what a basket comes to. All read the same
rules, so a card, a product page, a basket and an order can never disagree. Money in rupiah, quantities in units.
"""

from shop.catalog.pricing.basket import Line, Part, Priced, PricedLine, PricedRows, price
from shop.catalog.pricing.rules import (
    AmountOff,
    BuyXGetY,
    FixedPrice,
    Level,
    PercentOff,
    Quote,
    Rule,
    Rulebook,
    Tiers,
    basket_rules,
    price_list,
    quote,
)
from shop.catalog.pricing.voucher import Fault, Voucher

__all__ = [
    "AmountOff",
    "BuyXGetY",
    "Fault",
    "FixedPrice",
    "Level",
    "Line",
    "Part",
    "PercentOff",
    "Priced",
    "PricedLine",
    "PricedRows",
    "Quote",
    "Rule",
    "Rulebook",
    "Tiers",
    "Voucher",
    "basket_rules",
    "price",
    "price_list",
    "quote",
]
