"""SeaBank: the table of its statement, and the export of its app."""

from .base import Layout

LAYOUTS = (
    Layout(
        "SeaBank",
        "seabank-statement",
        {
            "date": ("tanggal", "date"),
            "text": ("transaksi", "transaction"),
            "debit": ("keluar", "out"),
            "credit": ("masuk", "in"),
            "balance": ("saldo akhir", "balance"),
        },
        shows=("transaksi", "saldo akhir"),
    ),
    Layout(
        "SeaBank",
        "seabank-app",
        {
            "date": ("waktu transaksi",),
            "text": ("jenis transaksi", "keterangan"),
            "flag": ("jenis transaksi",),
            "amount": ("nominal",),
            "balance": ("saldo",),
        },
        shows=("jenis transaksi", "nominal"),
    ),
)
