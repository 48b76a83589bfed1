"""A bank line tells what it pays out, and is believed only when its figures add up."""

import datetime as dt
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.payments.qris import Settlement, settlement_of

pytestmark = pytest.mark.sqlite_only
# The words of a real line, with another merchant.
LINE = "KR OTOMATIS TANGGAL :27/01 MID : 885000000001 LAPAK-HO QR : 2224200.00 DDR: 15569.40"
QR = Settlement("qris", Decimal("2224200.00"), Decimal("15569.40"), "885000000001", (27, 1))


@pytest.mark.parametrize("net", ["2208630.60", "2208631", "2208630", "2208631.60"])
def test_gross_fee_merchant_and_day_are_read(net):
    assert settlement_of(LINE, Decimal(net)) == QR


@pytest.mark.parametrize("net", ["2208632", "2208629", "2224200", "1", "0", "-2208631"])
def test_figures_that_do_not_add_up_are_not_believed(net):
    assert settlement_of(LINE, Decimal(net)) is None


@pytest.mark.parametrize(
    "text",
    [
        "KR OTOMATIS TANGGAL :06/11 MID : 885000000001 LAPAK CONTOH QR : 350000.00 DDR : 0.00",
        "KR OTOMATIS   TANGGAL :06/11\nMID : 885000000001\nLAPAK CONTOH\nQR : 350000.00\nDDR: 0",
        "kr otomatis tanggal: 06/11 mid: 885000000001 lapak contoh qr:350000 ddr:0.00 0000",
    ],
)
def test_blanks_and_capitals_do_not_matter(text):
    settlement = settlement_of(text, Decimal("350000"))

    assert settlement == Settlement("qris", Decimal(350000), Decimal(0), "885000000001", (6, 11))


def test_tgh_is_a_card():
    text = "KR OTOMATIS TANGGAL :27/01 MID : 885000000001 LAPAK-HO TGH: 1000000.00 DDR: 15000.00"

    assert settlement_of(text, Decimal("985000")) == Settlement(
        "card", Decimal(1000000), Decimal(15000), "885000000001", (27, 1)
    )


@pytest.mark.parametrize(
    "text",
    ["QRIS SETTLEMENT/LAPAK CONTOH", "QRIS SETTLEMENT | LAPAK CONTOH", "Penerimaan QRIS 27/01", "QRIS 24112026 LAPAK"],
)
def test_other_banks_say_no_figures(text):
    assert settlement_of(text, Decimal("350000")) == Settlement("qris", None, None, None, None)


@pytest.mark.parametrize("figures", ["QR : 2.224.200,00 DDR: 15.569,40", "QR : 2224200.00 DDR: 15569.405"])
def test_a_line_with_figures_in_another_form_has_none(figures):
    text = f"KR OTOMATIS TANGGAL :27/01 MID : 885000000001 LAPAK {figures}"

    assert settlement_of(text, Decimal("2208631")) == Settlement("qris")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TRF/PAY/TOP-UP ECHANNEL/RINA KARTIKA/qris",
        "TRSF E-BANKING CR 0311/FTSCY/WS95271 64000.00DEWI",
        "KR OTOMATIS LLG-MANDIRI RINA KARTIKA",
        "SETORAN TUNAI",
    ],
)
def test_other_lines_are_no_settlement(text):
    assert settlement_of(text, Decimal("64000")) is None


@pytest.mark.parametrize(
    ("day", "booked", "paid_on"),
    [
        ((27, 1), dt.date(2027, 1, 28), dt.date(2027, 1, 27)),
        ((27, 1), dt.date(2027, 1, 27), dt.date(2027, 1, 27)),
        ((31, 12), dt.date(2027, 1, 2), dt.date(2026, 12, 31)),
        ((29, 2), dt.date(2025, 3, 1), dt.date(2024, 2, 29)),
        ((29, 2), dt.date(2027, 3, 1), None),
        ((31, 13), dt.date(2027, 1, 2), None),
        (None, dt.date(2027, 1, 2), None),
    ],
)
def test_the_day_is_the_last_one_before_the_booking(day, booked, paid_on):
    assert Settlement("qris", day=day).paid_on(booked) == paid_on


@given(st.integers(1, 10**12), st.integers(0, 10**8))
def test_every_whole_settlement_is_read(gross, fee_in_sen):
    fee = Decimal(fee_in_sen).scaleb(-2)
    net = gross - fee
    text = f"KR OTOMATIS TANGGAL :27/01 MID : 885000000001 LAPAK-HO QR : {gross}.00 DDR: {fee:f}"
    settlement = settlement_of(text, net)

    assert settlement == (Settlement("qris", Decimal(gross), fee, "885000000001", (27, 1)) if net > 0 else None)


@given(st.text(), st.decimals(allow_nan=False, allow_infinity=False))
def test_any_text_is_read_without_a_fault(text, net):
    assert settlement_of(text, net) is None or net > 0


@pytest.mark.parametrize("part", ["QR : ", "KR OTOMATIS ", "MID : 885000000001 ", "9", " "])
def test_a_long_line_is_read_at_once(part):
    began = time.process_time()
    settlement_of("KR OTOMATIS TANGGAL :27/01 MID : 885000000001 " + part * 20_000, Decimal(1))
    assert time.process_time() - began < 1
