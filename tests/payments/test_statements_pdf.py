"""Statements as PDF: the places of words tell the columns, whatever the pages, widths and alignments."""

import datetime as dt
import json
import zlib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapak.pages import pdf as weasyprint
from shop.payments.identity import with_balances
from shop.payments.statements import PasswordNeeded, StatementRefused, read
from shop.payments.statements.containers import pdf as container
from tests.payments import printing
from tests.payments.printing import right, table, text
from tests.payments.reading import KINDS
from tests.rig.environment import unavailable

pytestmark = pytest.mark.sqlite_only

GOLDEN = Path(__file__).parents[1] / "golden" / "mutasi"
EXPECTED = json.loads((GOLDEN / "expected.json").read_text())["lines"]
BCA = (GOLDEN / "bca/07_estatement.pdf").read_bytes()
BRIMO = (GOLDEN / "bri/03_brimo_estatement.pdf").read_bytes()
READABLE = (GOLDEN / "bca/08_estatement_terbaca.pdf").read_bytes()
LOCKED = (GOLDEN / "bca/09_estatement_terkunci.pdf").read_bytes()
TODAY = dt.date(2026, 11, 25)
BCA_COLUMNS = ((40, "l"), (90, "l"), (345, "l"), (450, "r"), (550, "r"))
BCA_HEADER = ("TANGGAL", "KETERANGAN", "CBG", "MUTASI", "SALDO")
BCA_HEAD = (
    text(230, 40, "REKENING TAHAPAN", 12),
    text(40, 60, "SITI CONTOH WARUNG"),
    text(340, 60, "NO. REKENING : 0012345678"),
    text(340, 71, "HALAMAN : 1/2"),
    text(340, 82, "PERIODE : NOVEMBER 2026"),
    text(340, 93, "MATA UANG : IDR"),
)


def statement(data, password=""):
    return read(data, today=TODAY, password=password)


def refusal(data, password="", kind=StatementRefused):
    with pytest.raises(kind) as refused:
        statement(data, password)
    return refused.value.sentence


def told(lines, opening):
    return [
        (line.date.isoformat(), f"{line.amount:.2f}", f"{rebuilt.balance:.2f}", line.kind)
        for line, rebuilt in zip(lines, with_balances(lines, opening), strict=True)
    ]


def expected():
    return [(e["date"], e["amount"], e["balance"], KINDS[e["kind"]]) for e in EXPECTED]


def sizes(read_statement):
    return [str(line.amount) for line in read_statement.lines]


def texts(read_statement):
    return [line.description for line in read_statement.lines]


# The samples


@pytest.mark.parametrize(
    ("data", "bank", "format", "account", "period_end"),
    [
        (BCA, "BCA", "bca-estatement-pdf", "1234567890", dt.date(2026, 11, 30)),
        (READABLE, "BCA", "bca-estatement-pdf", "1234567890", dt.date(2026, 11, 30)),
        (BRIMO, "BRI", "brimo-estatement-pdf", "012345678901234", dt.date(2026, 11, 24)),
    ],
)
def test_an_estatement_tells_the_same_story_as_the_banks_csv(data, bank, format, account, period_end):
    found = statement(data)

    assert told(found.lines, found.opening) == expected()
    assert (found.errors, found.warnings) == ((), ())
    assert (found.bank, found.format, found.account_number) == (bank, format, account)
    assert found.holder == "SITI CONTOH WARUNG"
    assert found.period == (dt.date(2026, 11, 1), period_end)
    assert (found.opening, found.closing) == (Decimal("3250000.00"), Decimal("4329678.30"))


def test_bca_names_every_payer_in_full():
    assert [line.payer for line in statement(BCA).lines] == [e["name"] for e in EXPECTED]


def test_brimo_names_payers_as_far_as_it_prints_them_and_to_the_second():
    lines = statement(BRIMO).lines

    assert all(e["name"].startswith(line.payer.upper()) for line, e in zip(lines, EXPECTED, strict=True))
    assert [line.payer for line in lines[:3]] == ["Rina Kartika", "BAMBANG PRASET", "Dewi Anggraini"]
    assert [line.time.isoformat() for line in lines] == [e["time"] for e in EXPECTED]


def test_bca_prints_a_balance_on_the_last_row_of_a_day_only():
    assert [line.balance for line in statement(BCA).lines[:3]] == [Decimal("3337345.00"), None, Decimal("3553963.00")]


def test_what_bca_cuts_at_the_end_of_its_column_is_whole_again():
    found = texts(statement(BCA))

    assert found[8] == "KR OTOMATIS TANGGAL :06/11 MID : 885000000001 LAPAK CONTOH QR : 350000.00 DDR : 0.00"
    assert found[14] == "KOREKSI TRSF E-BANKING CR 1311/FTSCY/WS95271 120256.00PUTRI AYU"
    assert found[16] == "TRSF E-BANKING CR 1811/FTFVA/WS95011 39010/DANA - - 081200000000"


# Locked files


def test_a_locked_file_asks_for_its_password():
    assert (
        refusal(LOCKED, kind=PasswordNeeded) == "This PDF is locked. Type its password; it is used once and not kept."
    )


@pytest.mark.parametrize("password", ["17081991", "salah", "ا" * 200])
def test_a_wrong_password_is_named_as_such(password):
    assert refusal(LOCKED, password, PasswordNeeded) == "The password does not open this PDF."


def test_the_right_password_opens_a_locked_file():
    assert told(statement(LOCKED, "17081990").lines, Decimal("3250000.00")) == expected()


def test_a_password_that_is_not_needed_does_no_harm():
    assert len(statement(READABLE, "17081990").lines) == 20


# Pages, rows, columns


def bca(*pages, head=BCA_HEAD):
    return printing.pdf(*([*head, *table(BCA_COLUMNS, [BCA_HEADER, *rows])] for rows in pages))


def test_bca_goes_on_over_pages_with_heads_feet_and_a_description_that_is_torn():
    first = [
        ("01/11", "SALDO AWAL", "", "", "1,000,000.00"),
        ("02/11", "TRSF E-BANKING CR 0211/FTSCY/WS95271", "0998", "50,000.00", ""),
        ("", "50000.00"),
        ("", "RINA KARTIKA"),
        ("02/11", "TRSF E-BANKING DB 0211/FTSCY/WS95051", "0998", "20,000.00 DB", "1,030,000.00"),
        ("", "20000.00"),
        ("", "Bersambung ke Halaman berikut"),
    ]
    second = [
        ("", "TOKO SUMBER REJEKI"),
        ("03/11", "BI-FAST CR TANGGAL :01/11 TRANSFER DR", "", "1,250.37", "1,031,250.37"),
        ("", "008 BAMBANG PRASETYO"),
        ("SALDO AWAL : 1,000,000.00",),
        ("MUTASI CR : 51,250.37 2",),
        ("MUTASI DB : 20,000.00 1",),
        ("SALDO AKHIR : 1,031,250.37",),
    ]
    found = statement(bca(*([(*row, *[""] * (5 - len(row))) for row in rows] for rows in (first, second))))

    assert sizes(found) == ["50000.00", "-20000.00", "1250.37"]
    assert texts(found) == [
        "TRSF E-BANKING CR 0211/FTSCY/WS95271 50000.00 RINA KARTIKA",
        "TRSF E-BANKING DB 0211/FTSCY/WS95051 20000.00 TOKO SUMBER REJEKI",
        "BI-FAST CR TANGGAL :01/11 TRANSFER DR 008 BAMBANG PRASETYO",
    ]
    assert [line.date for line in found.lines] == [dt.date(2026, 11, day) for day in (2, 2, 3)]
    assert (found.opening, found.closing) == (Decimal("1000000.00"), Decimal("1031250.37"))
    assert (found.account_number, found.holder) == ("0012345678", "SITI CONTOH WARUNG")
    assert (found.errors, found.warnings) == ((), ())


def test_a_statement_of_credits_alone_is_read_though_bca_marks_no_credit():
    found = statement(bca([("02/11", "SETORAN TUNAI", "0998", "50,000.00", "")]))

    assert (sizes(found), found.errors) == (["50000.00"], ())


def test_totals_that_do_not_fit_the_rows_are_an_error():
    rows = [("02/11", "SETORAN TUNAI", "", "50,000.00", ""), ("MUTASI CR : 60,000.00 2", "", "", "", "")]

    assert statement(bca(rows)).errors == ("The incoming rows add up to Rp50.000,00, the file says Rp60.000,00.",)


def test_a_row_that_is_missing_between_two_pages_is_an_error():
    pages = [("02/11", "A", "", "50,000.00", "150,000.00")], [("04/11", "B", "", "10,000.00", "260,000.00")]

    assert "is missing" in statement(bca(*pages)).errors[0]


def test_a_page_may_stand_elsewhere_than_the_one_before():
    pages = (
        [*BCA_HEAD, *table(BCA_COLUMNS, [BCA_HEADER, ("02/11", "A", "", "1.00", "101.00")])],
        table([(x + 25, side) for x, side in BCA_COLUMNS], [BCA_HEADER, ("03/11", "B", "", "2.00", "103.00")]),
        table([(x + 25, side) for x, side in BCA_COLUMNS], [("04/11", "C", "", "3.00 DB", "100.00")]),
    )
    found = statement(printing.pdf(*pages))

    assert sizes(found) == ["1.00", "2.00", "-3.00"]
    assert (texts(found), found.errors) == (["A", "B", "C"], ())


def test_rows_with_lines_above_and_below_their_dates_keep_them_overleaf():
    def rows(number):
        return [
            mark
            for place, name in enumerate(("RINA", "BUDI"))
            for mark in (
                text(120, 140 + 40 * place, "TRANSFER DARI"),
                *table(PLAIN_COLUMNS, [(f"0{number + place}/11/2026", name, "", "7.00", "")], top=150 + 40 * place),
                text(120, 160 + 40 * place, "LUNAS"),
            )
        ]

    pages = ([*table(PLAIN_COLUMNS, [PLAIN_HEADER], top=110), *rows(number)] for number in (1, 3))

    assert texts(statement(printing.pdf(*pages))) == ["TRANSFER DARI RINA LUNAS", "TRANSFER DARI BUDI LUNAS"] * 2


def test_a_december_statement_has_its_own_year():
    head = [mark for mark in BCA_HEAD if "PERIODE" not in mark[2]] + [text(340, 82, "PERIODE : DESEMBER 2025")]

    assert statement(bca([("31/12", "A", "", "1.00", "")], head=head)).lines[0].date == dt.date(2025, 12, 31)


PLAIN_COLUMNS = ((40, "l"), (120, "l"), (380, "r"), (460, "r"), (550, "r"))
PLAIN_HEADER = ("Tanggal", "Keterangan", "Debet", "Kredit", "Saldo")


def plain(*rows, columns=PLAIN_COLUMNS, header=PLAIN_HEADER, head=()):
    return printing.pdf([*head, *table(columns, [header, *rows])])


@pytest.mark.parametrize(
    "columns",
    [
        PLAIN_COLUMNS,
        ((20, "l"), (80, "l"), (300, "r"), (350, "r"), (420, "r")),
        ((120, "r"), (150, "l"), (380, "l"), (450, "l"), (520, "l")),
    ],
)
def test_the_widths_and_sides_of_columns_may_vary(columns):
    found = statement(
        plain(
            ("02/11/2026", "TRANSFER DARI RINA", "0.00", "7,345.00", "37,345.00"),
            ("03/11/2026", "TRANSFER KE TOKO", "5,000.00", "0.00", "32,345.00"),
            columns=columns,
        )
    )

    assert sizes(found) == ["7345.00", "-5000.00"]
    assert texts(found) == ["TRANSFER DARI RINA", "TRANSFER KE TOKO"]
    assert found.errors == ()


def test_a_long_description_below_the_name_of_an_amount_is_text():
    found = statement(plain(("02/11/2026", "TRANSFER DARI SEORANG YANG NAMANYA PANJANG SEKALI", "", "7.00", "8.00")))

    assert texts(found) == ["TRANSFER DARI SEORANG YANG NAMANYA PANJANG SEKALI"]
    assert (sizes(found), found.errors) == (["7.00"], ())


def test_names_of_columns_may_be_broken_over_lines_and_told_in_two_languages():
    header = [
        *(text(40, 100, "Tanggal"), text(120, 100, "Uraian"), right(380, 100, "Dana"), right(460, 100, "Dana")),
        *(text(40, 109, "Transaksi"), text(120, 109, "Transaksi"), right(380, 109, "Keluar"), right(460, 109, "Masuk")),
        *(text(40, 118, "Date"), text(120, 118, "Description"), right(380, 118, "Out"), right(460, 118, "In")),
    ]
    rows = table(PLAIN_COLUMNS[:4], [("02/11/2026", "TRANSFER", "", "7.00")], top=140)

    assert sizes(statement(printing.pdf([*header, *rows]))) == ["7.00"]


def test_a_date_and_its_time_below_it_are_one_cell():
    rows = [("02 Nov 2026", "TRANSFER", "", "7.00", ""), ("09:41:12 WITA", "RINA", "", "", "")]
    line = statement(plain(*rows)).lines[0]

    assert (line.date, line.time, line.description) == (dt.date(2026, 11, 2), dt.time(9, 41, 12), "TRANSFER RINA")


def test_an_amount_without_a_date_is_never_dropped_in_silence():
    found = statement(plain(("02/11/2026", "A", "", "7.00", ""), ("", "B", "", "8.00", "")))

    assert found.errors == ("Row 3 has an amount but no date.",)


def test_an_impossible_date_is_an_error():
    assert statement(plain(("31/02/2026", "A", "", "7.00", ""))).errors == ("Row 2: “31/02/2026” is not a date.",)


def test_no_transactions_in_one_section_leaves_the_other_one_alone():
    header = ("TANGGAL", "TRANSAKSI", "KELUAR (IDR)", "MASUK (IDR)", "SALDO AKHIR (IDR)")
    rows = [
        ("02 NOV 2026", "Transfer dari RINA", "0", "7.345,00", "17.345,00"),
        None,
        None,
        ("DEPOSITO - RINCIAN TRANSAKSI", "", "", "", ""),
        header,
        ("", "TIDAK ADA TRANSAKSI", "", "", ""),
    ]
    columns = ((40, "l"), (120, "l"), (330, "r"), (420, "r"), (550, "r"))
    found = statement(plain(*rows, columns=columns, header=header))

    assert (sizes(found), texts(found)) == (["7345.00"], ["Transfer dari RINA"])
    assert (found.bank, found.errors, found.warnings) == ("SeaBank", (), ())


def test_a_pdf_without_any_transaction_is_refused():
    rows = [("", "TIDAK ADA TRANSAKSI", "", "", "")]

    assert refusal(plain(*rows)) == "The statement has no transactions."


def test_another_currency_is_refused():
    head = [text(40, 60, "Mata Uang : USD")]

    assert "USD" in refusal(plain(("02/11/2026", "A", "", "7.00", ""), head=head))


@pytest.mark.parametrize("side", ["left", "center", "right"])
@pytest.mark.parametrize("height", ["top", "middle", "bottom"])
def test_a_table_is_read_however_its_cells_are_aligned(side, height):
    if not weasyprint.available():
        unavailable("Pango")
    rows = "".join(
        f"<tr><td>{e['no']}<td>{e['date'][8:]} Nov 2026<br>{e['time']} WITA<td>Transfer dari BANK MANDIRI<br>"
        f"{e['name']} 1150011530112<br>baris ketiga<td>{incoming(e['amount'])}<td>{incoming('-' + e['amount'])}"
        f"<td>{grouped(e['balance'])}"
        for e in EXPECTED
    )
    html = f"""<html lang=id><title>Mutasi</title><style>
        @page {{ size: A4; margin: 1.5cm; @bottom-center {{ content: 'Halaman ' counter(page) ' dari 2' }} }}
        body {{ font: 9pt sans-serif }} table {{ width: 100% }} thead {{ display: table-header-group }}
        tr {{ break-inside: avoid }} th {{ text-align: {side} }} td {{ padding: 3pt; vertical-align: {height} }}
        td:nth-child(n+4) {{ text-align: right }}</style>
        <p>Nama/Name : SITI CONTOH WARUNG<p>Nomor Rekening/Account Number : 1150011530112
        <table><thead><tr><th>No<th>Tanggal<th>Keterangan<th>Dana Masuk (IDR)<th>Dana Keluar (IDR)<th>Saldo (IDR)
        <tr><th>No<th>Date<th>Remarks<th>Incoming (IDR)<th>Outgoing (IDR)<th>Balance (IDR)</thead>{rows}</table>"""
    found = statement(weasyprint.drawn(html))

    assert [row[:3] for row in told(found.lines, None)] == [row[:3] for row in expected()]
    assert [line.time.isoformat() for line in found.lines] == [e["time"] for e in EXPECTED]
    assert texts(found)[0] == "Transfer dari BANK MANDIRI RINA KARTIKA 1150011530112 baris ketiga"
    assert (found.account_number, found.holder) == ("1150011530112", "SITI CONTOH WARUNG")
    assert (found.errors, found.warnings) == ((), ())


def grouped(amount):
    return f"{abs(Decimal(amount)):,.2f}".translate(str.maketrans(",.", ".,"))


def incoming(amount):
    return "-" if amount.startswith("-") and not amount.startswith("--") else grouped(amount.removeprefix("--"))


# What is refused


def test_a_scan_is_told_apart():
    assert refusal(printing.pdf([])) == SCAN


def test_a_letter_is_no_statement():
    assert refusal(printing.pdf([text(40, 40, "Dengan hormat,")])).startswith("This is not a bank statement")


@pytest.mark.parametrize("data", [b"%PDF-1.7 rest", b"%PDF-1.4\n%%EOF", BCA[:700], BCA[:1500]])
def test_a_damaged_file_is_refused(data):
    assert refusal(data).startswith("This PDF is ")


def packed(content):
    return printing.stream(zlib.compress(content), b"/Filter /FlateDecode ")


def with_content(content, *forms):
    """A page of this content, which may draw the form /X6; each form may draw the next one."""
    first = 6
    names = b"".join(b"/X%d %d 0 R " % (number, number) for number in range(first, first + len(forms)))
    resources = b"/Resources << /Font << /F1 3 0 R >> /XObject << %s>> >>" % names
    return printing.file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R %s >>" % resources,
            content,
            *(
                printing.stream(form, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] %s " % resources)
                for form in forms
            ),
        ]
    )


SCAN = "This PDF is a picture without text (a scan). Download the statement from the bank as PDF or CSV."
TOO_LARGE = "This PDF is too large. Download a shorter period from the bank."


@pytest.mark.parametrize(
    ("content", "forms"),
    [
        (packed(b" " * (65 * 1024 * 1024)), ()),
        (packed(b"BT /F1 8 Tf (" + b"x" * 100_000 + b") Tj ET"), ()),
        (packed(b"0 0 m 9 9 l S\n" * 60_000), ()),
        (packed(b"/X6 Do"), [b"/X%d Do " % number * 10 for number in range(7, 15)]),
    ],
    ids=["unpacks to 65 MB", "a page of 100,000 letters", "60,000 lines", "forms that draw forms"],
)
def test_a_file_that_grows_while_it_is_read_is_refused(content, forms):
    assert refusal(with_content(content, *forms)) == TOO_LARGE


def test_many_streams_may_not_unpack_to_more_than_one_may(monkeypatch):
    monkeypatch.setattr(container, "MAX_UNPACKED", 1_000)
    part = zlib.compress(b" " * 600)

    assert refusal(with_content(packed(b" " * 600))) == SCAN
    two = with_content(packed(b" " * 600), part).replace(b"/Contents 5 0 R", b"/Contents [5 0 R 6 0 R]")
    assert refusal(two.replace(b"/Type /XObject", b"/Filter /FlateDecode /Type /XObject")) == TOO_LARGE


def test_a_stream_that_does_not_unpack_to_its_end_is_never_read_in_part():
    content = zlib.compress(b"BT /F1 8 Tf (Tanggal) Tj ET " + b"% nothing\n" * 4000)
    torn = printing.stream(content[:-20], b"/Filter /FlateDecode ")

    assert refusal(with_content(torn)) == "This PDF is damaged and cannot be read. Download it again."


def test_a_page_that_is_not_found_is_missed():
    whole = bca([("02/11", "A", "", "1.00", "")], [("03/11", "B", "", "2.00", "")])

    assert refusal(whole.replace(b"/Kids [4 0 R 6 0 R]", b"/Kids [4 0 R 9 0 R]")) == (
        "This PDF is damaged and cannot be read. Download it again."
    )


def test_more_than_three_hundred_pages_are_refused():
    assert refusal(printing.pdf(*[[text(40, 40, "x")]] * 301)) == TOO_LARGE


def test_reading_has_an_end(monkeypatch):
    monkeypatch.setattr(container, "MAX_SECONDS", -1)

    assert refusal(bca([("02/11", "SETORAN TUNAI PANJANG SEKALI", "", "50,000.00", "")] * 40)) == TOO_LARGE


def sentence_or_statement(data):
    try:
        return statement(data)
    except StatementRefused as refused:
        return refused.sentence


@settings(deadline=None, max_examples=60)
@given(st.sampled_from([BCA, BRIMO, LOCKED, READABLE]), st.data())
def test_no_damage_brings_the_reader_down(whole, data):
    changed = bytearray(whole)
    for _flip in range(data.draw(st.integers(0, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))

    assert sentence_or_statement(bytes(changed[: data.draw(st.integers(1, len(changed)))]))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.floats(-50, 650),
            st.floats(-50, 900),
            st.sampled_from([*PLAIN_HEADER, "02/11/2026", "09:41", "5,000.00", "DB", "Saldo Awal :", "(", "x" * 60]),
            st.integers(1, 40),
        ),
        max_size=40,
    )
)
def test_no_page_brings_the_reader_down(marks):
    assert sentence_or_statement(printing.pdf(marks, [*table(PLAIN_COLUMNS, [PLAIN_HEADER]), *marks]))
