"""`python -m tests.bench [--products N] [--requests N] [--rounds N]`: a table of what each page costs.

The shop and the yardstick (yardstick.py) hold the same products and are served by the same server in the same run. The
rounds of all pages are interleaved and medians are printed, so that a busy machine disturbs all alike; compare the
ratios, not the milliseconds. Goals: the ratios that the shop is held to, tolerance 25 %.
"""

import argparse
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench import counting
from tests.bench.measure import Client, cpu_ms_each
from tests.rig.databases import SQLiteDatabases
from tests.rig.server import ROOT, LiveShop

WORKERS = 2
ORDERS_A_ROUND = 25


@dataclass(frozen=True)
class Page:
    """`goal`: the most queries, then the most times the yardstick's page `against`. `times` more requests than others:
    a cheap page needs them, because the clock of processes ticks in hundredths of a second."""

    name: str
    server: LiveShop
    client: Client
    path: str
    against: str = ""
    goal: tuple[int, float] | None = None
    times: int = 1


class BareDatabase:
    """Of the yardstick: a file that `yardstick.fill` makes."""

    def __init__(self, folder: Path):
        self.file = str(folder / "bare.sqlite3")

    def name(self) -> str:
        return self.file

    def url(self, name: str) -> str:
        return f"sqlite:///{name}"

    def fill(self, name: str) -> None:
        """`copy_products` does it, once there are products."""

    def remove(self, name: str) -> None:
        """It goes with its folder."""


def settings() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--products", type=int, default=42, help="so many products in the shop, at least 42")
    parser.add_argument("--requests", type=int, default=60, help="of each page in each round")
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def work_inside(shop: LiveShop) -> None:
    """This process's Django works on the shop's data from here on."""
    os.environ.update(shop.env)
    sys.path.insert(0, str(ROOT / "site"))
    import django

    django.setup()


def copy_products(file: str) -> None:
    """The shop's categories and products as rows of the yardstick."""
    from shop.storefront.models import CategoryPage, ProductPage
    from shop.storefront.selectors import offers
    from tests.bench.yardstick import fill

    categories = list(CategoryPage.objects.order_by("path"))
    rows = []
    for category in categories:
        for page in ProductPage.objects.child_of(category).select_related("photo").order_by("path"):
            offer = offers(page, ())[0]
            photo = page.photo.file.name if page.photo else ""
            rows.append((category.pk, page.title, page.slug, page.summary, offer.price, offer.available, photo))
    fill(file, [(c.pk, c.title, c.slug) for c in categories], rows)


def pages_of(shop: LiveShop, bare: LiveShop) -> list[Page]:
    from django.urls import reverse
    from django.utils import timezone

    from shop.cart.http import COOKIE
    from shop.storefront.models import CategoryPage
    from tests import build

    now = timezone.now()
    category = max(CategoryPage.objects.all(), key=lambda page: page.get_children_count())
    product = category.get_children().order_by("path").first()
    goods = [build.sku(stock=100_000, now=now) for _line in range(2)]
    cart = build.cart(*goods, now=now)
    order = build.order(*goods, now=now)
    stranger, buyer = Client(shop.url), Client(shop.url, {COOKIE: cart.token})
    # Pages are made anew for a visitor for whom a message waits (shop.storefront.page_cache).
    expecting = Client(shop.url, {"messages": "x"})
    plain = Client(bare.url)
    return [
        Page("bare list of 24", bare, plain, "/p/", times=5),
        Page("bare detail", bare, plain, f"/p/{product.slug}/", times=5),
        Page("home", shop, stranger, "/", "bare list of 24", (1, 0.35), times=5),
        Page("category", shop, stranger, category.url, "bare list of 24", (1, 0.35), times=5),
        Page("product", shop, stranger, product.url, "bare list of 24", (1, 0.35), times=5),
        Page("home, made anew", shop, expecting, "/", "bare list of 24", (10, 3)),
        Page("category, made anew", shop, expecting, category.url, "bare list of 24", (10, 3)),
        Page("product, made anew", shop, expecting, product.url, "bare list of 24", (10, 3)),
        Page("search", shop, stranger, reverse("storefront:search") + "?q=kripik", "bare list of 24", (10, 3)),
        Page("basket, 2 lines", shop, buyer, reverse("cart:show"), "bare list of 24", (8, 2)),
        Page("checkout", shop, buyer, reverse("checkout:checkout"), "bare list of 24"),
        Page("payment page", shop, stranger, reverse("payments:pay", args=[order.token]), "bare detail"),
    ]


def place_orders(shop: LiveShop, count: int) -> tuple[float, int]:
    """CPU milliseconds of one press of the button, two lines; and the queries of one."""
    from django.utils import timezone

    from tests import build
    from tests.concurrency.buyers import Visitor

    now = timezone.now()
    goods = [build.sku(stock=count + 1, now=now) for _line in range(2)]
    visitors = [Visitor(shop.url, build.cart(*goods, now=now).token).open_checkout() for _order in range(count + 1)]

    def press(visitor: Visitor) -> None:
        answer = visitor.order()
        if answer.status != 302:
            raise RuntimeError(f"no order: {answer.status}")

    cost = cpu_ms_each(shop.process.pid, [lambda v=v: press(v) for v in visitors[1:]])
    answer = visitors[0].order({"X-Count-Queries": "1"})
    return cost, int(answer.headers[counting.TOLD])


def measure(pages: list[Page], shop: LiveShop, *, requests: int, rounds: int) -> dict[str, tuple[float, int]]:
    """Name -> CPU milliseconds (median of the rounds) and queries."""
    queries = {}
    for page in pages:
        for _warm in range(3 * WORKERS):
            page.client.anew().get(page.path)
        queries[page.name] = page.client.queries(page.path)
    costs = {page.name: [] for page in pages} | {"place order": []}
    for _round in range(rounds):
        for page in pages:
            page.client.anew()
            act = [lambda page=page: page.client.get(page.path)]
            costs[page.name].append(cpu_ms_each(page.server.process.pid, act * requests * page.times))
        cost, queries["place order"] = place_orders(shop, ORDERS_A_ROUND)
        costs["place order"].append(cost)
    return {name: (median(values), queries[name]) for name, values in costs.items()}


def show(pages: list[Page], measured: dict[str, tuple[float, int]]) -> None:
    goals = {page.name: (page.against, page.goal) for page in pages}
    goals["place order"] = ("bare list of 24", (20, 3))
    print(f"{'page':<20}{'queries':>8}{'CPU ms':>9}{'x list':>8}{'x detail':>10}   goal")
    for name, (cost, queries) in measured.items():
        by_list, by_detail = (cost / measured[floor][0] for floor in ("bare list of 24", "bare detail"))
        against, goal = goals[name]
        told = f"{goal[0]} queries, {goal[1]} x {against}" if goal else ""
        print(f"{name:<20}{queries:>8}{cost:>9.2f}{by_list:>8.2f}{by_detail:>10.2f}   {told}".rstrip())


def main() -> None:
    chosen = settings()
    with tempfile.TemporaryDirectory(prefix="lapak-bench-") as folder:
        databases, yard = SQLiteDatabases(Path(folder)), BareDatabase(Path(folder))
        shop = LiveShop(databases, workers=WORKERS, patch=counting.__name__)
        facts = {"DJANGO_SETTINGS_MODULE": "tests.bench.yardstick_settings", "BARE_DATABASE": yard.file}
        bare = LiveShop(yard, workers=WORKERS, patch=counting.__name__, env=facts)
        try:
            shop.manage("demo", "--products", str(chosen.products))
            work_inside(shop)
            copy_products(yard.file)
            with shop, bare:
                pages = pages_of(shop, bare)
                measured = measure(pages, shop, requests=chosen.requests, rounds=chosen.rounds)
            print(f"{chosen.products} products, SQLite, {WORKERS} workers, median of {chosen.rounds} rounds\n")
            show(pages, measured)
        finally:
            shop.stop()
            bare.stop()


if __name__ == "__main__":
    main()
