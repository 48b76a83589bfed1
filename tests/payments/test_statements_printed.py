"""The story as each bank prints it, on pages that were in no sample: it is read whole, or refused in a sentence."""

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from shop.payments.identity import with_balances
from shop.payments.statements import read
from tests.payments import printing
from tests.payments.layouts import FACTS, american, indonesian
from tests.payments.printing import text

pytestmark = pytest.mark.sqlite_only

TODAY = dt.date(2026, 11, 25)
OPENING = FACTS[0].balance - FACTS[0].amount
LAST = FACTS[-1].balance
LEADING = 11
PER_PAGE = 7
ANOTHER_TABLE = ("The file has another table with 1 dated line. It was not read.",)


@dataclass(frozen=True)
class Printed:
    """How a bank prints: where columns stand, their names, and the lines of one movement (first line dated)."""

    columns: tuple
    names: tuple
    lines: object
    money: object = american


def _in_out(fact, money, empty=""):
    return money(fact.debit) if fact.debit else empty, money(fact.credit) if fact.credit else empty


def bca(f):
    return [
        (
            f.day("%d/%m"),
            "TRSF E-BANKING",
            "0998",
            american(f.amount) + (" DB" if f.debit else ""),
            american(f.balance),
        ),
        ("", f"DARI/{f.name or 'BANK'}/", "", "", ""),
    ]


def brimo(f):
    return [(f.day("%d/%m/%y %H:%M:%S"), f.text[:38], "8888680", *_in_out(f, american, "0.00"), american(f.balance))]


def livin(f):
    return [
        (
            str(f.no),
            f.day("%d %b %Y"),
            f"Transfer dari {f.name}",
            *_in_out(f, indonesian, "-")[::-1],
            indonesian(f.balance),
        ),
        ("", f.day("%H:%M:%S WIB"), "1150011530112", "", "", ""),
    ]


def wondr(f):
    sign = "-" if f.debit else "+"
    return [
        (f.day("%d %b %Y"), f"Transfer {f.name}", sign + american(f.amount), american(f.balance)),
        (f.day("%H:%M:%S WIB"), "Lainnya", "", ""),
    ]


def bsi(f):
    return [(f.day("%d-%m-%Y"), f.text[:40], *_in_out(f, american), american(f.balance))]


def jago(f):
    sign = "-" if f.debit else "+"
    return [
        (
            f.day("%d %b %Y"),
            (f.name or "Bank Jago")[:18],
            "Transfer",
            "-",
            sign + indonesian(f.amount),
            indonesian(f.balance),
        ),
        (f.day("%H.%M"), "BCA 7001234", f"ID# 26{f.no:04}", "", "", ""),
    ]


def seabank(f):
    return [
        (f.day("%d %b %Y").upper(), f"Transfer {f.name}"[:38], *_in_out(f, indonesian, "0"), indonesian(f.balance)),
    ]


def mandiri(f):
    return [
        (f.day(), f.text[:36], f"R{f.no:06}", *_in_out(f, american, "0.00"), american(f.balance)),
    ]


BANKS = {
    "BCA": Printed(
        ((40, "l"), (90, "l"), (345, "l"), (450, "r"), (550, "r")),
        ("TANGGAL", "KETERANGAN", "CBG", "MUTASI", "SALDO"),
        bca,
    ),
    "BRImo": Printed(
        ((30, "l"), (130, "l"), (335, "l"), (430, "r"), (495, "r"), (575, "r")),
        ("Tanggal Transaksi", "Uraian Transaksi", "Teller", "Debet", "Kredit", "Saldo"),
        brimo,
    ),
    "Livin": Printed(
        ((30, "l"), (60, "l"), (150, "l"), (380, "r"), (470, "r"), (565, "r")),
        ("No", "Tanggal", "Keterangan", "Dana Masuk (IDR)", "Dana Keluar (IDR)", "Saldo (IDR)"),
        livin,
        indonesian,
    ),
    "BNI": Printed(
        ((40, "l"), (160, "l"), (440, "r"), (560, "r")),
        ("Tanggal & Waktu", "Rincian Transaksi", "Nominal (IDR)", "Saldo (IDR)"),
        wondr,
    ),
    "BSI": Printed(
        ((40, "l"), (120, "l"), (400, "r"), (480, "r"), (570, "r")),
        ("Tanggal", "Keterangan", "Debet", "Kredit", "Saldo"),
        bsi,
    ),
    "Jago": Printed(
        ((25, "l"), (125, "l"), (225, "l"), (330, "l"), (470, "r"), (570, "r")),
        ("Tanggal & Waktu", "Sumber/Tujuan", "Rincian Transaksi", "Catatan", "Jumlah", "Saldo"),
        jago,
        indonesian,
    ),
    "SeaBank": Printed(
        ((40, "l"), (120, "l"), (370, "r"), (460, "r"), (565, "r")),
        ("TANGGAL", "TRANSAKSI", "KELUAR (IDR)", "MASUK (IDR)", "SALDO AKHIR (IDR)"),
        seabank,
        indonesian,
    ),
    "Mandiri": Printed(
        ((40, "l"), (110, "l"), (300, "l"), (415, "r"), (490, "r"), (575, "r")),
        ("Posting Date", "Remark", "Reference No", "Debit", "Credit", "Balance"),
        mandiri,
    ),
}
HEAD = (
    text(40, 40, "LAPORAN MUTASI", 12),
    text(40, 60, "PERIODE : 01/11/2026 - 30/11/2026"),
    text(40, 71, "NO. REKENING : 0012345678"),
)


def table(bank, groups, top=120, named=True, gap=0):
    """Marks of the named columns and the groups of lines below."""
    marks = printing.table(bank.columns, [bank.names], top=top) if named else []
    y = top + LEADING + gap
    for group in groups:
        marks += printing.table(bank.columns, group, top=y)
        y += LEADING * len(group) + gap
    return marks


def rows(bank):
    return [bank.lines(fact) for fact in FACTS]


def chunks(groups, size=PER_PAGE):
    return [groups[start : start + size] for start in range(0, len(groups), size)]


def blank(bank, **cells):
    """A line with these cells by index."""
    return [tuple(cells.get(f"c{index}", "") for index in range(len(bank.columns)))]


def text_at(bank):
    return next(
        i
        for i, name in enumerate(bank.names)
        if name.split()[0].lower() in {"keterangan", "uraian", "rincian", "transaksi", "remark"}
    )


def one_page(bank):
    return [[*HEAD, *table(bank, rows(bank))]]


def airy(bank):
    return [[*HEAD, *table(bank, rows(bank)[:14], gap=8)], table(bank, rows(bank)[14:], gap=8)]


def named_pages(bank):
    return [[*HEAD, *table(bank, part)] for part in chunks(rows(bank))]


def nameless_pages(bank):
    first, *others = chunks(rows(bank))
    return [[*HEAD, *table(bank, first)], *([*table(bank, part, top=40, named=False)] for part in others)]


def footed_pages(bank):
    return [
        [
            *HEAD,
            text(400, 40, f"Halaman {n} dari 3"),
            *table(bank, part),
            text(40, 800, "Bersambung ke halaman berikut"),
        ]
        for n, part in enumerate(chunks(rows(bank)), start=1)
    ]


def undated(bank):
    """The date stands on a day's first row alone."""
    seen, groups = None, []
    at = next(i for i, name in enumerate(bank.names) if name.split()[0].lower() in {"tanggal", "posting"})
    for fact in FACTS:
        group = [list(line) for line in bank.lines(fact)]
        if fact.at.date() == seen:
            group[0][at] = ""
        seen = fact.at.date()
        groups.append([tuple(line) for line in group])
    return [[*HEAD, *table(bank, part)] for part in chunks(groups, 10)]


def torn(bank):
    """The date and the text stand on one page, the amounts on the next."""
    groups = rows(bank)
    cut = groups[9]
    money = [i for i, (_x, side) in enumerate(bank.columns) if side == "r"]
    first = tuple("" if i in money else cell for i, cell in enumerate(cut[0]))
    rest = tuple(cell if i in money else "" for i, cell in enumerate(cut[0]))
    return [[*HEAD, *table(bank, [*groups[:9], [first]])], [*HEAD, *table(bank, [[rest, *cut[1:]], *groups[10:]])]]


def summary_below(bank):
    box = [
        text(40, 620, "RINGKASAN REKENING"),
        text(40, 640, "Jenis"),
        text(200, 640, "Jumlah Transaksi"),
        text(400, 640, "Nilai"),
        text(40, 651, "Dana Masuk"),
        text(200, 651, "15"),
        text(400, 651, "1.234.567,00"),
        text(40, 662, "Dana Keluar"),
        text(200, 662, "5"),
        text(400, 662, "234.567,00"),
    ]
    return [[*HEAD, *table(bank, rows(bank)), *box]]


def summary_above(bank):
    box = [
        text(40, 80, "Saldo Awal"),
        text(200, 80, "Dana Masuk"),
        text(330, 80, "Dana Keluar"),
        text(460, 80, "Saldo Akhir"),
        text(40, 91, bank.money(OPENING)),
        text(200, 91, bank.money(sum(f.credit for f in FACTS))),
        text(330, 91, bank.money(sum(f.debit for f in FACTS))),
        text(460, 91, bank.money(LAST)),
    ]
    return [[*HEAD, *box, *table(bank, rows(bank))]]


def second_table(bank):
    """Another product of the bank below, with the same kind of names."""
    box = [
        text(40, 620, "DEPOSITO"),
        text(40, 640, "Tanggal"),
        text(150, 640, "Nomor"),
        text(300, 640, "Bunga"),
        text(450, 640, "Nilai"),
        text(40, 651, "02/11/2026"),
        text(150, 651, "9001"),
        text(300, 651, "3,5 %"),
        text(450, 651, "5.000.000,00"),
    ]
    return [[*HEAD, *table(bank, rows(bank)), *box]]


def opening_row(bank):
    words = {f"c{text_at(bank)}": "SALDO AWAL", f"c{len(bank.columns) - 1}": bank.money(OPENING)}
    return [[*HEAD, *table(bank, [blank(bank, **words), *rows(bank)])]]


def dated_opening_row(bank):
    at = next(i for i, name in enumerate(bank.names) if name.split()[0].lower() in {"tanggal", "posting"})
    day = bank.lines(FACTS[0])[0][at].replace("02", "01", 1)
    words = {f"c{at}": day, f"c{text_at(bank)}": "SALDO AWAL", f"c{len(bank.columns) - 1}": bank.money(OPENING)}
    return [[*HEAD, *table(bank, [blank(bank, **words), *rows(bank)])]]


def sums_row(bank):
    money = [i for i, (_x, side) in enumerate(bank.columns) if side == "r"]
    words = {f"c{text_at(bank)}": "TOTAL"} | {f"c{i}": bank.money(1_967_184) for i in money[:-1]}
    return [[*HEAD, *table(bank, [*rows(bank), blank(bank, **words)])]]


def closing_label(bank):
    return [[*HEAD, *table(bank, rows(bank)), text(40, 700, f"SALDO AKHIR : {bank.money(LAST)}")]]


def newest_first(bank):
    return [[*HEAD, *table(bank, part)] for part in chunks(rows(bank)[::-1])]


PAGES = [
    one_page,
    airy,
    named_pages,
    nameless_pages,
    footed_pages,
    undated,
    torn,
    summary_below,
    summary_above,
    second_table,
    opening_row,
    dated_opening_row,
    sums_row,
    closing_label,
    newest_first,
]


def moves(statement):
    lines = with_balances(statement.lines, statement.opening)
    return [(line.date, line.amount) for line in lines]


def story():
    return [(f.at.date(), f.amount) for f in FACTS]


def told(*pages):
    statement = read(printing.pdf(*pages), today=TODAY)
    return [line.amount for line in statement.lines], statement.errors, statement.warnings


AMOUNTS = [fact.amount for fact in FACTS]


@pytest.mark.parametrize("name", BANKS)
def test_no_row_is_lost_in_silence(name):
    bank = BANKS[name]
    groups = rows(bank)
    for missing in range(1, 19, 4):
        _amounts, errors, _warnings = told([*HEAD, *table(bank, groups[:missing] + groups[missing + 1 :])])
        assert "is missing" in errors[0]


def test_a_later_page_may_name_the_columns_in_another_language():
    bank = BANKS["BSI"]
    english = replace(bank, names=("Date", "Description", "Debit", "Credit", "Balance"))
    pages = [*HEAD, *table(bank, rows(bank)[:9])], [*HEAD, *table(english, rows(bank)[9:])]

    assert told(*pages) == (AMOUNTS, (), ())


def test_a_second_table_with_columns_that_are_known_is_left_out_with_a_word():
    bank = BANKS["BSI"]
    other = Printed(((40, "l"), (150, "l"), (450, "r")), ("Tanggal", "Transaksi", "Jumlah"), None)
    below = table(other, [[("02/11/2026", "BUNGA DEPOSITO", "5.000.000,00")]], top=640)

    assert told([*HEAD, *table(bank, rows(bank)), *below]) == (AMOUNTS, (), ANOTHER_TABLE)


def test_after_another_table_the_statement_goes_on_overleaf():
    bank = BANKS["BSI"]
    box = [text(40, 640, "Tanggal"), text(200, 640, "Nomor"), text(400, 640, "Nilai")]
    pages = [*HEAD, *table(bank, rows(bank)[:9]), *box], [*HEAD, *table(bank, rows(bank)[9:])]

    assert told(*pages) == (AMOUNTS, (), ())


def test_a_description_that_reads_like_names_of_columns_cuts_nothing_off():
    bank = BANKS["Jago"]
    groups = [[*bank.lines(fact), ("", "Bank Jago", "Transaction", "lunch time", "", "")] for fact in FACTS]

    assert told([*HEAD, *table(bank, groups[:15])], table(bank, groups[15:])) == (AMOUNTS, (), ())


def test_a_row_without_a_date_whose_balance_does_not_fit_is_an_error():
    bank = BANKS["BSI"]
    lines = [("02-11-2026", "A", "", "5.00", "105.00"), ("", "B", "", "7.00", "113.00")]

    assert told([*HEAD, *table(bank, [[line] for line in lines])])[1] == ("Row 6 has an amount but no date.",)


@pytest.mark.parametrize("pages", PAGES)
@pytest.mark.parametrize("name", BANKS)
def test_the_story_is_read_however_it_is_printed(name, pages):
    statement = read(printing.pdf(*pages(BANKS[name])), today=TODAY)

    assert (statement.errors, statement.warnings) == ((), ANOTHER_TABLE if pages is second_table else ())
    if pages is newest_first:
        assert sorted(moves(statement)) == sorted(story())
    else:
        assert moves(statement) == story()
