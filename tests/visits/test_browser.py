"""From a shared link to the basket in a real browser, with script and without; and counts of two real processes."""

import time

import pytest

from tests.visits.conftest import TELEPHONE

pytestmark = pytest.mark.sqlite_only
MAKE = """
from tests import build
build.shop()
print("page:", build.product(title="Keripik pisang").url)
"""
READ = """
from shop.cart.models import Cart
from shop.visits.models import Tally
print([*Cart.objects.values_list("source", "campaign")])
print(sorted(Tally.objects.values_list("step", "source", "campaign", "count")))
"""
TAG = "?utm_source=whatsapp&utm_medium=social&utm_campaign=keripik-pisang"


@pytest.fixture
def shop(live_shop):
    shop = live_shop(workers=2, env={"VISITS_FLUSH_SECONDS": "0.2"})
    _word, shop.path = shop.manage("shell", "--no-imports", "-c", MAKE).stdout.split()
    return shop


def told(shop, until: str) -> list[str]:
    """Carts and counts, as soon as the step `until` has been written."""
    for _ in range(20):
        lines = shop.manage("shell", "--no-imports", "-c", READ).stdout.splitlines()
        if f"'{until}'" in lines[1]:
            return lines
        time.sleep(0.2)
    raise AssertionError(lines)


def test_a_shared_link_is_remembered_over_two_clicks(shop, browser):
    page = browser.page(user_agent=TELEPHONE)
    page.goto(f"{shop.url}/produk/{TAG}")
    page.locator("a[href$='/produk/camilan/']").first.click()
    page.locator(f"a[href$='{shop.path}']").first.click()
    page.wait_for_url(f"**{shop.path}")
    page.locator("form.stack[action='/keranjang/tambah/'] button:not([type=button])").first.click()
    page.wait_for_load_state()
    carts, counts = told(shop, "basket")
    assert carts == "[('whatsapp', 'keripik-pisang')]"
    assert "('visit', 'whatsapp', 'keripik-pisang', 1)" in counts
    assert "('basket', 'whatsapp', 'keripik-pisang', 1)" in counts
    browser.expect_no_complaints()


def test_without_script_the_address_of_the_page_tells(shop, browser):
    page = browser.page(javascript=False, user_agent=TELEPHONE)
    page.goto(f"{shop.url}{shop.path}{TAG}")
    page.locator("form.stack[action='/keranjang/tambah/'] button:not([type=button])").first.click()
    page.wait_for_load_state()
    carts, counts = told(shop, "basket")
    assert carts == "[('whatsapp', 'keripik-pisang')]"
    assert "('product', 'whatsapp', 'keripik-pisang', 1)" in counts
