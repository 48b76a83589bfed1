"""The product page on telephones: price and button stay in view, and never in the way."""

import pytest

from tests.browser import ways
from tests.browser.test_ways_of_using import Keyboard

pytestmark = pytest.mark.sqlite_only

TELEPHONES = [(320, 568), (360, 740), (412, 915)]
# What is seen of the bar, from the top of the window.
BAR = """() => {
  const bar = document.querySelector(".buy-bar"), style = bar && getComputedStyle(bar);
  if (!bar || style.display === "none" || style.visibility === "hidden") return null;
  const box = bar.getBoundingClientRect(), button = bar.querySelector("button").getBoundingClientRect();
  return {
    above_the_edge: innerHeight - box.bottom,
    below_it: document.querySelector(".site-foot").getBoundingClientRect().top - box.bottom,
    button: [button.width >= 44 && button.height >= 44, button.left >= 0 && button.right <= innerWidth],
    sideways: document.documentElement.scrollWidth - innerWidth,
  };
}"""
READ = """() => [...document.querySelectorAll(".buy-bar-prices > *")].filter((e) => e.offsetParent)
  .map((e) => e.innerText.split("\\n"))"""
STUCK = {"above_the_edge": 0, "button": [True, True], "sideways": 0}


@pytest.fixture
def page(demo_shop, chromium):
    """A telephone without script, which scrolls at once."""
    opened = chromium.page(javascript=False, reduced_motion="reduce")
    yield opened
    opened.context.close()


@pytest.fixture
def live(demo_shop, chromium):
    opened = chromium.page(reduced_motion="reduce")
    yield opened
    opened.context.close()
    chromium.expect_no_complaints()


def seen(page) -> dict | None:
    page.wait_for_timeout(150)
    return page.evaluate(BAR)


def read(page) -> list[list[str]]:
    """The words of the bar at the top of the page, one list for each price."""
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(150)
    return page.evaluate(READ)


def tap(page):
    """As a finger does: `click()` scrolls to the bar first, which may hide it by showing the other button."""
    box = page.locator(".buy-bar button").bounding_box()
    with page.expect_navigation():
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize(("width", "height"), TELEPHONES)
def test_it_stands_at_the_lower_edge_until_the_foot_of_the_page(demo_shop, live, width, height):
    live.set_viewport_size({"width": width, "height": height})
    live.goto(demo_shop.url + ways.VARIANTS)
    for place in ("h1", ".facts", "#related"):
        live.locator(place).evaluate("it => it.scrollIntoView({block: 'end'})")
        assert seen(live).items() >= STUCK.items(), place
    live.evaluate("scrollTo(0, 1e6)")
    assert seen(live)["below_it"] == 0


def test_while_the_button_beside_the_quantity_is_in_view_it_is_not_there_twice(demo_shop, live):
    live.goto(demo_shop.url + ways.PRODUCT)
    assert seen(live)
    live.locator(".buy").evaluate("it => it.scrollIntoView({block: 'center'})")
    assert seen(live) is None


def test_nothing_jumps_because_of_it(demo_shop, live):
    live.goto(demo_shop.url + ways.PRODUCT)
    for place in (".buy", ".facts", ".site-foot"):
        live.locator(place).evaluate("it => it.scrollIntoView()")
        seen(live)
    assert ways.shifts(live) < 0.02


@pytest.mark.parametrize("forced", ["none", "active"])
def test_it_never_covers_what_has_the_focus(demo_shop, chromium, forced):
    page = chromium.page(reduced_motion="reduce", forced_colors=forced)
    page.goto(demo_shop.url + ways.VARIANTS)
    keys, stops = Keyboard(page), []
    while not (stops and "Read in English" in stops[-1]["text"]):
        stop = keys.step()
        stops += [stop] if stop else []
        assert len(stops) < 120
    # Both buttons can be reached.
    assert sum("Masukkan keranjang" in stop["text"] for stop in stops) == 2
    page.context.close()


def test_it_names_the_chosen_variant_and_puts_that_one_into_the_basket(demo_shop, page):
    page.goto(demo_shop.url + ways.VARIANTS)
    choices = page.get_by_role("radio")
    names = page.locator(".choice-text > span").all_inner_texts()
    prices = page.locator(".choice .price-now").all_inner_texts()
    for number in (0, 1, 2):
        choices.nth(number).check(force=True)
        assert read(page) == [[names[number], prices[number]]]
    tap(page)
    ways.basket(page, demo_shop.url)
    assert names[2] in page.locator(".line-name").inner_text()
    assert prices[2] in page.locator(".line-price").first.inner_text()


def test_the_quantity_goes_with_it(demo_shop, page):
    page.goto(demo_shop.url + ways.PRODUCT)
    page.get_by_label("Jumlah", exact=True).fill("3")
    read(page)
    tap(page)
    ways.basket(page, demo_shop.url)
    assert page.locator(".line [name=quantity]").input_value() == "3"


def test_a_lowered_price_stands_beside_the_one_before(demo_shop, page):
    page.goto(demo_shop.url + ways.LOWERED)
    [[now, *_words, before]] = read(page)
    assert [now, before] == page.locator(".price--large strong, .price--large s").evaluate_all(
        "all => all.map((e) => e.lastChild.textContent)"
    )


@pytest.mark.parametrize(
    "window", [{"width": 1280, "height": 900}, {"width": 740, "height": 360}, {"width": 320, "height": 256}]
)
def test_wide_and_low_windows_have_none(demo_shop, live, window):
    """A desk, a telephone on its side, 400 % zoom."""
    live.set_viewport_size(window)
    live.goto(demo_shop.url + ways.PRODUCT)
    assert seen(live) is None


def test_paper_and_what_is_sold_out_have_none(demo_shop, live):
    live.goto(demo_shop.url + ways.SOLD_OUT)
    assert seen(live) is None
    live.goto(demo_shop.url + ways.PRODUCT)
    live.emulate_media(media="print")
    assert seen(live) is None
