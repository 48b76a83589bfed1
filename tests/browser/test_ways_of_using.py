"""Without a mouse, at 400 % zoom, with forced colours, with less motion, with wider letters: the shop still sells."""

import pytest

from tests.browser import ways

pytestmark = pytest.mark.sqlite_only

# A window of 1280 x 1024 at 400 %.
ZOOMED = {"width": 320, "height": 256}
PAGES = ["/", ways.CATEGORY, "/cari/?q=keripik", ways.VARIANTS, "/keranjang/", "/checkout/", "/tentang/", "/panduan/"]
# What a person at the keyboard has under the finger: is it shown (WCAG 2.4.7), and is it not covered (2.4.11)?
FOCUS = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const marked = (element) => looks(element) || looks(element, "::after");
  const looks = (element, part) => {
    const style = getComputedStyle(element, part);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    return outlined || style.boxShadow !== "none";
  };
  // A hidden radio button shows its focus on the label around it.
  const shown = [it, it.closest("label"), it.closest("form, lapak-saran"), it.parentElement].filter(Boolean);
  const box = (it.closest("label.choice") ?? it).getBoundingClientRect();
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const holder = it.closest("label.choice") ?? it;
  return {
    what: it.outerHTML.slice(0, 120),
    tag: it.tagName, name: it.name ?? "", value: it.value ?? "", href: it.getAttribute("href") ?? "",
    text: (it.innerText ?? "").trim(),
    visible: shown.some(marked),
    uncovered: at !== null && (holder.contains(at) || at.contains(holder)),
  };
}"""


class Keyboard:
    """Goes on by Tab, and looks at every stop."""

    def __init__(self, page):
        self.page = page

    def until(self, wanted, most: int = 120) -> dict:
        for _step in range(most):
            stop = self.step()
            if stop and wanted(stop):
                return stop
        raise AssertionError(f"not reached by Tab on {self.page.url}")

    def step(self, key: str = "Tab") -> dict | None:
        self.page.keyboard.press(key)
        stop = self.page.evaluate(FOCUS)
        if stop:
            assert stop["visible"], f"focus cannot be seen: {stop['what']}"
            assert stop["uncovered"], f"focus is covered: {stop['what']}"
        return stop

    def field(self, name: str) -> None:
        self.until(lambda stop: stop["name"] == name)

    def type(self, name: str, words: str) -> None:
        self.field(name)
        self.page.keyboard.type(words)

    def press(self, key: str = "Enter") -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press(key)


def test_the_keyboard_alone_can_buy(demo_shop, chromium):
    # Without smooth scrolling, which would still be under way when the test looks.
    page = chromium.page(reduced_motion="reduce")
    page.goto(demo_shop.url)
    keys = Keyboard(page)
    keys.until(lambda stop: stop["href"] == "#isi", most=1)
    keys.type("q", "kripik bladoo")
    keys.press()
    keys.until(lambda stop: stop["href"] == ways.VARIANTS)
    keys.press()
    keys.field("sku")
    keys.step("ArrowDown")
    keys.until(lambda stop: stop["tag"] == "BUTTON" and "Masukkan keranjang" in stop["text"])
    # One step back and on again: the order of the stops is the same both ways.
    keys.step("Shift+Tab")
    keys.until(lambda stop: "Masukkan keranjang" in stop["text"], most=3)
    keys.press()
    keys.until(lambda stop: stop["href"] == "/keranjang/")
    keys.press()
    keys.until(lambda stop: stop["value"] == "checkout")
    keys.press()
    keys.type("name", "Rina Kartika")
    keys.type("phone", "081234567890")
    keys.field("area")
    page.keyboard.type("Graha Indah")
    keys.type("address", "Jalan Contoh No. 1")
    keys.field("consent")
    page.keyboard.press("Space")
    keys.until(lambda stop: stop["value"] == "place")
    keys.press()
    assert page.url.endswith("/bayar/"), page.inner_text("main")[:400]
    assert "Keripik" in page.request.get(page.url.removesuffix("bayar/")).text()
    page.context.close()
    chromium.expect_no_complaints()


@pytest.fixture(scope="module")
def zoomed(chromium, demo_shop):
    page = chromium.page(viewport=ZOOMED)
    ways.add(page, demo_shop.url, ways.VARIANTS)
    yield page
    page.context.close()


STUCK = """() => [...document.querySelectorAll("body *")]
  .filter((e) => ["fixed", "sticky"].includes(getComputedStyle(e).position))
  .map((e) => [e.className || e.tagName, e.getBoundingClientRect().height])
  .filter(([, height]) => height > innerHeight / 3)"""
SIDEWAYS = "() => document.documentElement.scrollWidth - innerWidth"
# WCAG 1.4.12, and the texts that are cut off then.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; }
    * { word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
  const cut = (e) => {
    const style = getComputedStyle(e);
    const hides = (way) => ["hidden", "clip"].includes(way);
    return (hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1)
      || (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1);
  };
  const found = [...document.querySelectorAll("body *")].filter((e) => e.innerText?.trim() && cut(e)
    && !e.matches(".visually-hidden, .visually-hidden *, .skip") && e.clientHeight > 1);
  return found.map((e) => e.outerHTML.slice(0, 160));
}"""


@pytest.mark.parametrize("path", PAGES)
def test_at_400_percent_and_with_wider_letters_nothing_is_lost(zoomed, demo_shop, path):
    zoomed.goto(demo_shop.url + path)
    assert zoomed.evaluate(SIDEWAYS) == 0
    assert zoomed.evaluate(STUCK) == []
    assert zoomed.evaluate(SPACED) == []
    assert zoomed.evaluate(SIDEWAYS) == 0


def test_letters_of_twice_the_size_scroll_no_page_sideways(demo_shop, chromium):
    """WCAG 1.4.4 on a telephone, where the person has set it so for everything."""
    page, wide = chromium.page(), {}
    for path in (*PAGES, "/protokol-kesehatan/", "/produk/?dari=27,5"):
        page.goto(demo_shop.url + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide[path] = page.evaluate(SIDEWAYS)
    assert {path: pixels for path, pixels in wide.items() if pixels} == {}
    page.context.close()
    chromium.expect_no_complaints()


# Buttons that a person who has chosen their own colours could not tell from text; one border may hold a field and its
# buttons.
WITHOUT_BORDER = """() => [...document.querySelectorAll("button, .button")]
  .filter((e) => e.offsetParent && !e.matches(".button--link, .button--danger"))
  .filter((e) => ![e, e.parentElement].some((it) => parseFloat(getComputedStyle(it).borderTopWidth) >= 1))
  .map((e) => e.outerHTML.slice(0, 160))"""
LOOK_OF_CHOICES = """() => [...document.querySelectorAll("label.choice")].map((e) => {
  const style = getComputedStyle(e), box = getComputedStyle(e.querySelector("input"));
  return [e.querySelector("input").checked, [style.borderColor, style.borderWidth, style.outline, style.backgroundColor,
    box.backgroundColor, box.borderColor, box.boxShadow, box.appearance, box.backgroundImage].join()];
})"""


def test_forced_colours_leave_borders_choices_and_focus(demo_shop, chromium):
    page = chromium.page(forced_colors="active")
    for path in (ways.VARIANTS, ways.CATEGORY, "/lacak/"):
        page.goto(demo_shop.url + path)
        assert page.evaluate(WITHOUT_BORDER) == []
    page.goto(demo_shop.url + ways.VARIANTS)
    looks = page.evaluate(LOOK_OF_CHOICES)
    chosen = {look for checked, look in looks if checked}
    assert len(chosen) == 1
    # A native radio button draws its own dot; a drawn one must differ in something that forced colours keep.
    native = all(",auto," in look or ",radio," in look for _, look in looks)
    assert native or not chosen & {look for checked, look in looks if not checked}
    keys = Keyboard(page)
    for _stop in range(12):
        keys.step()
    page.context.close()
    chromium.expect_no_complaints()


MOVING = """() => [...document.querySelectorAll("*")].filter((e) => {
    const style = getComputedStyle(e);
    const longest = (text) => Math.max(...text.split(",").map(parseFloat));
    const animated = style.animationName !== "none" && longest(style.animationDuration) > 0.01;
    return animated || longest(style.transitionDuration) > 0.01;
  }).map((e) => e.outerHTML.slice(0, 120)).concat(
    document.getAnimations().filter((a) => a.effect.getComputedTiming().duration > 10).map((a) => a.animationName),
    getComputedStyle(document.documentElement).scrollBehavior === "smooth" ? ["smooth scrolling"] : [])"""


def test_who_wants_less_motion_sees_none(demo_shop, chromium):
    page = chromium.page(reduced_motion="reduce")
    for path in ("/", ways.CATEGORY, ways.VARIANTS):
        page.goto(demo_shop.url + path)
        page.locator("main a").first.hover()
        assert page.evaluate(MOVING) == []
    page.context.close()
