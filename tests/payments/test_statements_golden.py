"""One invented story in the files of many banks: every layout must tell the same twenty lines."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest

from shop.payments.statements import StatementRefused, as_dict, read
from tests.payments.reading import KINDS

pytestmark = pytest.mark.sqlite_only

GOLDEN = Path(__file__).parents[1] / "golden" / "mutasi"
EXPECTED = json.loads((GOLDEN / "expected.json").read_text())
INDIVIDU = "bca/01_klikbca_individu_apostrof.csv"
ENGLISH = "bca/03_klikbca_english_tahun_lengkap.csv"
PART_A = "bca/04_tumpang_tindih_A_01-10_ada_PEND.csv"
PART_B = "bca/05_tumpang_tindih_B_05-24.csv"
PLAIN = "umum/04_umum_titikkoma_utf8bom.csv"
# File -> (bank, format, account number).
SHEETS = {
    "mandiri/01_livin_estatement.xlsx": ("Mandiri", "mandiri-livin", "1490001234567"),
    "mandiri/03_kopra_titikkoma.csv": ("Mandiri", "mandiri-kopra", "1490001234567"),
    "bri/01_cms_19kolom.csv": ("BRI", "bri-cms", "012345678901234"),
    "bni/01_bnidirect.csv": ("BNI", "bni-direct-csv", None),
    "bni/02_bnidirect_kolom_bergeser.xls": ("BNI", "bni-direct-xls", "0259000111"),
    "bsi/01_bsi_7kolom.csv": ("BSI", "bsi", None),
    "jago/01_riwayat_id.csv": ("Jago", "jago", None),
    "seabank/01_estatement_tabel.csv": ("SeaBank", "seabank-statement", None),
}
NO_BALANCE = {"bni/01_bnidirect.csv"}
# These banks call a transfer from another bank just a transfer.
NO_INTERBANK = {"jago/01_riwayat_id.csv", "seabank/01_estatement_tabel.csv"}
TO_THE_MINUTE = {"jago/01_riwayat_id.csv"}
NO_TIME = {"seabank/01_estatement_tabel.csv"}


def golden(name):
    return read((GOLDEN / name).read_bytes(), filename=name, today=dt.date(2026, 11, 25))


def told(line):
    return line.date.isoformat(), f"{line.amount:.2f}", f"{line.balance:.2f}", line.kind, line.payer


def expected(lines):
    return [(e["date"], e["amount"], e["balance"], KINDS[e["kind"]], e["name"]) for e in lines]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        (INDIVIDU, slice(0, 20)),
        (ENGLISH, slice(0, 20)),
        (PLAIN, slice(0, 20)),
        (PART_A, slice(0, 11)),
        (PART_B, slice(5, 20)),
    ],
)
def test_every_layout_tells_the_same_story(name, part):
    statement = golden(name)

    assert list(map(told, statement.lines)) == expected(EXPECTED["lines"][part])
    assert statement.errors == ()
    assert statement.warnings == ()


@pytest.mark.parametrize("name", SHEETS)
def test_every_bank_tells_the_same_story(name):
    statement = golden(name)

    assert (statement.bank, statement.format, statement.account_number) == SHEETS[name]
    assert (statement.errors, statement.warnings, statement.pending) == ((), (), ())
    assert [(line.date.isoformat(), f"{line.amount:.2f}") for line in statement.lines] == [
        (e["date"], e["amount"]) for e in EXPECTED["lines"]
    ]
    assert [line.balance and f"{line.balance:.2f}" for line in statement.lines] == [
        None if name in NO_BALANCE else e["balance"] for e in EXPECTED["lines"]
    ]


@pytest.mark.parametrize("name", SHEETS)
def test_every_bank_tells_the_same_kinds_and_times(name):
    lines = golden(name).lines
    kinds = [KINDS[e["kind"]] for e in EXPECTED["lines"]]
    if name in NO_INTERBANK:
        kinds = [kind.replace("interbank", "transfer") for kind in kinds]
    length = 5 if name in TO_THE_MINUTE else 8

    assert [line.kind for line in lines] == kinds
    assert [line.time and line.time.isoformat()[:length] for line in lines] == [
        None if name in NO_TIME else e["time"][:length] for e in EXPECTED["lines"]
    ]


@pytest.mark.parametrize("name", SHEETS)
def test_every_bank_names_the_same_people(name):
    """BRI writes `Rina Kartika`, and cuts its text: `BAMBANG PRASET`."""
    named = [line.payer.upper() for line in golden(name).lines]
    people = [e["name"] for e in EXPECTED["lines"]]

    assert [person[: len(found)] for found, person in zip(named, people, strict=True)] == named
    assert [found for found, person in zip(named, people, strict=True) if found != person] == (
        ["BAMBANG PRASET"] if name.startswith("bri/") else []
    )


@pytest.mark.parametrize("name", [INDIVIDU, ENGLISH])
def test_klikbca_names_account_holder_period_and_balances(name):
    statement = golden(name)

    assert statement.bank == "BCA"
    assert statement.account_number == "1234567890"
    assert statement.holder == "SITI CONTOH WARUNG"
    assert statement.currency == "IDR"
    assert statement.period == (dt.date(2026, 11, 1), dt.date(2026, 11, 24))
    assert (statement.opening, statement.closing) == (Decimal("3250000.00"), Decimal("4329678.30"))


def test_a_plain_table_leaves_unsaid_what_it_does_not_say():
    statement = golden(PLAIN)

    assert (statement.bank, statement.format) == ("", "table")
    assert (statement.account_number, statement.holder) == (None, None)
    assert (statement.opening, statement.closing) == (None, None)
    assert statement.period == (None, None)


def test_a_pending_row_is_shown_and_is_no_line():
    statement = golden(PART_A)

    assert [(row.amount, row.payer, row.row) for row in statement.pending] == [
        (Decimal("33909.00"), "LESTARI HANDAYANI", 20)
    ]
    assert Decimal("33909.00") not in {line.amount for line in statement.lines}


def test_a_line_keeps_its_cells_and_its_row_in_the_file():
    line = golden(INDIVIDU).lines[0]

    assert line.row == 9
    assert line.raw[0] == "'02/11"
    assert line.raw[3:] == ("87,345.00", "CR", "3,337,345.00")
    assert line.description == "TRSF E-BANKING CR 0211/FTSCY/WS95271 87345.00RINA KARTIKA"


def test_a_price_list_is_refused():
    with pytest.raises(StatementRefused, match="not a bank statement"):
        golden("rusak/91_bukan_mutasi.csv")


def test_a_missing_row_is_an_error_that_names_its_place():
    statement = golden("rusak/92_baris_hilang_saldo_putus.csv")

    assert statement.errors == (
        "A row is missing near row 8: the balance there should be Rp3.114.197,00, the file says Rp3.159.930,00.",
    )
    assert len(statement.lines) == 19


def test_formulas_and_scripts_are_only_text():
    statement = golden("rusak/93_rumus_dan_skrip.csv")

    assert [(line.description, line.payer) for line in statement.lines] == [
        ('=HYPERLINK("http://contoh.invalid","klik")', ""),
        ("<script>alert(1)</script>", ""),
    ]
    assert [line.balance for line in statement.lines] == [Decimal("3337345.00"), Decimal("3489963.00")]
    assert statement.errors == ()


def test_the_report_has_the_shape_that_others_build_on():
    statement = golden(PART_A)
    report = as_dict(statement, ["new"] * 10 + ["maybe_known"])

    assert list(report) == [
        *("bank", "format", "account_number", "holder", "currency", "opening", "closing", "period"),
        *("lines", "pending", "warnings", "errors"),
    ]
    assert report["period"] == ["2026-11-01", "2026-11-10"]
    assert (report["opening"], report["closing"]) == ("3250000.00", "4143839.00")
    assert report["lines"][4] == {
        "date": "2026-11-04",
        "time": None,
        "amount": "-750000.00",
        "balance": "2868464.00",
        "description": "TRSF E-BANKING DB 0411/FTSCY/WS95051 750000.00MODAL BELANJA TOKO SUMBER REJEKI",
        "payer": "TOKO SUMBER REJEKI",
        "reference": "",
        "kind": "outgoing",
        "status": "new",
    }
    assert report["lines"][10]["status"] == "maybe_known"
    assert report["pending"][0]["date"] is None
    assert json.loads(json.dumps(report)) == report


def test_the_report_of_a_silent_file_has_nulls():
    report = as_dict(golden(PLAIN), ["known"] * 20)

    assert (report["account_number"], report["opening"], report["period"]) == (None, None, [None, None])
