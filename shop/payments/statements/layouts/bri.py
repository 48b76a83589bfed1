"""BRI: CSV of CMS and IBBIZ with 19 columns, and its short form.

REMARK_CUSTOM is what the customer reads, DESK_TRAN what the machine wrote; a transfer and its fee share one SEQ.
"""

from .base import Layout

COMMON = {
    "date": ("tgl tran",),
    "time": ("jam tran",),
    "debit": ("mutasi debet", "mutasi debit"),
    "credit": ("mutasi kredit",),
    "balance": ("saldo akhir mutasi",),
    "account": ("norek",),
}

LAYOUTS = (
    Layout(
        "BRI",
        "bri-cms",
        COMMON | {"text": ("remark custom",), "machine_text": ("desk tran",), "id": ("seq",)},
        shows=("mutasi kredit",),
        id_is_shared=True,
    ),
    Layout("BRI", "bri-short", COMMON | {"text": ("desk tran",)}, shows=("mutasi kredit",)),
)
