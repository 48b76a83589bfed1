"""Wagtail's own reports tell of every page and person: only for whoever may change the shop's settings."""

from django.core.exceptions import PermissionDenied
from wagtail.utils.urlpatterns import decorate_urlpatterns

READS_REPORTS = "store.change_shop"


def keep_for_owner() -> None:
    """Wraps the views behind `/admin/reports/`; the menu entry alone would leave their addresses open.

    To be called while Wagtail puts its addresses together (hook `register_admin_urls`): not before, as its package
    of addresses asks all hooks, and not after.
    """
    from wagtail.admin.urls import reports

    decorate_urlpatterns(reports.urlpatterns, _owner_only)


def _owner_only(view):
    def guarded(request, *args, **kwargs):
        if not request.user.has_perm(READS_REPORTS):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
