"""Why a line is read as it is, in sentences that the owner sees beside the button."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from accounting import money

from . import names
from .references import References
from .types import BankLine, OpenOrder


def joined(*parts: str) -> str:
    """The parts as one sentence."""
    text = "; ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def about_name(line: BankLine, orders: Iterable[OpenOrder]) -> str:
    """The name only marks a payment: spouses and friends pay for each other."""
    if not line.payer:
        return _("the bank names no payer")
    if all(names.agree(order.buyer, line.payer) for order in orders):
        return _("the payer's name agrees")
    return _("the payer's name differs: %(name)s") % {"name": line.payer[:60]}


def about_reference(line: BankLine, numbers: Iterable[str], references: References) -> Iterator[str]:
    """A transfer that is told twice, or a copied proof, must not pay a second order."""
    if other := references.other_order(line, numbers):
        yield _("the bank's reference %(reference)s has paid order %(order)s already") % {
            "reference": line.reference[:40],
            "order": other,
        }


def about_difference(difference: int) -> str:
    if difference < 0:
        return _("%(amount)s too little") % {"amount": money.format(-difference)}
    if difference > 0:
        return _("%(amount)s too much") % {"amount": money.format(difference)}
    return _("the amount fits exactly")
