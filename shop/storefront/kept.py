"""What all pages have in common that may be kept whole for everybody (page_cache.py)."""

from django.db.models import QuerySet
from wagtail.models import PageViewRestriction

from shop.store import questions


class KeptPage:
    """Stands before Page among the bases of a page's class."""

    kept = True
    # Goods are listed, found and sold everywhere: a password for one of their pages would keep nothing back.
    private_page_options = []

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Wagtail first asks for all pages above; while the shop shows every page to everybody, there is no need to."""
        if questions.rows(_any_restriction):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()


def _any_restriction() -> QuerySet:
    return PageViewRestriction.objects.values_list("pk")[:1]
