"""Opening hours in words, and as the owner writes them down."""

import json
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from shop.store import opening
from shop.store.hours import Holiday, Span, Timetable
from shop.store.models import Shop

WITA = ZoneInfo("Asia/Makassar")
SUNDAY = Span(6, time(9), time(15))
WEEK = (*(Span(day, time(8), time(20)) for day in range(6)), SUNDAY)


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=WITA)


def said(spans, now: datetime, *holidays: Holiday) -> str:
    table = Timetable(tuple(spans), holidays, WITA)
    return opening.status_words(table.status(now), now, table)


def test_open_names_the_hour_of_closing_in_the_zone_of_the_shop():
    assert said(WEEK, at(24, 9)) == "Open now, until 20:00 WITA"


def test_closed_names_today_tomorrow_the_weekday_or_the_date():
    mondays = [Span(0, time(8), time(20))]
    assert said(WEEK, at(24, 6)) == "Closed, opens again today at 08:00 WITA"
    assert said(WEEK, at(24, 21)) == "Closed, opens again tomorrow at 08:00 WITA"
    assert said(mondays, at(24, 9)) == "Closed, opens again Monday at 08:00 WITA"
    long = Holiday(date(2026, 11, 24), date(2026, 12, 5), "Libur")
    assert said(mondays, at(24, 9), long) == "Closed, opens again Monday, 7 December 2026 at 08:00 WITA"


def test_closed_for_good_promises_nothing_and_always_open_names_no_end():
    assert said([], at(24, 9)) == "Closed"
    assert said([Span(day, time(0), time(0)) for day in range(7)], at(24, 9)) == "Open now"


def test_week_is_said_in_one_line():
    table = Timetable(WEEK, (), WITA)
    assert opening.week_words(table, at(24, 9)) == "Monday–Saturday 08:00–20:00, Sunday 09:00–15:00 (WITA)"


def test_hours_are_written_as_the_reader_writes_them():
    table = Timetable(WEEK, (), WITA)
    with override("id"):
        assert opening.week_words(table, at(24, 9)) == "Senin–Sabtu 08.00–20.00, Minggu 09.00–15.00 (WITA)"


def test_week_names_breaks_and_closed_days():
    table = Timetable((Span(0, time(8), time(12)), Span(0, time(16), time(20))), (), WITA)
    assert opening.week_words(table, at(24, 9)) == "Monday 08:00–12:00 & 16:00–20:00, Tuesday–Sunday closed (WITA)"


def test_same_hours_on_all_days_are_every_day():
    table = Timetable(tuple(Span(day, time(0), time(0)) for day in range(7)), (), WITA)
    assert opening.week_words(table, at(24, 9)) == "Every day all day (WITA)"


def test_holiday_says_when_why_and_whether_somebody_is_there():
    day = date(2026, 12, 25)
    assert opening.holiday_words(Holiday(day, day, "Natal")) == "25 December 2026: closed (Natal)"
    eve = Holiday(day, date(2026, 12, 26), "Libur", time(8), time(12))
    assert opening.holiday_words(eve) == "25 December 2026 – 26 December 2026: 08:00–12:00 (Libur)"


def stored(**streams) -> Shop:
    return Shop(
        **{name: json.dumps([{"type": kind, "value": v} for v in values]) for name, (kind, values) in streams.items()}
    )


def test_settings_give_the_timetable():
    shop = stored(
        week=("open", [{"days": ["0", "6"], "opens": "08:00", "closes": "20:00"}]),
        holidays=("holiday", [{"first": "2026-12-25", "reason": "Natal"}]),
    )
    assert shop.timetable.spans == (Span(0, time(8), time(20)), Span(6, time(8), time(20)))
    assert shop.timetable.holidays == (Holiday(date(2026, 12, 25), date(2026, 12, 25), "Natal"),)


def test_hours_of_the_shop_are_the_week_and_then_the_remark():
    shop = stored(week=("open", [{"days": ["0"], "opens": "08:00", "closes": "20:00"}]))
    assert shop.hours == "Monday 08:00–20:00, Tuesday–Sunday closed (WITA)"
    shop.hours_note = "Hari libur, kirim pesan dulu"
    assert shop.hours == "Monday 08:00–20:00, Tuesday–Sunday closed (WITA). Hari libur, kirim pesan dulu"
    assert Shop(hours_note="Setiap hari").hours == "Setiap hari"


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ({"first": "2026-12-25", "last": "2026-12-24", "reason": "Natal"}, "last"),
        ({"first": "2026-12-25", "reason": "Natal", "opens": "08:00"}, "closes"),
    ],
)
def test_holiday_that_makes_no_sense_is_refused_at_its_field(value, wrong):
    block = Shop._meta.get_field("holidays").stream_block.child_blocks["holiday"]
    with pytest.raises(ValidationError) as refusal:
        block.clean(block.to_python(value))
    assert set(refusal.value.block_errors) == {wrong}
