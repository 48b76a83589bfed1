"""Reads the index: which pages have these words. Bounded, so that a word on every page costs no more than a rare one.

Written in SQL, the same for both databases: building long lists of values by the ORM would take longer than all else
that a search does, and it cannot limit the parts of a union on SQLite.
"""

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


_REST = "SELECT word, page_id, weight FROM storefront_productword WHERE word IN (%s) AND page_id IN (%s)"
_ON_SALE = (
    "SELECT listing.page_id FROM storefront_productlisting listing"
    " JOIN catalog_sku sku ON sku.id = listing.sku_id"
    " JOIN wagtailcore_page page ON page.id = listing.page_id"
    " WHERE listing.page_id IN (%s) AND sku.archived_at IS NULL AND page.live"
)


def rows_for(terms: tuple[Term, ...]) -> list[Row]:
    """(word, page id, weight); one query, or two when a word that is cut short has to be looked up on the pages that
    the other words brought."""
    limits: dict[str, int] = {}
    for term in terms:
        for position, guess in enumerate(term.guesses):
            limits[guess.word] = max(limits.get(guess.word, 0), OTHERS if position else LIKELIEST)
    rows = _pieces(limits)
    if len(terms) == 1:
        return rows
    return rows + _rest(rows, limits)


def on_sale(pages: list[int]) -> set[int]:
    """Those that are published and have something that is sold: what was archived meanwhile is still in the index."""
    return {page for (page,) in _ask(_ON_SALE, pages)} if pages else set()


def _pieces(limits: dict[str, int]) -> list[Row]:
    with connection.cursor() as cursor:
        values = [value for limit in limits.items() for value in limit]
        cursor.execute(" UNION ALL ".join([_PIECE] * len(limits)), values)
        return cursor.fetchall()


def _rest(rows: list[Row], limits: dict[str, int]) -> list[Row]:
    read = dict.fromkeys(limits, 0)
    for word, _page, _weight in rows:
        read[word] += 1
    cut_short = [word for word, count in read.items() if count == limits[word] == LIKELIEST]
    return _ask(_REST, cut_short, sorted({page for _word, page, _weight in rows})) if cut_short else []


def _ask(sql: str, *lists: list) -> list[tuple]:
    """`sql` with one %s for each list of values."""
    marks = tuple(", ".join(["%s"] * len(values)) for values in lists)
    with connection.cursor() as cursor:
        cursor.execute(sql % marks, [value for values in lists for value in values])
        return cursor.fetchall()
