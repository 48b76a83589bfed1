"""One live shop for all races of the guarded shop; each control has a shop of its own, without the guard."""

import contextlib

import pytest
from django.utils import timezone

from tests import build
from tests.concurrency.buyers import Visitor
from tests.concurrency.inside import inside
from tests.rig.server import LiveShop

WORKERS = 4


@pytest.fixture(scope="session")
def guarded(databases):
    with LiveShop(databases, workers=WORKERS) as shop:
        yield shop


@pytest.fixture
def at(django_db_blocker):
    """`with at(shop):` the test's own Django works on the shop's database."""
    return lambda shop: inside(shop.env["DATABASE_URL"], django_db_blocker)


@pytest.fixture
def shop(guarded, at):
    with at(guarded):
        yield guarded


@pytest.fixture
def unguarded(databases, at):
    """`unguarded("stock")`: a shop whose processes load tests/concurrency/unguarded/stock.py."""
    with contextlib.ExitStack() as stack:

        def start(patch: str):
            name = f"tests.concurrency.unguarded.{patch}"
            shop = stack.enter_context(LiveShop(databases, workers=WORKERS, patch=name))
            stack.enter_context(at(shop))
            return shop

        yield start


@pytest.fixture
def unguarded_database(databases, django_db_blocker):
    """A database of its own for a race without a server; the racing processes load the patch themselves."""
    with contextlib.ExitStack() as stack:

        def make() -> str:
            name = databases.name()
            databases.fill(name)
            stack.callback(databases.remove, name)
            url = databases.url(name)
            stack.enter_context(inside(url, django_db_blocker))
            return url

        yield make


@pytest.fixture
def visitors():
    """`visitors(shop, [(bag, 1)], [(bag, 2)])`: one visitor for each basket, its checkout page open."""

    def make(shop, *baskets):
        now = timezone.now()
        tokens = [build.cart(*basket, now=now).token for basket in baskets]
        return [Visitor(shop.url, token).open_checkout() for token in tokens]

    return make
