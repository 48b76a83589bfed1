"""Which words a product page is found by, and how much each of them says about the product."""

from collections.abc import Iterable, Mapping

from django.db.models import Prefetch

from shop.storefront.models import CategoryPage, ProductListing, ProductPage, ProductTag
from shop.storefront.search.words import SMALL_WORDS, tokenise

FIRST_OF_TITLE, TITLE, CODE, VARIANT, TAG, CATEGORY, SUMMARY, INGREDIENTS = 12, 10, 10, 7, 6, 3, 3, 1
# From this weight on a word names the product, below it only describes it.
NAMES_FROM = TAG


def words_of(pages: Iterable[ProductPage]) -> dict[int, dict[str, int]]:
    """Page id -> word -> weight, for pages read with `with_texts`."""
    categories = dict(CategoryPage.objects.values_list("path", "title"))
    return {page.pk: _words(page, categories) for page in pages}


def with_texts(pages):
    """Published product pages with what `words_of` reads, in a constant number of queries."""
    listings = ProductListing.objects.filter(sku__archived_at=None).select_related("sku")
    tagged = ProductTag.objects.select_related("tag")
    return (
        pages.live()
        .only("path", "title", "summary", "ingredients")
        .prefetch_related(
            Prefetch("listings", queryset=listings, to_attr="sold_listings"),
            Prefetch("tagged_items", queryset=tagged, to_attr="tag_rows"),
        )
    )


def _words(page: ProductPage, categories: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    title = tokenise(page.title)
    _add(found, title[:1], FIRST_OF_TITLE)
    _add(found, title[1:], TITLE)
    for listing in page.sold_listings:
        _add(found, tokenise(listing.sku.code), CODE)
        _add(found, tokenise(listing.sku.variant), VARIANT)
    for row in page.tag_rows:
        _add(found, tokenise(row.tag.name), TAG)
    _add(found, tokenise(categories.get(page.path[: -ProductPage.steplen], "")), CATEGORY)
    _add(found, _telling(page.summary), SUMMARY)
    _add(found, _telling(page.ingredients), INGREDIENTS)
    return found


def _add(found: dict[str, int], words: Iterable[str], weight: int) -> None:
    for word in words:
        found[word] = max(found.get(word, 0), weight)


def _telling(text: str) -> list[str]:
    return [word for word in tokenise(text) if word not in SMALL_WORDS]
