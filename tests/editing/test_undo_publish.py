"""Urungkan penerbitan: back to what visitors saw before, and nothing that was written is lost."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import PageLogEntry, Revision

from lapak.publishing.services import CannotUndo, HistoryLost, PublishedMeanwhile, before, undo_publish
from lapak.publishing.steps import OFF, Did, states
from shop.store.freshness import current
from shop.storefront.models import ProductCardRow
from tests import build
from tests.checks import nothing_written

pytestmark = pytest.mark.django_db
P, T, U = Did.PUBLISHED, Did.TAKEN_OFF, Did.UNDONE


def published(page, title: str):
    page = page.get_latest_revision_as_object()
    page.title = title
    page.save_revision().publish()
    return build.fresh(page)


def undo(page, user=None):
    return undo_publish(page=page, live=page.live_revision_id, user=user)


def address(page) -> str:
    return reverse("undo_publish", args=[page.pk])


@pytest.mark.parametrize(
    ("history", "shown"),
    [
        ([], [OFF]),
        ([(P, 1), (P, 2)], [OFF, 1, 2]),
        ([(P, 1), (P, 2), (U, 1)], [OFF, 1]),
        ([(P, 1), (P, 2), (U, 1), (P, 3)], [OFF, 1, 3]),
        ([(P, 1), (T, None), (P, 2)], [OFF, 1, OFF, 2]),
        ([(P, 1), (P, 1)], [OFF, 1]),
        ([(P, 1), (U, None)], [OFF]),
        ([(U, 1)], [OFF]),
    ],
)
def test_what_was_shown_one_after_the_other(history, shown):
    assert states(history) == shown


def test_the_version_before_is_shown_again():
    page = published(build.product(title="Keripik"), "Keripik Baru")
    page = undo(page)
    assert (page.title, page.live) == ("Keripik", True)
    assert ProductCardRow.objects.get(pk=page.pk).title == "Keripik"


def test_the_draft_that_was_undone_is_still_the_draft():
    page = published(build.product(title="Keripik"), "Keripik Baru")
    latest, revisions = page.latest_revision_id, page.revisions.count()
    page = undo(page)
    assert page.has_unpublished_changes
    assert page.latest_revision_id == latest
    assert page.get_latest_revision_as_object().title == "Keripik Baru"
    assert page.revisions.count() == revisions


def test_a_later_draft_stays_too():
    page = published(build.product(title="Keripik"), "Keripik Baru")
    page.title = "Setengah jadi"
    page.save_revision()
    page = undo(build.fresh(page))
    assert page.title == "Keripik"
    assert page.get_latest_revision_as_object().title == "Setengah jadi"


def test_undone_twice_it_goes_back_twice():
    page = published(published(build.product(title="Satu"), "Dua"), "Tiga")
    page = undo(page)
    assert page.title == "Dua"
    assert undo(page).title == "Satu"


def test_what_was_undone_does_not_come_back_by_the_next_undo():
    page = undo(published(build.product(title="Satu"), "Dua"))
    assert undo(published(page, "Tiga")).title == "Satu"


def test_a_first_publication_is_taken_off():
    page = undo(build.product(title="Keripik"))
    assert not page.live
    assert page.get_latest_revision_as_object().title == "Keripik"
    assert not ProductCardRow.objects.filter(pk=page.pk).exists()


def test_it_stands_in_the_history(django_user_model):
    user = django_user_model.objects.create_superuser("ana")
    page = published(build.product(), "Baru")
    undo(page, user)
    entry = PageLogEntry.objects.filter(page=page.pk).order_by("-pk").first()
    assert (entry.action, entry.user) == ("lapak.undo_publish", user)


def test_a_date_on_which_a_version_goes_live_stays(clock):
    page = published(build.product(title="Keripik"), "Keripik Baru")
    page.title, page.go_live_at = "Keripik Natal", build.NOW + build.DAY
    coming = page.save_revision()
    coming.publish()
    undo(build.fresh(page))
    assert Revision.objects.get(pk=coming.pk).approved_go_live_at == build.NOW + build.DAY
    clock.now = build.NOW + 2 * build.DAY
    call_command("publish_scheduled")
    assert build.fresh(page).title == "Keripik Natal"


def test_kept_pages_are_made_anew(django_capture_on_commit_callbacks):
    page, old = published(build.product(), "Baru"), current()
    with django_capture_on_commit_callbacks(execute=True):
        undo(page)
    assert current() != old


def test_price_and_stock_stay():
    page = published(build.product(price=15000, stock=10), "Baru")
    sku = build.sku_of(page)
    build.order((sku, 3))
    undo(page)
    assert (build.fresh(sku).price, build.level(sku)[:2]) == (15000, (10, 3))


def test_a_version_published_meanwhile_is_not_undone_unseen():
    page = published(build.product(title="Satu"), "Dua")
    published(page, "Tiga")
    with nothing_written(), pytest.raises(PublishedMeanwhile):
        undo(page)


def test_a_page_whose_history_is_lost_stays_as_it_is():
    page = build.product()
    PageLogEntry.objects.all().delete()
    with nothing_written(), pytest.raises(HistoryLost):
        undo(page)


def test_a_page_that_is_off_has_nothing_to_undo():
    page = build.product()
    page.unpublish()
    with pytest.raises(CannotUndo):
        before(build.fresh(page))


# The editor


@pytest.fixture
def editor(admin_client):
    return admin_client


def test_the_editor_offers_it(editor):
    page = published(build.product(), "Baru")
    assert address(page) in editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_the_editor_of_a_draft_does_not_offer_it(editor):
    page = build.product(publish=False)
    assert address(page) not in editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_looking_at_the_question_changes_nothing(editor):
    page = published(build.product(title="Satu"), "Dua")
    assert editor.get(address(page)).status_code == 200
    assert build.fresh(page).title == "Dua"


def test_confirmed_once_it_is_done(editor):
    page = published(build.product(title="Satu"), "Dua")
    live = editor.get(address(page)).context["form"]["live"].value()
    assert editor.post(address(page), {"live": live}).status_code == 302
    assert build.fresh(page).title == "Satu"


def test_the_second_click_does_not_go_back_further(editor):
    page = published(published(build.product(title="Satu"), "Dua"), "Tiga")
    for _ in range(2):
        editor.post(address(page), {"live": page.live_revision_id})
    assert build.fresh(page).title == "Dua"


@pytest.mark.parametrize("live", ["", "x", "-1", "9" * 30])
def test_a_broken_form_is_no_error_and_undoes_nothing(editor, live):
    page = published(build.product(title="Satu"), "Dua")
    assert editor.post(address(page), {"live": live}).status_code == 302
    assert build.fresh(page).title == "Dua"


@pytest.mark.parametrize("role", ["cashier", "mentor"])
def test_who_may_not_publish_the_page_may_not_undo(people, role):
    person = people(role)
    page = published(build.product(title="Satu"), "Dua")
    from wagtail.models import GroupPagePermission

    GroupPagePermission.objects.filter(group__name=role).delete()
    person.post(address(page), {"live": page.live_revision_id})
    assert build.fresh(page).title == "Dua"


def test_the_owner_may(owner):
    page = published(build.product(title="Satu"), "Dua")
    owner.post(address(page), {"live": page.live_revision_id})
    assert build.fresh(page).title == "Satu"
