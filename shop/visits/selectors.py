"""Which campaigns are those of a page, and what it is called."""

from django.db.models import Q
from wagtail.models import Page

from shop.visits.sources import campaign_of, page_of


def existing(campaigns) -> set[str]:
    """Those of a page: by its number, or by its name, as notices and links of earlier times have it."""
    asked = {name for name in campaigns if name}
    if not asked:
        return set()
    pages = Page.objects.filter(Q(slug__in=asked) | Q(pk__in=filter(None, map(page_of, asked))))
    return asked & {name for pk, slug in pages.values_list("pk", "slug") for name in (campaign_of(pk), slug)}


def titles(campaigns) -> dict[str, str]:
    """Campaign -> title and kind of its page; without those that are no page's number."""
    numbers = {page_of(name): name for name in campaigns}
    return {
        numbers[page.pk]: f"{page.title} ({page.page_type_display_name})"
        for page in Page.objects.filter(pk__in=numbers.keys() - {None})
    }
