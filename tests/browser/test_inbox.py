"""The inbox on a telephone of 360 pixels without any script: a statement comes in, and every line ends as something."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser import ways
from tests.browser.eyes import Eyes
from tests.rig.browser import screenshot
from tests.rig.demo import DemoShop

pytestmark = pytest.mark.sqlite_only
MAKE = """
import json
from django.utils import timezone
from tests import build
now = timezone.now()
short = build.order(build.sku(price=20000, now=now), name="Dewi Anggraini", now=now)
cash = build.order(build.sku(price=31000, now=now), name="Rina Kartika", now=now)
print(json.dumps({name: [order.number, order.payable] for name, order in (("short", short), ("cash", cash))}))
"""
STATES = """
import json
from accounting.selectors import balances
from shop.orders.models import Order
print(json.dumps([dict(Order.objects.values_list("number", "state")), balances()]))
"""


@pytest.fixture(scope="module")
def shop(databases):
    with DemoShop(databases, workers=1) as shop:
        yield shop


def run(shop, code):
    return json.loads(shop.manage("shell", "--verbosity=0", "--no-imports", "-c", code).stdout)


def statement(orders) -> str:
    today = datetime.now(ZoneInfo("Asia/Makassar"))
    rows = [
        ("TRANSFER DARI/DEWI ANGGRAINI/", orders["short"][1] - 500),
        ("SETORAN TUNAI", orders["cash"][1]),
        ("TRANSFER KE/TOKO SUMBER REJEKI/", -75000),
        ("BIAYA ADM", -15000),
    ]
    balance, lines = 500_000, ["Tanggal;Keterangan;Debet;Kredit;Saldo"]
    for text, amount in rows:
        balance += amount
        debit, credit = ("", amount) if amount > 0 else (-amount, "")
        lines.append(f"{today - timedelta(minutes=1):%d/%m/%Y};{text};{debit};{credit};{balance}")
    return "\n".join([*lines, ""])


def look(page, eyes, name):
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360, f"{name}: {width} pixels wide"
    screenshot(page, f"inbox-{name}")
    # Where no script runs axe does not either: it looks at the same address in a window of its own.
    eyes.page.goto(page.url)
    eyes.learn_axe()
    assert eyes.axe() == []


def test_every_line_of_a_statement_ends_as_something(shop, browser, tmp_path):
    orders = run(shop, MAKE)
    page, eyes = browser.page(javascript=False), Eyes(browser, shop.url)
    for window in (page, eyes.page):
        ways.log_in(window, shop.url)
    page.goto(f"{shop.url}/admin/payments/")
    (tmp_path / "mutasi.csv").write_text(statement(orders))
    page.set_input_files("input[name=file]", tmp_path / "mutasi.csv")
    page.select_option("select[name=account]", index=1)
    ways.press(page.locator("form[action$='/upload/'] button[type=submit]"))
    look(page, eyes, "preview")
    ways.press(page.locator("form[action*='/apply/'] button[type=submit]"))
    # The fee was booked by itself, so three lines wait.
    look(page, eyes, "waiting")
    cards = page.locator(".bo-stack > li.bo-card")
    expect(cards).to_have_count(3)
    ways.press(page.get_by_role("link", name="Terima semua 1 yang pas"))
    look(page, eyes, "exact")
    ways.press(page.get_by_role("button", name="Terima semua 1 yang pas"))
    dewi = page.locator("li.bo-card", has_text="DEWI ANGGRAINI")
    ways.press(dewi.get_by_role("button", name=orders["short"][0]))
    supplier = page.locator("li.bo-card", has_text="TOKO SUMBER REJEKI")
    ways.press(supplier.get_by_role("link", name="Beri keterangan"))
    look(page, eyes, "line")
    page.get_by_label("Pemasok", exact=True).check()
    ways.press(page.get_by_role("button", name="Catat"))
    assert "Tidak ada yang menunggu keputusan" in page.inner_text("main")
    page.goto(f"{shop.url}/admin/orders/")
    ways.press(page.get_by_role("link", name=orders["short"][0]).first)
    ways.press(page.get_by_role("button", name="Relakan Rp500"))
    look(page, eyes, "order")
    states, books = run(shop, STATES)
    assert [states[number] for number, _payable in orders.values()] == ["confirmed", "confirmed"]
    assert (books["payables"], books["bank_charges"], books["sales_discount"]) == (75000, 15000, 500)
    health = json.loads(shop.manage("doctor", "--json").stdout)
    assert {name: rows for name, rows in health["checks"].items() if rows} == {}
    browser.expect_no_complaints()
