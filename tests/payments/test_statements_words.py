"""What a row is and who paid, from the banks' real ways to say it."""

from decimal import Decimal

import pytest

from shop.payments.statements.kinds import kind_of
from shop.payments.statements.payers import payer_of

pytestmark = pytest.mark.sqlite_only

CREDITS = [
    ("TRSF E-BANKING CR 2606/FTSCY/WS95031 3000000.00MARIO KARO-KARO", "transfer", "MARIO KARO-KARO"),
    ("TRSF E-BANKING CR 0311/FTSCY/WS95271 64000.00BELANJA LAPAK DEWI ANGGRAINI", "transfer", "DEWI ANGGRAINI"),
    ("TRSF E-BANKING CR 1611/FTSCY/WS95271 100749.00LP-2611-0012 JOKO SUSILO", "transfer", "JOKO SUSILO"),
    ("TRSF E-BANKING CR 0311/FTSCY/WS95271 64000.00BELANJA LAPAK", "transfer", ""),
    ("BI-FAST CR TANGGAL :26/06 TRANSFER DR 008 MARIO KAROKARO", "interbank", "MARIO KAROKARO"),
    ("KR OTOMATIS LLG-MANDIRI RINA KARTIKA", "interbank", "RINA KARTIKA"),
    ("SWITCHING CR TRANSFER DR 014 BUDI", "interbank", "BUDI"),
    ("TRSF E-BANKING CR 1811/FTFVA/WS95011 39010/DANA - - 081200000000", "ewallet", ""),
    ("TRANSFER DARI/DANA/081200000000", "ewallet", ""),
    ("TRANSFER DARI | DANA | 081200000000", "ewallet", ""),
    ("Transfer dari DANA", "ewallet", ""),
    ("TRANSFER DARI DANA PUTRA", "transfer", "DANA PUTRA"),
    ("KR OTOMATIS TANGGAL :06/11 MID : 885000000001 LAPAK CONTOH QR : 350000.00 DDR : 0.00", "qris", "LAPAK CONTOH"),
    ("QRIS SETTLEMENT/LAPAK CONTOH", "qris", "LAPAK CONTOH"),
    ("SETORAN TUNAI 0998", "cash", ""),
    ("SETORAN VIA CDM 06/11", "cash", ""),
    ("BUNGA", "interest", ""),
    ("BAGI HASIL", "interest", ""),
    ("BUNGA LESTARI 1490000000004 Transfer dari BANK MANDIRI", "transfer", ""),
    ("TRF/PAY/TOP-UP ECHANNEL/RINA KARTIKA/", "transfer", "RINA KARTIKA"),
    ("TRF/PAY/TOP-UP ECHANNEL | DEWI ANGGRAINI | belanja lapak", "transfer", "DEWI ANGGRAINI"),
    ("BI-FAST IN/BCA/BAMBANG PRASETYO", "interbank", "BAMBANG PRASETYO"),
    ("Transfer dari BANK MANDIRI DAUS DJUMENA SOBANDI 1150011530112", "transfer", "DAUS DJUMENA SOBANDI"),
    ("Transfer BI Fast Dari BCA HENDI 7126201591 -", "interbank", "HENDI"),
    ("Transfer BI-Fast dari BANK CENTRAL ASIA - LISDRISUSTIW", "interbank", "LISDRISUSTIW"),
    ("Transfer dari Dewi Anggraini via BRImo belanja lapak", "transfer", "Dewi Anggraini"),
    ("NBMB RINA KARTIKA TO SITI CONTOH WARUNG ESB:NBMB:0001500F", "transfer", "RINA KARTIKA"),
    ("=HYPERLINK(1)", "other", ""),
    ("", "other", ""),
]
DEBITS = [
    ("KOREKSI TRSF E-BANKING CR 1311/FTSCY/WS95271 120256.00PUTRI AYU", "reversal", "PUTRI AYU"),
    ("KOREKSI/PUTRI AYU", "reversal", "PUTRI AYU"),
    ("TRANSFER KE/TOKO SUMBER REJEKI/MODAL BELANJA", "outgoing", "TOKO SUMBER REJEKI"),
    ("PAJAK BUNGA", "tax", ""),
    ("BIAYA ADM", "fee", ""),
    ("TRANSFER KE/RINA KARTIKA/BATAL PESANAN", "outgoing", "RINA KARTIKA"),
]


@pytest.mark.parametrize(("text", "kind", "payer"), CREDITS)
def test_a_credit_is_told_by_the_banks_words(text, kind, payer):
    assert (kind_of(text, Decimal(1)), payer_of(text, kind)) == (kind, payer)


@pytest.mark.parametrize(("text", "kind", "payer"), DEBITS)
def test_a_debit_is_told_by_the_banks_words(text, kind, payer):
    assert (kind_of(text, Decimal(-1)), payer_of(text, kind)) == (kind, payer)


@pytest.mark.parametrize("note", ["bunga", "qris", "setoran tunai", "koreksi", "biaya adm", "dana"])
def test_a_customers_note_cannot_change_what_a_transfer_is(note):
    text = f"TRF/PAY/TOP-UP ECHANNEL/RINA KARTIKA/{note}"

    assert (kind_of(text, Decimal(1)), payer_of(text, "transfer")) == ("transfer", "RINA KARTIKA")
