"""A check of the shop's doctor: the search knows what the pages say."""

from shop.storefront.models import ProductPage
from shop.storefront.search.services import AT_ONCE, differences


def search_words() -> list[str]:
    keys = list(ProductPage.objects.order_by("pk").values_list("pk", flat=True))
    return [row for first in range(0, len(keys), AT_ONCE) for row in _wrong(keys[first : first + AT_ONCE])]


def _wrong(keys: list[int]) -> list[str]:
    gone, made = differences(keys)
    stale, absent = {row.page_id for row in gone}, {row.page_id for row in made}
    slugs = dict(ProductPage.objects.filter(pk__in=stale | absent).values_list("pk", "slug"))
    return [f"{slugs[pk]}: its search words are not those of its page" for pk in sorted(slugs)]
