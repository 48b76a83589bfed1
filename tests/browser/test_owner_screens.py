"""The screens an owner works with, on a telephone: axe finds nothing, of ours or of Wagtail's, and nothing slides
sideways."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pytest
from PIL import Image

from tests.browser import ways
from tests.browser.eyes import COLOURS, CUT_OFF, SIDEWAYS, TELEPHONE, Eyes

pytestmark = pytest.mark.sqlite_only

_proof = BytesIO()
Image.new("RGB", (400, 600), "white").save(_proof, "PNG")
PROOF = _proof.getvalue()


@dataclass(frozen=True)
class Screen:
    name: str
    open: Callable


def at(name: str, path: str) -> Screen:
    return Screen(name, lambda page, url: page.goto(f"{url}/admin/{path}"))


def first_of(name: str, path: str, link: str) -> Screen:
    """What the first link of a list leads to; `link` is a pattern of addresses below the admin."""

    def opened(page, url):
        page.goto(f"{url}/admin/{path}")
        page.goto(url + page.locator(f"main a[href*='/admin/{link}']").first.get_attribute("href"))

    return Screen(name, opened)


def explorer(page, url):
    page.goto(f"{url}/admin/pages/")
    page.goto(url + page.locator("main td.children a").first.get_attribute("href"))


def refused_login(page, url):
    page.goto(f"{url}/admin/login/")
    page.fill("input[name=username]", "siapa")
    page.fill("input[name=password]", "bukan")
    page.click("form [type=submit]")
    page.get_by_role("alert").or_(page.locator(".messages")).first.wait_for()


@pytest.fixture(scope="module")
def eyes(chromium, demo_shop):
    """Logged in as the owner of a shop in which somebody has bought and sent a proof of payment."""
    eyes = Eyes(chromium, demo_shop.url)
    order = ways.buy(eyes.page, eyes.url)
    eyes.page.goto(f"{order}bayar/")
    eyes.page.set_input_files("input[type=file]", {"name": "a.png", "mimeType": "image/png", "buffer": PROOF})
    ways.press(eyes.page.get_by_role("button", name="Kirim bukti"))
    ways.log_in(eyes.page, eyes.url)
    return eyes


@pytest.fixture(scope="module")
def stranger(chromium, demo_shop):
    return Eyes(chromium, demo_shop.url)


OUTSIDE = [at("login", "login/"), Screen("refused login", refused_login)]
INSIDE = [
    at("dashboard", ""),
    at("orders", "orders/"),
    first_of("one order", "orders/", "orders/inspect/"),
    at("check payments", "payments/"),
    at("QRIS of the shop", "payments/qris/"),
    at("payment service", "payments/gateway/"),
    at("products", "products/"),
    at("new product", "products/add/"),
    first_of("one product", "products/", "products/inspect/"),
    at("stock", "stock/"),
    first_of("one article in stock", "stock/", "stock/inspect/"),
    at("price rules", "price_rules/"),
    at("new price rule", "price_rules/add/"),
    at("vouchers", "vouchers/"),
    at("new voucher", "vouchers/add/"),
    at("completeness", "kelengkapan/"),
    at("things to share", "share/"),
    first_of("share kit", "share/", "share/produk/"),
    Screen("pages", explorer),
]


def test_the_screens_of_an_order_in_cash_are_whole_from_the_first_to_the_last(eyes):
    page = eyes.page
    ways.buy_in_cash(page, eyes.url)
    page.goto(f"{eyes.url}/admin/orders/?tab=to-accept")
    page.goto(eyes.url + page.locator("main a[href*='/orders/inspect/']").first.get_attribute("href"))
    look(eyes)
    ways.press(page.get_by_role("button", name="Terima: tunai"))
    ways.press(page.get_by_role("link", name="Serahkan", exact=True))
    look(eyes)
    page.uncheck("[name=cash_received]", force=True)
    ways.press(page.get_by_role("button", name="Serahkan", exact=True))
    order = page.url
    page.goto(f"{eyes.url}/admin/orders/cash/")
    look(eyes)
    page.check("[name=order]", force=True)
    ways.press(page.get_by_role("button", name="Uang sudah masuk laci"))
    page.goto(order)
    look(eyes)
    for act in ("Barang kembali", "Kembalikan uang"):
        page.goto(order)
        ways.press(page.get_by_role("link", name=act, exact=True))
        look(eyes)


@pytest.mark.parametrize("screen", OUTSIDE, ids=lambda screen: screen.name)
def test_the_door_is_open_to_everybody(stranger, screen):
    screen.open(stranger.page, stranger.url)
    look(stranger)


@pytest.mark.parametrize("screen", INSIDE, ids=lambda screen: screen.name)
def test_an_owners_screen_is_whole_for_everybody(eyes, screen):
    screen.open(eyes.page, eyes.url)
    look(eyes)


def test_a_list_with_a_long_name_to_choose_stays_within_the_screen(demo_shop, eyes):
    eyes.at(TELEPHONE)
    parent = demo_shop.scenery("promotion_index()")
    eyes.page.goto(f"{eyes.url}/admin/pages/add/blog/promotionpage/{parent}/")
    rules = eyes.page.locator("[name=rule]")
    rules.evaluate("it => it.add(new Option('Diskon akhir tahun '.repeat(5)))")
    box = rules.bounding_box()
    assert box["x"] + box["width"] <= TELEPHONE


def test_the_dashboard_is_whole_by_night(eyes):
    eyes.at(TELEPHONE, "dark")
    eyes.page.goto(f"{eyes.url}/admin/")
    eyes.learn_axe()
    assert eyes.axe(COLOURS) == []


def look(eyes) -> None:
    eyes.at(TELEPHONE)
    eyes.learn_axe()
    assert eyes.axe() == []
    assert eyes.page.evaluate(SIDEWAYS) == 0
    assert eyes.page.evaluate(CUT_OFF) == []
