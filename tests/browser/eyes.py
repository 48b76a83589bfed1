"""A page that is looked at closely: by axe, at several widths, by day and by night; and listened to."""

from axe_playwright_python.base import AXE_SCRIPT

HEIGHT = 740
NARROW, TELEPHONE, WIDE = 320, 360, 1280
WHOLE = {"resultTypes": ["violations"]}
# By night only colours differ.
COLOURS = WHOLE | {"runOnly": ["color-contrast"]}
# How many pixels the page is wider than the window.
SIDEWAYS = "() => document.documentElement.scrollWidth - innerWidth"
# What lies beyond the window's right edge and cannot be reached by sliding: the page itself is no wider for it. The
# editor's side panel waits there until it is asked for.
CUT_OFF = """() => {
  const slides = (it) => it && (/auto|scroll/.test(getComputedStyle(it).overflowX) || slides(it.parentElement));
  const beyond = (it) => it.getBoundingClientRect().right > innerWidth + 1 && !slides(it);
  const seen = [...document.querySelectorAll("main :not(.form-side, .form-side *)")].filter(
    (it) => it.checkVisibility({ visibilityProperty: true }));
  return seen.filter(beyond).map((it) => it.outerHTML.slice(0, 150));
}"""

# What fades in has too little contrast until it is there. Scrolling, and what has no end, is not waited for.
LOOK = """async (options) => {
  const ends = (it) => it.timeline === document.timeline && it.effect.getComputedTiming().endTime < Infinity;
  const moving = document.getAnimations().filter((it) => it.playState === "running" && ends(it));
  await Promise.allSettled(moving.map((it) => it.finished));
  return axe.run(document, options);
}"""


class Eyes:
    """One page for all screens, which notes whatever it says and asks for."""

    def __init__(self, browser, url):
        self.url, self.heard, self.asked = url, [], []
        self.page = browser.page(viewport={"width": NARROW, "height": HEIGHT})
        self.page.on("console", lambda message: self.heard.append(message.text))
        self.page.on("pageerror", lambda error: self.heard.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def fresh(self) -> None:
        """As somebody who has never been here."""
        self.page.goto("about:blank")
        self.page.context.clear_cookies()
        self.page.set_viewport_size({"width": NARROW, "height": HEIGHT})
        self.heard.clear()
        self.asked.clear()

    def axe(self, options: dict = WHOLE) -> list[str]:
        """What axe finds, one line each. `learn_axe` comes first, once for each page."""
        found = self.page.evaluate(LOOK, options)["violations"]
        return [f"{rule['id']} {node['target']} {node['html'][:150]}" for rule in found for node in rule["nodes"]]

    def learn_axe(self) -> None:
        # A press has led here, perhaps only to the first half of the page.
        self.page.wait_for_load_state()
        self.page.evaluate(AXE_SCRIPT)

    def at(self, width: int, colours: str = "light") -> None:
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.emulate_media(color_scheme=colours)
