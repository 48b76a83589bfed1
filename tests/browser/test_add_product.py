"""On a telephone of 360 pixels: a product with its photo in at most five clicks, and nothing scrolls sideways."""

import io

import pytest
from PIL import Image

from tests.rig.browser import screenshot
from tests.rig.demo import DemoShop

pytestmark = pytest.mark.sqlite_only
MOST_CLICKS = 5


@pytest.fixture(scope="module")
def shop(databases):
    with DemoShop(databases, workers=1) as shop:
        yield shop


class Thumb:
    """Acts on a page and counts: choosing a photo or an option is a click, typing is none."""

    def __init__(self, page):
        self.page = page
        self.clicks = 0

    def click(self, selector):
        self.clicks += 1
        self.page.click(selector)

    def photo(self, selector, data: bytes):
        self.clicks += 1
        self.page.set_input_files(selector, {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": data})

    def choose(self, selector, **which):
        self.clicks += 1
        self.page.select_option(selector, **which)


def phone_photo() -> bytes:
    """As a telephone takes it: larger than is kept, and lying on its side with a note to turn it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.radial_gradient("L").resize((4000, 3000)).convert("RGB").save(out, "JPEG", quality=80, exif=exif)
    return out.getvalue()


def log_in(shop, page):
    page.goto(f"{shop.url}/admin/login/")
    page.fill("[name=username]", "pemilik")
    page.fill("[name=password]", "lapak-demo")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def expect_nothing_sideways(page):
    wide = page.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth, innerWidth]")
    assert wide == [360, 360, 360], page.url


def test_a_product_with_a_phone_photo_in_five_clicks(shop, browser):
    page = browser.page()
    log_in(shop, page)
    page.goto(f"{shop.url}/admin/products/add/")
    expect_nothing_sideways(page)
    thumb = Thumb(page)
    thumb.photo("input[name=photo]", phone_photo())
    page.fill("[name=title]", "Keripik Sukun")
    thumb.choose("[name=category]", index=1)
    page.fill("[name=price]", "18.000")
    page.fill("[name=opening]", "5")
    page.fill("[name=unit_cost]", "11.000")
    screenshot(page, "add-product-filled")
    thumb.click(".bo-buttons button[type=submit]:not([name])")
    page.wait_for_url("**/admin/products/inspect/**")
    address = page.locator(".messages a[href*='keripik-sukun']").get_attribute("href")
    assert thumb.clicks <= MOST_CLICKS
    visitor = browser.page()
    assert visitor.goto(f"{shop.url}{address}").status == 200
    assert visitor.inner_text("h1") == "Keripik Sukun"
    photo = visitor.locator("main picture img").first
    assert photo.get_attribute("alt") == "Keripik Sukun"
    assert (photo.get_attribute("width"), photo.get_attribute("height")) == ("480", "480")
    assert photo.evaluate("image => image.complete && image.naturalWidth > 0")
    expect_nothing_sideways(visitor)
    # Wagtail's own inline starters of fields are refused by the policy; admin/inline-inits.js does their work.
    browser.expect_no_complaints(besides="Executing inline script.*script-src 'self'")


@pytest.mark.parametrize("screen", ["", "images/", "images/add/", "images/multiple/add/", "pages/", "products/"])
def test_no_list_and_no_upload_scrolls_sideways(shop, browser, screen):
    page = browser.page()
    log_in(shop, page)
    page.goto(f"{shop.url}/admin/{screen}")
    expect_nothing_sideways(page)


@pytest.mark.parametrize("kind", ["home", "product", "promotion"])
def test_no_editor_scrolls_sideways_and_its_picture_chooser_fits(shop, browser, kind):
    page = browser.page()
    log_in(shop, page)
    page.goto(f"{shop.url}/admin/pages/{key_of(shop, kind)}/edit/")
    expect_nothing_sideways(page)
    assert page.locator("[name=action-publish]").count() == 1
    chooser = page.locator("[data-chooser-action-choose]:visible").first
    if not chooser.count():
        page.locator(".chooser [data-chooser-action-choose]").first.evaluate("button => button.click()")
    else:
        chooser.click()
    page.wait_for_selector(".modal-body a[data-chooser-modal-choice], .modal-body .listing")
    expect_nothing_sideways(page)
    dialog = page.locator(".modal-dialog").bounding_box()
    assert dialog["x"] >= 0
    assert dialog["x"] + dialog["width"] <= 360
    screenshot(page, f"editor-{kind}-chooser")


def key_of(shop, kind: str) -> str:
    model = {
        "home": "from lapak.pages.models import HomePage as M",
        "product": "from shop.storefront.models import ProductPage as M",
        "promotion": "from blog.models import PromotionPage as M",
    }[kind]
    return shop.manage("shell", "--no-imports", "-c", f"{model}; print(M.objects.first().pk)").stdout.strip()
