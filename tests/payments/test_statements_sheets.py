"""Workbooks, web pages and the CSV of every bank: other files of a layout than the samples tell the same story."""

import datetime as dt
import zipfile
from decimal import Decimal
from io import BytesIO
from time import perf_counter

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from shop.payments.statements import PasswordNeeded, StatementRefused, read
from shop.payments.statements.columns import beneath
from shop.payments.statements.containers import sheet
from tests.payments.layouts import FACTS, GOLDEN, LAYOUTS, WITHOUT_BALANCE, csv, html, saved, table, xlsx

pytestmark = pytest.mark.sqlite_only

TODAY = dt.date(2026, 11, 25)
HEADER = ["Tanggal", "Keterangan", "Debet", "Kredit", "Saldo"]


def reading(data, **more):
    return read(data, today=TODAY, **more)


def moves(statement):
    return [(line.date, line.amount, line.balance) for line in statement.lines]


def story(name=""):
    return [(f.at.date(), f.amount, None if name in WITHOUT_BALANCE else f.balance) for f in FACTS]


def tells_the_story(data, name, **more):
    statement = reading(data, **more)
    assert moves(statement) == story(name)
    assert (statement.format, statement.errors, statement.warnings) == (name, (), ())
    return statement


def refusal(data, **more):
    with pytest.raises(StatementRefused) as refused:
        reading(data, **more)
    return refused.value.sentence


# Every layout in every kind of file


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_in_any_encoding_and_with_any_delimiter(name, encoding, delimiter):
    tells_the_story(csv(table(name), delimiter, encoding), name)


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("kind", [xlsx, html])
def test_a_workbook_or_page_of_texts(name, kind):
    tells_the_story(kind(table(name)), name)


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("kind", [csv, xlsx, html])
def test_newest_first(name, kind):
    header, *rows = table(name)
    statement = reading(kind([header, *rows[::-1]]))

    assert sorted(moves(statement), key=str) == sorted(story(name), key=str)
    assert [line.date for line in statement.lines] == [f.at.date() for f in FACTS]
    assert statement.errors == ()


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("kind", [csv, xlsx, html])
def test_words_around_the_table_blank_rows_and_repeated_names(name, kind):
    header, *rows = table(name)
    shouting = [cell.upper() for cell in header]
    blank = [""] * len(header)
    around = [["MUTASI REKENING"], [], ["Nama", ":", "SITI CONTOH", "", "Periode", ":", "01/11/2026 - 24/11/2026"], []]
    rows = [*around, shouting, blank, *rows[:10], blank, ["Halaman 1 dari 2"], shouting, *rows[10:], blank, ["Dicetak"]]
    statement = tells_the_story(kind(rows), name)

    assert statement.period == (dt.date(2026, 11, 1), dt.date(2026, 11, 24))
    assert statement.holder == "SITI CONTOH" or kind is csv


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("bsi", "TrxId"),
        ("bri-cms", "SEQ"),
        ("bri-cms", "DESK_TRAN"),
        ("mandiri-kopra", "AdditionalDesc"),
        ("mandiri-kopra", "AccountNo"),
        ("jago", "Notes"),
        ("jago", "Source/Destination"),
        ("seabank-app", "Keterangan"),
        ("mandiri-mcm", "Reference No."),
    ],
)
@pytest.mark.parametrize("kind", [csv, xlsx, html])
def test_a_column_that_is_not_needed_may_be_missing(name, missing, kind):
    header, *rows = table(name)
    gap = header.index(missing)
    tells_the_story(kind([[*cells[:gap], *cells[gap + 1 :]] for cells in [header, *rows]]), name)


FEET = [
    ["Total", "", "", "887.506,07", "1.967.184,37"],
    ["", "Grand Total", "887.506,07", "1.967.184,37", ""],
    ["", "", "", "Dokumen ini sah tanpa tanda tangan", ""],
    ["Syarat dan ketentuan berlaku", "", "", "", ""],
]


@pytest.mark.parametrize("foot", FEET)
@pytest.mark.parametrize("kind", [csv, xlsx, html])
def test_sums_and_words_below_the_table_are_no_movements(foot, kind):
    header, *rows = table("seabank-statement")
    tells_the_story(kind([header, *rows, [], foot]), "seabank-statement")


def test_a_movement_to_a_company_called_total_is_one():
    statement = reading(
        csv([HEADER, ["PEND", "TOTAL ENERGI", "5.000,00", "", ""], ["01/11/2026", "TOTAL", "", "1,00", ""]])
    )

    assert ([row.amount for row in statement.pending], [line.amount for line in statement.lines]) == ([-5000], [1])


@pytest.mark.parametrize("cell", ["1,49E+12", "1.49E+12", "1E+12"])
def test_an_account_number_that_a_spreadsheet_has_cut_is_none(cell):
    assert reading(csv([["NOREK", *HEADER], [cell, "01/11/2026", "A", "", "1,00", ""]])).account_number is None


@pytest.mark.parametrize("serial", [False, True])
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_workbook_of_dates_and_numbers(name, serial):
    """Dates as such or as bare numbers of days, amounts as floats."""
    header, *rows = table(name)
    rows = [[typed(cell, fact, serial) for cell in cells] for cells, fact in zip(rows, FACTS, strict=True)]
    statement = tells_the_story(xlsx([header, *rows]), name)

    assert [line.time for line in statement.lines] == [fact.at.time() for fact in FACTS]


def typed(cell, fact, serial):
    """The cell as Excel would hold it, when it is the fact's moment or one of its amounts."""
    plain = cell.replace("Rp", "").lstrip("+-")
    for amount in (fact.amount, fact.debit, fact.credit, fact.balance):
        if plain in {f"{abs(amount)}", f"{abs(amount):,.2f}", indonesian(abs(amount))}:
            return -float(amount.copy_abs()) if cell.startswith("-") else float(amount.copy_abs())
    month = "11" in cell or "Nov" in cell.title() or "Nop" in cell
    if month and f"{fact.at:%d}" in cell[:2] + cell[8:10] and cell[:1].isdigit() and not cell.isdigit():
        return (fact.at - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1) if serial else fact.at
    return cell


def indonesian(amount):
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def test_the_year_comes_from_the_period_across_new_year():
    rows = [
        ["Periode", ":", "15/12/2026 - 10/01/2027"],
        HEADER,
        ["31/12", "A", "", "1", ""],
        ["01/01", "B", "", "1", ""],
    ]

    for kind in (csv, xlsx, html):
        assert [line.date.year for line in reading(kind(rows)).lines] == [2026, 2027]


# Single layouts


def test_bri_takes_the_machines_text_where_the_other_is_empty():
    header, *rows = table("bri-cms")
    rows[0][-1], rows[0][6] = "", "NBMB RINA KARTIKA TO SITI CONTOH WARUNG ESB:NBMB:0001500F"
    rows[1][-1], rows[1][6] = "Koreksi", "KOREKSI NBMB PUTRI AYU TO SITI CONTOH WARUNG ESB"
    lines = reading(csv([header, *rows])).lines

    assert (lines[0].kind, lines[0].payer) == ("transfer", "RINA KARTIKA")
    assert lines[0].description == rows[0][6]
    assert (lines[1].kind, lines[1].payer, lines[1].description) == ("reversal", "PUTRI AYU", "Koreksi")


def test_bri_tells_a_transfer_and_its_fee_of_one_seq_apart():
    ids = [line.external_id for line in reading(csv(table("bri-cms"))).lines]

    assert ids[0] == "0 87345.00 2026-11-02 09:41:12"
    assert len(set(ids)) == 20


def test_bri_short_names_its_account_in_the_first_line():
    rows = table("bri-short")
    text = "NOREK;333001000123456\r\n" + "\r\n".join(";".join(cells) for cells in rows)

    assert tells_the_story(text.encode(), "bri-short").account_number == "333001000123456"


def test_jago_takes_its_id_out_of_the_text():
    line = reading(csv(table("jago"))).lines[0]

    assert (line.external_id, line.description) == ("261", "TRANSFER DARI/RINA KARTIKA/1")
    assert line.payer == "RINA KARTIKA"


@pytest.mark.parametrize(
    ("other", "details"),
    [("Kantong Utama", "Transfer Masuk"), ("Main Pocket", "Money In"), ("SITI", "Pindah Uang antar Kantong")],
)
def test_jago_money_between_pockets_is_the_owners_own(other, details):
    header, *_rows = table("jago")
    rows = [["02 Nov 2026 09.41", other, f"{details} ID# 1", "-", f"{sign}5.000,00", ""] for sign in "+-"]

    assert [line.kind for line in reading(csv([header, *rows])).lines] == ["own", "own"]


def test_mandiri_reads_the_text_from_either_column():
    header, first, second, *_rest = table("mandiri-kopra")
    first[3:5] = ["RINA KARTIKA 1490000000001", "Transfer dari BANK MANDIRI"]
    second[3:5] = ["", "Transfer BI Fast Dari CIMB NIAGA BAMBANG PRASETYO 7126"]
    lines = reading(csv([header, first, second], ";")).lines

    assert [(line.kind, line.payer) for line in lines] == [
        ("transfer", "RINA KARTIKA"),
        ("interbank", "BAMBANG PRASETYO"),
    ]


def livin(*, pages=2, far=3):
    """Sparse columns, two languages, the time in the next row, a legal note and the names again on each page."""
    places = [1, 1 + far, 1 + 2 * far, 9 + 2 * far, 12 + 2 * far, 15 + 2 * far]
    named = [
        ["No", "Tanggal", "Keterangan", "Dana Masuk (IDR)", "Dana Keluar (IDR)", "Saldo (IDR)"],
        ["No", "Date", "Remarks", "Incoming Transactions (IDR)", "Outgoing Transactions (IDR)", "Balance (IDR)"],
    ]
    rows = [
        ["e-Statement"],
        ["Nama/Name", "", ":", "SITI", "", "Mata Uang/Currency", "", ":", "IDR"],
        *spread(named, places),
    ]
    for fact in FACTS:
        amounts = [indonesian(value) if value else "" for value in (fact.credit, fact.debit)]
        west = fact.at - dt.timedelta(hours=1)
        cells = [str(fact.no), f"{fact.at:%d %b %Y}", fact.text.replace("/", "\n"), *amounts, indonesian(fact.balance)]
        foot = [["", "", "PT Bank Mandiri (Persero) Tbk. berizin dan diawasi " + "x" * 2000], *named]
        split = fact.no % (20 // pages) == 0 and fact.no < 20
        rows += spread([cells, *(foot if split else []), ["", f"{west:%H:%M:%S} WIB"]], places)
    return rows


def spread(rows, places):
    for cells in rows:
        row = [""] * (max(places) + 1)
        for place, cell in zip(places, cells, strict=False):
            row[place] = cell
        yield row


@pytest.mark.parametrize(
    ("pages", "kind"), [(1, csv), *((pages, kind) for pages in (1, 2, 5) for kind in (xlsx, html))]
)
def test_livin_with_its_times_notes_and_names_on_every_page(pages, kind):
    statement = tells_the_story(kind(livin(pages=pages)), "mandiri-livin")

    assert [line.time for line in statement.lines] == [fact.at.time() for fact in FACTS]
    assert statement.holder == "SITI" or kind is csv


def test_a_time_stays_the_banks_where_the_shops_would_be_the_next_day():
    header, first, *_rest = table("bri-short")
    first[0] = "2026-11-05 23:30:00 WIB"
    line = reading(csv([header, first])).lines[0]

    assert (line.date, line.time) == (dt.date(2026, 11, 5), dt.time(23, 30))


@pytest.mark.parametrize("shift", [1, -1, 2])
def test_bnidirect_values_beside_their_names(shift):
    names = [
        "Posting Date",
        "Effective Date",
        "Branch",
        "Journal",
        "Transaction Description",
        "Amount",
        "DB/CR",
        "Balance",
    ]
    at = [3, 7, 11, 14, 18, 27, 31, 34]
    rows = [["Account Number", "", ":", "0259000111"], []]
    for number, fact in enumerate(FACTS):
        if number % 7 == 0:
            rows += [*spread([names], at), []]
        values = [fact.at, fact.at, "0259", str(7001 + number), fact.text]
        values += [float(abs(fact.amount)), "D" if fact.debit else "K", float(fact.balance)]
        rows += spread([values], [place + shift for place in at])
    statement = tells_the_story(xlsx(rows), "bni-direct-xls")

    assert statement.account_number == "0259000111"
    assert statement.lines[0].reference == "7001"


def test_bnidirect_in_the_old_excel_format():
    statement = reading((GOLDEN / "bni/02_bnidirect_kolom_bergeser.xls").read_bytes())

    assert moves(statement) == story()
    assert [line.time for line in statement.lines] == [fact.at.time() for fact in FACTS]
    assert (statement.account_number, statement.errors, statement.warnings) == ("0259000111", (), ())


def test_columns_stay_as_named_where_a_date_stands_below_its_name():
    columns = {"date": (0,), "text": (1,), "amount": (3,), "flag": (4,), "balance": (5,)}
    rows = [("01/11/2026", "A", "", "1", "CR", "")]

    assert beneath(columns, ("Tanggal", "Keterangan", "Cabang", "Jumlah", "", "Saldo"), rows) == columns


# Cells


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (87345, "87345"),
        (87345.0, "87345"),
        (1250.37, "1250.37"),
        (0.1 + 0.2, "0.30"),
        (1250.5, "1250.50"),
        (120000000000000.0, "120000000000000"),
        (1.2345678901234e13, "12345678901234"),
        (46328.40361111, "46328.40361111"),
        (float("inf"), "inf"),
        (dt.datetime(2026, 11, 2, 9, 41, 12), "02/11/2026 09:41:12"),
        (dt.datetime(2026, 11, 2), "02/11/2026"),
        (dt.datetime(2026, 11, 2, 9, 41, 11, 999_000), "02/11/2026 09:41:12"),
        (dt.datetime(2026, 11, 2, 23, 59, 59, 999_000), "02/11/2026 23:59:59"),
        (dt.date(2026, 11, 2), "02/11/2026"),
        (dt.time(9, 41), "09:41:00"),
        (dt.timedelta(hours=9, minutes=41), "09:41:00"),
        (None, ""),
        ("  teks ", "  teks "),
        (True, "True"),
    ],
)
def test_a_value_is_written_as_a_bank_would(value, text):
    assert sheet.written(value) == text


@settings(deadline=None)
@given(st.integers(0, 10**15 - 1))
def test_any_money_that_excel_can_hold_is_written_to_the_sen(cents):
    assert Decimal(sheet.written(float(Decimal(cents).scaleb(-2)))) == Decimal(cents).scaleb(-2)


def test_numbers_among_amounts_as_text_are_written_the_same_way():
    rows = [
        HEADER,
        ["02/11/2026", "A", None, "1.000.000,50", 3000000.75],
        ["03/11/2026", "B", 1250.25, None, "2.998.750,50"],
    ]

    assert [str(line.amount) for line in reading(xlsx(rows)).lines] == ["1000000.50", "-1250.25"]


def test_an_account_number_stored_as_a_number_gets_its_zeros_back_from_the_format():
    book = openpyxl.Workbook()
    book.active.append(["NOREK", *HEADER])
    book.active.append([12345678901234, "02/11/2026", "A", None, 1000, None])
    book.active["A2"].number_format = "0" * 15

    assert reading(saved(book)).account_number == "012345678901234"


def test_a_formula_is_never_calculated():
    rows = [HEADER, ["02/11/2026", '=HYPERLINK("http://contoh.invalid")', "", "1.000,00", "=1+1"]]
    statement = reading(xlsx(rows))

    assert [(line.description, line.balance) for line in statement.lines] == [("", None)]


def test_sheets_of_one_table_are_its_pages():
    header, *rows = table("bsi")
    statement = tells_the_story(xlsx([["Nomor Rekening: 7001"], header, *rows[:8]], [header, *rows[8:]]), "bsi")

    assert statement.account_number == "7001"


def test_a_sheet_of_something_else_is_left_out():
    tells_the_story(xlsx([["Catatan", "Harga"], ["A", "5"]], table("bsi")), "bsi")


def test_a_hidden_sheet_is_not_read():
    book = openpyxl.load_workbook(BytesIO(xlsx(table("bsi"), [["Catatan"]])))
    book.worksheets[0].sheet_state = "hidden"

    assert refusal(saved(book)).startswith("This is not a bank statement")


# Locked, damaged and hostile workbooks


def locked(data, password):
    out = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt(password, out)
    return out.getvalue()


def test_a_locked_workbook_opens_with_its_password():
    tells_the_story(locked(xlsx(table("bsi")), "17081945"), "bsi", password="17081945")


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "The file is locked. Type the password that the bank gave for its statements."),
        ("00000000", "This password does not open the file. Type it again."),
    ],
)
def test_a_locked_workbook_asks_for_its_password(password, sentence):
    with pytest.raises(PasswordNeeded) as asked:
        reading(locked(xlsx(table("bsi")), "17081945"), password=password)

    assert asked.value.sentence == sentence


def test_a_password_for_an_open_file_does_no_harm():
    tells_the_story(xlsx(table("bsi")), "bsi", password="17081945")


def members(data, **changes):
    """The workbook with other members; None takes one out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04rest", "This Excel workbook is damaged"),
        (members(xlsx(table("bsi")), **{"xl/workbook.xml": None}), "This is a ZIP file and not an Excel workbook."),
        (members(xlsx(table("bsi")), **{"xl/workbook.xml": "<"}), "This Excel workbook is damaged"),
        (members(xlsx(table("bsi")), **{"xl/worksheets/sheet1.xml": "<a>"}), "This Excel workbook is damaged"),
        (
            members(xlsx(table("bsi")), **{"xl/media/big": b"\0" * 20_000_000}),
            "The workbook is too large when unpacked.",
        ),
        (
            members(xlsx(table("bsi")), **{f"x/{n}": b"" for n in range(1000)}),
            "The workbook is too large when unpacked.",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "This Excel workbook is damaged"),
        (xlsx([HEADER] * 2 + [["01/11/2026", "A", "", "1", ""]] * 50_000), "The file has more than 50.000 rows."),
    ],
)
def test_a_workbook_that_cannot_be_read_says_why(data, sentence):
    assert refusal(data).startswith(sentence)


def test_entities_in_a_workbook_are_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'

    assert refusal(members(xlsx(table("bsi")), **{"xl/worksheets/sheet1.xml": bomb})).startswith(
        "This Excel workbook is"
    )


def test_a_cell_at_the_end_of_the_world_costs_nothing():
    book = openpyxl.load_workbook(BytesIO(xlsx(table("bsi"))))
    book.active["XFD1048576"] = "x"
    began = perf_counter()
    statement = reading(saved(book))

    assert moves(statement) == story()
    assert perf_counter() - began < 20


# Web pages


def test_a_page_with_spans_entities_scripts_and_a_table_around_it():
    page = """<!DOCTYPE html><html><head><title>Tanggal</title><script>if (a<b) "<tr><td>x"</script></head><body>
    <!-- <table><tr><td>Tanggal --><TABLE><TR><TD>Nomor Rekening : 7001<table border="1">
    <tr><th rowspan=2>Tanggal</th><th rowspan="2">Keterangan</th><th colspan=2>Mutasi</th><th rowspan=2>Saldo</th></tr>
    <tr><th>Debet</th><th>Kredit</th></tr>
    <tr><td>02/11/2026<td>TRANSFER DARI/RINA&nbsp;&amp;&#32;<b>ANI</b>/<td>&nbsp;<td>87.345,00<td>3.337.345,00</tr>
    <tr><td>03/11/2026</td><td>TRANSFER<br>KE/BUDI/</td><td>1.000,00</td><td></td><td>3.336.345,00</td></tr>
    </table></TD></TR></TABLE></body></html>"""
    statement = reading(page.encode())

    assert [(line.amount, line.payer) for line in statement.lines] == [(87345, "RINA & ANI"), (-1000, "BUDI")]
    assert statement.account_number == "7001"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_page_in_any_encoding(encoding):
    tells_the_story(html(table("bsi")).decode().encode(encoding), "bsi")


@pytest.mark.parametrize("page", [b"<html><body>Masuk</body></html>", b"<!DOCTYPE html><html></html>"])
def test_a_page_without_a_table_is_refused(page):
    assert refusal(page).startswith("This is a web page (HTML)")


# Text copied from a page

MYBCA = [
    ["No", "Tanggal", "Keterangan", "Debit", "Kredit", "Saldo"],
    ["1", "02/11/2026", "TRSF E-BANKING CR", "-", "Rp 30.800", "Rp 1.030.800"],
    ["2", "03/11/2026", "BIAYA ADM", "Rp 800", "-", "Rp 1.030.000"],
]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("\t".join(cells) for cells in MYBCA),
        "\n".join("    ".join(cells) for cells in MYBCA),
        "\n".join(cell for cells in MYBCA for cell in cells),
        "\r\n\r\n".join(cell for cells in MYBCA for cell in cells),
    ],
)
def test_text_pasted_from_mybca(text):
    statement = reading(text.encode())

    assert [(line.date.day, line.amount, line.balance) for line in statement.lines] == [
        (2, Decimal("30800.00"), Decimal("1030800.00")),
        (3, Decimal("-800.00"), Decimal("1030000.00")),
    ]
    assert statement.errors == ()


def test_blanks_are_no_delimiter_where_a_row_has_other_cells_than_the_names():
    ragged = [*MYBCA, ["3", "04/11/2026", "SETORAN", "Rp 5.000", "Rp 1.035.000"]]

    assert refusal("\n".join("    ".join(cells) for cells in ragged).encode()).startswith(
        "This is not a bank statement"
    )


# Nothing brings a reader down, nothing makes it slow


def sentence_or_statement(data, **more):
    try:
        return reading(data, **more)
    except StatementRefused as refused:
        return refused.sentence


VALUES = st.none() | st.text(max_size=12) | st.integers() | st.floats() | st.datetimes() | st.times() | st.booleans()


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(LAYOUTS)), st.lists(st.lists(VALUES, max_size=22), max_size=4))
def test_no_values_bring_a_workbook_down(name, rows):
    try:
        data = xlsx([*rows[:1], table(name)[0], *rows])
    except (openpyxl.utils.exceptions.IllegalCharacterError, ValueError, OverflowError):
        return
    assert sentence_or_statement(data)


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(sorted(LAYOUTS)), st.lists(st.lists(st.text(max_size=12), max_size=22), max_size=4))
def test_no_cells_bring_a_layout_down(name, rows):
    cells = [*rows[:1], table(name)[0], *rows, *table(name)[1:3]]

    assert sentence_or_statement(csv(cells, encoding="utf-8-sig"))
    assert sentence_or_statement(html(cells))


WORKBOOK, LOCKED = xlsx(table("bsi")), locked(xlsx(table("bsi")), "1")
OLD = (GOLDEN / "bni/02_bnidirect_kolom_bergeser.xls").read_bytes()


@settings(deadline=None, max_examples=120)
@given(
    st.sampled_from([WORKBOOK, LOCKED, OLD]),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8),
    st.integers(1, 10**6),
)
def test_no_damage_brings_a_workbook_down(data, changes, length):
    damaged = bytearray(data)
    for place, byte in changes:
        damaged[8 + place % (len(damaged) - 8)] = byte

    assert sentence_or_statement(bytes(damaged), password="1")
    assert sentence_or_statement(bytes(damaged[: 8 + length % len(damaged)]), password="1")


@settings(deadline=None, max_examples=80)
@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "<tr>",
                "<td>",
                "</td>",
                "</tr>",
                "</table>",
                "<!--",
                "-->",
                "<td_colspan=999>",
                "&#9;",
                "x",
                "<",
            ]
        )
    )
)
def test_no_markup_brings_a_page_down(pieces):
    assert sentence_or_statement(b"<table>" + "".join(pieces).replace("_", " ").encode() + html(table("bsi")))


@pytest.mark.parametrize(
    "unit", ["<!--", "<![CDATA[", "<a ", "</", "&#", "<td>", "<table>", "<tr>", '<a b="', "<script>"]
)
def test_a_page_of_open_tags_takes_no_longer_than_its_length(unit):
    began = perf_counter()
    sentence_or_statement(b"<table><tr><td>" + unit.encode() * (400_000 // len(unit)))

    assert perf_counter() - began < 10


@pytest.mark.parametrize(
    "unit", ["a", "1", " ", ".", "/", "1.", "dari ", "kantong ", "koreksi ", "<", "id# ", "nama : "]
)
def test_a_long_text_takes_no_longer_than_its_length(unit):
    header, *rows = table("jago")
    rows = [[*row[:2], (unit * 999)[:999], (unit * 999)[:999], *row[4:]] for row in rows] * 50
    began = perf_counter()
    sentence_or_statement(csv([header, *rows]))
    sentence_or_statement((unit * 99_999)[:99_999].encode() + b"\n" + csv([header]))

    assert perf_counter() - began < 20
