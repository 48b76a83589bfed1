"""Wagtail starts its choosers and inline panels by inline scripts, which the editor's content policy does not let run:
static/admin/inline-inits.js makes those calls instead."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.sqlite_only
MAKE = """
from django.contrib.auth import get_user_model
from tests import build
get_user_model().objects.create_superuser("pemilik", "p@example.id", "kata sandi panjang")
print("page:", build.product().pk)
"""


@pytest.fixture(scope="module")
def shop(kept_shop):
    shop = kept_shop(workers=1)
    shop.product = shop.manage("shell", "--no-imports", "-c", MAKE).stdout.split("page:")[1].split()[0]
    return shop


@pytest.fixture
def editor(shop, browser):
    """A page in which the owner is logged in, and the number of a product page."""
    page = browser.page(viewport={"width": 1280, "height": 900})
    page.goto(f"{shop.url}/admin/login/")
    page.fill("input[name=username]", "pemilik")
    page.fill("input[name=password]", "kata sandi panjang")
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{shop.url}/admin/")
    return page, f"{shop.url}/admin", shop.product


def test_a_photo_is_added_to_a_product_page_and_chosen(editor):
    page, admin, number = editor
    page.goto(f"{admin}/pages/{number}/edit/")
    page.locator("#id_gallery-ADD").click()
    page.locator("#id_gallery-0-image-chooser button:visible").first.click()
    expect(page.locator(".modal-dialog")).to_be_visible()


def test_a_new_product_takes_a_picture_of_the_library(editor):
    page, admin, _number = editor
    page.goto(f"{admin}/products/add/")
    page.locator("#id_chosen-chooser button:visible").first.click()
    expect(page.locator(".modal-dialog")).to_be_visible()
