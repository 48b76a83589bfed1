"""Reads the index: which pages have these words. Bounded, so that a word on every page costs no more than a rare one.

Written in SQL, the same for both databases: building long lists of values by the ORM would take longer than all else
that a search does, and it cannot limit the parts of a union on SQLite.
"""

import json
from collections import defaultdict
from collections.abc import Collection

from django.db import connection

from shop.storefront.search.reading import Term

# So many pages of a term's likeliest word, and of each of the others, are looked at: those that it says most about.
LIKELIEST, OTHERS = 100, 25
Row = tuple[str, int, int]

# One look into the index for each word.
_PIECE = (
    "SELECT * FROM (SELECT word, page_id, weight FROM storefront_productword WHERE word = %s"
    " ORDER BY weight DESC, page_id LIMIT %s) AS piece"
)


# Keys of pages as one value, as rows `wanted`: statements that are always the same are read once by the database and by
# what talks to it, and one mark for each key would make them read anew for each search.
_WANTED = {
    "sqlite": "json_each(%s) AS wanted",
    "postgresql": "(SELECT value::bigint FROM json_array_elements_text(%s::json)) AS wanted(value)",
}
# One look into the index for each page: left to itself, SQLite would read all pages of the word.
_REST = (
    "SELECT other.word, other.page_id, other.weight FROM {wanted}"
    " CROSS JOIN storefront_productword AS other WHERE other.page_id = wanted.value AND other.word = %s"
)
_ON_SALE = (
    "SELECT listing.page_id FROM {wanted} CROSS JOIN storefront_productlisting AS listing"
    " JOIN catalog_sku sku ON sku.id = listing.sku_id"
    " JOIN wagtailcore_page page ON page.id = listing.page_id"
    " WHERE listing.page_id = wanted.value AND sku.archived_at IS NULL AND page.live"
)


def rows_for(terms: tuple[Term, ...], *, further: int = 1) -> list[Row]:
    """(word, page id, weight); one query, or two when a word that is cut short has to be looked up on the pages that
    the other words brought. `further`: so many times the pages of each word."""
    limits: dict[str, int] = {}
    for term in terms:
        for position, guess in enumerate(term.guesses):
            limits[guess.word] = max(limits.get(guess.word, 0), further * (OTHERS if position else LIKELIEST))
    rows = _pieces(limits)
    return rows if len(terms) == 1 else rows + _rest(rows, cut=further * LIKELIEST)


def on_sale(pages: list[int]) -> set[int]:
    """Those that are published and have something that is sold: what was archived meanwhile is still in the index."""
    return {page for (page,) in _rows(_of_wanted(_ON_SALE), [_keys(pages)])} if pages else set()


def _pieces(limits: dict[str, int]) -> list[Row]:
    return _rows(" UNION ALL ".join([_PIECE] * len(limits)), [value for limit in limits.items() for value in limit])


def _rest(rows: list[Row], *, cut: int) -> list[Row]:
    read: dict[str, set[int]] = defaultdict(set)
    for word, page, _weight in rows:
        read[word].add(page)
    everywhere = set().union(*read.values())
    cut_short = (word for word, pages in read.items() if len(pages) == cut)
    wanted = {word: pages for word in cut_short if (pages := everywhere - read[word])}
    if not wanted:
        return []
    sql = " UNION ALL ".join([_of_wanted(_REST)] * len(wanted))
    return _rows(sql, [value for word, pages in wanted.items() for value in (_keys(pages), word)])


def _of_wanted(sql: str) -> str:
    return sql.format(wanted=_WANTED[connection.vendor])


def _keys(pages: Collection[int]) -> str:
    return json.dumps(list(pages))


def _rows(sql: str, values: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
