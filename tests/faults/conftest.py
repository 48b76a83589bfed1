import contextlib

import pytest
from django.utils import timezone

from tests import build
from tests.concurrency.buyers import Visitor
from tests.concurrency.inside import inside
from tests.faults import checkout_steps
from tests.rig.server import LiveShop


@pytest.fixture(scope="module")
def mortal(databases):
    """A live shop whose workers die when told so; the master starts them again. Many workers, because it gives up
    when the one that it has just started dies again."""
    with LiveShop(databases, workers=8, patch=checkout_steps.__name__) as shop:
        yield shop


@pytest.fixture
def shop(mortal, django_db_blocker):
    with inside(mortal.env["DATABASE_URL"], django_db_blocker):
        yield mortal


def new_customer(shop) -> Visitor:
    """Somebody with two bags in the basket and the checkout page open."""
    bag = build.sku(stock=5, now=timezone.now())
    return Visitor(shop.url, build.cart((bag, 2), now=timezone.now()).token).open_checkout()


@pytest.fixture
def customer(shop):
    def make() -> Visitor:
        if shop.process.poll() is not None:
            shop.start()
        return new_customer(shop)

    return make


@pytest.fixture
def fresh_database(databases, django_db_blocker):
    """Makes a migrated database, and this process works inside it."""
    with contextlib.ExitStack() as stack:

        def make() -> str:
            name = databases.name()
            databases.fill(name)
            stack.callback(databases.remove, name)
            stack.enter_context(inside(databases.url(name), django_db_blocker))
            return databases.url(name)

        yield make
