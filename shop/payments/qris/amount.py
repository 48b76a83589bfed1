"""The shop's static QRIS with an amount filled in, so that the buyer need not type it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from accounting import money

from .payload import CRC_TAG, LONGEST_VALUE, QrisRefused, Tag, compose, seal, split
from .validation import DYNAMIC, TIPS, Qris

# Bank Indonesia's limit of one QRIS payment, in rupiah.
LARGEST = 10_000_000
LONGEST_BILL = 25
KIND_TAG, AMOUNT_TAG, MORE_TAG, BILL_TAG = "01", "54", "62", "01"


def with_amount(qris: Qris, amount: int, bill: str = "") -> str:
    """The text of `qris` with `amount` rupiah and, where given, the number of the bill. Raises QrisRefused.

    All that says who is paid (tags 26 to 51, 59, 60) stays as it is. Tag 01 becomes 12: EMVCo's 11 stands for a code
    that is shown for many payments, 12 for one that is made for a single payment, and a code with amount and bill is
    that. No rule was found that allows or forbids it, and an issuer may refuse a 12 that the shop's own payment
    service did not make: let the owner try it with a small amount first, and never call it an official dynamic QRIS.
    """
    if not qris.is_static:
        raise QrisRefused(_("This QRIS is made for a single payment. Use the shop's own static QRIS."))
    if amount < 1:
        raise QrisRefused(_("The amount of a QRIS must be at least Rp1."))
    if amount > LARGEST:
        raise QrisRefused(_("A QRIS payment can be at most %(amount)s.") % {"amount": money.format(LARGEST)})
    values = {tag.id: tag.value for tag in qris.tags if tag.id not in (CRC_TAG, *TIPS)}
    values |= {KIND_TAG: DYNAMIC, AMOUNT_TAG: str(amount)}
    if bill:
        values[MORE_TAG] = _with_bill(values.get(MORE_TAG, ""), bill)
    return seal(_in_order(values))


def _with_bill(more: str, bill: str) -> str:
    if len(bill) > LONGEST_BILL or not (bill.isascii() and bill.isprintable()):
        raise QrisRefused(_("The number of the bill does not fit into a QRIS."))
    value = compose(_in_order({tag.id: tag.value for tag in split(more)} | {BILL_TAG: bill}))
    if len(value) > LONGEST_VALUE:
        raise QrisRefused(_("The number of the bill does not fit into a QRIS."))
    return value


def _in_order(values: Mapping[str, str]) -> list[Tag]:
    return [Tag(*item) for item in sorted(values.items())]
