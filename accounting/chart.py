"""The chart of accounts of a small Indonesian trader: what every new book begins with.

The owner's word comes first, the book-keeper's word (as in SAK EMKM statements) second. Both are content, in the
language of the books, and may be renamed; the role may not.
"""

from django.apps import apps as installed_apps

from accounting.roles import Kind, Role

ASSETS = (
    ("1100", Role.CASH, "Uang di laci", "Kas"),
    ("1105", Role.PETTY_CASH, "Uang belanja harian", "Kas kecil"),
    ("1110", Role.BANK, "Uang di bank", "Bank"),
    ("1120", Role.EWALLET, "Saldo dompet digital", "Uang elektronik"),
    ("1190", Role.CASH_IN_TRANSIT, "Uang dalam perjalanan", "Kas dalam perjalanan"),
    ("1200", Role.RECEIVABLES, "Bon pelanggan", "Piutang usaha"),
    ("1210", Role.COD_RECEIVABLES, "Uang COD yang belum diterima", "Piutang COD"),
    ("1220", Role.QRIS_RECEIVABLES, "Uang QRIS yang belum cair", "Piutang QRIS"),
    ("1230", Role.MARKETPLACE_RECEIVABLES, "Saldo di marketplace", "Piutang marketplace"),
    ("1300", Role.INVENTORY, "Barang dagangan", "Persediaan"),
    ("1310", Role.PACKAGING_INVENTORY, "Stok kemasan", "Persediaan kemasan"),
    ("1400", Role.SUPPLIER_ADVANCES, "Uang muka ke pemasok", "Uang muka pembelian"),
    ("1410", Role.PREPAID_EXPENSES, "Sewa yang dibayar di muka", "Beban dibayar di muka"),
    ("1500", Role.EQUIPMENT, "Peralatan usaha", "Peralatan"),
    ("1510", Role.VEHICLES, "Kendaraan usaha", "Kendaraan"),
    ("1590", Role.ACCUMULATED_DEPRECIATION, "Nilai peralatan yang sudah terpakai", "Akumulasi penyusutan"),
)
LIABILITIES = (
    ("2100", Role.PAYABLES, "Utang ke pemasok", "Utang usaha"),
    ("2200", Role.CUSTOMER_DEPOSITS, "Uang muka pelanggan", "Uang muka penjualan"),
    ("2210", Role.REFUNDS_PAYABLE, "Uang yang harus dikembalikan", "Utang pengembalian dana"),
    ("2220", Role.SUSPENSE_RECEIPTS, "Uang masuk yang belum dijelaskan", "Penerimaan belum teridentifikasi"),
    ("2230", Role.DELIVERY_PAYABLE, "Ongkir yang belum dibayar ke kurir", "Utang jasa kirim"),
    ("2240", Role.CONSIGNMENT_PAYABLES, "Utang barang titipan", "Utang konsinyasi"),
    ("2300", Role.ACCRUED_EXPENSES, "Biaya yang belum dibayar", "Beban yang masih harus dibayar"),
    ("2310", Role.TAX_PAYABLE, "Pajak yang belum disetor", "Utang pajak"),
    ("2500", Role.BANK_LOANS, "Pinjaman bank", "Utang bank"),
)
EQUITY = (
    ("3100", Role.CAPITAL, "Modal pemilik", "Modal"),
    ("3200", Role.DRAWINGS, "Ambilan pribadi", "Prive"),
    ("3300", Role.RETAINED_EARNINGS, "Untung yang disimpan", "Saldo laba"),
    ("3900", Role.OPENING_EQUITY, "Saldo awal", "Ekuitas saldo awal"),
)
REVENUE = (
    ("4100", Role.SALES, "Penjualan", "Penjualan"),
    ("4110", Role.SALES_DISCOUNT, "Potongan harga", "Diskon penjualan"),
    ("4120", Role.SALES_RETURNS, "Barang yang dikembalikan pelanggan", "Retur penjualan"),
    ("4200", Role.DELIVERY_INCOME, "Ongkir dari pelanggan", "Pendapatan jasa kirim"),
    ("4210", Role.UNIQUE_CODE_INCOME, "Kode unik", "Pendapatan selisih pembayaran"),
    ("4900", Role.OTHER_INCOME, "Pemasukan lain", "Pendapatan lain-lain"),
    ("4910", Role.INTEREST_INCOME, "Bunga bank", "Pendapatan bunga"),
)
EXPENSES = (
    ("5100", Role.COGS, "Modal barang terjual", "Harga pokok penjualan"),
    ("5200", Role.STOCK_DIFFERENCE, "Selisih stok", "Selisih persediaan"),
    ("5210", Role.DAMAGED_STOCK, "Barang rusak atau kedaluwarsa", "Beban barang rusak"),
    ("6100", Role.DELIVERY_EXPENSE, "Ongkos kirim", "Beban pengiriman"),
    ("6110", Role.PACKAGING, "Kemasan", "Beban kemasan"),
    ("6120", Role.PAYMENT_FEES, "Potongan QRIS dan marketplace", "Beban jasa pembayaran"),
    ("6130", Role.BANK_CHARGES, "Biaya bank", "Beban administrasi bank"),
    ("6200", Role.WAGES, "Upah", "Beban gaji dan upah"),
    ("6210", Role.RENT, "Sewa tempat", "Beban sewa"),
    ("6220", Role.UTILITIES, "Listrik, air, dan internet", "Beban utilitas"),
    ("6230", Role.PROMOTION, "Promosi", "Beban pemasaran"),
    ("6240", Role.SUPPLIES, "Perlengkapan toko", "Beban perlengkapan"),
    ("6250", Role.TRANSPORT, "Bensin dan perjalanan", "Beban transportasi"),
    ("6260", Role.REPAIRS, "Perbaikan", "Beban pemeliharaan"),
    ("6270", Role.DEPRECIATION, "Penyusutan peralatan", "Beban penyusutan"),
    ("6280", Role.INTEREST_EXPENSE, "Bunga pinjaman", "Beban bunga"),
    ("6290", Role.CASH_DIFFERENCE, "Selisih uang di laci", "Selisih kas"),
    ("6900", Role.OTHER_EXPENSE, "Pengeluaran lain", "Beban lain-lain"),
    ("7100", Role.INCOME_TAX, "Pajak penghasilan", "Beban pajak penghasilan"),
)
CHART = {
    Kind.ASSET: ASSETS,
    Kind.LIABILITY: LIABILITIES,
    Kind.EQUITY: EQUITY,
    Kind.REVENUE: REVENUE,
    Kind.EXPENSE: EXPENSES,
}


def load(using: str = "default", *, apps=installed_apps) -> None:
    """Make sure that the book and every account of the chart exist; what is there is left as it is.

    `apps` is a migration's registry of models, so that the first migration may call this too.
    """
    account = apps.get_model("accounting", "Account")
    apps.get_model("accounting", "Book").objects.using(using).get_or_create(pk=1, defaults={"next_number": 1})
    for kind, rows in CHART.items():
        for code, role, name, formal_name in rows:
            account.objects.using(using).get_or_create(
                role=role.value,
                defaults={"code": code, "name": name, "formal_name": formal_name, "kind": kind.value},
            )
