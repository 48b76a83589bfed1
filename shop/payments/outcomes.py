"""What a bank line can be when no order takes it. Where each is booked stands in postings.py."""

from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    CREDIT = "credit", _("Too much or paid twice: keep it for the customer")
    QRIS = "qris", _("QRIS settlement")
    GATEWAY = "gateway", _("Payout of the payment service")
    CASH = "cash", _("Cash from the drawer, or fetched for it")
    OWNER = "owner", _("The owner's own money")
    TRANSFER = "transfer", _("Between the shop's own accounts")
    SUPPLIER = "supplier", _("Supplier")
    EXPENSE = "expense", _("Expense of the shop")
    INCOME = "income", _("Other income")
    INTEREST = "interest", _("Interest from the bank")
    TAX = "tax", _("Tax on interest")
    FEE = "fee", _("Bank fee")
    REVERSAL = "reversal", _("Taken back by the bank")
    UNKNOWN = "unknown", _("Not known yet: set it aside")


# Kinds of lines that the bank's own words name beyond doubt -> what they are.
BY_ITSELF = {"interest": Outcome.INTEREST, "tax": Outcome.TAX, "fee": Outcome.FEE}
# Kinds of lines -> what the owner will most likely say.
LIKELY = {
    "qris": Outcome.QRIS,
    "cash": Outcome.CASH,
    "reversal": Outcome.REVERSAL,
    "outgoing": Outcome.SUPPLIER,
    "own": Outcome.TRANSFER,
}


def whole_rupiah(amount: Decimal) -> int:
    """The books count whole rupiah: sen are rounded, half away from zero."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
