"""A data block is no script: the strict content policy lets it stand, and a browser reads it back whole."""

import json

import pytest

pytestmark = pytest.mark.sqlite_only
MAKE = """
from tests import build
build.shop()
page = build.product(title="</script>Keripik & 'pisang'", slug="keripik", price=18000)
print("page:", page.url)
"""


@pytest.fixture(scope="module")
def address(kept_shop):
    shop = kept_shop(workers=1)
    return shop.url + shop.manage("shell", "--no-imports", "-c", MAKE).stdout.split()[-1]


def test_browser_reads_json_ld_under_the_content_policy(address, browser):
    page = browser.page()
    answer = page.goto(address)
    assert "script-src 'self';" in answer.headers["content-security-policy"] + ";"
    (script,) = page.locator("script[type='application/ld+json']").all()
    product = json.loads(script.text_content())["@graph"][0]
    assert (product["name"], product["offers"]["price"]) == ("</script>Keripik & 'pisang'", 18000)
    browser.expect_no_complaints()


def test_browser_would_complain_about_a_script_in_that_place(address, browser):
    """The control: the same policy refuses a script that stands in the page itself."""
    page = browser.page()
    page.goto(address)
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {text: 'window.ran = true'}))")
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in line for line in browser.complaints)
