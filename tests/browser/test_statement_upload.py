"""Bringing in a large statement: a bar tells how far it is, a wrong file is told in place, no script is needed."""

import pytest
from playwright.sync_api import expect

from tests.bench.desk import as_csv, rows
from tests.browser import ways
from tests.rig.browser import screenshot
from tests.rig.demo import DemoShop

pytestmark = pytest.mark.sqlite_only
ROWS = 5_000
WATCH = """() => {
    const told = () => {
        const bar = document.querySelector("lapak-unggah progress");
        const words = document.querySelector("lapak-unggah [role=status]").textContent;
        if (bar.checkVisibility() && words) window.saw(words, bar.hasAttribute("value"));
    };
    const all = { attributes: true, childList: true, characterData: true, subtree: true };
    new MutationObserver(told).observe(document.querySelector("lapak-unggah"), all);
}"""


@pytest.fixture(scope="module")
def shop(databases):
    with DemoShop(databases, workers=1) as shop:
        yield shop


def desk(shop, browser, **options):
    page = browser.page(viewport={"width": 360, "height": 740}, **options)
    ways.log_in(page, shop.url)
    page.goto(f"{shop.url}/admin/payments/")
    page.select_option("select[name=account]", index=1)
    return page


def send(page, path):
    page.set_input_files("input[name=file]", path)
    page.click("form[action$='/upload/'] button[type=submit]")


@pytest.fixture
def large(tmp_path):
    path = tmp_path / "mutasi.csv"
    path.write_bytes(as_csv(rows(ROWS)))
    return path


def test_a_bar_tells_that_the_file_is_sent_and_then_read(shop, browser, large):
    page, seen = desk(shop, browser), []
    sending, reading = (page.get_attribute("lapak-unggah", f"data-{name}") for name in ("sending", "reading"))
    page.expose_function("saw", lambda words, partly: seen.append((words, partly)))
    page.evaluate(WATCH)
    send(page, large)
    page.wait_for_url("**/preview/**")

    assert list(dict.fromkeys(seen)) == [(sending, True), (reading, False)]
    assert f"{ROWS}\nbaru" in page.inner_text("main")
    screenshot(page, "statement-preview")
    browser.expect_no_complaints()


def test_a_wrong_file_is_told_in_place_and_another_one_can_be_sent(shop, browser, large, tmp_path):
    page = desk(shop, browser)
    (tmp_path / "salah.txt").write_text("hello world")
    send(page, tmp_path / "salah.txt")
    page.get_by_text("Ini bukan mutasi rekening").wait_for()

    assert page.url.endswith("/admin/payments/")
    expect(page.locator("lapak-unggah [data-progress]")).to_be_hidden()
    expect(page.locator("input[name=file]")).to_be_focused()
    page.select_option("select[name=account]", index=1)
    send(page, large)
    page.wait_for_url("**/preview/**")


def test_where_the_answer_is_lost_the_form_is_sent_as_without_script(shop, browser, large):
    page, tries = desk(shop, browser), []

    def lose_the_first(route):
        tries.append(route.request.headers["accept"])
        route.abort() if len(tries) == 1 else route.continue_()

    page.route("**/upload/", lose_the_first)
    send(page, large)
    page.wait_for_url("**/preview/**")

    assert (tries[0], len(tries)) == ("application/json", 2)


def test_without_script_the_file_goes_the_plain_way(shop, browser, large):
    page = desk(shop, browser, javascript=False)
    send(page, large)
    page.wait_for_url("**/preview/**")

    browser.expect_no_complaints()
