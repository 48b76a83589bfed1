"""CPU of one search among many products: `python -m tests.storefront.search.measure --products 20000 [--db postgres]`.

The 42 demo products stand among synthetic ones, whose names are made of syllables, so that the vocabulary grows with
them. Rows are written straight into the tables: publishing 20,000 pages would take an hour and is not what is measured.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from uuid import uuid4

from tests.rig.databases import PostgresDatabases, SQLiteDatabases
from tests.rig.server import ROOT

SYLLABLES = [consonant + vowel for consonant in "bcdgklmnprst" for vowel in "aeiou"]
ENDS = ["", "", "n", "ng", "k", "r", "s", "t"]
ROUNDS = 5


def new_words(count: int, dice: random.Random) -> list[str]:
    found: set[str] = set()
    while len(found) < count:
        found.add("".join(dice.choices(SYLLABLES, k=dice.choice((2, 2, 3)))) + dice.choice(ENDS))
    return sorted(found)


def fill(count: int) -> None:
    """Pages up to `count`, each with its article and its words: about one new word for five products."""
    from django.db import connection
    from wagtail.models import Page

    from shop.catalog.models import Sku
    from shop.storefront.models import ProductListing, ProductPage
    from shop.storefront.search import services

    dice = random.Random(20)
    made = count - ProductPage.objects.count()
    words = new_words(max(made // 5, 1), dice)
    common = [word for page in ProductPage.objects.all() for word in page.title.lower().split()]
    original = ProductPage.objects.first()
    parent = original.get_parent()
    fields = {f.attname: getattr(original.page_ptr, f.attname) for f in Page._meta.concrete_fields}
    pages = []
    for number in range(made):
        title = " ".join(dice.sample(words, 2) + dice.sample(common, 2)).title()
        own = {
            "id": None,
            "translation_key": uuid4(),
            "title": title,
            "draft_title": title,
            "slug": f"s-{number}",
            "path": f"{parent.path}{Page._int2str(100_000 + number).rjust(4, '0')}",
            "url_path": f"{parent.url_path}s-{number}/",
        }
        pages.append(Page(**fields | own))
    pages = Page.objects.bulk_create(pages, batch_size=500)
    skus = Sku.objects.bulk_create(
        [Sku(code=f"S-{n:06d}", name=page.title[:120], price=15000) for n, page in enumerate(pages)], batch_size=500
    )
    columns = [f.column for f in ProductPage._meta.local_concrete_fields if f.column != "page_ptr_id"]
    listed = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO storefront_productpage (page_ptr_id, {listed}) SELECT p.id, {listed} FROM wagtailcore_page p"
            " JOIN storefront_productpage o ON o.page_ptr_id = %s + p.id %% 42 WHERE p.slug LIKE 's-%%'",
            [original.pk],
        )
    ProductListing.objects.bulk_create(
        [ProductListing(page_id=page.pk, sku=sku, sort_order=0) for page, sku in zip(pages, skus, strict=True)],
        batch_size=500,
    )
    services.reindex()


def measure() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from shop.storefront.search import selectors
    from tests.storefront.search.golden import misspelt

    start = time.process_time()
    known = selectors.vocabulary()
    print(f"{len(known.counts)} words, read in {(time.process_time() - start) * 1000:.0f} ms, once after a change")
    for name, act in (("search", selectors.find), ("suggestion", selectors.suggest)):
        costs, queries = [], set()
        for case in misspelt():
            rounds = []
            for _round in range(ROUNDS):
                known._remembered.clear()
                known._parts.clear()
                start = time.process_time()
                act(case.query)
                rounds.append((time.process_time() - start) * 1000)
            costs.append(median(rounds))
            with CaptureQueriesContext(connection) as asked:
                act(case.query)
            queries.add(len(asked))
        costs.sort()
        print(
            f"{name}: median {median(costs):.2f} ms, 95 of 100 below {costs[int(len(costs) * 0.95)]:.2f}, "
            f"most {costs[-1]:.2f}; {max(queries)} queries"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=20_000)
    parser.add_argument("--db", choices=("sqlite", "postgres"), default="sqlite")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lapak-search-") as folder:
        databases = SQLiteDatabases(Path(folder)) if chosen.db == "sqlite" else PostgresDatabases()
        name = databases.name()
        databases.fill(name)
        os.environ |= {
            "DATABASE_URL": databases.url(name),
            "LAPAK_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "lapak.settings.test",
        }
        sys.path.insert(0, str(ROOT / "site"))
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connections

        try:
            call_command("demo")
            fill(chosen.products)
            measure()
        finally:
            connections.close_all()
            databases.close()


if __name__ == "__main__":
    main()
