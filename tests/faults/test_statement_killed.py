"""`kill -9` while a bank statement is applied: all of its lines or none, and applying it again brings just those 20,
and each order that they pay is paid once."""

import multiprocessing
import os
import signal
import time
from collections import Counter

import pytest
from django.db import connection

from shop.orders.models import Order
from shop.payments import imports, settling
from shop.payments.models import Payment, StatementImport, StatementLine
from shop.payments.statements import read
from tests import build
from tests.concurrency.health import findings
from tests.concurrency.inside import switch_to
from tests.faults import dying

STEPS = {
    "account known": ("shop.payments.imports", "account_for"),
    "compared": ("shop.payments.imports", "_preview"),
    "lines chosen": ("shop.payments.imports", "_chosen"),
    "last line prepared": ("shop.payments.imports", "_row"),
    "applied": ("shop.payments.imports", "apply"),
    "money taken": ("shop.payments.services", "_take"),
    "bank line used": ("shop.payments.services", "use"),
    "first order paid": ("shop.payments.services", "confirm"),
    "settled": ("shop.payments.settling", "settle"),
}
LINES, ORDERS = 20, 3


def open_orders() -> list[Order]:
    build.bank_account()
    return [build.order((build.sku(price=price), 2)) for price in (15000, 22000, 31000)]


def statement(orders) -> bytes:
    """Twenty lines of one day; the last ones pay the orders."""
    amounts = [-(7000 + 100 * n) for n in range(LINES - len(orders))] + [order.payable for order in orders]
    balance, rows = 5_000_000, ["Tanggal;Keterangan;Debet;Kredit;Saldo"]
    for number, amount in enumerate(amounts):
        balance += amount
        debit, credit = ("", f"{amount},00") if amount > 0 else (f"{-amount},00", "")
        rows.append(f"{build.TODAY:%d/%m/%Y};TRANSAKSI {number};{debit};{credit};{balance},00")
    return "\n".join([*rows, ""]).encode()


def apply(data: bytes) -> None:
    """As the owner's button does."""
    statement = read(data, today=build.TODAY)
    facts = {"account": build.bank_account(), "now": build.NOW, "by": "pemilik"}
    imports.apply(statement=statement, filename="mutasi.csv", **facts)
    settling.settle(now=build.NOW, by="pemilik")


def in_a_process(url: str, data: bytes, folder) -> multiprocessing.Process:
    connection.close()
    process = multiprocessing.get_context("fork").Process(target=_work, args=(url, data, folder))
    process.start()
    return process


def _work(url, data, folder):
    switch_to(url)
    dying.arm(STEPS, folder, begin=("shop.payments.imports", "apply"))
    apply(data)
    connection.close()


def check(data: bytes) -> None:
    """After the kill, then after the owner has applied the file again."""
    assert StatementLine.objects.count() == LINES * StatementImport.objects.count() in (0, LINES)
    assert findings() == {}
    apply(data)
    assert StatementLine.objects.count() == LINES
    assert Counter(Order.objects.values_list("state", flat=True)) == {"confirmed": ORDERS}
    assert Payment.objects.count() == ORDERS
    assert findings() == {}


@pytest.mark.parametrize("step", STEPS)
def test_it_dies_at_each_step_and_applying_again_brings_the_same_lines(fresh_database, tmp_path, step):
    url = fresh_database()
    data = statement(open_orders())
    dying.order(tmp_path, step)
    process = in_a_process(url, data, tmp_path)
    process.join(30)
    assert process.exitcode == -signal.SIGKILL
    check(data)


def test_it_is_killed_at_25_moments_and_applying_again_brings_the_same_lines(fresh_database, tmp_path):
    fresh_database()
    whole = seconds_of(statement(open_orders()))
    endings = Counter()
    for turn in range(25):
        url = fresh_database()
        data = statement(open_orders())
        dying.order(tmp_path, dying.REPORT)
        process = in_a_process(url, data, tmp_path)
        worker = dying.reported(tmp_path)
        time.sleep(whole * turn / 25)
        os.kill(worker, signal.SIGKILL)
        process.join(30)
        endings[StatementLine.objects.count()] += 1
        check(data)
        dying.withdraw(tmp_path)
    assert endings[0], "no kill came before the commit"


def seconds_of(data: bytes) -> float:
    start = time.monotonic()
    apply(data)
    return time.monotonic() - start
