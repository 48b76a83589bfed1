"""Opening hours in words, in the reader's language."""

from datetime import datetime, time, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from shop.store.hours import Days, Holiday, Status, Timetable

WEEK = timedelta(days=7)
# 08.00 in Indonesian, 08:00 in English: lapak.formats knows.
CLOCK = "TIME_FORMAT"


def week_words(timetable: Timetable, now: datetime) -> str:
    """`Senin–Sabtu 08.00–20.00, Minggu tutup (WITA)`: right at any moment, so that kept pages may say it."""
    days = ", ".join(f"{day_words(run)} {span_words(run)}" for run in timetable.week())
    return f"{days} ({now.astimezone(timetable.zone).tzname()})" if days else ""


def day_words(days: Days) -> str:
    first, last = str(WEEKDAYS[days.first]), str(WEEKDAYS[days.last])
    if (days.first, days.last) == (0, 6):
        return _("Every day")
    return first if days.first == days.last else f"{first}–{last}"


def span_words(days: Days) -> str:
    if not days.spans:
        return _("closed")
    return " & ".join(hours_words(opens, closes) for opens, closes in days.spans)


def hours_words(opens: time, closes: time) -> str:
    return _("all day") if opens == closes else f"{time_format(opens, CLOCK)}–{time_format(closes, CLOCK)}"


def status_words(status: Status, now: datetime, timetable: Timetable) -> str:
    """One sentence for this very moment; never for a page that is kept."""
    if status.open and status.changes is None:
        return _("Open now")
    if status.open:
        return _("Open now, until %(hour)s") % {"hour": _hour(status.changes)}
    if status.changes is None:
        return _("Closed")
    return _("Closed, opens again %(moment)s") % {"moment": _moment(status.changes, now.astimezone(timetable.zone))}


def holiday_words(holiday: Holiday) -> str:
    """`25 Desember 2026: tutup (Natal)`"""
    return f"{period_words(holiday)}: {free_words(holiday)} ({holiday.reason})"


def period_words(holiday: Holiday) -> str:
    first, last = date_format(holiday.first), date_format(holiday.last)
    return first if holiday.first == holiday.last else f"{first} – {last}"


def free_words(holiday: Holiday) -> str:
    return _("closed") if holiday.closed else hours_words(holiday.opens, holiday.closes)


def _hour(moment: datetime) -> str:
    return f"{time_format(moment.time(), CLOCK)} {moment.tzname()}"


def _moment(moment: datetime, now: datetime) -> str:
    """`hari ini pukul 16.00`, `besok pukul 08.00`, `Senin pukul 08.00`, and with the date when that is far."""
    days = (moment.date() - now.date()).days
    if days == 0:
        return _("today at %(hour)s") % {"hour": _hour(moment)}
    if days == 1:
        return _("tomorrow at %(hour)s") % {"hour": _hour(moment)}
    weekday = str(WEEKDAYS[moment.weekday()])
    day = weekday if days < WEEK.days else f"{weekday}, {date_format(moment.date())}"
    return _("%(day)s at %(hour)s") % {"day": day, "hour": _hour(moment)}
