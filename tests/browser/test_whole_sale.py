"""One sale from the product page to the books, on a telephone of 360 x 740, with and without script."""

import json
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser import ways
from tests.rig.browser import screenshot
from tests.rig.demo import DemoShop

pytestmark = pytest.mark.sqlite_only

PRODUCT = "/produk/makanan-minuman/keripik-singkong-balado/"
STATEMENT = """Informasi Rekening - Mutasi Rekening

No. rekening : ,'1234567890
Nama : ,SITI CONTOH WARUNG
Periode : ,{today} - {today}
Kode Mata Uang : ,Rp

Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo
'{day},TRSF E-BANKING CR {compact}/FTSCY/WS95271      {amount}.00RINA KARTIKA,'0000,"{amount:,}.00",CR,"{amount:,}.00"
Saldo Awal,=,"0.00"
Mutasi Kredit,=,"{amount:,}.00"
Mutasi Debet,=,"0.00"
Saldo Akhir,=,"{amount:,}.00"
"""


@pytest.fixture(scope="module")
def shop(databases):
    with DemoShop(databases, workers=2) as shop:
        yield shop


@pytest.mark.parametrize("javascript", [False, True], ids=["without-script", "with-script"])
def test_a_whole_sale(shop, browser, tmp_path, javascript):
    tag = "with" if javascript else "without"
    visitor = browser.page(javascript=javascript)
    order_url, amount = buy(shop, visitor, tag)
    owner = browser.page(javascript=javascript)
    log_in(shop, owner, "pemilik")
    bring_in_the_statement(shop, owner, tmp_path, amount, tag)
    visitor.goto(order_url)
    assert visitor.locator("main").get_by_text("Pembayaran diterima").count() >= 1
    screenshot(visitor, f"sale-{tag}-order-paid")
    number = re.search(r"LP-\d{4}-\d{4}", visitor.inner_text("h1")).group()
    pack_and_hand_over(shop, owner, number, tag)
    visitor.goto(order_url)
    assert "Barang sudah diserahkan" in visitor.inner_text("main")
    the_books_have_followed(shop, owner, number, amount, tag)
    health = json.loads(shop.manage("doctor", "--json").stdout)
    assert {name: rows for name, rows in health["checks"].items() if rows} == {}
    browser.expect_no_complaints(besides=r"status of 4(09|22)")


def buy(shop, page, tag) -> tuple[str, int]:
    """From the category to the payment page. Returns the order's address and the amount to transfer."""
    page.goto(f"{shop.url}/produk/makanan-minuman/")
    screenshot(page, f"sale-{tag}-category")
    ways.press(page.locator(f"a[href='{PRODUCT}']").first)
    page.locator("input[name=sku]").nth(1).check(force=True)
    page.fill("main form[action$='/tambah/'] input[name=quantity] >> nth=0", "2")
    screenshot(page, f"sale-{tag}-product")
    ways.press(page.locator("main form[action$='/tambah/'] button:visible:not([data-step])").first)
    page.goto(f"{shop.url}/keranjang/")
    assert "Keripik Singkong Balado, Level 2" in page.inner_text("main")
    screenshot(page, f"sale-{tag}-basket")
    ways.press(page.locator("main button[value=checkout]"))
    ways.press(page.locator("button[value=place]"))
    expect(page.locator("[role=alert]")).to_be_visible()
    screenshot(page, f"sale-{tag}-checkout-errors")
    page.fill("[name=name]", "Rina Kartika")
    page.fill("[name=phone]", "+62 812-3456 7890")
    page.select_option("[name=area]", "64.71.03.1006")
    page.fill("[name=address]", "Jalan Contoh No. 1")
    page.check("[name=consent]", force=True)
    ways.press(page.locator("button[value=place]"))
    if "/bayar/" not in page.url:  # The delivery fee has just become known: the full total is shown before the button.
        assert "Rp39.000" in page.inner_text("main")
        screenshot(page, f"sale-{tag}-checkout-total")
        ways.press(page.locator("button[value=place]"))
    page.wait_for_url(re.compile("/bayar/$"))
    screenshot(page, f"sale-{tag}-payment")
    amount = int(re.search(r"Rp(39\.\d{3})", page.inner_text("main").replace("\n", "")).group(1).replace(".", ""))
    photo(page)
    return page.url.removesuffix("bayar/"), amount


def photo(page) -> None:
    """A proof is taken, thanked for, and changes nothing."""
    from io import BytesIO

    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (60, 60), "white").save(picture, "PNG")
    page.set_input_files(
        "input[type=file]", {"name": "bukti.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    ways.press(page.locator("form[enctype] button:visible"))
    assert "bukti Anda sudah kami terima" in page.inner_text("body")
    assert "Menunggu pembayaran" in page.inner_text("main")


def log_in(shop, page, name) -> None:
    page.goto(f"{shop.url}/admin/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", "lapak-demo")
    page.click("form [type=submit]")
    page.wait_for_url(f"{shop.url}/admin/")
    screenshot(page, "owner-dashboard")


def bring_in_the_statement(shop, page, tmp_path, amount, tag) -> None:
    today = datetime.now(ZoneInfo("Asia/Makassar"))
    words = {"today": f"{today:%d/%m/%Y}", "day": f"{today:%d/%m}", "compact": f"{today:%d%m}", "amount": amount}
    path = tmp_path / "mutasi.csv"
    path.write_text(STATEMENT.format(**words).replace("\n", "\r\n"))
    page.goto(f"{shop.url}/admin/payments/")
    page.set_input_files("input[type=file]", path)
    page.click("form[action$='/upload/'] button[type=submit]")
    page.wait_for_url("**/preview/**")
    assert "RINA KARTIKA" in page.inner_text("main")
    screenshot(page, f"sale-{tag}-statement-preview")
    page.click("form[action*='/apply/'] button[type=submit]")
    page.wait_for_url(f"{shop.url}/admin/payments/")
    screenshot(page, f"sale-{tag}-statement-applied")


def pack_and_hand_over(shop, page, number, tag) -> None:
    page.goto(f"{shop.url}/admin/orders/?q={number}")
    ways.press(page.locator(f"a:has-text('{number}')").first)
    screenshot(page, f"sale-{tag}-order-for-the-owner")
    ways.press(page.locator("form[action*='/pack/'] button[type=submit]"))
    ways.press(page.locator("a[href*='/handover/']"))
    ways.press(page.locator("form.bo-form button[type=submit]"))
    assert "Diserahkan" in page.inner_text("main")
    screenshot(page, f"sale-{tag}-handed-over")


def the_books_have_followed(shop, page, number, amount, tag) -> None:
    page.goto(f"{shop.url}/admin/books/journal/")
    assert page.get_by_text(number).count() >= 2
    screenshot(page, f"sale-{tag}-journal")
