"""The terms of rules and vouchers in a sentence, for customers and for the owner."""

from django.utils.translation import gettext as _

from accounting.money import format as rupiah
from shop.catalog.models import PriceRule, Voucher

Kind = PriceRule.Kind


def rule_terms(rule: PriceRule) -> str:
    if rule.kind == Kind.PERCENT:
        return _("%(percent)d%% off") % {"percent": rule.value}
    if rule.kind == Kind.AMOUNT:
        return _("%(amount)s off") % {"amount": rupiah(rule.value)}
    if rule.kind == Kind.PRICE:
        return _("now %(price)s") % {"price": rupiah(rule.value)}
    if rule.kind == Kind.BUY_GET:
        return _("buy %(buy)d, get %(get)d free") % {"buy": rule.buy, "get": rule.get}
    return "; ".join(_level(level) for level in rule.levels.all())


def _level(level) -> str:
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
