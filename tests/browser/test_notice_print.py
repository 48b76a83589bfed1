"""A notice printed by the browser itself (Ctrl+P): one sheet, as the PDF, with all its words."""

import pytest
from pypdfium2 import PdfDocument

pytestmark = pytest.mark.sqlite_only

MILLIMETRES = {"a4": [210, 297], "a5": [148, 210]}
WORDS = """(sheet) => {
  const copy = sheet.cloneNode(true);
  copy.querySelectorAll("svg").forEach((drawing) => drawing.remove());
  copy.querySelectorAll("*").forEach((part) => part.append(" "));
  return copy.textContent.split(/\\s+/).filter(Boolean);
}"""


@pytest.fixture(scope="module")
def printer(chromium, demo_shop):
    """Prints `address`: the pages, the words on them, and the words of the sheet on the screen."""
    demo_shop.scenery("long_notices()")
    page = chromium.page(javascript=False)
    page.set_default_timeout(60_000)

    def printed(slug: str):
        page.goto(f"{demo_shop.url}/{slug}/")
        document = PdfDocument(page.pdf(prefer_css_page_size=True))
        text = "".join("".join(sheet.get_textpage().get_text_range() for sheet in document).split())
        return document, text, page.locator(".sheet").evaluate(WORDS)

    return printed


def sides(document) -> list[int]:
    return [round(side / 72 * 25.4) for side in document[0].get_size()]


@pytest.mark.parametrize("paper", ["a4", "a5"])
@pytest.mark.parametrize("kind", ["health", "hours", "prices", "promotion", "qris"])
def test_a_long_notice_is_printed_on_one_sheet_with_all_its_words(printer, chromium, kind, paper):
    document, text, words = printer(f"panjang-{kind}-{paper}")
    assert (len(document), sides(document)) == (1, MILLIMETRES[paper])
    assert [word for word in words if word not in text] == []
    chromium.expect_no_complaints()


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_notice_that_is_too_long_goes_on_and_loses_nothing(printer, paper):
    document, text, words = printer(f"terlalu-panjang-{paper}")
    assert len(document) == 2
    assert [word for word in words if word not in text] == []
