"""A server that is told to stop writes down what it has counted."""

from urllib.request import Request, urlopen

from tests.visits.conftest import TELEPHONE

LANDINGS = 8
MAKE = "from tests import build; build.shop(); build.home()"
READ = """
from shop.visits.models import Tally
print(sorted(Tally.objects.values_list("step", "source", "campaign", "count")))
"""


def test_no_count_is_lost_at_an_orderly_end(live_shop):
    shop = live_shop(workers=2, env={"VISITS_FLUSH_SECONDS": "600"})
    shop.manage("shell", "--no-imports", "-c", MAKE)
    for _ in range(LANDINGS):
        urlopen(Request(f"{shop.url}/cari/?utm_source=poster", headers={"User-Agent": TELEPHONE}), timeout=30).close()
    assert shop.manage("shell", "--no-imports", "-c", READ).stdout == "[]\n"
    shop.process.terminate()
    shop.process.wait(timeout=20)
    assert shop.manage("shell", "--no-imports", "-c", READ).stdout == f"[('visit', 'poster', '', {LANDINGS})]\n"
