"""Every page and error state, narrow and wide, by day and by night: axe finds nothing, nothing is said in the console,
nothing is asked of another host, nothing slides sideways."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from tests.browser import ways
from tests.browser.eyes import COLOURS, NARROW, SIDEWAYS, TELEPHONE, WIDE, Eyes

pytestmark = pytest.mark.sqlite_only

FACTS = """() => ({
  lang: document.documentElement.lang,
  headings: document.querySelectorAll("h1").length,
  pictures: [...document.images].filter((i) => !(i.hasAttribute("alt") && i.getAttribute("width")
    && i.getAttribute("height"))).map((i) => i.outerHTML.slice(0, 200)),
})"""


@pytest.fixture(scope="module")
def eyes(chromium, demo_shop):
    return Eyes(chromium, demo_shop.url)


@pytest.fixture(scope="module")
def order_url(eyes):
    """An order that is still to be paid; looked at, not changed."""
    return ways.buy(eyes.page, eyes.url)


@dataclass(frozen=True)
class Screen:
    """`wide`: on a wide window it has a layout of its own, which axe looks at as well."""

    name: str
    open: Callable
    status: int = 200
    wide: bool = False


def at(name: str, path: str, status: int = 200, *, wide: bool = False) -> Screen:
    return Screen(name, lambda page, url: page.goto(url + path), status, wide)


def basket_with_voucher(page, url):
    ways.full_basket(page, url)
    ways.use_voucher(page, "HEMAT5")


def basket_with_refused_voucher(page, url):
    ways.full_basket(page, url)
    ways.use_voucher(page, "TIDAKADA")


def basket_with_problem(page, url):
    ways.add(page, url, quantity="900")
    ways.basket(page, url)


def basket_with_wrong_quantity(page, url):
    ways.full_basket(page, url)
    page.locator("[name=quantity]").first.fill("dua")
    ways.press(page.get_by_role("button", name="Lanjut ke pembayaran"))


def product_with_wrong_quantity(page, url):
    ways.add(page, url, ways.VARIANTS, variant=1, quantity="dua")


def basket_after_removing(page, url):
    ways.full_basket(page, url)
    ways.press(page.get_by_role("button", name=re.compile("^Hapus.*Amplang")))


def track_with_mistakes(page, url):
    page.goto(f"{url}/lacak/")
    page.fill("[name=number]", "LP-2611-9999")
    page.fill("[name=phone_tail]", "0000")
    ways.press(page.locator("main form button"))


def without_token(page, url):
    """A form that was open while the browser threw its cookies away."""
    page.goto(f"{url}/lacak/")
    page.context.clear_cookies()
    ways.press(page.locator("main form button"))


def suggestions(page, url):
    page.goto(url + "/")
    page.get_by_role("combobox").press_sequentially("kerip")
    page.get_by_role("option").first.wait_for()


SCREENS = [
    at("home", "/", wide=True),
    at("products", "/produk/"),
    at("category", ways.CATEGORY),
    at("category with filter", f"{ways.CATEGORY}?stok=ada&dari=10000&sampai=50000&urut=harga", wide=True),
    at("category with a filter that fits nothing", f"{ways.CATEGORY}?dari=1&sampai=2"),
    at("category with a price that nobody can read", f"{ways.CATEGORY}?dari=27,5"),
    at("label", "/produk/label/pedas/"),
    at("search narrowed", "/cari/?q=kripik&label=pedas"),
    at("search hit", "/cari/?q=kripik+singkng", wide=True),
    at("search empty", "/cari/?q=zzzzqqqq"),
    at("search without words", "/cari/"),
    Screen("suggestions while typing", suggestions),
    at("product", ways.PRODUCT),
    at("product with variants", ways.VARIANTS, wide=True),
    at("product with lowered price", ways.LOWERED),
    at("product sold out", ways.SOLD_OUT),
    at("basket empty", "/keranjang/"),
    Screen("basket full", ways.full_basket),
    Screen("basket with voucher", basket_with_voucher, wide=True),
    Screen("basket with refused voucher", basket_with_refused_voucher, 422),
    Screen("basket with a problem", basket_with_problem),
    Screen("basket with a wrong quantity", basket_with_wrong_quantity, 422),
    Screen("product with a wrong quantity", product_with_wrong_quantity, 422),
    Screen("basket after removing", basket_after_removing),
    Screen("checkout", ways.checkout),
    Screen("checkout with mistakes", ways.checkout_with_mistakes, 422, wide=True),
    at("track", "/lacak/"),
    Screen("track with mistakes", track_with_mistakes, 422),
    at("promotions", "/promo/", wide=True),
    at("promotion", "/promo/oleh-oleh-khas-balikpapan/", wide=True),
    at("promotion that is over", "/promo/kerja-bakti-bersih-rumah/"),
    at("profile", "/tentang/", wide=True),
    at("notice", "/protokol-kesehatan/", wide=True),
    at("notice with prices", "/daftar-harga/"),
    at("article", "/cara-belanja/", wide=True),
    at("legal page", "/syarat-dan-ketentuan/"),
    at("guide", "/panduan/"),
    at("guide's chapter", "/panduan/menambah-produk-dan-mengubah-harga/"),
    at("nothing there", "/tidak-ada/", 404),
    Screen("without token", without_token, 403),
]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_page_is_whole_for_everybody(eyes, screen):
    eyes.fresh()
    screen.open(eyes.page, eyes.url)
    look(eyes, screen.status, wide=screen.wide)


def bad_proof(page, order_url):
    page.goto(f"{order_url}bayar/")
    page.set_input_files("input[type=file]", {"name": "a.png", "mimeType": "image/png", "buffer": b"not a picture"})
    ways.press(page.get_by_role("button", name="Kirim bukti"))


ORDERS = [
    Screen("payment", lambda page, order: page.goto(f"{order}bayar/"), wide=True),
    Screen("payment with a bad proof", bad_proof, 422),
    Screen("order", lambda page, order: page.goto(order)),
    Screen("somebody's order", lambda page, order: page.goto(order[:-8] + "aaaaaaa/"), 404),
]


@pytest.mark.parametrize("screen", ORDERS, ids=lambda screen: screen.name)
def test_an_order_is_whole_for_everybody(eyes, order_url, screen):
    eyes.fresh()
    screen.open(eyes.page, order_url)
    look(eyes, screen.status, wide=screen.wide)


@pytest.mark.parametrize("path", ["", "bayar/"])
def test_an_order_in_cash_is_whole_for_everybody(eyes, path):
    eyes.fresh()
    eyes.page.goto(ways.buy_in_cash(eyes.page, eyes.url) + path)
    look(eyes)


@pytest.mark.parametrize("path", ["", "bayar/"])
def test_an_order_that_is_over_is_whole_for_everybody(demo_shop, eyes, path):
    eyes.fresh()
    over = ways.buy(eyes.page, eyes.url)
    demo_shop.scenery(f"expire({over.rstrip('/').rsplit('/', 1)[1]!r})")
    eyes.fresh()
    eyes.page.goto(over + path)
    look(eyes)


def look(eyes, status: int = 200, *, wide: bool = False) -> None:
    page, found = eyes.page, {}
    eyes.learn_axe()
    eyes.at(NARROW)
    found[f"axe at {NARROW}"] = eyes.axe()
    found[f"sideways at {NARROW}"] = page.evaluate(SIDEWAYS)
    eyes.at(TELEPHONE)
    found[f"sideways at {TELEPHONE}"] = page.evaluate(SIDEWAYS)
    if wide:
        eyes.at(WIDE)
        found[f"axe at {WIDE}"] = eyes.axe()
    eyes.at(NARROW, "dark")
    found[f"axe by night at {NARROW}"] = eyes.axe(COLOURS)
    eyes.at(NARROW)
    facts = page.evaluate(FACTS)
    assert {what: list_ for what, list_ in found.items() if list_} == {}
    assert facts == {"lang": "id", "headings": 1, "pictures": []}
    # Chromium itself tells that an answer was a 4xx.
    assert [line for line in eyes.heard if status == 200 or f"status of {status}" not in line] == []
    assert {urlsplit(address).netloc for address in eyes.asked} == {urlsplit(eyes.url).netloc}
