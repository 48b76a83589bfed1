"""The story of tests/golden/mutasi told in the layout of each bank, to be written into any kind of file."""

import datetime as dt
import json
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl

GOLDEN = Path(__file__).parents[1] / "golden" / "mutasi"
STORY = json.loads((GOLDEN / "expected.json").read_text())["lines"]
MONTHS = ["Jan", "Peb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nop", "Des"]


def american(amount):
    return f"{abs(amount):,.2f}"


def indonesian(amount):
    return american(amount).translate(str.maketrans(",.", ".,"))


class Fact:
    """One line of the story, with what the layouts need of it."""

    def __init__(self, line):
        self.at = dt.datetime.fromisoformat(f"{line['date']} {line['time']}")
        self.amount, self.balance = Decimal(line["amount"]), Decimal(line["balance"])
        self.name, self.no = line["name"], line["no"]
        self.debit, self.credit = max(-self.amount, Decimal(0)), max(self.amount, Decimal(0))
        self.text = f"TRANSFER {'KE' if self.amount < 0 else 'DARI'}/{self.name}/{self.no}"

    def day(self, form="%d/%m/%Y"):
        return f"{self.at:{form}}"


FACTS = [Fact(line) for line in STORY]
# format -> (column names, cells of a fact as text)
LAYOUTS = {
    "bri-cms": (
        "ID NOREK TGL_TRAN TGL_EFEKTIF JAM_TRAN SEQ DESK_TRAN SALDO_AWAL_MUTASI MUTASI_DEBET MUTASI_KREDIT "
        "SALDO_AKHIR_MUTASI GLSIGN TRUSER KODE_TRAN KODE_TRAN_TELLER TRREMK TLBDS1 TLBDS2 REMARK_CUSTOM",
        lambda f: [
            *(str(f.no), "012345678901234", f.day("%Y-%m-%d %H:%M:%S"), f.day("%Y-%m-%d"), f.day("%H%M%S").lstrip("0")),
            *(f"{f.no // 2}", f"NBMB {f.text}", "1.00", f"{f.debit}", f"{f.credit}", f"{f.balance}", "Cr", "8888680"),
            *("2", "8506", "", "", "", f.text),
        ],
    ),
    "bri-short": (
        "TGL_TRAN DESK_TRAN MUTASI_DEBET MUTASI_KREDIT SALDO_AKHIR_MUTASI",
        lambda f: [f.day("%Y-%m-%d %H:%M:%S"), f.text, f"{f.debit}", f"{f.credit}", f"{f.balance}"],
    ),
    "mandiri-kopra": (
        "AccountNo|Ccy|PostDate|Remarks|AdditionalDesc|Credit Amount|Debit Amount|Close Balance",
        lambda f: [
            *("1490001234567", "IDR", f"{f.at:%d} Nopember {f.at:%Y %H:%M:%S}", f"{f.text[:40]:40}", ""),
            *(f"{f.credit}", f"{f.debit}", f"{f.balance}"),
        ],
    ),
    "mandiri-mcm": (
        "Account No|Date|Val. Date|Transaction Code|Description|Description|Reference No.|Debit|Credit",
        lambda f: [
            *("1490001234567", f.day("%d/%m/%y"), f.day("%d/%m/%y"), "8702", f.text, "", f"R{f.no}"),
            *(american(f.debit).replace("0.00", ".00") if not f.debit else american(f.debit), american(f.credit)),
        ],
    ),
    "bni-direct-csv": (
        "Post Date|Value Date|Branch|Journal No.|Description|Debit|Credit|",
        lambda f: [
            *(f.day("%d/%m/%y %H.%M.%S"), f.day("%d/%m/%y %H.%M.%S"), "0259", f"7000{f.no:02}", f.text),
            *(american(f.debit), american(f.credit), ""),
        ],
    ),
    "bni-ibank": (
        "Tanggal Transaksi|Uraian Transaksi|Tipe|Nominal|Saldo",
        lambda f: [
            *(f"{f.at:%d}-{MONTHS[f.at.month - 1]}-{f.at:%Y}", f.text, "Db" if f.debit else "Cr"),
            *(indonesian(f.amount), indonesian(f.balance)),
        ],
    ),
    "bsi": (
        "TrxId|Tanggal|Trx Time|D/K|Mutasi|Saldo|Keterangan",
        lambda f: [
            *(f"FT{f.no}", f.day(), f.day("%H:%M:%S"), "D" if f.debit else "K"),
            *(american(f.amount), american(f.balance), f.text),
        ],
    ),
    "jago": (
        "Date & Time|Source/Destination|Transaction Details|Notes|Amount|Balance",
        lambda f: [
            *(f.day("%d %b %Y %H.%M"), f.name or "Bank Jago", f"{f.text} ID# 26{f.no}", "-"),
            *(("-" if f.debit else "+") + indonesian(f.amount), indonesian(f.balance)),
        ],
    ),
    "seabank-statement": (
        "TANGGAL|TRANSAKSI|KELUAR (IDR)|MASUK (IDR)|SALDO AKHIR (IDR)",
        lambda f: [f.day("%d %b %Y").upper(), f.text, *map(indonesian, (f.debit, f.credit, f.balance))],
    ),
    "seabank-app": (
        "Waktu Transaksi|Jenis Transaksi|Keterangan|Nominal|Saldo",
        lambda f: [
            *(f.day("%d %b %Y %H:%M"), "Transfer Keluar" if f.debit else "Transfer Masuk", f.text),
            *(("-" if f.debit else "") + "Rp" + indonesian(f.amount), "Rp" + indonesian(f.balance)),
        ],
    ),
}
WITHOUT_BALANCE = {"mandiri-mcm", "bni-direct-csv"}


def table(name, facts=FACTS):
    """Header and rows, all text."""
    names, cells = LAYOUTS[name]
    return [names.split("|") if "|" in names else names.split(), *map(cells, facts)]


def csv(rows, delimiter=",", encoding="utf-8", end="\r\n"):
    quoted = (delimiter.join('"' + cell.replace('"', '""') + '"' for cell in cells) for cells in rows)
    return (end.join(quoted) + end).encode(encoding)


def xlsx(rows, *further):
    """A workbook with a sheet for each list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet_rows in (rows, *further):
        sheet = book.create_sheet()
        for cells in sheet_rows:
            sheet.append([cell if cell != "" else None for cell in cells])
    return saved(book)


def saved(book):
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def html(rows):
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n" for cells in rows)
    return f"<html><head><style>td {{}}</style></head><body><table>{body}</table></body></html>".encode()
