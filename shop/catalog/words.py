"""The terms of rules and vouchers in a sentence, for customers and for the owner."""

from django.utils.translation import gettext as _

from accounting.money import format as rupiah
from shop.catalog.models import PriceRule, Voucher
from shop.catalog.pricing import AmountOff, BuyXGetY, FixedPrice, Level, PercentOff, Rule, Tiers
from shop.catalog.selectors import terms_of_rule


def rule_terms(rule: PriceRule | Rule) -> str:
    """Of a row, or of a rule that was read already."""
    return _terms(rule.terms if isinstance(rule, Rule) else terms_of_rule(rule))


def _terms(terms: PercentOff | AmountOff | FixedPrice | BuyXGetY | Tiers) -> str:
    match terms:
        case PercentOff(percent):
            return _("%(percent)d%% off") % {"percent": percent}
        case AmountOff(amount):
            return _("%(amount)s off") % {"amount": rupiah(amount)}
        case FixedPrice(amount):
            return _("now %(price)s") % {"price": rupiah(amount)}
        case BuyXGetY(buy, get):
            return _("buy %(buy)d, get %(get)d free") % {"buy": buy, "get": get}
    return "; ".join(map(_level, terms.levels))


def _level(level: Level) -> str:
    if level.price is None:
        return _("from %(units)d on %(percent)d%% off") % {"units": level.units, "percent": level.percent}
    return _("from %(units)d on %(price)s each") % {"units": level.units, "price": rupiah(level.price)}


def voucher_terms(voucher: Voucher) -> str:
    if voucher.kind == Voucher.Kind.PERCENT:
        terms = [_("%(percent)d%% off") % {"percent": voucher.value}]
    else:
        terms = [_("%(amount)s off") % {"amount": rupiah(voucher.value)}]
    if voucher.cap is not None:
        terms.append(_("at most %(cap)s") % {"cap": rupiah(voucher.cap)})
    if voucher.minimum:
        terms.append(_("from a purchase of %(minimum)s") % {"minimum": rupiah(voucher.minimum)})
    return ", ".join(terms)
