"""Money that is owed, money that came in, and the bank's own word for it."""

from shop.payments.models.banks import BankAccount, BankHoliday
from shop.payments.models.explanations import Explanation
from shop.payments.models.gateways import GatewayCharge, GatewayEvent, GatewayUse
from shop.payments.models.payments import CreditNote, Payment, Proof, Refund, private_storage
from shop.payments.models.qris import ShopQris
from shop.payments.models.receivables import AmountOwner, AmountSlot, Receivable
from shop.payments.models.statements import KnownTable, SettledMonth, StatementImport, StatementLine

__all__ = [
    "AmountOwner",
    "AmountSlot",
    "BankAccount",
    "BankHoliday",
    "CreditNote",
    "Explanation",
    "GatewayCharge",
    "GatewayEvent",
    "GatewayUse",
    "KnownTable",
    "Payment",
    "Proof",
    "Receivable",
    "Refund",
    "SettledMonth",
    "ShopQris",
    "StatementImport",
    "StatementLine",
    "private_storage",
]
