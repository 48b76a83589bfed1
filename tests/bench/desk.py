"""`python -m tests.bench.desk [--rows N]`: how fast statements are read and lines are matched.

Reading: CPU seconds for one file of each kind with the same rows, as lines a second. Matching: the orders that wait
against lines of which a third fits; goal: 10,000 lines and 1,000 orders in 2 seconds, and twice of both in little more
than twice the time.
"""

import argparse
import datetime as dt
import io
import os
import sys
import time
from decimal import Decimal

from tests.rig.server import ROOT

DAY = dt.date(2026, 11, 24)


def settings() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.desk", description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000, help="of each file")
    return parser.parse_args()


def rows(count: int) -> list[tuple]:
    """(date, text, amount, balance)."""
    balance, made = Decimal(1_000_000), []
    for number in range(count):
        amount = Decimal(10_000 + number % 90_000) if number % 5 else Decimal(-5_000)
        balance += amount
        made.append((DAY, f"TRANSFER DARI/PEMBELI {number % 700}/", amount, balance))
    return made


def as_csv(table) -> bytes:
    lines = ["Tanggal;Keterangan;Mutasi;Saldo"]
    lines += [
        f"{day:%d/%m/%Y};{text};{amount:.2f};{balance:.2f}".replace(".", ",") for day, text, amount, balance in table
    ]
    return "\n".join(lines).encode()


def as_html(table) -> bytes:
    cells = "".join(
        f"<tr><td>{day:%d/%m/%Y}</td><td>{text}</td><td>{amount:.2f}</td><td>{balance:.2f}</td></tr>"
        for day, text, amount, balance in table
    )
    names = "<tr><th>Tanggal</th><th>Keterangan</th><th>Mutasi</th><th>Saldo</th></tr>"
    return f"<html><body><table>{names}{cells}</table></body></html>".encode()


def as_xlsx(table) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Tanggal", "Keterangan", "Mutasi", "Saldo"])
    for row in table:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_mt940(table) -> bytes:
    lines = [":20:BENCH", ":25:1490001234567", ":28C:00001/001", ":60F:C261101IDR1000000,00"]
    for number, (day, text, amount, _balance) in enumerate(table):
        sign, size = ("C", amount) if amount > 0 else ("D", -amount)
        lines += [f":61:{day:%y%m%d}{day:%m%d}{sign}{size:.2f}NTRF{number:016d}".replace(".", ","), f":86:{text}"]
    lines.append(f":62F:C{DAY:%y%m%d}IDR{table[-1][3]:.2f}".replace(".", ","))
    return "\r\n".join([*lines, "-"]).encode()


def as_ofx(table) -> bytes:
    rows = "".join(
        f"<STMTTRN><TRNTYPE>OTHER<DTPOSTED>{day:%Y%m%d}120000<TRNAMT>{amount:.2f}<FITID>{number}<NAME>PEMBELI"
        f"<MEMO>{text}</STMTTRN>"
        for number, (day, text, amount, _balance) in enumerate(table)
    )
    head = "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\nCHARSET:1252\r\n"
    head += "COMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n"
    return (
        f"{head}<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>IDR<BANKACCTFROM><BANKID>014<ACCTID>1234567890"
        f"<ACCTTYPE>SAVINGS</BANKACCTFROM><BANKTRANLIST><DTSTART>20261101<DTEND>20261130{rows}</BANKTRANLIST>"
        "</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    ).encode()


def as_pdf(table) -> bytes:
    from tests.payments import printing

    columns = ((40, "l"), (110, "l"), (330, "r"), (430, "r"), (550, "r"))
    names = ("Tanggal", "Keterangan", "Debet", "Kredit", "Saldo")
    cells = [
        (
            f"{day:%d/%m/%Y}",
            text,
            *(("", f"{amount:,.2f}") if amount > 0 else (f"{-amount:,.2f}", "")),
            f"{balance:,.2f}",
        )
        for day, text, amount, balance in table
    ]
    pages = (cells[start : start + PDF_PAGE] for start in range(0, len(cells), PDF_PAGE))
    return printing.pdf(*(printing.table(columns, [names, *page], top=60) for page in pages))


KINDS = {"CSV": as_csv, "HTML": as_html, "XLSX": as_xlsx, "MT940": as_mt940, "OFX": as_ofx, "PDF": as_pdf}
# A PDF has at most 300 pages, and no bank prints so many rows.
FEWER = {"PDF": 2_000}
PDF_PAGE = 60


def cpu(act) -> float:
    before = time.process_time()
    act()
    return time.process_time() - before


def reading(count: int) -> None:
    from shop.payments.statements import read

    table, wanted = rows(count), count
    print(f"{'file':<10}{'rows':>8}{'CPU s':>8}{'lines/s':>9}")
    for name, made in KINDS.items():
        count = min(wanted, FEWER.get(name, wanted))
        data = made(table[:count])
        statement = read(data, today=DAY)
        if len(statement.lines) != count or statement.errors:
            raise RuntimeError(f"{name}: {len(statement.lines)} lines, {statement.errors[:1]}")
        spent = cpu(lambda data=data: read(data, today=DAY))
        print(f"{name:<10}{count:>8}{spent:>8.2f}{count / spent:>9.0f}")


def matching(lines: int, orders: int) -> None:
    from shop.payments.matching import BankLine, OpenOrder, decide

    placed = dt.datetime(2026, 11, 24, 1, tzinfo=dt.UTC)
    waiting = [
        OpenOrder(
            number=f"LP-2611-{number:04d}",
            buyer=f"Pembeli {number % 700}",
            payable=20_000 + 11 * number,
            base=20_000 + 11 * number - 5,
            paid=0,
            state="awaiting",
            placed_at=placed,
            expires_at=placed + dt.timedelta(days=1),
            unique=True,
        )
        for number in range(orders)
    ]
    amounts = [order.payable for order in waiting]
    money = [
        BankLine(
            key=number,
            date=DAY,
            time=None,
            amount=Decimal(amounts[number // 3 % orders] if number % 3 == 0 else 30_001 + 7 * number),
            description=f"TRANSFER DARI/PEMBELI {number % 700}/",
            payer=f"PEMBELI {number % 700}",
            kind="transfer",
        )
        for number in range(lines)
    ]
    found = []
    spent = cpu(lambda: found.extend(decide(money, waiting)))
    paid = sum(decision.automatic for decision in found)
    print(f"{lines:>6} lines, {orders:>5} orders: {spent:.2f} s CPU, {paid} paid by themselves")


def main() -> None:
    chosen = settings()
    sys.path.insert(0, str(ROOT / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lapak.settings.test")
    import django

    django.setup()
    reading(chosen.rows)
    print()
    for factor in (1, 2, 4):
        matching(5_000 * factor, 500 * factor)


if __name__ == "__main__":
    main()
