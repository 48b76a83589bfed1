"""BNI: CSV and workbook of BNIDirect, and CSV of its internet banking.

The CSV has no balance and no account number; in the workbook merged cells set the values beside their names.
"""

from .base import Layout

LAYOUTS = (
    Layout(
        "BNI",
        "bni-direct-csv",
        {
            "date": ("post date",),
            "text": ("description",),
            "credit": ("credit",),
            "debit": ("debit",),
            "balance": ("balance",),
            "reference": ("journal no", "journal"),
        },
        shows=("post date", "value date", "branch"),
    ),
    Layout(
        "BNI",
        "bni-direct-xls",
        {
            "date": ("posting date", "post date"),
            "text": ("transaction description", "description"),
            "amount": ("amount",),
            "flag": ("db cr", "d k", "dk", "dr cr"),
            "balance": ("balance",),
            "reference": ("journal", "journal no"),
        },
        shows=("effective date", "branch"),
    ),
    Layout(
        "BNI",
        "bni-ibank",
        {
            "date": ("tanggal transaksi",),
            "text": ("uraian transaksi",),
            "amount": ("nominal",),
            "flag": ("tipe",),
            "balance": ("saldo",),
        },
        shows=("uraian transaksi", "tipe", "nominal"),
    ),
)
