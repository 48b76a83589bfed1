"""The place and the products that were looked at stay on the visitor's device, and only there."""

import pytest
from playwright.sync_api import expect

from tests.browser import ways

pytestmark = pytest.mark.sqlite_only

CRISPS = "/produk/makanan-minuman/keripik-singkong-balado/"
SAMBAL = "/produk/bumbu-dapur/sambal-bawang-rumahan/"


def look_at(visitor, shop, *addresses):
    for address in addresses:
        visitor.goto(shop.url + address)


def test_the_fee_appears_on_the_page_and_the_place_is_known_on_the_next(demo_shop, browser):
    visitor = browser.page()
    look_at(visitor, demo_shop, CRISPS)
    visitor.select_option("#kelurahan", index=3)
    visitor.wait_for_selector("[data-result] dd")
    place, fee = visitor.input_value("#kelurahan"), visitor.inner_text("[data-result] dl")
    assert visitor.url.endswith(CRISPS)
    look_at(visitor, demo_shop, SAMBAL)
    visitor.wait_for_selector("[data-result] dd")
    assert (visitor.input_value("#kelurahan"), visitor.inner_text("[data-result] dl")) == (place, fee)
    ways.press(visitor.locator(".buy .button"))
    look_at(visitor, demo_shop, "/checkout/")
    assert visitor.input_value("#id_area") == place
    browser.expect_no_complaints()


def test_the_fee_is_asked_anew_for_each_article_that_is_chosen(demo_shop, browser):
    visitor = browser.page()
    look_at(visitor, demo_shop, ways.VARIANTS)
    visitor.select_option("#kelurahan", index=3)
    prices = visitor.locator(".choice .price-now").all_inner_texts()
    for number in (1, 0):
        visitor.get_by_role("radio").nth(number).check(force=True)
        expect(visitor.locator("[data-result]")).to_contain_text(prices[number])
    browser.expect_no_complaints()


def test_products_seen_before_are_shown_without_this_one_and_can_be_forgotten(demo_shop, browser):
    visitor = browser.page()
    look_at(visitor, demo_shop, CRISPS)
    assert visitor.locator("lapak-terakhir").is_hidden()
    look_at(visitor, demo_shop, SAMBAL, SAMBAL)
    links = visitor.eval_on_selector_all(".recent a", "all => all.map(a => a.getAttribute('href'))")
    assert links == [CRISPS]
    look_at(visitor, demo_shop, "/keranjang/")
    assert visitor.locator(".recent li").count() == 2
    visitor.click("lapak-terakhir button")
    expect(visitor.locator("lapak-terakhir")).to_be_hidden()
    assert visitor.evaluate("localStorage.getItem('lapak-seen')") == "[]"
    browser.expect_no_complaints()


@pytest.mark.parametrize("spoilt", ["{", '"x"', '[{"name":"x","url":"https://evil.example/","picture":""}]', "[null]"])
def test_what_something_else_has_written_there_is_not_shown(demo_shop, browser, spoilt):
    visitor = browser.page()
    look_at(visitor, demo_shop, "/keranjang/")
    visitor.evaluate("spoilt => localStorage.setItem('lapak-seen', spoilt)", spoilt)
    look_at(visitor, demo_shop, "/keranjang/")
    assert visitor.locator("lapak-terakhir").is_hidden()
    browser.expect_no_complaints()


def test_without_script_the_fee_is_on_a_page_of_its_own(demo_shop, browser):
    visitor = browser.page(javascript=False)
    look_at(visitor, demo_shop, CRISPS)
    assert visitor.locator("lapak-terakhir").is_hidden()
    visitor.select_option("#kelurahan", index=3)
    ways.press(visitor.locator(".delivery-form button"))
    visitor.wait_for_selector("[data-result] dd")
    assert "/ongkir/" in visitor.url
    expect(visitor.locator(f'a.back[href="{CRISPS}"]')).to_have_count(1)
    browser.expect_no_complaints()
