"""What the first visit on a telephone costs: files asked for, and whether anything jumps."""

import re
import time

import pytest

from tests.browser import ways

pytestmark = pytest.mark.sqlite_only

MOST_FILES = 20
# Of a list of 24; four fit into the window, and those half a window below may be asked for.
MOST_PICTURES = 8
SHOWN = "images => images.filter((image) => image.complete && image.naturalWidth).length"


@pytest.fixture
def page(demo_shop, chromium):
    opened = chromium.page(viewport={"width": 412, "height": 823})
    yield opened
    opened.context.close()
    chromium.expect_no_complaints()


def test_a_long_list_asks_for_the_pictures_near_the_window_only(demo_shop, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(demo_shop.url + "/produk/")
    page.wait_for_load_state("networkidle")
    assert len(asked) <= MOST_FILES
    pictures = page.locator(".card-photo img")
    assert pictures.count() == 24
    assert 0 < pictures.evaluate_all(SHOWN) <= MOST_PICTURES
    last = pictures.last
    last.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert last.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


def test_the_payment_page_does_not_jump_when_its_buttons_come(demo_shop, page):
    order = ways.buy(page, demo_shop.url)
    # As on a slow network: the script comes when the page has been drawn.
    page.route(re.compile(r"/lapak[^/]*\.js$"), lambda route: (time.sleep(0.5), route.continue_()))
    page.goto(f"{order}bayar/")
    page.get_by_role("button", name="Salin jumlah").wait_for()
    assert ways.shifts(page) < 0.02
