"""What a bank line can be when no order takes it: kind -> the account of the books that stands against the bank's."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accounting.roles import Role


class Outcome(TextChoices):
    CREDIT = "credit", _("Too much or paid twice: keep it for the customer")
    QRIS = "qris", _("QRIS settlement")
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


@dataclass(frozen=True, slots=True)
class Rule:
    """The roles against which money that came in, or went out, is booked; None where it cannot be that."""

    money_in: Role | None
    money_out: Role | None

    def role(self, amount: Decimal) -> Role | None:
        return self.money_in if amount > 0 else self.money_out


RULES = {
    Outcome.CREDIT: Rule(Role.REFUNDS_PAYABLE, None),
    Outcome.QRIS: Rule(Role.QRIS_RECEIVABLES, None),
    Outcome.CASH: Rule(Role.CASH, Role.CASH),
    Outcome.OWNER: Rule(Role.CAPITAL, Role.DRAWINGS),
    Outcome.TRANSFER: Rule(Role.CASH_IN_TRANSIT, Role.CASH_IN_TRANSIT),
    Outcome.SUPPLIER: Rule(Role.PAYABLES, Role.PAYABLES),
    Outcome.EXPENSE: Rule(None, Role.OTHER_EXPENSE),
    Outcome.INCOME: Rule(Role.OTHER_INCOME, None),
    Outcome.INTEREST: Rule(Role.INTEREST_INCOME, None),
    Outcome.TAX: Rule(None, Role.INCOME_TAX),
    Outcome.FEE: Rule(None, Role.BANK_CHARGES),
    Outcome.REVERSAL: Rule(Role.SUSPENSE_RECEIPTS, Role.SUSPENSE_RECEIPTS),
    Outcome.UNKNOWN: Rule(Role.SUSPENSE_RECEIPTS, Role.SUSPENSE_RECEIPTS),
}
# What an expense may be for.
EXPENSES = (
    Role.DELIVERY_EXPENSE,
    Role.PACKAGING,
    Role.SUPPLIES,
    Role.TRANSPORT,
    Role.UTILITIES,
    Role.RENT,
    Role.WAGES,
    Role.PROMOTION,
    Role.REPAIRS,
    Role.OTHER_EXPENSE,
)
# Kinds of lines that the bank's own words name beyond doubt -> what they are.
BY_ITSELF = {"interest": Outcome.INTEREST, "tax": Outcome.TAX, "fee": Outcome.FEE}
# Kinds of lines -> what the owner will most likely say.
LIKELY = {"qris": Outcome.QRIS, "cash": Outcome.CASH, "reversal": Outcome.REVERSAL, "outgoing": Outcome.SUPPLIER}


def possible(amount: Decimal) -> list[Outcome]:
    """What money of this sign can be."""
    return [outcome for outcome, rule in RULES.items() if rule.role(amount)]


def likely(kind: str, amount: Decimal) -> Outcome:
    outcome = (BY_ITSELF | LIKELY).get(kind, Outcome.UNKNOWN)
    return outcome if RULES[outcome].role(amount) else Outcome.UNKNOWN


def whole_rupiah(amount: Decimal) -> int:
    """The books count whole rupiah: sen are rounded, half away from zero."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
