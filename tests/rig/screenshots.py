"""`python -m tests.rig.screenshots`: every kind of page, on a telephone and on a desk, by day and by night.

They are for looking at: docs/screenshots/pages/<page>-<width>[-dark].webp, from a live demo shop in which it buys once.
"""

import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser import ways
from tests.rig.browser import Browser
from tests.rig.databases import SQLiteDatabases
from tests.rig.server import LiveShop

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots" / "pages"
WIDTHS = {360: 740, 1280: 900}
# Of a long page the upper part is enough to judge it.
TALLEST = {360: 1300, 1280: 1250}
QUALITY = 34


def at(path: str) -> Callable:
    return lambda page, url: page.goto(url + path)


def in_english(page, url) -> None:
    page.goto(url + ways.PRODUCT)
    page.get_by_role("button", name="Read in English").click()


def screens(order: str) -> dict[str, Callable]:
    """Name -> how a fresh visitor gets there."""
    return {
        "home": at("/"),
        "category": at(f"{ways.CATEGORY}?stok=ada&urut=harga"),
        "search-hit": at("/cari/?q=kripik+singkng"),
        "search-empty": at("/cari/?q=zzzzqqqq"),
        "product": at(ways.PRODUCT),
        "product-variants": at(ways.VARIANTS),
        "product-english": in_english,
        "basket-empty": at("/keranjang/"),
        "basket": ways.full_basket,
        "checkout": ways.checkout,
        "checkout-mistakes": ways.checkout_with_mistakes,
        "payment": lambda page, url: page.goto(f"{order}bayar/"),
        "order": lambda page, url: page.goto(order),
        "promotions": at("/promo/"),
        "promotion": at("/promo/oleh-oleh-khas-balikpapan/"),
        "profile": at("/tentang/"),
        "notice": at("/protokol-kesehatan/"),
        "legal": at("/syarat-dan-ketentuan/"),
        "guide": at("/panduan/"),
        "nothing-there": at("/tidak-ada/"),
    }


def shoot(browser: Browser, shop: LiveShop, name: str, way: Callable) -> None:
    for width, height in WIDTHS.items():
        page = browser.page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        way(page, shop.url)
        for colours in ("light", "dark"):
            page.emulate_media(color_scheme=colours)
            save(page, f"{name}-{width}{'-dark' if colours == 'dark' else ''}", width)
        page.context.close()


def save(page, name: str, width: int) -> None:
    page.evaluate("scrollTo(0, 0)")
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(tall, TALLEST[width])})
    page.wait_for_load_state("networkidle")
    # The browser draws pictures of cards near the window only: the window is as tall as the picture.
    page.wait_for_timeout(300)
    shown = Image.open(BytesIO(page.screenshot())).convert("RGB")
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    shown.save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="lapak-screenshots-") as folder, sync_playwright() as playwright:
        browser = Browser(playwright)
        with LiveShop(SQLiteDatabases(Path(folder)), workers=2) as shop:
            shop.manage("demo", "--pictures")
            buyer = browser.page()
            order = ways.buy(buyer, shop.url)
            buyer.context.close()
            for name, way in screens(order).items():
                shoot(browser, shop, name, way)
        browser.close()


if __name__ == "__main__":
    main()
