"""The search field on a telephone: suggestions by keyboard, and the plain form without script."""

import pytest
from playwright.sync_api import expect

from tests.rig.browser import screenshot
from tests.rig.demo import DemoShop

pytestmark = pytest.mark.sqlite_only


def test_suggestions_are_a_list_that_the_keyboard_can_walk(databases, browser):
    with DemoShop(databases, workers=1) as shop:
        walk_the_suggestions(shop, browser)


def walk_the_suggestions(shop, browser):
    page = browser.page()
    page.goto(f"{shop.url}/cari/")
    field, options = page.locator("#cari"), page.locator("#saran [role=option]")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("kripik")
    expect(field).to_have_attribute("aria-expanded", "true")
    screenshot(page, "search-suggestions")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "saran-0")
    field.press("Escape")
    expect(page.locator("#saran")).to_be_hidden()
    expect(field).to_have_value("kripik")
    field.press("Enter")
    page.wait_for_url("**/cari/?q=kripik")
    expect(page.locator("main .note")).to_contain_text("keripik")
    screenshot(page, "search-corrected")
    page.locator("#cari").fill("lada hit")
    page.locator("#saran").get_by_text("Lada Hitam Bubuk").click()
    page.wait_for_url("**/lada-hitam-bubuk/")
    plain = browser.page(javascript=False)
    plain.goto(f"{shop.url}/cari/")
    plain.fill("#cari", "sapulidi")
    plain.press("#cari", "Enter")
    expect(plain.locator("main")).to_contain_text("Sapu Lidi Gagang Kayu")
    browser.expect_no_complaints()
