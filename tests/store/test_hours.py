"""The clock of the shop: open or not, until when, and what the week looks like. 24 November 2026 is a Tuesday."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shop.store.hours import Days, Holiday, Span, Timetable

WITA = ZoneInfo("Asia/Makassar")
EIGHT, TWENTY = time(8), time(20)
WEEKDAYS = tuple(Span(day, EIGHT, TWENTY) for day in range(6))
CHRISTMAS = Holiday(date(2026, 12, 25), date(2026, 12, 25), "Natal")


def at(day: int, hour: int, minute: int = 0, second: int = 0, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=WITA)


def table(spans=WEEKDAYS, holidays=()) -> Timetable:
    return Timetable(tuple(spans), tuple(holidays), WITA)


def test_it_opens_on_the_second_and_not_before():
    assert table().status(at(24, 7, 59, 59)).open is False
    assert table().status(at(24, 8)).open is True


def test_it_closes_on_the_second_and_not_before():
    assert table().status(at(24, 19, 59, 59)).open is True
    assert table().status(at(24, 20)).open is False


def test_open_says_until_when():
    assert table().status(at(24, 9, 30)).changes == at(24, 20)


def test_closed_in_the_evening_says_tomorrow_morning():
    assert table().status(at(24, 21)).changes == at(25, 8)


def test_closed_on_saturday_night_says_monday_because_sunday_has_no_hours():
    status = table().status(at(28, 20))
    assert (status.open, status.changes) == (False, at(30, 8))


def test_midday_break_closes_between_two_spans_of_a_day():
    split = table([Span(1, EIGHT, time(12)), Span(1, time(16), TWENTY)])
    assert split.status(at(24, 11, 59)).changes == at(24, 12)
    assert split.status(at(24, 13)).open is False
    assert split.status(at(24, 13)).changes == at(24, 16)


def test_night_that_passes_midnight_is_open_until_it_closes_on_the_next_day():
    night = table([Span(1, time(18), time(2))])
    assert night.status(at(25, 1, 59, 59)).open is True
    assert night.status(at(24, 23)).changes == at(25, 2)
    assert night.status(at(25, 2)).open is False


def test_sunday_night_is_still_open_on_monday_morning():
    assert table([Span(6, time(22), time(3))]).status(at(30, 2)).open is True


def test_spans_that_touch_are_one():
    joined = table([Span(1, EIGHT, time(12)), Span(1, time(12), TWENTY)])
    assert joined.status(at(24, 9)).changes == at(24, 20)
    assert table([Span(1, time(20), time(0)), Span(2, time(0), time(4))]).status(at(24, 21)).changes == at(25, 4)


def test_a_shop_that_never_closes_says_no_hour_at_which_it_would():
    always = table([Span(day, time(0), time(0)) for day in range(7)])
    status = always.status(at(24, 3))
    assert (status.open, status.changes) == (True, None)


def test_without_any_hours_it_is_closed_and_promises_nothing():
    status = table([]).status(at(24, 9))
    assert (status.open, status.changes, status.holiday) == (False, None, None)


def test_moment_in_another_zone_is_read_in_the_shop_s_own():
    assert table().status(datetime(2026, 11, 24, 0, 0, tzinfo=UTC)).open is True  # 08.00 WITA
    assert table().status(datetime(2026, 11, 23, 23, 59, tzinfo=UTC)).open is False


def test_holiday_closes_a_day_that_would_be_open_and_says_why():
    status = table(holidays=[CHRISTMAS]).status(at(25, 10, month=12))
    assert (status.open, status.changes, status.holiday) == (False, at(26, 8, month=12), CHRISTMAS)


def test_day_before_a_holiday_opens_again_after_it():
    assert table(holidays=[CHRISTMAS]).status(at(24, 20, month=12)).changes == at(26, 8, month=12)


def test_last_day_of_a_long_holiday_belongs_to_it():
    lebaran = Holiday(date(2026, 11, 24), date(2026, 11, 27), "Libur keluarga")
    assert table(holidays=[lebaran]).status(at(27, 9)).open is False
    assert table(holidays=[lebaran]).status(at(28, 9)).open is True


def test_holiday_with_hours_of_its_own_replaces_those_of_the_weekday():
    eve = Holiday(date(2026, 12, 31), date(2026, 12, 31), "Malam tahun baru", EIGHT, time(12))
    assert table(holidays=[eve]).status(at(31, 11, month=12)).changes == at(31, 12, month=12)
    assert table(holidays=[eve]).status(at(31, 12, month=12)).open is False


def test_night_before_a_holiday_is_served_to_its_end():
    night = table([Span(3, time(18), time(2))], [CHRISTMAS])
    assert night.status(at(25, 1, month=12)).open is True


def test_closure_longer_than_the_horizon_promises_no_day():
    closed = Holiday(date(2026, 11, 1), date(2027, 6, 1), "Renovasi")
    assert table(holidays=[closed]).status(at(24, 9)).changes is None


def test_next_change_is_the_end_of_what_is_said_now():
    assert table().next_change(at(24, 9)) == at(24, 20)
    assert table().next_change(at(24, 20)) == at(25, 8)


def test_coming_holidays_are_those_not_over_soonest_first():
    over = Holiday(date(2026, 11, 20), date(2026, 11, 23), "Sudah lewat")
    running = Holiday(date(2026, 11, 23), date(2026, 11, 24), "Sampai hari ini")
    far = Holiday(date(2027, 6, 1), date(2027, 6, 1), "Jauh")
    known = table(holidays=[far, CHRISTMAS, over, running]).coming(date(2026, 11, 24), within=timedelta(days=60))
    assert known == (running, CHRISTMAS)


def test_week_groups_equal_neighbours_and_names_the_closed_day():
    assert table().week() == (Days(0, 5, ((EIGHT, TWENTY),)), Days(6, 6, ()))


def test_week_does_not_group_equal_days_that_are_apart():
    split = table([Span(0, EIGHT, TWENTY), Span(2, EIGHT, TWENTY)]).week()
    assert [(days.first, days.last, bool(days.spans)) for days in split] == [
        (0, 0, True),
        (1, 1, False),
        (2, 2, True),
        (3, 6, False),
    ]
