"""Jago: history in Indonesian or English, signed amounts; its id stands within the details as `ID# 2611…`.

A row between two pockets (kantong) is the owner's own money. The same history downloaded again differs in bytes.
"""

import re

from .base import Layout

LAYOUTS = (
    Layout(
        "Jago",
        "jago",
        {
            "date": ("tanggal waktu", "date time"),
            "payer": ("sumber tujuan", "source destination"),
            "text": ("rincian transaksi", "transaction details", "catatan", "notes"),
            "amount": ("jumlah", "amount"),
            "balance": ("saldo", "balance"),
        },
        id_in_text=re.compile(r"\bID ?# ?(\w{1,40})", re.IGNORECASE),
    ),
)
