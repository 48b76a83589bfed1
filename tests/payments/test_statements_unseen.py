"""Each bank's table as it was in no sample: other words, orders of columns, ways to write dates and amounts, and what
people's spreadsheets do to a file. All tell the same twenty lines."""

import datetime as dt
import random
from dataclasses import dataclass
from decimal import Decimal

import pytest

from shop.payments.statements import read
from shop.payments.statements.layouts import LAYOUTS as KNOWN
from shop.payments.statements.table import normal
from tests.payments.layouts import FACTS, LAYOUTS, WITHOUT_BALANCE, american, csv, html, indonesian, table, xlsx

pytestmark = pytest.mark.sqlite_only

TODAY = dt.date(2026, 11, 25)
MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "Nopember"]
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
OPENING = FACTS[0].balance - FACTS[0].amount
CLOSING = FACTS[-1].balance
CREDITS, DEBITS = sum(f.credit for f in FACTS), sum(f.debit for f in FACTS)
BEGINNING_NAMES = {"bca-klikbca-csv", "bca-klikbca-english-csv", "bca-bisnis-csv"}
BCA = {
    "bca-klikbca-csv": (
        "Tanggal Transaksi|Keterangan|Cabang|Jumlah||Saldo",
        lambda f: [
            *(f.day("'%d/%m/%Y"), f.text, "'0000", american(f.amount), "DB" if f.debit else "CR", american(f.balance))
        ],
    ),
    "bca-klikbca-english-csv": (
        "Date|Description|Branch|Amount||Balance",
        lambda f: [
            *(f.day("'%d/%m/%Y"), f.text, "'0000", f"{abs(f.amount)}", "DB" if f.debit else "CR", f"{f.balance}")
        ],
    ),
    "bca-bisnis-csv": (
        "Tanggal Transaksi|Keterangan|Cabang|Jumlah|Saldo",
        lambda f: [
            *(f.day(), f"{f.text}   ", "0000", f"{american(f.amount)} {'DB' if f.debit else 'CR'}", american(f.balance))
        ],
    ),
}
NAMES = [*LAYOUTS, *BCA]
FORMATS = {layout.format: layout for layout in KNOWN}


@dataclass
class Table:
    """A bank's table by role: `at` maps a role to its columns."""

    name: str
    header: list
    rows: list
    at: dict

    def each(self, role, change):
        """Every cell of a role anew: `change` gets the fact and the cell."""
        for cells, fact in zip(self.rows, FACTS, strict=True):
            for index in self.at.get(role, ()):
                cells[index] = change(fact, cells[index])
        return self

    def money(self, write):
        """Amounts and balances by `write`, with the signs and flags that stand there."""
        sizes = {"amount": lambda f: abs(f.amount), "debit": lambda f: f.debit, "credit": lambda f: f.credit}
        for role, size in sizes.items():
            self.each(role, lambda f, cell, size=size: _signed(cell, write(size(f))))
        return self.each("balance", lambda f, cell: write(f.balance))

    def column(self, name, cells):
        """Another column at the end."""
        self.header.append(name)
        for row, cell in zip(self.rows, cells, strict=True):
            row.append(cell)
        return self

    def all(self):
        return [self.header, *self.rows]


def _signed(cell, written):
    sign = cell[:1] if cell[:1] in "+-" else ""
    flag = cell[-3:] if cell[-3:] in {" CR", " DB"} else ""
    return f"{sign}{written}{flag}"


def bank(name):
    if name in BCA:
        names, cells = BCA[name]
        header, *rows = [names.split("|"), *map(cells, FACTS)]
    else:
        header, *rows = table(name)
    rows = [list(cells) for cells in rows]
    return Table(name, list(header), rows, FORMATS[name].columns_in(tuple(map(normal, header))))


# How amounts are written


def grouped(mark, group):
    def write(amount):
        return f"{amount:,.2f}".translate(str.maketrans(",.", f"{group}{mark}"))

    return write


def whole_where_whole(amount):
    """`87.345`, but `1.250,37`."""
    return indonesian(amount).removesuffix(",00")


AMOUNTS = {
    "1.234,56": grouped(",", "."),
    "1,234.56": grouped(".", ","),
    "1 234,56": grouped(",", " "),
    "1 234.56 with hard blanks": grouped(".", "\xa0"),
    "1'234.56": grouped(".", "'"),
    "1234.56": lambda amount: f"{amount:.2f}",
    "1234,56": lambda amount: f"{amount:.2f}".replace(".", ","),
    "Rp 1.234,56": lambda amount: f"Rp {indonesian(amount)}",
    "Rp. 1.234,56": lambda amount: f"Rp. {indonesian(amount)}",
    "IDR 1,234.56": lambda amount: f"IDR {american(amount)}",
    "1.234": whole_where_whole,
    "dash for nothing": lambda amount: american(amount) if amount else "-",
}


@pytest.mark.parametrize("way", AMOUNTS)
@pytest.mark.parametrize("name", NAMES)
def test_amounts_in_any_writing(name, way):
    tells_the_story(bank(name).money(AMOUNTS[way]))


SIGNS = {
    "brackets": lambda f, size: f"({size})" if f.debit else size,
    "minus behind": lambda f, size: f"{size}-" if f.debit else size,
    "minus before Rp": lambda f, size: f"-Rp{size}" if f.debit else f"Rp{size}",
    "minus after Rp": lambda f, size: f"Rp -{size}" if f.debit else f"Rp {size}",
    "minus apart": lambda f, size: f"- {size}" if f.debit else f"+ {size}",
    "DB and CR": lambda f, size: f"{size} {'DB' if f.debit else 'CR'}",
    "D and K": lambda f, size: f"{size} {'D' if f.debit else 'K'}",
    "DB glued": lambda f, size: f"{size}{'DB' if f.debit else 'CR'}",
    "DB before": lambda f, size: f"{'DB' if f.debit else 'CR'} {size}",
    "(D) and (K)": lambda f, size: f"{size} ({'D' if f.debit else 'K'})",
}


@pytest.mark.parametrize("way", SIGNS)
@pytest.mark.parametrize("write", [american, indonesian])
def test_signs_in_any_writing(way, write):
    rows = [[f.day(), f.text, SIGNS[way](f, write(f.amount)), write(f.balance)] for f in FACTS]

    reads_as_the_story([["Tanggal", "Keterangan", "Jumlah", "Saldo"], *rows])


FLAGS = [
    ("D", "K"),
    ("DB", "CR"),
    ("Debit", "Kredit"),
    ("DEBET", "KREDIT"),
    ("Dr", "Cr"),
    ("Keluar", "Masuk"),
    ("-", "+"),
]
FLAG_NAMES = ["D/K", "DB/CR", "Tipe", "Jenis", "Type", "Debit/Kredit", "Jenis Transaksi", "DK", "Mutasi D/K", "Cr/Db"]


@pytest.mark.parametrize("flags", FLAGS)
@pytest.mark.parametrize("named", FLAG_NAMES)
def test_a_column_of_flags_by_any_name(named, flags):
    rows = [[f.day(), f.text, flags[f.amount > 0], indonesian(f.amount), indonesian(f.balance)] for f in FACTS]

    reads_as_the_story([["Tanggal", "Keterangan", named, "Nominal", "Saldo"], *rows])


# How dates are written

DATES = {
    "02/11/2026": "%d/%m/%Y",
    "02-11-2026": "%d-%m-%Y",
    "02.11.2026": "%d.%m.%Y",
    "02/11/26": "%d/%m/%y",
    "2026-11-02": "%Y-%m-%d",
    "2026/11/02": "%Y/%m/%d",
    "20261102": "%Y%m%d",
    "2026-11-02T09:41:12": "%Y-%m-%dT%H:%M:%S",
    "with a zone": "%Y-%m-%dT%H:%M:%S+08:00",
    "with a zone and parts of seconds": "%Y-%m-%dT%H:%M:%S.000+0800",
    "02/11/2026 09:41": "%d/%m/%Y %H:%M",
    "02/11/2026, 09.41.12": "%d/%m/%Y, %H.%M.%S",
    "09:41 PM": "%d/%m/%Y %I:%M:%S %p",
    "02 Nov 2026": "%d %b %Y",
    "02-NOV-26": "%d-%b-%y",
    "02Nov2026": "%d%b%Y",
    "Nov 02, 2026": "%b %d, %Y",
    "02 November 2026": "%d %B %Y",
    "Mon, 02 Nov 2026": "%a, %d %b %Y",
    "02 Nov": "%d %b",
    "02/11": "%d/%m",
}


@pytest.mark.parametrize("way", DATES)
@pytest.mark.parametrize("name", NAMES)
def test_dates_in_any_writing(name, way):
    tells_the_story(bank(name).each("date", lambda f, _cell: f.day(DATES[way])))


INDONESIAN_DATES = {
    "2 Nopember 2026": lambda f: f"{f.at.day} {MONTHS[f.at.month - 1]} {f.at.year}",
    "Senin, 2 November 2026": lambda f: f"{WEEKDAYS[f.at.weekday()]}, {f.at.day} November {f.at.year}",
    "2/11/2026": lambda f: f"{f.at.day}/{f.at.month}/{f.at.year}",
    "2 Nov 2026 09:41 WITA": lambda f: f"{f.at.day} Nov {f.at:%Y %H:%M} WITA",
    "2 Nov 2026 pukul 09.41": lambda f: f"{f.at.day} Nov {f.at:%Y} pukul {f.at:%H.%M}",
    "2 Nov 2026 - 09:41": lambda f: f"{f.at.day} Nov {f.at:%Y} - {f.at:%H:%M}",
    "2 Nov 2026 | 09:41": lambda f: f"{f.at.day} Nov {f.at:%Y} | {f.at:%H:%M}",
    "two lines": lambda f: f"{f.at.day} Nov {f.at:%Y}\n{f.at:%H:%M}",
}


@pytest.mark.parametrize("way", INDONESIAN_DATES)
@pytest.mark.parametrize("name", NAMES)
def test_dates_as_people_say_them(name, way):
    tells_the_story(bank(name).each("date", lambda f, _cell: INDONESIAN_DATES[way](f)))


def merged(made):
    """The date stands on a day's first row alone."""
    (at,) = made.at["date"]
    for fact, above, cells in zip(FACTS[1:], FACTS, made.rows[1:], strict=False):
        if fact.at.date() == above.at.date():
            cells[at] = ""
    return made


@pytest.mark.parametrize("kind", [csv, xlsx, html])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in WITHOUT_BALANCE])
def test_dates_of_merged_cells_are_those_above_where_the_balance_proves_it(name, kind):
    reads_as_the_story(merged(bank(name)).all(), name, kinds=(kind,))


@pytest.mark.parametrize("name", sorted(WITHOUT_BALANCE))
def test_without_a_balance_a_row_without_a_date_stays_an_error(name):
    statement = read(csv(merged(bank(name)).all()), today=TODAY)

    assert statement.errors[0] == "Row 4 has an amount but no date."


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", ["jago", "seabank-app", "bni-ibank"])
def test_amounts_without_any_sign_get_theirs_from_the_balance(name, turned):
    made = bank(name).each("amount", lambda f, _cell: indonesian(f.amount)).each("flag", lambda f, _cell: "Lainnya")
    cells = [""] * len(made.header)
    cells[made.at["date"][0]], cells[made.at["balance"][0]] = made.rows[0][made.at["date"][0]], indonesian(OPENING)
    cells[made.at["text"][-1]] = "Saldo Awal"
    if name == "seabank-app":
        cells[made.at["text"][0]] = "Saldo Awal"
    rows = [cells, *made.rows]
    statement = read(csv([made.header, *(rows[::-1] if turned else rows)]), today=TODAY)

    assert statement.errors == ()
    assert sorted((line.date, line.amount) for line in statement.lines) == sorted(
        (f.at.date(), f.amount) for f in FACTS
    )


# Columns and names


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", [name for name in NAMES if name not in BEGINNING_NAMES])
def test_columns_in_any_order(name, seed):
    made = bank(name)
    order = list(range(len(made.header)))
    random.Random(seed).shuffle(order)

    reads_as_the_story([[cells[index] for index in order] for cells in made.all()], name)


@pytest.mark.parametrize(
    "named", ["Status", "Cabang", "Mata Uang", "No", "Kode Transaksi", "Kategori", "Saldo Minimum"]
)
@pytest.mark.parametrize("name", NAMES)
def test_a_column_more_than_known(name, named):
    value = (
        "IDR" if named == "Mata Uang" else "001" if named == "No" else "100.000,00" if "Saldo" in named else "Berhasil"
    )

    tells_the_story(bank(name).column(named, [value] * 20))


SPOILED = {
    "upper": str.upper,
    "lower": str.lower,
    "dots": lambda name: f"{name}.",
    "blanks": lambda name: f"  {name.replace(' ', '  ')} ",
    "(Rp)": lambda name: f"{name} (Rp)" if name else "",
    "apostrophe": lambda name: f"'{name}",
    "underscores": lambda name: name.replace(" ", "_"),
    "colon": lambda name: f"{name}:" if name else "",
}


@pytest.mark.parametrize("way", SPOILED)
@pytest.mark.parametrize("name", NAMES)
def test_names_in_any_writing(name, way):
    made = bank(name)
    made.header = list(map(SPOILED[way], made.header))

    tells_the_story(made)


WORDS = [
    ("Tanggal Transaksi", "Uraian", "Debit", "Kredit", "Saldo"),
    ("Tgl", "Keterangan Transaksi", "Debet", "Kredit", "Saldo Akhir"),
    ("Tgl. Transaksi", "Deskripsi Transaksi", "Uang Keluar", "Uang Masuk", "Sisa Saldo"),
    ("Tanggal Mutasi", "Rincian", "Pengeluaran", "Pemasukan", "Saldo"),
    ("Transaction Date", "Narrative", "Withdrawals", "Deposits", "Balance"),
    ("Value Date", "Details", "Money Out", "Money In", "Running Balance"),
    ("Date/Time", "Transaction Remarks", "Debit (IDR)", "Credit (IDR)", "Balance (IDR)"),
    ("Trans. Date", "Particulars", "Debits", "Credits", "Ledger Balance"),
    ("TANGGAL", "TRANSAKSI", "DEBIT", "KREDIT", "SALDO"),
    ("Tanggal & Jam", "Berita Transaksi", "Dana Keluar", "Dana Masuk", "Saldo Rekening"),
    ("Waktu", "Detail", "Keluar", "Masuk", "Saldo"),
    ("Posting Date", "Remark", "Debit Amount", "Credit Amount", "Closing Balance"),
    ("Tanggal", "Ket.", "D", "K", "Saldo"),
]


@pytest.mark.parametrize("names", WORDS)
@pytest.mark.parametrize("kind", [csv, xlsx, html])
def test_plain_tables_in_either_language(names, kind):
    rows = [[f.day(), f.text, *_two(f, indonesian), indonesian(f.balance)] for f in FACTS]

    reads_as_the_story([list(names), *rows], kinds=(kind,))


def _two(fact, write):
    return write(fact.debit) if fact.debit else "", write(fact.credit) if fact.credit else ""


def _table(names, *cells):
    return [names.split("|"), *([cell(f) for cell in cells] for f in FACTS)]


def _day(form="%d/%m/%Y"):
    return lambda f: f.day(form)


def _text(f):
    return f.text


def _amount(write, roles):
    """Functions for the columns of `roles`: d(ebit), c(redit), b(alance), a(mount)."""
    pick = {"d": lambda f: f.debit, "c": lambda f: f.credit, "b": lambda f: f.balance, "a": lambda f: abs(f.amount)}
    return [lambda f, role=role: write(pick[role](f)) if pick[role](f) else "" for role in roles]


def _said(out, into):
    return lambda f: out if f.debit else into


ELSEWHERE = {
    "two dates and a code": _table(
        "Post Date|Eff Date|Cheque No|Description|Debit|Credit|Balance|Transaction Code|Ref No",
        *(_day("%d-%b-%y"), _day("%d-%b-%y"), _said("", ""), _text, *_amount(american, "dcb"), _said("1", "2"), _text),
    ),
    "D/C beside the amount": _table(
        "Tanggal Transaksi|Tanggal Posting|Deskripsi|Nilai Transaksi|D/C|Saldo",
        *(_day(), _day(), _text, *_amount(american, "a"), _said("D", "C"), *_amount(american, "b")),
    ),
    "a code between": _table(
        "TGL|KODE|URAIAN|DEBET|KREDIT|SALDO", _day("%d-%m-%y"), _said("1", "2"), _text, *_amount(indonesian, "dcb")
    ),
    "a category": _table(
        "Date & Time|Description|Category|Amount|Balance",
        *(_day("%d %b %Y %H:%M"), _text, _said("Food", "Income"), lambda f: f"{f.amount:+,.2f}"),
        *_amount(american, "b"),
    ),
    "kind in words": _table(
        "Tanggal|Jenis|Keterangan|Jumlah|Saldo",
        *(_day("%d %B %Y"), _said("Keluar", "Masuk"), _text, *_amount(indonesian, "ab")),
    ),
    "credit first and the text last": _table(
        "Date|Credit|Debit|Balance|Description", _day(), *_amount(american, "cdb"), _text
    ),
    "a cash book": _table(
        "No|Tgl.|Jam|Uraian Transaksi|Pemasukan (Rp)|Pengeluaran (Rp)|Saldo (Rp)",
        *(lambda f: str(f.no), _day(), _day("%H.%M.%S"), _text, *_amount(indonesian, "cdb")),
    ),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_tables_of_banks_that_no_layout_is_for(name):
    reads_as_the_story(ELSEWHERE[name], kinds=(csv, xlsx, html))


# Around the table


def around(name, *, above=(), below=()):
    made = bank(name)
    write = american if any(cell.endswith(".00") for cell in made.rows[0]) else indonesian
    above, below = (
        [[write(cell) if isinstance(cell, Decimal) else cell for cell in cells] for cells in words]
        for words in (above, below)
    )
    return [*above, *made.all(), *below]


ABOVE = {
    "a title": [["PT BANK CONTOH Tbk"], ["MUTASI REKENING"], []],
    "labels": [["Nomor Rekening", "1234567890"], ["Nama Pemilik Rekening", "SITI CONTOH"], ["Mata Uang", "IDR"]],
    "labels with colons": [["No. Rekening:", "1234567890"], ["Periode: 01 November 2026 - 30 November 2026"], []],
    "labels in English": [["Account No.", ":", "1234567890"], ["Account Name", ":", "SITI"], ["Currency", ":", "IDR"]],
    "a printed on": [["Tanggal cetak: 24/11/2026 10:00:00"], ["Dicetak oleh: SITI"], ["Halaman 1 dari 1"]],
    "totals": [["Saldo Awal", OPENING], ["Saldo Akhir", CLOSING], []],
    "a separator": [["sep=,"]],
    "a long note": [["Laporan ini dibuat secara otomatis oleh sistem dan sah tanpa tanda tangan. " * 8], [], [], []],
}
BELOW = {
    "totals": [["Saldo Awal", OPENING], ["Total Debet", DEBITS], ["Total Kredit", CREDITS]],
    "a thank you": [[], ["Terima kasih telah menggunakan layanan kami."]],
    "a printed on": [[], ["Dicetak pada 24/11/2026 10:00:00 oleh SITI"], ["24/11/2026"]],
    "a page": [["Halaman 1 dari 1"], ["Page 1 of 1"]],
    "a note with a date": [[], ["24/11/2026: Hubungi 1500888 untuk informasi lebih lanjut"]],
    "stars": [["*** AKHIR LAPORAN ***"], ["-----"]],
}


@pytest.mark.parametrize("words", ABOVE)
@pytest.mark.parametrize("name", NAMES)
def test_words_above_the_table(name, words):
    reads_as_the_story(around(name, above=ABOVE[words]), name)


@pytest.mark.parametrize("words", BELOW)
@pytest.mark.parametrize("name", NAMES)
def test_words_below_the_table(name, words):
    """A line that begins with a date is never left out without a word."""
    noted = words in {"a printed on", "a note with a date"}
    reads_as_the_story(around(name, below=BELOW[words]), name, noted=noted)


@pytest.mark.parametrize("kind", [csv, xlsx, html])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in WITHOUT_BALANCE])
def test_a_first_row_with_the_opening_balance_and_a_last_one_with_the_closing(name, kind):
    made = bank(name)
    first, last = ([""] * len(made.header) for _row in range(2))
    for cells, words, amount in ((first, "SALDO AWAL", OPENING), (last, "SALDO AKHIR", CLOSING)):
        cells[made.at["text"][0]] = words
        cells[made.at["balance"][0]] = (
            f"{amount:.2f}" if "." in made.rows[0][made.at["balance"][0]][-3:] else indonesian(amount)
        )

    reads_as_the_story([made.header, first, *made.rows, last], name, kinds=(kind,))


# What spreadsheets and mail do to a file


def without_quotes(rows):
    """Only what must be is quoted."""

    def cell(text):
        return f'"{text}"' if any(mark in text for mark in ',"\n') else text

    return "\n".join(",".join(map(cell, cells)) for cells in rows).encode()


def padded(rows):
    """Commas to the width of the widest row."""
    width = max(map(len, rows)) + 3
    return csv([[*cells, *[""] * (width - len(cells))] for cells in rows])


def with_ends(end):
    return lambda rows: csv(rows, end=end)


def single_quotes(rows):
    return csv([[f"'{cell}" if cell else "" for cell in cells] for cells in rows])


def tabs(rows):
    return "\r\n".join("\t".join(cells) for cells in rows).encode()


def bars(rows):
    return "\r\n".join("|".join(cells) for cells in rows).encode()


def blank_between(rows):
    return csv([line for cells in rows for line in (cells, [""] * len(cells))])


def indented(rows):
    return csv([["", *cells] for cells in rows])


def whole_lines_quoted(rows):
    """Excel saved a file whose rows stood in one cell each."""
    return "\r\n".join('"' + ",".join(f'""{cell}""' for cell in cells) + '"' for cells in rows).encode()


SPREADSHEETS = [
    without_quotes,
    padded,
    with_ends("\n"),
    with_ends("\r"),
    with_ends("\r\r\n"),
    single_quotes,
    tabs,
    bars,
    blank_between,
    indented,
    whole_lines_quoted,
]


@pytest.mark.parametrize("write", SPREADSHEETS)
@pytest.mark.parametrize("name", NAMES)
def test_what_spreadsheets_do(name, write):
    check(read(write(bank(name).all()), today=TODAY), name)


# Helpers


def tells_the_story(made, kinds=(csv,)):
    reads_as_the_story(made.all(), made.name, kinds)


def reads_as_the_story(rows, name="", kinds=(csv,), *, noted=False):
    for kind in kinds:
        check(read(kind(rows), today=TODAY), name, noted=noted)


def check(statement, name, *, noted=False):
    told = [(line.date, line.amount) for line in statement.lines]
    assert statement.errors == ()
    assert all(noted and warning.endswith("has no amount and was left out.") for warning in statement.warnings)
    assert told == [(f.at.date(), f.amount) for f in FACTS]
    if name not in WITHOUT_BALANCE:
        assert [line.balance for line in statement.lines] == [f.balance for f in FACTS]
    assert all(isinstance(line.amount, Decimal) for line in statement.lines)
