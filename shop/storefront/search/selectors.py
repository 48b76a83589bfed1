"""The questions: which products a query means, and what it may become while it is typed."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet

from shop.orders.models import OrderLine
from shop.store import questions
from shop.storefront.models import ProductListing, ProductPage
from shop.storefront.search.models import ProductWord, SearchVersion, Synonym
from shop.storefront.search.ranking import Ranked, rank
from shop.storefront.search.reading import Reading, Term, read
from shop.storefront.search.shelf import on_sale, rows_for
from shop.storefront.search.texts import NAMES_FROM
from shop.storefront.search.vocabulary import Vocabulary
from shop.storefront.search.words import tokenise

MOST_FOUND = 96
FURTHER = 10
RECENT_LINES = 500
MOST_POPULAR = 12


@dataclass(frozen=True, slots=True)
class Result:
    """`ids`: product pages on sale, the best first. `corrected`: the query as it was understood, when that is not what
    was typed. `partial`: no product has all the words. `unclear`: words that say nothing to this shop, or hardly.
    `more`: there are others, less good."""

    ids: tuple[int, ...]
    corrected: str | None = None
    partial: bool = False
    unclear: tuple[str, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Suggestions:
    words: tuple[str, ...]
    products: tuple[ProductPage, ...]


def find(query: str, *, further: bool = False) -> Result:
    """Four queries at most: the version, the words (one or two), what of it is on sale. `further`: among ten times as
    many, for who narrows, orders or turns the pages of what a whole shelf has."""
    times = FURTHER if further else 1
    return _find(read(query, vocabulary()), MOST_FOUND * times, further=times)


def suggest(query: str, *, most: int = 6) -> Suggestions:
    """What the query may become, and names of products, while the last word is still being typed."""
    known = vocabulary()
    found = _find(read(query, known, unfinished=True), most * 2)
    best = found.ids[:most]
    pages = {page.pk: page for page in questions.instances(_pages, *best)} if best else {}
    return Suggestions(_completions(query, known), tuple(pages[pk] for pk in best))


def _pages(*keys) -> QuerySet:
    return ProductPage.objects.filter(pk__in=keys).only("path", "title", "url_path", "depth").order_by()


def _find(reading: Reading, most: int, *, further: int = 1) -> Result:
    rows = rows_for(reading.terms, further=further) if reading.terms else []
    ranked = rank(reading.terms, rows, most=most + 1) if rows else []
    ranked, more = ranked[:most], len(ranked) > most
    if not ranked:
        return Result((), unclear=reading.words)
    sold = on_sale([found.page for found in ranked])
    ids = tuple(found.page for found in ranked if found.page in sold)
    if not ids:
        return Result((), unclear=reading.words)
    missing = any(term.needed and not meant for term, meant in zip(reading.terms, ranked[0].meant, strict=True))
    partial = bool(missing or reading.unknown)
    return Result(ids, _corrected(reading, ranked[0]), partial, reading.unclear, more)


def popular() -> list[ProductPage]:
    """Product pages by how many of the latest order lines were theirs; then others, in the owner's own order."""
    lines = Counter(OrderLine.objects.order_by("-pk").values_list("sku", flat=True)[:RECENT_LINES])
    sold = Counter()
    for page, sku in ProductListing.objects.filter(sku__in=lines).values_list("page", "sku"):
        sold[page] += lines[sku]
    first = [page for page, _lines in sold.most_common(MOST_POPULAR)]
    pages = ProductPage.objects.in_bulk(first)
    others = ProductPage.objects.live().exclude(pk__in=first).order_by("path")[:MOST_POPULAR]
    return [*(pages[pk] for pk in first), *others]


_remembered: tuple[object, Vocabulary] = (None, Vocabulary({}, 0, ()))


def vocabulary() -> Vocabulary:
    """Kept by this process as long as the version stays. The version is read first: what is read after it may be newer
    than it, and is then read once more, but never older."""
    global _remembered
    token = questions.rows(_version)
    if _remembered[0] != token:
        _remembered = (token, _read_vocabulary())
    return _remembered[1]


def _version() -> QuerySet:
    return SearchVersion.objects.values_list("token")


def _read_vocabulary() -> Vocabulary:
    spoken = ProductWord.objects.filter(spoken=True).order_by().values_list("word")
    rows = list(spoken.annotate(Count("pk"), Max("weight")))
    products = ProductPage.objects.live().count()
    synonyms = [(tuple(tokenise(s.word)), tuple(tokenise(s.means))) for s in Synonym.objects.all()]
    return Vocabulary(
        {word: count for word, count, _weight in rows},
        products,
        {word for word, _count, weight in rows if weight >= NAMES_FROM},
        [pair for pair in synonyms if all(pair)],
    )


def _corrected(reading: Reading, best: Ranked) -> str | None:
    """In the words that the best product has."""
    if all(term.sure for term in reading.terms):
        return None
    return " ".join(dict.fromkeys(map(_understood, reading.terms, best.meant)))


def _understood(term: Term, meant: str | None) -> str:
    return term.typed if term.sure else meant or term.guesses[0].word


def _completions(query: str, known: Vocabulary, *, most: int = 3) -> tuple[str, ...]:
    """What was typed, its last word made longer in ways that name products."""
    *before, last = tokenise(query) or [""]
    if len(last) < 2:
        return ()
    longer = known.beginning_with(last, most=4 * most) or known.beginning_like(last, most=most)
    named = [word for word in longer if word != last and known.names_products(word)]
    return tuple(" ".join([*before, word]) for word in named[:most])
