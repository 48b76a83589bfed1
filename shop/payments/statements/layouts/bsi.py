"""BSI: seven columns, or six without TrxId; D is money out, K money in."""

from .base import Layout

LAYOUTS = (
    Layout(
        "BSI",
        "bsi",
        {
            "date": ("tanggal",),
            "time": ("trx time",),
            "text": ("keterangan",),
            "amount": ("mutasi",),
            "flag": ("d k", "dk"),
            "balance": ("saldo",),
            "id": ("trxid", "trx id"),
        },
        shows=("mutasi", "trx time"),
    ),
)
