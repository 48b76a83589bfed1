"""Fixtures of the whole suite. Databases are copies of a once migrated template (tests/rig/databases.py)."""

import contextlib
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, connections, transaction
from django.test import TransactionTestCase, override_settings
from playwright.sync_api import sync_playwright

from tests.rig import pictures
from tests.rig.browser import Browser
from tests.rig.plugin import DATABASES
from tests.rig.server import LiveShop


@pytest.fixture(autouse=True, scope="session")
def _quick_avif():
    back = pictures.hurry()
    yield
    back()


@pytest.fixture(scope="session")
def databases(request):
    """Where fresh migrated databases come from, of the kind named by --db."""
    return request.config.stash[DATABASES]


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, databases):
    """Instead of pytest-django's: a copy of the template, not one migration after the other."""
    name = connection.settings_dict["NAME"]
    databases.fill(str(name))
    # Outside of this a test without the mark django_db stays locked out: what it wrote would never be rolled back.
    with refilling_after_transaction_tests(databases):
        yield
    with django_db_blocker.unblock():
        connections.close_all()
    databases.remove(str(name))


@contextlib.contextmanager
def refilling_after_transaction_tests(databases):
    """After a `transactional_db` test Django would flush every table, but append-only tables refuse that, and what
    migrations had put in (root page, locale, chart of accounts) would be gone. A fresh copy has neither trouble."""

    def refill(self):
        connections.close_all()
        databases.fill(str(connection.settings_dict["NAME"]))

    original = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = refill
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown = original


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests():
    """Wagtail keeps site paths, Lapak keeps pages in the cache: rolled back rows must not live on there. Visits wait in
    memory to be counted."""
    from shop.visits import counter  # models cannot be imported before Django is ready

    for cache in caches.all(initialized_only=True):
        cache.clear()
    counter._gathered.clear()


@pytest.fixture
def now():
    """A fixed Tuesday morning in the shop's zone; verbs take it as an argument."""
    return datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo(settings.TIME_ZONE))


@contextlib.contextmanager
def rolled_back():
    """What is written inside is there for whoever looks before the end, and gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def kept_rows(django_db_setup, django_db_blocker):
    """What fixtures of a module write below this one is there for each of its tests, and gone after the last."""
    with django_db_blocker.unblock(), rolled_back():
        yield


@pytest.fixture(scope="module")
def kept_media(tmp_path_factory):
    """The folder of uploads of a module whose pictures are kept with its rows."""
    folder = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=folder):
        yield folder


@pytest.fixture
def live_shop(databases):
    """Makes live shops and ends them: `shop = live_shop(workers=2, patch="tests.concurrency.unguarded.stock")`."""
    with contextlib.ExitStack() as stack:
        yield lambda **options: stack.enter_context(LiveShop(databases, **options))


@pytest.fixture(scope="module")
def kept_shop(databases):
    """As `live_shop`, for all tests of a module that do not mind each other."""
    with contextlib.ExitStack() as stack:
        yield lambda **options: stack.enter_context(LiveShop(databases, **options))


@pytest.fixture
def browser():
    """The system's Chromium; `browser.page(javascript=False)` opens a telephone's page (tests/rig/browser.py)."""
    with sync_playwright() as playwright:
        opened = Browser(playwright)
        yield opened
        opened.close()
