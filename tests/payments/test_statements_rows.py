"""Dates, amounts, order and proof of single rows and whole files."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop.payments.statements import StatementRefused, read
from shop.payments.statements.amounts import NotAnAmount, decimal_mark, parse

pytestmark = pytest.mark.sqlite_only

TODAY = dt.date(2026, 11, 25)
HEADER = "Tanggal;Keterangan;Debet;Kredit;Saldo"
BCA_TABLE = "Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo"


def table(*rows, header=HEADER, today=TODAY):
    return read("\r\n".join([header, *rows]).encode(), today=today)


def klikbca(*rows, period="01/11/2026 - 24/11/2026", trailer=(), header=BCA_TABLE):
    head = ["Informasi Rekening - Mutasi Rekening", "No. rekening : ,'0012345678", f"Periode : ,{period}"]
    return read("\r\n".join([*head, "Kode Mata Uang : ,IDR", "", header, *rows, *trailer]).encode(), today=TODAY)


def days(statement):
    return [line.date.isoformat() for line in statement.lines]


def sizes(statement):
    return [str(line.amount) for line in statement.lines]


# Dates


def test_a_year_comes_from_the_period_row_by_row_across_new_year():
    statement = klikbca(
        "'30/12,A,'0000,1.00,CR,",
        "'31/12,B,'0000,1.00,CR,",
        "'01/01,C,'0000,1.00,CR,",
        period="15/12/2026 - 10/01/2027",
    )

    assert days(statement) == ["2026-12-30", "2026-12-31", "2027-01-01"]


def test_without_a_period_a_day_without_year_is_the_last_one_before_today():
    statement = table("30/12;A;;1;", "24/11;B;;1;", today=TODAY)

    assert days(statement) == ["2025-12-30", "2026-11-24"]


def test_the_day_stands_before_the_month():
    assert days(table("03/11/2026;A;;1;")) == ["2026-11-03"]


@pytest.mark.parametrize(
    ("cell", "date", "time"),
    [
        ("02/11/26 09.41.12", "2026-11-02", dt.time(9, 41, 12)),
        ("02-11-2026", "2026-11-02", None),
        ("2026-11-02 23:44:44", "2026-11-02", dt.time(23, 44, 44)),
        ("03 August 2026 11:27:10", "2026-08-03", dt.time(11, 27, 10)),
        ("03 Agustus 2026", "2026-08-03", None),
        ("02 Nop 2026 09.41", "2026-11-02", dt.time(9, 41)),
        ("1 Mei 2026", "2026-05-01", None),
    ],
)
def test_every_way_to_write_a_date_is_read(cell, date, time):
    line = table(f"{cell};A;;1;").lines[0]

    assert (line.date.isoformat(), line.time) == (date, time)


@pytest.mark.parametrize("cell", ["31/02/2026", "29/02/2026", "12/31/2026", "00/11/2026", "32 Nov 2026", "soon"])
def test_an_impossible_date_is_an_error_and_never_rolled_over(cell):
    statement = table("01/11/2026;A;;1;", f"{cell};B;;1;")

    assert statement.errors == (f"Row 3: “{cell}” is not a date.",)
    assert days(statement) == ["2026-11-01"]


def test_the_29th_of_february_needs_a_leap_year_in_the_period():
    statement = klikbca("'29/02,A,'0000,1.00,CR,", period="01/02/2027 - 28/02/2027")

    assert statement.errors == ("Row 7: “'29/02” is not a date.",)


def test_a_date_outside_the_period_is_a_warning():
    statement = klikbca("'30/11/2026,A,'0000,1.00,CR,")

    assert statement.warnings == ("Row 7: 30/11/2026 lies outside the period of the statement.",)
    assert statement.errors == ()


# Amounts


@pytest.mark.parametrize(
    ("cell", "mark", "size", "direction"),
    [
        ("87,345.00", ".", "87345.00", 0),
        ("87.345,00", ",", "87345.00", 0),
        ("150000.00", ".", "150000.00", 0),
        (".00", ".", "0.00", 0),
        ("-", ".", "0.00", 0),
        ("", ".", "0.00", 0),
        ("Rp 30.800", ",", "30800.00", 0),
        ("Rp1.250,37", ",", "1250.37", 0),
        ("30.800 IDR", ",", "30800.00", 0),
        ("287,490.00 DB", ".", "287490.00", -1),
        ("250,000.00 CR", ".", "250000.00", 1),
        ("+87.345,00", ",", "87345.00", 1),
        ("-750.000,00", ",", "750000.00", -1),
        ("−750.000,00", ",", "750000.00", -1),
        ("750.000,00-", ",", "750000.00", -1),
        ("(150.000,00)", ",", "150000.00", -1),
        ("Rp -5.000", ",", "5000.00", -1),
    ],
)
def test_every_way_to_write_an_amount_is_read(cell, mark, size, direction):
    assert parse(cell, mark) == (Decimal(size), direction)


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("87.345,00", "."),
        ("87,345.00", ","),
        ("100.000", "."),
        ("1.00.000", ","),
        ("12,345", ","),
        ("=1+1", "."),
        ("1e5", "."),
        ("--5", "."),
        ("٣", "."),
        (".", "."),
        ("USD 5.00", "."),
        ("-5.00 CR", "."),
        ("9" * 17, "."),
    ],
)
def test_an_amount_that_does_not_fit_the_files_way_is_no_amount(cell, mark):
    with pytest.raises(NotAnAmount):
        parse(cell, mark)


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["100.000", "87.345,00"], ","),
        (["100,000", "87,345.00"], "."),
        (["100.000", "25.000"], ","),
        (["1.000.000"], ","),
        (["1,000,000"], "."),
        (["100.000", ".00"], "."),
        (["87345", "-", ""], "."),
        (["100.000", "100.000", "100.000", "1,250.37"], "."),
    ],
)
def test_the_decimal_mark_is_voted_by_the_whole_file(cells, mark):
    assert decimal_mark(cells) == mark


@settings(deadline=None)
@given(st.integers(0, 10**15 - 1), st.sampled_from([".", ","]))
def test_a_grouped_amount_reads_back_as_itself(cents, mark):
    amount = Decimal(cents).scaleb(-2)
    written = f"{amount:,.2f}" if mark == "." else f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))

    assert parse(written, mark) == (amount, 0)


def test_an_unreadable_amount_is_an_error_with_its_row():
    statement = table("02/11/2026;A;;1.000,00;", "03/11/2026;B;;12,345.00;", "04/11/2026;C;;2.000,00;")

    assert statement.errors == ("Row 3: “12,345.00” is not an amount.",)
    assert sizes(statement) == ["1000.00", "2000.00"]


def test_debit_and_credit_in_one_row_are_an_error():
    statement = table("02/11/2026;A;1.000;2.000;")

    assert statement.errors == ("Row 2 does not say clearly whether money came in or went out.",)
    assert statement.lines == ()


def test_signs_tell_the_direction():
    statement = table("02/11/2026;A;+87.345,00", "02/11/2026;B;-5.000,00", header="Tanggal;Keterangan;Jumlah")

    assert sizes(statement) == ["87345.00", "-5000.00"]


def test_a_flag_column_tells_the_direction():
    statement = table("02/11/2026;K;87.345,00;A", "02/11/2026;D;5.000,00;B", header="Tanggal;D/K;Mutasi;Keterangan")

    assert sizes(statement) == ["87345.00", "-5000.00"]


def test_a_type_column_that_holds_words_is_no_flag():
    statement = table(
        "02/11/2026;Transfer;+87.345,00;A", "02/11/2026;Biaya;-5.000,00;B", header="Tanggal;Tipe;Jumlah;Keterangan"
    )

    assert sizes(statement) == ["87345.00", "-5000.00"]
    assert statement.errors == ()


def test_amounts_without_any_direction_are_an_error():
    statement = table("02/11/2026;A;87.345,00", "02/11/2026;B;5.000,00", header="Tanggal;Keterangan;Jumlah")

    assert statement.errors == ("The file does not say which amounts came in and which went out.",)


UNSIGNED = "Tanggal;Keterangan;Jumlah;Saldo"


@pytest.mark.parametrize("opening", [True, False])
def test_the_balance_tells_the_direction_of_every_amount_but_the_first(opening):
    first = ["01/11/2026;SALDO AWAL;;4.000,00"] if opening else []
    statement = table(
        *first,
        "02/11/2026;A;1.000,00;5.000,00",
        "02/11/2026;B;500,00;4.500,00",
        "03/11/2026;C;7,00;4.507,00",
        header=UNSIGNED,
    )

    if opening:
        assert (sizes(statement), statement.errors) == (["1000.00", "-500.00", "7.00"], ())
    else:
        assert statement.errors == ("The file does not say which amounts came in and which went out.",)


def test_newest_first_too_the_balance_tells_the_direction():
    statement = table(
        "03/11/2026;C;7,00;4.507,00",
        "02/11/2026;B;500,00;4.500,00",
        "01/11/2026;BIAYA ADM;1.000,00;5.000,00",
        header=UNSIGNED,
    )

    assert (sizes(statement), statement.errors) == (["-1000.00", "-500.00", "7.00"], ())


def test_a_kind_in_the_banks_words_tells_the_direction_where_no_balance_does():
    rows = ("02/11/2026;Transfer Masuk;A;1.000,00;", "02/11/2026;Pembayaran QRIS;B;500,00;", "03/11/2026;Bunga;;7,00;")
    header = "Waktu Transaksi;Jenis Transaksi;Keterangan;Nominal;Saldo"

    assert sizes(table(*rows, header=header)) == ["1000.00", "-500.00", "7.00"]
    assert table(*rows, "03/11/2026;Pembayaran dari;B;500,00;", header=header).errors == (
        "The file does not say which amounts came in and which went out.",
    )


def test_a_customers_words_never_tell_the_direction():
    statement = table("02/11/2026;uang masuk dari A;1.000,00;", "02/11/2026;keluar;1,00;", header=UNSIGNED)

    assert statement.errors == ("The file does not say which amounts came in and which went out.",)


def test_a_row_without_an_amount_is_named_and_left_out():
    statement = table("02/11/2026;A;;1.000;", "02/11/2026;INFO;;;")

    assert statement.warnings == ("Row 3 has no amount and was left out.",)
    assert len(statement.lines) == 1


def test_an_amount_without_a_date_is_an_error():
    assert table("02/11/2026;A;;1.000;", ";B;;1.000;").errors == ("Row 3 has an amount but no date.",)


# The table


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_the_delimiter_is_found(mark):
    statement = table(mark.join(["02/11/2026", "A", "", "1000", "5000"]), header=HEADER.replace(";", mark), today=TODAY)

    assert sizes(statement) == ["1000.00"]


def test_repeated_headers_blank_rows_and_sums_are_no_lines():
    statement = table("02/11/2026;A;;1.000;", "", HEADER, "03/11/2026;B;;2.000;", ";Total;0;3.000;")

    assert sizes(statement) == ["1000.00", "2000.00"]
    assert statement.errors == ()


@pytest.mark.parametrize(
    "rows",
    [
        ('02/11/2026;"TOKO MAJU;;1.000;', "03/11/2026;B;;2.000;", '04/11/2026;"C" D;;3.000;'),
        ('02/11/2026;"TOKO MAJU;;1.000;', '03/11/2026;B";;2.000;', "04/11/2026;C;;3.000;"),
        ('02/11/2026;"TOKO MAJU;;1.000;', "03/11/2026;B;;2.000;", "04/11/2026;C;;3.000;"),
    ],
)
def test_a_stray_quote_does_not_swallow_the_rows_after_it(rows):
    statement = table(*rows)

    assert [(line.row, line.amount) for line in statement.lines] == [(2, 1000), (3, 2000), (4, 3000)]


def test_a_cell_may_have_line_breaks():
    statement = table('02/11/2026;"TRANSFER DARI\nRINA KARTIKA";;1.000;', "03/11/2026;B;;2.000;")

    assert [(line.row, line.payer) for line in statement.lines] == [(2, "RINA KARTIKA"), (3, "")]


def test_an_opening_row_is_the_opening_balance():
    statement = table("01/11/2026;SALDO AWAL;;;5.000,00", "02/11/2026;A;;1.000,00;6.000,00")

    assert statement.opening == Decimal("5000.00")
    assert (sizes(statement), statement.warnings, statement.errors) == (["1000.00"], (), ())


def test_a_leading_zero_of_the_account_number_stays():
    assert klikbca("'02/11,A,'0000,1.00,CR,").account_number == "0012345678"


def test_an_account_column_names_the_account():
    statement = table("0490001;02/11/2026;A;;1.000", header="AccountNo;Tanggal;Keterangan;Debet;Kredit")

    assert statement.account_number == "0490001"


def test_two_accounts_in_one_file_are_an_error():
    statement = table(
        "0001;02/11/2026;A;;1.000", "0002;02/11/2026;B;;1.000", header="AccountNo;Tanggal;Keterangan;Debet;Kredit"
    )

    assert statement.errors == ("The file holds several accounts: 0001, 0002. Download each account alone.",)


def test_bca_bisnis_writes_the_flag_into_the_amount():
    statement = klikbca(
        '"02/11/2026","TRSF E-BANKING CR   ","0000","287,490.00 DB","712,510.00"',
        '"03/11/2026","SETORAN","0000","250,000.00 CR","962,510.00"',
        header='"Tanggal Transaksi","Keterangan","Cabang","Jumlah","Saldo"',
    )

    assert statement.format == "bca-bisnis-csv"
    assert sizes(statement) == ["-287490.00", "250000.00"]
    assert statement.errors == ()


def test_bca_bisnis_amounts_without_quotes_are_put_together_again():
    statement = klikbca(
        "05/09,TRSF E-BANKING CR,0000,250,000.00 CR,1,250,000.00",
        "05/09,BIAYA,0000,500.00 DB,1,249,500.00",
        "06/09,TRSF E-BANKING CR,0000,1,000,000.00 CR,2,249,500.00",
        header="Tanggal Transaksi,Keterangan,Cabang,Jumlah,Saldo",
        period="01/09/2026 - 30/09/2026",
    )

    assert sizes(statement) == ["250000.00", "-500.00", "1000000.00"]
    assert [str(line.balance) for line in statement.lines] == ["1250000.00", "1249500.00", "2249500.00"]


@pytest.mark.parametrize("mark", ["PEND", "'PEND", "pend"])
def test_a_row_without_date_that_bca_calls_pend_is_pending(mark):
    statement = klikbca(f"{mark},TRSF E-BANKING CR,'0000,1.00,CR,5.00")

    assert (len(statement.pending), statement.lines, statement.errors) == (1, (), ())


@pytest.mark.parametrize("form", ["Saldo Awal,=,{}", "Saldo Awal : {}", '"Saldo Awal : {}"'])
def test_the_opening_balance_below_the_table_is_found_in_every_form(form):
    statement = klikbca("'02/11,A,'0000,1.00,CR,1,001.00", trailer=[form.format("1,000.00")])

    assert statement.opening == Decimal("1000.00")


# Order and proof


def test_newest_first_is_turned_round_when_the_balance_says_so():
    statement = table("03/11/2026;C;;3;6", "03/11/2026;B;;2;3", "03/11/2026;A;;1;1")

    assert [line.description for line in statement.lines] == ["A", "B", "C"]
    assert statement.errors == ()


def test_newest_first_is_turned_round_by_the_dates_where_there_is_no_balance():
    statement = table("04/11/2026;C;;3;", "03/11/2026;B;;2;", "02/11/2026;A;;1;")

    assert [line.description for line in statement.lines] == ["A", "B", "C"]


def test_newest_day_first_with_its_rows_in_order_is_sorted_by_day():
    statement = table("04/11/2026;C;;3;6", "04/11/2026;D;;4;10", "03/11/2026;A;;1;1", "03/11/2026;B;;2;3")

    assert [line.description for line in statement.lines] == ["A", "B", "C", "D"]
    assert statement.errors == ()


def test_a_balance_only_on_the_last_row_of_a_day_is_enough():
    whole = table("02/11/2026;A;;1;", "02/11/2026;B;;2;103", "03/11/2026;C;;3;", "03/11/2026;D;;4;110")
    broken = table("02/11/2026;A;;1;", "02/11/2026;B;;2;103", "03/11/2026;D;;4;110")

    assert whole.errors == ()
    assert [error[:35] for error in broken.errors] == ["A row is missing near row 4: the ba"]


def test_an_opening_balance_that_does_not_lead_to_the_first_row_is_an_error():
    statement = klikbca("'02/11,A,'0000,1.00,CR,5.00", trailer=["Saldo Awal,=,3.00"])

    assert statement.errors == (
        "A row is missing near row 7: the balance there should be Rp4,00, the file says Rp5,00.",
    )


def test_totals_that_do_not_add_up_are_an_error():
    statement = klikbca(
        "'02/11,A,'0000,1.00,CR,",
        trailer=["Saldo Awal,=,3.00", "Mutasi Kredit,=,2.00", "Mutasi Debet,=,0.00", "Saldo Akhir,=,5.00"],
    )

    assert statement.errors == (
        "The rows do not lead from the opening to the closing balance: Rp4,00 is reached, the file says Rp5,00.",
        "The incoming rows add up to Rp1,00, the file says Rp2,00.",
    )


def test_only_the_first_twenty_errors_are_told():
    statement = table(*["31/02/2026;A;;1;"] * 25)

    assert len(statement.errors) == 21
    assert statement.errors[-1] == "… and 5 more."


@settings(deadline=None)
@given(st.lists(st.integers(-999_999, 999_999).filter(bool), min_size=3, max_size=12), st.data())
def test_any_row_taken_out_of_the_middle_is_noticed(amounts, data):
    balance, rows = 5_000_000, []
    for amount in amounts:
        balance += amount
        rows.append(f"02/11/2026;A;{-amount if amount < 0 else ''};{amount if amount > 0 else ''};{balance}")
    assert table(*rows).errors == ()
    del rows[data.draw(st.integers(1, len(rows) - 2))]

    assert table(*rows).errors != ()


def sentence_or_statement(data):
    try:
        return read(data, today=TODAY)
    except StatementRefused as refused:
        return refused.sentence


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_text_brings_the_reader_down(text):
    assert sentence_or_statement(text.encode())
    assert sentence_or_statement(f"{HEADER}\n{text}".encode())


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_bring_the_reader_down(data):
    assert sentence_or_statement(data)
