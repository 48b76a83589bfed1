"""The basket on a telephone of 360 x 740: what was typed is what is ordered, and nobody is thrown back to the top."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import ways

pytestmark = pytest.mark.sqlite_only

LINE = re.compile("Keripik Singkong Balado")
# Where the focus is, and whether that is in view.
HERE = """() => {
  const it = document.activeElement, box = it.getBoundingClientRect();
  return [it.id, box.bottom > 0 && box.top < innerHeight, scrollY > 100];
}"""
WAYS = pytest.mark.parametrize("javascript", [False, True], ids=["without-script", "with-script"])


@pytest.fixture
def page(demo_shop, chromium, javascript):
    """Without smooth scrolling, which would still be under way when the test looks."""
    opened = chromium.page(javascript=javascript, reduced_motion="reduce")
    yield opened
    opened.context.close()
    chromium.expect_no_complaints(besides="status of 422")


def line(page):
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=LINE))


def quantity(page):
    return line(page).get_by_role("textbox")


def to_checkout(page) -> None:
    ways.press(page.get_by_role("button", name="Lanjut ke pembayaran"))


def ordered(page) -> str:
    """`× 4 bungkus`: how much of it the checkout is about."""
    return page.locator("aside .mini-lines li").filter(has_text=LINE).locator(".nums").first.inner_text()


@WAYS
def test_what_was_typed_goes_to_checkout(demo_shop, page):
    ways.full_basket(page, demo_shop.url)
    quantity(page).fill("4")
    to_checkout(page)
    assert page.url == f"{demo_shop.url}/checkout/"
    assert ordered(page) == "× 4 bungkus"


@pytest.mark.parametrize("javascript", [True])
def test_presses_of_plus_go_to_checkout_however_soon(demo_shop, page):
    ways.full_basket(page, demo_shop.url)
    for _ in range(2):
        line(page).get_by_role("button", name=re.compile("^Tambah satu")).click()
    to_checkout(page)
    assert ordered(page) == "× 4 bungkus"


@WAYS
def test_a_quantity_that_is_none_is_told_before_checkout_and_the_others_are_kept(demo_shop, page):
    ways.full_basket(page, demo_shop.url)
    quantity(page).fill("dua")
    page.locator("[name=quantity]").last.fill("3")
    to_checkout(page)
    assert page.locator("[name=quantity]").evaluate_all("all => all.map((it) => it.value)") == ["1", "dua", "3"]
    page.get_by_role("alert").get_by_role("link").click()
    expect(quantity(page)).to_be_focused()
    quantity(page).fill("5")
    to_checkout(page)
    assert ordered(page) == "× 5 bungkus"
    assert "× 3" in page.locator("aside .mini-lines").inner_text()


@WAYS
def test_by_keyboard_the_focus_stays_where_the_line_was(demo_shop, page):
    ways.full_basket(page, demo_shop.url)
    place = line(page).get_attribute("id")
    quantity(page).fill("3")
    with page.expect_navigation():
        quantity(page).press("Enter")
    assert page.evaluate(HERE) == [place, True, True]
    remove = line(page).get_by_role("button", name=re.compile("^Hapus "))
    with page.expect_navigation():
        remove.press("Enter")
    assert page.evaluate(HERE) == ["dihapus", True, True]
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate(HERE) == [place, True, True]
    assert quantity(page).input_value() == "3"


@WAYS
def test_a_card_far_down_stays_in_view_and_tells_what_was_put_in(demo_shop, page):
    page.goto(f"{demo_shop.url}/produk/")
    before = page.locator(".card button[form=tambah]").last
    name, key = before.inner_text(), before.get_attribute("value")
    before.scroll_into_view_if_needed()
    ways.press(before)
    assert page.evaluate(HERE) == [f"p{key}", True, True]
    told = page.locator(f"#p{key}")
    expect(told.get_by_text("Sudah masuk ke keranjang.")).to_be_in_viewport()
    assert name in told.inner_text()
