"""Urungkan penerbitan: the page shows again what it showed before its last publication."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageLogEntry, Revision

from lapak.publishing.steps import OFF, Did, states

UNDONE = "lapak.undo_publish"
ACTIONS = {
    "wagtail.publish": Did.PUBLISHED,
    "wagtail.publish.scheduled": Did.PUBLISHED,
    "wagtail.unpublish": Did.TAKEN_OFF,
    "wagtail.unpublish.scheduled": Did.TAKEN_OFF,
    UNDONE: Did.UNDONE,
}


class CannotUndo(Exception):
    """`str()` is the sentence for the person who asked."""


class NotPublished(CannotUndo):
    def __str__(self):
        return str(_("This page is not published, so there is nothing to undo."))


class HistoryLost(CannotUndo):
    def __str__(self):
        return str(_("The history does not say what this page showed before. Choose a version there and publish it."))


class PublishedMeanwhile(CannotUndo):
    def __str__(self):
        return str(_("The page was published once more in the meantime. Look at it, then decide again."))


def before(page: Page) -> Revision | None:
    """What was shown before the revision that is live; None when the page was off. Raises CannotUndo."""
    if not page.live:
        raise NotPublished
    shown = states(_history(page))
    if len(shown) < 2 or shown[-1] != page.live_revision_id:
        raise HistoryLost
    if shown[-2] is OFF:
        return None
    revision = Revision.page_revisions.filter(object_id=str(page.pk), pk=shown[-2]).first()
    if revision is None:
        raise HistoryLost
    return revision


def _history(page: Page) -> list[tuple[Did, int | None]]:
    entries = PageLogEntry.objects.filter(page=page.pk, action__in=ACTIONS).order_by("pk")
    return [(ACTIONS[action], revision) for action, revision in entries.values_list("action", "revision_id")]


@transaction.atomic
def undo_publish(*, page: Page, live: int, user) -> Page:
    """Shows again what was shown before revision `live`, or takes the page off when that was its first publication.

    Drafts stay, and so do dates on which a version is to go live. Whether `user` may publish is asked by the caller.
    Raises CannotUndo, PublishedMeanwhile when another revision than `live` is shown by now.
    """
    page = Page.objects.select_for_update(of=("self",)).get(pk=page.pk).specific
    if page.live and page.live_revision_id != live:
        raise PublishedMeanwhile
    revision, dates = before(page), _dates(page)
    if revision is None:
        page.unpublish(user=user, log_action=UNDONE)
    else:
        revision.publish(user=user, log_action=UNDONE, changed=True)
    # Wagtail forgets them whenever a page goes live or off.
    for key, date in dates.items():
        Revision.objects.filter(pk=key).update(approved_go_live_at=date)
    return Page.objects.get(pk=page.pk).specific


def _dates(page: Page) -> dict:
    return dict(page.revisions.exclude(approved_go_live_at=None).values_list("pk", "approved_go_live_at"))
