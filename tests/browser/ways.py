"""How a customer gets somewhere in the demo shop; by names, labels and addresses, never by the shape of a page."""

import re
from itertools import count

from playwright.sync_api import expect

CATEGORY = "/produk/makanan-minuman/"
PRODUCT = f"{CATEGORY}amplang-ikan-tenggiri/"
VARIANTS = f"{CATEGORY}keripik-singkong-balado/"
LOWERED = f"{CATEGORY}kopi-bubuk-robusta-kaltim/"
SOLD_OUT = f"{CATEGORY}kue-kering-nastar-toples/"
AREA = "64.71.03.1006"
_tails = count(7890)
_SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  const watch = new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }));
  watch.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


def press(button) -> None:
    """Presses what leads on, and goes on when the page that it leads to is whole."""
    with button.page.expect_navigation():
        button.click()


def add(page, url, product=PRODUCT, *, variant: int = 0, quantity: str = "1") -> None:
    """Puts goods into the basket from the product's page."""
    page.goto(url + product)
    form = page.locator("main form").filter(has=page.get_by_role("button", name="Masukkan keranjang"))
    choices = form.get_by_role("radio")
    if choices.count():
        choices.nth(variant).check(force=True)
    form.get_by_label("Jumlah", exact=True).fill(quantity)
    press(form.get_by_role("button", name="Masukkan keranjang"))


def shifts(page) -> float:
    """How far what was drawn has jumped since the page was opened (cumulative layout shift)."""
    return page.evaluate(_SHIFTS)


def basket(page, url) -> None:
    page.goto(f"{url}/keranjang/")


def use_voucher(page, code: str) -> None:
    if not page.get_by_label("Kode voucher").is_visible():
        page.locator("summary").filter(has_text="voucher").click()
    page.get_by_label("Kode voucher").fill(code)
    press(page.get_by_role("button", name="Pakai voucher"))


def full_basket(page, url) -> None:
    add(page, url)
    add(page, url, VARIANTS, variant=1, quantity="2")
    add(page, url, LOWERED)
    basket(page, url)


def checkout(page, url) -> None:
    full_basket(page, url)
    page.goto(f"{url}/checkout/")


def checkout_with_mistakes(page, url) -> None:
    checkout(page, url)
    page.fill("[name=phone]", "abc")
    press(page.locator("button[value=place]"))


def fill_in(page) -> None:
    page.fill("[name=name]", "Rina Kartika")
    page.fill("[name=phone]", "+62 812-3456 7890")
    page.select_option("[name=area]", AREA)
    page.fill("[name=address]", "Jalan Contoh No. 1")
    page.check("[name=consent]", force=True)


def place(page) -> None:
    """Without script the total is first shown with the delivery fee, then confirmed."""
    press(page.locator("button[value=place]"))
    if not page.url.endswith("/bayar/"):
        press(page.locator("button[value=place]"))
    page.wait_for_url(re.compile("/bayar/$"))


def buy(page, url) -> str:
    """Up to the payment page; the order's address."""
    add(page, url)
    page.goto(f"{url}/checkout/")
    fill_in(page)
    place(page)
    return page.url.removesuffix("bayar/")


def buy_in_cash(page, url) -> str:
    """To be fetched and paid at the shop; the order's address. Each by another number: few may be unpaid of one."""
    add(page, url)
    page.goto(f"{url}/checkout/")
    page.fill("[name=name]", "Bambang Prasetyo")
    page.fill("[name=phone]", f"0813 3456 {next(_tails)}")
    page.check("[name=method][value=pickup]", force=True)
    page.check("[name=pay_by][value=cash]", force=True)
    page.check("[name=consent]", force=True)
    press(page.locator("button[value=place]"))
    if not re.search("/pesanan/", page.url):
        press(page.locator("button[value=place]"))
    expect(page, page.inner_text("main")).to_have_url(re.compile("/pesanan/[^/]+/$"))
    return page.url


def log_in(page, url, name: str = "pemilik") -> None:
    page.goto(f"{url}/admin/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", "lapak-demo")
    page.click("form [type=submit]")
    page.wait_for_url(f"{url}/admin/")
