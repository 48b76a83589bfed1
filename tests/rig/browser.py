"""A real browser (the system's Chromium) that looks at a `LiveShop` as a customer's telephone would.

Tests that use it speak to the shop by its pages and by `shop.manage(...)`, not by the ORM: Playwright's event loop runs
in this thread, and Django refuses database work beside one.
"""

import os
import re
import shutil
from pathlib import Path

from tests.rig.environment import unavailable

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "tests" / "artefacts"
TELEPHONE = {"width": 360, "height": 740}
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def executable() -> str:
    """Path of Chromium (LAPAK_CHROMIUM, else the first found in PATH); without one the test is left out, or fails under
    CI=true."""
    found = os.environ.get("LAPAK_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        unavailable("Chromium")
    return found


class Browser:
    """Opens pages; `complaints` holds what any of them wrote to the console as an error, content policy violations and
    uncaught exceptions included. `expect_no_complaints()` fails with them."""

    def __init__(self, playwright):
        self.chromium = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        self.complaints: list[str] = []

    def page(self, *, javascript: bool = True, viewport: dict | None = None, **context):
        """A page in a fresh, empty session: Indonesian, in the shop's time zone, a telephone unless `viewport` says
        otherwise."""
        options = {
            "java_script_enabled": javascript,
            "viewport": viewport or TELEPHONE,
            "locale": "id-ID",
            "timezone_id": "Asia/Makassar",
            "service_workers": "block",
        } | context
        page = self.chromium.new_context(**options).new_page()
        page.set_default_timeout(15_000)
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def _listen(self, message) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.location.get('url', '')}: {message.text}")

    def expect_no_complaints(self, *, besides: str = "") -> None:
        """`besides` is a pattern of complaints that the test itself brings about, such as a 422."""
        for context in self.chromium.contexts:
            for page in context.pages:
                page.wait_for_timeout(100)  # lets messages that are on their way arrive
        left = [line for line in self.complaints if not (besides and re.search(besides, line))]
        if left:
            raise AssertionError("the browser complained:\n" + "\n".join(left))

    def close(self) -> None:
        self.chromium.close()


def screenshot(page, name: str) -> Path:
    """Kept as an artefact of the run, whole page: tests/artefacts/<name>.png."""
    ARTEFACTS.mkdir(exist_ok=True)
    path = ARTEFACTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path
