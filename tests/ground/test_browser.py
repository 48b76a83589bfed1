"""The editor in a real browser under its content policy, and the rig that other browser tests stand on."""

import pytest
from playwright.sync_api import expect

from tests.rig.browser import screenshot

pytestmark = pytest.mark.sqlite_only
MAKE_OWNER = """
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("pemilik", "p@example.id", "kata sandi panjang")
"""


@pytest.fixture(scope="module")
def shop(kept_shop):
    shop = kept_shop(workers=1)
    shop.manage("shell", "--no-imports", "-c", MAKE_OWNER)
    return shop


def log_in(page, shop):
    page.goto(f"{shop.url}/admin/login/")
    page.fill("input[name=username]", "pemilik")
    page.fill("input[name=password]", "kata sandi panjang")
    page.click("form button[type=submit], form [type=submit]")
    page.wait_for_url(f"{shop.url}/admin/")


def test_the_editor_works_under_its_content_policy(shop, browser):
    page = browser.page(viewport={"width": 1280, "height": 900})
    log_in(page, shop)
    page.goto(f"{shop.url}/admin/pages/2/edit/")
    page.locator("[data-side-panel-toggle=preview]").first.click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.locator("html")).to_have_attribute("lang", "id", timeout=15_000)
    for address in ("/admin/pages/", "/admin/images/add/", "/admin/images/", "/admin/documents/", "/admin/users/"):
        page.goto(f"{shop.url}{address}")
        expect(page.locator("h1, h2").first).to_be_attached()
    browser.expect_no_complaints()
    screenshot(page, "editor-users")


def test_a_date_is_chosen_with_the_browsers_own_picker(shop, browser):
    page = browser.page(viewport={"width": 1280, "height": 900})
    log_in(page, shop)
    page.goto(f"{shop.url}/admin/pages/2/edit/")
    assert page.locator("input[name=go_live_at]").get_attribute("type") == "datetime-local"
    assert page.locator("script:not([src]):not([type])").count() == 0
    browser.expect_no_complaints()


def test_the_rig_hears_of_a_broken_content_policy(shop, browser):
    page = browser.page()
    page.goto(f"{shop.url}/admin/login/")
    page.evaluate("() => { const s = document.createElement('script'); s.textContent = '1'; document.body.append(s) }")
    with pytest.raises(AssertionError, match="Content Security Policy"):
        browser.expect_no_complaints()


def test_a_page_without_scripts_runs_none(shop, browser):
    page = browser.page(javascript=False)
    page.goto(f"{shop.url}/admin/login/")
    assert page.viewport_size == {"width": 360, "height": 740}
    assert page.locator("html").get_attribute("lang") == "id"
    browser.expect_no_complaints()
