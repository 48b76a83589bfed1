"""Closing and opening: events with a reason; late documents move to the first open day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounting.exceptions import PeriodNotOver, ReasonMissing
from accounting.models import PeriodLock
from accounting.selectors import closed_until
from accounting.services import lock_until, post
from tests.accounting.build import sale

OCTOBER_31 = date(2026, 10, 31)


@pytest.mark.django_db
def test_closing_is_an_event_with_its_actor(now):
    event = lock_until(date=OCTOBER_31, by="pemilik", reason="Oktober selesai", now=now)
    assert (event.until, event.by, event.reason, event.at) == (OCTOBER_31, "pemilik", "Oktober selesai", now)
    assert closed_until() == OCTOBER_31


@pytest.mark.django_db
def test_a_late_document_keeps_its_own_date(now):
    lock_until(date=OCTOBER_31, by="pemilik", now=now)
    entry = post(sale(day=date(2026, 10, 5)), now=now)
    assert (entry.date, entry.document_date, entry.late) == (date(2026, 11, 1), date(2026, 10, 5), True)
    assert post(sale("b", day=date(2026, 11, 2)), now=now).late is False


@pytest.mark.django_db
def test_a_late_document_posted_again_is_the_same_entry(now):
    first = post(sale(day=date(2026, 10, 5)), now=now)
    lock_until(date=OCTOBER_31, by="pemilik", now=now)
    assert post(sale(day=date(2026, 10, 5)), now=now) == first


@pytest.mark.django_db
@pytest.mark.parametrize("days", [0, 1])
def test_today_and_tomorrow_cannot_be_closed(now, days):
    with pytest.raises(PeriodNotOver):
        lock_until(date=timezone.localdate(now) + timedelta(days=days), by="pemilik", now=now)
    assert not PeriodLock.objects.exists()


@pytest.mark.django_db
def test_yesterday_can_be_closed_by_the_shop_clock_not_by_utc(now):
    """00:30 in Makassar is still the day before in UTC."""
    just_after_midnight = now.replace(hour=0, minute=30)
    lock_until(date=date(2026, 11, 23), by="pemilik", now=just_after_midnight)
    assert closed_until() == date(2026, 11, 23)


@pytest.mark.django_db
@pytest.mark.parametrize("earlier", [date(2026, 9, 30), None])
def test_opening_again_needs_a_reason(now, earlier):
    lock_until(date=OCTOBER_31, by="pemilik", now=now)
    with pytest.raises(ReasonMissing):
        lock_until(date=earlier, by="pemilik", reason="  ", now=now)
    assert closed_until() == OCTOBER_31
    lock_until(date=earlier, by="pemilik", reason="nota tertinggal", now=now)
    assert closed_until() == earlier
    assert PeriodLock.objects.count() == 2


@pytest.mark.django_db
def test_a_wide_open_book_takes_any_day(now):
    lock_until(date=OCTOBER_31, by="pemilik", now=now)
    lock_until(date=None, by="pemilik", reason="mulai lagi", now=now)
    assert post(sale(day=date(2020, 1, 1)), now=now).date == date(2020, 1, 1)
