"""Which posts are listed where."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from blog.models import PromotionPage
from blog.selectors import PAST_PER_PAGE, coming, listing, past, running
from tests.pages import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
WITA = ZoneInfo("Asia/Makassar")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=WITA)


@pytest.fixture
def index():
    return build.promotions(build.home())


def titles(posts):
    return [post.title for post in posts]


def test_every_post_is_in_exactly_one_list(index):
    build.promotion(index, "Berlaku", first=date(2026, 11, 24), last=date(2026, 11, 24))
    build.promotion(index, "Nanti", first=date(2026, 11, 25), last=date(2026, 11, 30))
    build.promotion(index, "Lewat", first=date(2026, 11, 1), last=date(2026, 11, 23))
    assert titles(running(now=NOW)) == ["Berlaku"]
    assert titles(coming(now=NOW)) == ["Nanti"]
    assert titles(past(now=NOW)) == ["Lewat"]


def test_lists_change_at_midnight_of_the_shop_and_not_of_utc(index):
    build.promotion(index, "Berlaku", first=date(2026, 11, 20), last=date(2026, 11, 30))
    assert titles(running(now=datetime(2026, 11, 30, 23, 59, tzinfo=WITA))) == ["Berlaku"]
    assert titles(running(now=datetime(2026, 12, 1, 0, 0, tzinfo=WITA))) == []
    assert titles(past(now=datetime(2026, 12, 1, 0, 0, tzinfo=WITA))) == ["Berlaku"]


def test_what_ends_first_is_shown_first_and_open_ended_last(index):
    build.promotion(index, "Tanpa akhir", last=None)
    build.promotion(index, "Akhir bulan", last=date(2026, 11, 30))
    build.promotion(index, "Besok", last=date(2026, 11, 25))
    assert titles(running(now=NOW)) == ["Besok", "Akhir bulan", "Tanpa akhir"]


def test_drafts_are_not_listed(index):
    build.promotion(index, "Berlaku").unpublish()
    assert titles(running(now=NOW)) == []
    assert PromotionPage.objects.count() == 1


def test_archive_comes_in_pages_newest_first(index):
    for day in range(1, PAST_PER_PAGE + 2):
        build.promotion(index, f"Lewat {day}", first=date(2026, 10, 1), last=date(2026, 10, day))
    first = listing(now=NOW).past
    assert titles(first)[0] == f"Lewat {PAST_PER_PAGE + 1}"
    assert len(titles(first)) == PAST_PER_PAGE
    assert titles(listing(now=NOW, page="2").past) == ["Lewat 1"]


@pytest.mark.parametrize("page", ["", "x", "0", "-1", "99", "1.5", None])
def test_nonsense_page_number_gives_a_page_that_exists(index, page):
    build.promotion(index, "Lewat", first=date(2026, 10, 1), last=date(2026, 10, 2))
    assert titles(listing(now=NOW, page=page).past) == ["Lewat"]
