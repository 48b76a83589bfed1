"""A promotion runs on whole days of the shop's calendar (WITA), to the minute."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from blog.models import PromotionPage
from blog.periods import Stage, stage

WITA = ZoneInfo("Asia/Makassar")
POST = {"valid_from": date(2026, 11, 20), "valid_until": date(2026, 11, 30)}


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 19, 23, 59, tzinfo=WITA), Stage.COMING),
        (datetime(2026, 11, 20, 0, 0, tzinfo=WITA), Stage.RUNNING),
        (datetime(2026, 11, 30, 23, 59, tzinfo=WITA), Stage.RUNNING),
        (datetime(2026, 12, 1, 0, 0, tzinfo=WITA), Stage.PAST),
    ],
)
def test_post_changes_its_stage_at_midnight_in_the_zone_of_the_shop(moment, expected):
    assert PromotionPage(**POST).stage(now=moment) is expected


def test_the_same_moment_told_in_another_zone_is_the_same_stage():
    """23.59 in WIB is past midnight in WITA."""
    jakarta = datetime(2026, 11, 30, 23, 59, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert PromotionPage(**POST).stage(now=jakarta) is Stage.PAST


def test_open_ended_post_never_ends():
    assert stage(date(2099, 1, 1), valid_from=date(2026, 11, 20), valid_until=None) is Stage.RUNNING


def test_post_of_one_day_runs_on_that_day():
    day = date(2026, 11, 20)
    assert stage(day, valid_from=day, valid_until=day) is Stage.RUNNING
