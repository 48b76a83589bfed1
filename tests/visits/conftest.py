import pytest
from django.test import Client

from shop.visits import counter
from shop.visits.models import Tally
from tests import build
from tests.clock import clock, clock_at
from tests.english import in_english

__all__ = ["clock", "in_english"]
TELEPHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


@pytest.fixture(scope="module")
def keripik(kept_rows):
    build.shop()
    with clock_at(build.NOW):
        return build.product(title="Keripik", price=15000, stock=50)


@pytest.fixture
def page(db, clock, keripik):
    """A product in a shop whose pages are kept."""
    from shop.store import freshness

    freshness._renew()
    return build.fresh(keripik)


@pytest.fixture
def visitor():
    """`visitor()`: a telephone of its own; `visitor(referer="https://t.co/x")` with further headers."""

    def open_one(**headers) -> Client:
        return Client(headers={"user-agent": TELEPHONE, **headers})

    return open_one


def counted() -> dict[tuple[str, str, str], int]:
    """(step, source, campaign) -> count, of the whole table after a flush."""
    counter.flush()
    rows = Tally.objects.values_list("step", "source", "campaign", "count")
    return {(step, source, campaign): count for step, source, campaign, count in rows}
