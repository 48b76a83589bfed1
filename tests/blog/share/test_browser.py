"""The telephone's own share menu and the copy button, in a real browser; and both pages without any script."""

import pytest

pytestmark = pytest.mark.sqlite_only
MAKE = """
from django.contrib.auth import get_user_model
from tests import build
get_user_model().objects.create_superuser("pemilik", "p@example.id", "kata sandi panjang")
build.shop()
page = build.product(title="Keripik pisang")
print("page:", page.pk, page.url)
"""
MENU = """
window.shared = [];
navigator.canShare = () => true;
navigator.share = async (what) => {
  window.shared.push({ ...what, files: (what.files ?? []).map((file) => [file.name, file.type, file.size > 1000]) });
  document.body.dataset.shared = window.shared.length;
};
"""


@pytest.fixture(scope="module")
def shop(kept_shop):
    shop = kept_shop(workers=1)
    _word, shop.number, shop.path = shop.manage("shell", "--no-imports", "-c", MAKE).stdout.split()
    return shop


def shared_once(page):
    """What the menu was handed. The page itself says when: a condition that is asked again in the page would be
    evaluated there, and the shop's policy forbids that."""
    page.locator("body[data-shared='1']").wait_for()
    (shared,) = page.evaluate("window.shared")
    return shared


def log_in(page, shop):
    page.goto(f"{shop.url}/admin/login/")
    page.fill("input[name=username]", "pemilik")
    page.fill("input[name=password]", "kata sandi panjang")
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{shop.url}/admin/")


def test_visitor_shares_a_product_through_the_telephone(shop, browser):
    page = browser.page()
    page.add_init_script(MENU)
    page.goto(shop.url + shop.path)
    page.click("lapak-bagi button")
    shared = shared_once(page)
    assert shared["title"] == "Keripik pisang"
    assert (
        shared["url"]
        == f"{shop.url}{shop.path}?utm_source=bagikan&utm_medium=social&utm_campaign=halaman-{shop.number}"
    )
    browser.expect_no_complaints()


def test_where_the_telephone_has_no_menu_the_button_stays_away(shop, browser):
    page = browser.page()
    page.add_init_script("delete Navigator.prototype.share;")
    page.goto(shop.url + shop.path)
    assert page.locator("lapak-bagi button").is_hidden()


def test_owner_shares_a_picture_with_its_text(shop, browser):
    page = browser.page()
    page.add_init_script(MENU)
    log_in(page, shop)
    page.goto(f"{shop.url}/admin/share/produk/{shop.number}/")
    page.locator("[data-shares]").nth(2).click()
    shared = shared_once(page)
    assert shared["files"] == [["keripik-pisang-cerita.jpg", "image/jpeg", True]]
    assert "utm_source=whatsapp" in shared["text"]


def test_owner_copies_the_caption(shop, browser):
    page = browser.page()
    log_in(page, shop)
    page.goto(f"{shop.url}/admin/share/produk/{shop.number}/")
    page.click("[data-copies=share-caption]")
    told = page.locator("[data-copies=share-caption] + [role=status]")
    told.filter(has_text="Tersalin").wait_for()


def test_without_script_links_and_downloads_are_there_and_no_dead_button(shop, browser):
    page = browser.page(javascript=False)
    page.goto(shop.url + shop.path)
    section = page.locator("section[aria-labelledby=bagikan]")
    assert section.locator("a").count() == 4
    assert [button.is_visible() for button in section.locator("button").all()] == [False, False]
