"""One dressed demo shop for the folder and one Chromium for each module: both cost seconds."""

import json

import pytest
from playwright.sync_api import sync_playwright

from tests.rig.browser import Browser
from tests.rig.demo import DemoShop


class DressedShop(DemoShop):
    def scenery(self, call: str):
        """Runs `call` of tests/browser/scenery.py in the shop; what it printed, read as JSON."""
        done = self.manage("shell", "--verbosity=0", "-c", f"from tests.browser import scenery; scenery.{call}")
        return json.loads(done.stdout) if done.stdout.strip() else None


@pytest.fixture(scope="session")
def demo_shop(databases):
    with DressedShop(databases, workers=2) as shop:
        shop.scenery("dress()")
        yield shop


@pytest.fixture(scope="module")
def chromium():
    """As `browser`, for all tests of a module. A module uses one or the other."""
    with sync_playwright() as playwright:
        opened = Browser(playwright)
        yield opened
        opened.close()
