"""`python -m tests.rig.guide_pictures`: the pictures of the guide and of the README, from a live demo shop.

It does every task of the guide on a telephone, by the words that stand on the buttons: a renamed button stops it, and
then the chapter must change as well. What the pictures show comes from orders that it places itself.
"""

import re
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.rig.browser import Browser
from tests.rig.databases import SQLiteDatabases
from tests.rig.server import LiveShop

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "site" / "lapak" / "demo" / "data"
PICTURES = DEMO / "guide"
SCREENSHOTS = ROOT / "docs" / "screenshots"
# A telephone of 360 pixels, taken 540 pixels wide: sharp enough to read, small enough to load.
SCALE = 1.5
MARGIN = 12

STATEMENT_HEAD = """Informasi Rekening - Mutasi Rekening

No. rekening : ,'1234567890
Nama : ,SITI CONTOH WARUNG
Periode : ,{day:%d/%m/%Y} - {day:%d/%m/%Y}
Kode Mata Uang : ,Rp

Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo
"""
TRANSFER = "TRSF E-BANKING CR {day:%d%m}/FTSCY/WS95271      {amount}.00{name}"
STATEMENT_FOOT = """Saldo Awal,=,"{opening:,}.00"
Mutasi Kredit,=,"{credit:,}.00"
Mutasi Debet,=,"{debit:,}.00"
Saldo Akhir,=,"{closing:,}.00"
"""
OPENING, MONTHLY_FEE = 2_500_000, 17_000

# What the browser itself writes, as an Indonesian one does: the machine's Chromium may lack that language.
NATIVE_WORDS = """() => {
  for (const field of document.querySelectorAll('main input[type=date]')) {
    field.type = 'text'; field.placeholder = 'hh/bb/tttt'; field.style.width = '10rem';
  }
  for (const field of document.querySelectorAll('main input[type=file]')) {
    const name = field.files.length ? field.files[0].name : 'Tidak ada file yang dipilih';
    const button = document.createElement('button');
    button.type = 'button'; button.textContent = 'Pilih File'; button.style.marginRight = '.5rem';
    const shown = document.createElement('div');
    shown.append(button, name);
    shown.style.cssText = 'border:1px solid #929292;border-radius:.3rem;padding:.6rem 1rem;font-size:1rem;margin:0';
    field.style.display = 'none'; field.after(shown);
    if (field.dataset.marked) { shown.style.outline = field.style.outline; shown.style.outlineOffset = '3px'; }
  }
}"""
RING = """element => {
  element.scrollIntoView({block: 'nearest', inline: 'center'});
  const box = element.getBoundingClientRect();
  element.style.outline = '3px solid #d9480f';
  element.style.outlineOffset = box.right > innerWidth - 6 || box.left < 6 ? '-4px' : '3px';
  element.dataset.marked = '1';
}"""
# So tall that nothing needs to be scrolled while a picture is taken.
WHOLE = 4000


@dataclass(frozen=True, slots=True)
class Bought:
    number: str
    name: str
    amount: int


class Phone:
    """The owner's telephone: what is pressed is found by its words; `shoot` writes a picture."""

    def __init__(self, browser: Browser, shop: LiveShop, **window):
        self.browser, self.shop = browser, shop
        self.page = browser.page(**({"device_scale_factor": SCALE} | window))
        self.go("/admin/login/")
        self.page.fill("[name=username]", "pemilik")
        self.page.fill("[name=password]", "lapak-demo")
        self.page.click("form [type=submit]")
        self.page.wait_for_url(f"{shop.url}/admin/")

    def go(self, path: str) -> None:
        self.page.goto(f"{self.shop.url}{path}", wait_until="networkidle")

    def button(self, name: str):
        return self.page.locator("main").get_by_role("button", name=name, exact=True).first

    def link(self, name: str, within: str = "main"):
        return self.page.locator(within).get_by_role("link", name=name, exact=True).first

    def press(self, target) -> None:
        target.click()
        self.page.wait_for_load_state("networkidle")

    def text(self, words: str):
        return self.page.locator("main").get_by_text(words, exact=True).first

    def field(self, name: str):
        return self.page.locator(f"main [name={name}]").first

    def card(self, heading: str):
        return self.page.locator("main section", has=self.page.get_by_role("heading", name=heading, exact=True)).first

    def label_of(self, name: str):
        """The whole row of a field: its label, the field and what is said below it."""
        return self.page.locator(".w-field__wrapper", has=self.page.locator(f"[name={name}]")).first

    def menu(self, *words: str):
        """As a person does: the three lines, then the words, but for the last one, which is only found."""
        self.go("/admin/")
        self.page.locator("button.sidebar-nav-toggle").click()
        for word in words[:-1]:
            self.entry(word).click()
        self.page.wait_for_timeout(500)
        return self.entry(words[-1])

    def entry(self, word: str):
        return self.page.locator(".sidebar").get_by_text(word, exact=True).first

    def quiet(self) -> None:
        """The same page without the message of what was just done."""
        self.page.goto(self.page.url, wait_until="networkidle")

    def shoot(self, name: str, *marked, first=None, last=None, tallest: int = 560, folder=PICTURES) -> None:
        """From the element `first` (else the top of the page) to `last` (else as far as `tallest` pixels)."""
        page = self.page
        normal = page.viewport_size
        page.set_viewport_size({"width": normal["width"], "height": WHOLE})
        for element in marked:
            element.evaluate(RING)
        page.evaluate(NATIVE_WORDS)
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        page.mouse.move(0, 0)
        page.wait_for_timeout(400)
        top = 0 if first is None else max(first.bounding_box()["y"] - MARGIN, 0)
        end = top + tallest
        if last is not None:
            box = last.bounding_box()
            end = box["y"] + box["height"] + MARGIN
        shot = page.screenshot(clip={"x": 0, "y": top, "width": normal["width"], "height": end - top})
        page.set_viewport_size(normal)
        save(shot, folder / f"{name}.webp")


def save(png: bytes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.open(BytesIO(png)).convert("RGB").save(path, "WEBP", quality=70, method=6)


def buy(phone: Phone, *, name: str, number: str, products: list[str]) -> Bought:
    """One order, delivered in town, by a buyer with a browser of her own."""
    page, url = phone.browser.page(), phone.shop.url
    for product in products:
        page.goto(f"{url}/produk/makanan-minuman/{product}/")
        page.get_by_role("button", name="Masukkan keranjang").first.click()
        page.wait_for_load_state("networkidle")
    page.goto(f"{url}/checkout/")
    for field, value in {"name": name, "phone": number, "address": "Jalan Contoh No. 1"}.items():
        page.fill(f"[name={field}]", value)
    page.select_option("[name=area]", "64.71.03.1006")
    page.check("[name=consent]", force=True)
    page.click("button[value=place]")
    page.wait_for_load_state()
    if not page.url.endswith("/bayar/"):  # the delivery fee has just become known
        page.click("button[value=place]")
    page.wait_for_url(re.compile("/bayar/$"))
    words = page.inner_text("main").replace("\n", "")
    amount = int(re.search(r"Rp([\d.]+)", words).group(1).replace(".", ""))
    page.context.close()
    return Bought(re.search(r"LP-\d{4}-\d{4}", words).group(), name, amount)


def statement(transfers: list[tuple[str, int]]) -> dict:
    """Today at KlikBCA, as a file to upload: the transfers (name, rupiah) and the bank's monthly fee."""
    day, balance, rows = datetime.now(ZoneInfo("Asia/Makassar")), OPENING, []
    for name, amount in transfers:
        balance += amount
        words = TRANSFER.format(day=day, amount=amount, name=name)
        rows.append(f"""'{day:%d/%m},{words},'0000,"{amount:,}.00",CR,"{balance:,}.00"\n""")
    balance -= MONTHLY_FEE
    rows.append(f"""'{day:%d/%m},BIAYA ADM,'0000,"{MONTHLY_FEE:,}.00",DB,"{balance:,}.00"\n""")
    credit = sum(amount for _, amount in transfers)
    foot = STATEMENT_FOOT.format(opening=OPENING, credit=credit, debit=MONTHLY_FEE, closing=balance)
    text = STATEMENT_HEAD.format(day=day) + "".join(rows) + foot
    name = f"mutasi-{day:%d-%m}.csv"
    return {"name": name, "mimeType": "text/csv", "buffer": text.replace("\n", "\r\n").encode()}


def products(phone: Phone) -> None:
    phone.shoot("products-1-menu", phone.menu("Produk"), tallest=420)
    phone.press(phone.entry("Produk"))
    phone.shoot("products-2-new", phone.link("Produk baru", "body"), tallest=330)
    phone.press(phone.link("Produk baru", "body"))
    fill_in_product(phone)
    named, priced = ("photo", "title", "category"), ("price", "opening", "unit_cost")
    name, price, summary = map(phone.label_of, ("photo", "price", "summary"))
    phone.shoot("products-3-name", *map(phone.field, named), first=name, last=phone.field("category"))
    phone.shoot("products-4-price", *map(phone.field, priced), first=price, last=phone.field("unit_cost"))
    phone.shoot("products-5-publish", phone.button("Terbitkan"), first=summary, last=phone.link("Kembali"))
    phone.press(phone.button("Terbitkan"))
    phone.go("/admin/products/?q=amplang")
    phone.shoot("products-6-change-price", phone.link("Ubah harga"), tallest=290)
    phone.press(phone.link("Ubah harga"))
    phone.field("price").fill("28.000")
    keep = phone.button("Simpan harga")
    phone.shoot("products-7-save-price", phone.field("price"), keep, last=keep)


def fill_in_product(phone: Phone) -> None:
    picture = (DEMO / "pictures" / "MM-003.webp").read_bytes()
    photo = {"name": "keripik-pisang.webp", "mimeType": "image/webp", "buffer": picture}
    phone.field("photo").set_input_files(photo)
    phone.field("category").select_option(label="Makanan & Minuman")
    words = {"title": "Keripik Pisang Kepok 250 g", "price": "18.000", "opening": "20", "unit_cost": "11.000"}
    for name, value in (words | {"summary": "Keripik pisang kepok, renyah."}).items():
        phone.field(name).fill(value)


def orders(phone: Phone) -> None:
    goods = ["amplang-ikan-tenggiri", "keripik-singkong-balado"]
    paid = buy(phone, name="Rina Kartika", number="081234567890", products=goods)
    unpaid = buy(phone, name="Dewi Anggraini", number="081211112222", products=["amplang-ikan-tenggiri"])
    confirm_by_hand(phone, paid)
    phone.shoot("orders-1-menu", phone.menu("Pesanan"), tallest=420)
    phone.go("/admin/orders/?tab=to-pack")
    tab = phone.page.get_by_role("link", name=re.compile("Perlu dikemas")).first
    phone.shoot("orders-2-to-pack", tab, phone.link(paid.number), tallest=260)
    phone.press(phone.link(paid.number))
    phone.shoot("orders-3-pack", phone.button("Kemas"), last=phone.button("Kemas"))
    phone.shoot("orders-4-goods", first=phone.card("Pembeli"), last=phone.card("Barang"), tallest=700)
    phone.press(phone.button("Kemas"))
    phone.press(phone.link("Serahkan"))
    phone.shoot("orders-5-hand-over", phone.button("Serahkan"), last=phone.button("Serahkan"))
    phone.press(phone.button("Serahkan"))
    open_order(phone, unpaid)
    phone.press(phone.link("Batalkan"))
    phone.field("reason").fill("Salah pilih ukuran")
    cancel = phone.button("Batalkan pesanan ini")
    phone.shoot("orders-6-cancel", phone.field("reason"), cancel, last=cancel)


def open_order(phone: Phone, order: Bought) -> None:
    phone.go(f"/admin/orders/?q={order.number}")
    phone.press(phone.link(order.number))


def confirm_by_hand(phone: Phone, order: Bought, shot: str = "") -> None:
    open_order(phone, order)
    phone.press(phone.link("Konfirmasi pembayaran"))
    phone.field("reason").fill("Terlihat di m-BCA 10.15")
    confirm = phone.button("Konfirmasi pembayaran")
    if shot:
        phone.shoot(shot, phone.field("reason"), confirm, last=confirm)
    phone.press(confirm)


def check_payments(phone: Phone) -> None:
    goods = ["amplang-ikan-tenggiri", "abon-kepiting-balikpapan"]
    exact = buy(phone, name="Yusuf Maulana", number="081233334444", products=goods)
    short = buy(phone, name="Bambang Prasetyo", number="081298765432", products=["abon-kepiting-balikpapan"])
    by_hand = buy(phone, name="Lestari Handayani", number="081255556666", products=["keripik-singkong-balado"])
    file = statement([(exact.name.upper(), exact.amount), (short.name.upper(), short.amount - 500)])
    phone.shoot("check-payments-1-menu", phone.menu("Cek pembayaran"), tallest=420)
    phone.press(phone.entry("Cek pembayaran"))
    phone.field("file").set_input_files(file)
    note = phone.page.get_by_text("Belum ada yang disimpan").first
    phone.shoot("check-payments-2-upload", phone.field("file"), phone.button("Lihat isinya"), last=note)
    phone.quiet()
    phone.field("file").set_input_files(file)
    phone.press(phone.button("Lihat isinya"))
    phone.page.wait_for_url("**/preview/**")
    phone.shoot("check-payments-3-preview", last=phone.text("Saldo akhir menurut bank"))
    phone.shoot("check-payments-4-lines", phone.button("Terapkan"), first=phone.button("Terapkan"), tallest=400)
    phone.press(phone.button("Terapkan"))
    phone.quiet()
    accept = phone.page.get_by_role("button", name=re.compile("^Terima Rp")).first
    inbox = {"first": phone.page.get_by_text("Kotak masuk").first, "last": phone.link("Pilih pesanan")}
    phone.shoot("check-payments-5-inbox", accept, **inbox)
    readme_screens(phone)
    phone.press(accept)
    open_order(phone, exact)
    undo = phone.link("Batalkan konfirmasi")
    confirm_by_hand(phone, by_hand, "check-payments-6-by-hand")
    open_order(phone, exact)
    phone.shoot("check-payments-7-undo", undo, first=phone.card("Pembayaran"), last=phone.card("Pembayaran"))


def stock(phone: Phone) -> None:
    phone.shoot("stock-1-menu", phone.menu("Stok"), tallest=420)
    open_stock(phone, "stock-2-numbers")
    both = [phone.link("Terima barang"), phone.link("Koreksi stok")]
    phone.shoot("stock-3-buttons", *both, last=phone.link("Harga dan halaman"))
    phone.press(phone.link("Terima barang"))
    for name, value in {"quantity": "24", "unit_cost": "19.000", "reason": "Nota Toko Sumber No. 118"}.items():
        phone.field(name).fill(value)
    done, quantity = phone.button("Barang sudah masuk"), phone.label_of("quantity")
    phone.shoot("stock-4-receive", phone.field("quantity"), phone.field("unit_cost"), done, first=quantity, last=done)
    open_stock(phone)
    phone.press(phone.link("Koreksi stok"))
    phone.field("change").fill("-2")
    phone.field("reason").fill("2 bungkus remuk")
    done, counted = phone.button("Koreksi stok"), phone.label_of("counted")
    phone.shoot("stock-5-adjust", phone.field("change"), phone.field("reason"), done, first=counted, last=done)


def open_stock(phone: Phone, shot: str = "") -> None:
    phone.go("/admin/stock/?q=amplang")
    if shot:
        phone.shoot(shot, phone.link("Amplang Ikan Tenggiri"), tallest=265)
    phone.press(phone.link("Amplang Ikan Tenggiri"))


def books(phone: Phone) -> None:
    phone.shoot("books-1-menu", phone.menu("Pembukuan", "Jurnal"), phone.entry("Neraca saldo"), tallest=360)
    # A telephone that lies on its side: the tables of the books are wide.
    wide = Phone(phone.browser, phone.shop, viewport={"width": 540, "height": 740}, device_scale_factor=1)
    wide.go("/admin/books/journal/")
    wide.shoot("books-2-journal", tallest=480)
    handed = wide.page.locator("main tr", has_text="Diserahkan").first
    wide.press(handed.get_by_role("link").first)
    wide.shoot("books-3-entry", last=wide.page.locator("main table"), tallest=900)
    wide.go("/admin/books/trial-balance/")
    rows = wide.page.locator("main table tr")
    wide.shoot("books-4-trial-balance", rows.last, first=rows.nth(-6), last=rows.last)


def readme_screens(phone: Phone) -> None:
    """What the README shows: the desk of payments with one transfer to decide, and a product as a buyer sees it."""
    sharp = Phone(phone.browser, phone.shop, device_scale_factor=2)
    sharp.go("/admin/payments/")
    sharp.shoot("check-payments", last=sharp.link("Pilih pesanan"), folder=SCREENSHOTS)
    buyer = sharp.browser.page(device_scale_factor=2)
    buyer.goto(f"{phone.shop.url}/produk/makanan-minuman/amplang-ikan-tenggiri/", wait_until="networkidle")
    save(buyer.screenshot(), SCREENSHOTS / "product.webp")


CHAPTERS = (products, orders, check_payments, stock, books)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = Browser(playwright)
        with LiveShop(SQLiteDatabases(Path(folder)), workers=1) as shop:
            shop.manage("demo", "--pictures")
            phone = Phone(browser, shop)
            for chapter in CHAPTERS:
                chapter(phone)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
