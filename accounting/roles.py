"""What an account is for. Postings name roles; codes and names of accounts may differ from shop to shop.

A role may have branches: the account of one bank account plays `bank:1234567890` (see `services.ensure_account`).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    ASSET = "A", _("Assets")
    LIABILITY = "L", _("Liabilities")
    EQUITY = "Q", _("Equity")
    REVENUE = "R", _("Revenue")
    EXPENSE = "E", _("Expenses")


class Role(models.TextChoices):
    CASH = "cash"
    PETTY_CASH = "petty_cash"
    BANK = "bank"
    EWALLET = "ewallet"
    CASH_IN_TRANSIT = "cash_in_transit"
    RECEIVABLES = "receivables"
    COD_RECEIVABLES = "cod_receivables"
    QRIS_RECEIVABLES = "qris_receivables"
    MARKETPLACE_RECEIVABLES = "marketplace_receivables"
    INVENTORY = "inventory"
    PACKAGING_INVENTORY = "packaging_inventory"
    SUPPLIER_ADVANCES = "supplier_advances"
    PREPAID_EXPENSES = "prepaid_expenses"
    EQUIPMENT = "equipment"
    VEHICLES = "vehicles"
    ACCUMULATED_DEPRECIATION = "accumulated_depreciation"

    PAYABLES = "payables"
    CUSTOMER_DEPOSITS = "customer_deposits"
    REFUNDS_PAYABLE = "refunds_payable"
    SUSPENSE_RECEIPTS = "suspense_receipts"
    DELIVERY_PAYABLE = "delivery_payable"
    CONSIGNMENT_PAYABLES = "consignment_payables"
    ACCRUED_EXPENSES = "accrued_expenses"
    TAX_PAYABLE = "tax_payable"
    BANK_LOANS = "bank_loans"

    CAPITAL = "capital"
    DRAWINGS = "drawings"
    RETAINED_EARNINGS = "retained_earnings"
    OPENING_EQUITY = "opening_equity"

    SALES = "sales"
    SALES_DISCOUNT = "sales_discount"
    SALES_RETURNS = "sales_returns"
    DELIVERY_INCOME = "delivery_income"
    UNIQUE_CODE_INCOME = "unique_code_income"
    OTHER_INCOME = "other_income"
    INTEREST_INCOME = "interest_income"

    COGS = "cogs"
    STOCK_DIFFERENCE = "stock_difference"
    DAMAGED_STOCK = "damaged_stock"
    DELIVERY_EXPENSE = "delivery_expense"
    PACKAGING = "packaging"
    PAYMENT_FEES = "payment_fees"
    BANK_CHARGES = "bank_charges"
    WAGES = "wages"
    RENT = "rent"
    UTILITIES = "utilities"
    PROMOTION = "promotion"
    SUPPLIES = "supplies"
    TRANSPORT = "transport"
    REPAIRS = "repairs"
    DEPRECIATION = "depreciation"
    INTEREST_EXPENSE = "interest_expense"
    CASH_DIFFERENCE = "cash_difference"
    OTHER_EXPENSE = "other_expense"
    INCOME_TAX = "income_tax"
