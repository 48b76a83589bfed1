"""Dates as banks write them: day before month, the year often missing, months in Indonesian or English."""

import datetime as dt
import re

from django.utils import timezone

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari",
            "feb february februari peb pebruari",
            "mar march maret mrt",
            "apr april",
            "may mei",
            "jun june juni",
            "jul july juli",
            "aug august agu agt agustus ags",
            "sep september sept",
            "oct october okt oktober",
            "nov november nop nopember",
            "dec december des desember",
        ),
        start=1,
    )
    for name in names.split()
}
NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?![\d/])")
ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
WORDED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?(?:[ -](\d{4}|\d{2}))?(?!\d)")
COMPACT = re.compile(r"(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
TIGHT = re.compile(r"(\d{1,2})([A-Za-z]{3})(\d{4}|\d{2})(?!\d)")
MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(?!\d)")
WEEKDAY = re.compile(
    r"(?:sen|sel|rab|kam|jum|sab|min|ahad|mon|tue|wed|thu|fri|sat|sun)[a-z']{0,6}\.?,? +(?=\w)", re.IGNORECASE
)
SERIAL = re.compile(r"(\d{5})(?:[.,](\d{1,12}))?")  # days since 30 December 1899, as spreadsheets count
CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?!\d)")
CLOCK_ONLY = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?(?:WIB|WITA|WIT))?", re.IGNORECASE)
DIGITS_ONLY = re.compile(r"(\d{1,2})(\d{2})(\d{2})")
ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}
ZONE = re.compile(r"\b(?:WIB|WITA|WIT)\b", re.IGNORECASE)
PENDING = frozenset({"PEND", "PENDING"})

Period = tuple[dt.date | None, dt.date | None]


class NotADate(ValueError):
    """The cell is no date, or one that the calendar does not have."""


def is_pending(cell: str) -> bool:
    return cell.strip(" '").upper() in PENDING


def parse(cell: str, period: Period, today: dt.date) -> tuple[dt.date, dt.time | None]:
    """Date and, where written, time of a cell. A missing year comes from the period, else from today.

    Raises NotADate for what is none, and for 31/02: an impossible date is never rolled over.
    """
    text = _without_weekday(cell)
    if found := SERIAL.fullmatch(text):
        return _of_serial(float(f"{found[1]}.{found[2] or 0}"))
    day, month, year, rest = _parts(text)
    date = _with_year(day, month, period, today, cell) if year is None else _date(day, month, year, cell)
    return date, time_of(rest, date)


def looks_like_one(cell: str) -> bool:
    """Whether a date could stand at the cell's start."""
    text = _without_weekday(cell)
    return any(form.match(text) for form in (NUMERIC, ISO, WORDED)) or SERIAL.fullmatch(text) is not None


def _without_weekday(cell: str) -> str:
    text = cell.strip(" '")
    found = WEEKDAY.match(text)
    return text[found.end() :] if found else text


def is_clock(cell: str) -> bool:
    """A time and nothing else; `10.02` may be one, or the tenth of February."""
    return CLOCK_ONLY.fullmatch(cell.strip(" '")) is not None


def time_of(cell: str, date: dt.date) -> dt.time | None:
    """The time within a text, or None. One with its zone, as `08:41:12 WIB`, becomes the shop's own, unless that
    would fall on another day than the bank's."""
    text = cell.strip(" '")
    found = CLOCK.search(text) or DIGITS_ONLY.fullmatch(text)
    if not found:
        return None
    try:
        time = dt.time(int(found[1]), int(found[2]), int(found[3] or 0))
    except ValueError:
        return None
    zone = ZONE.search(text, found.end())
    return _in_the_shop(time, date, ZONES[zone.group().upper()]) if zone else time


def to_the_second(moment: dt.datetime) -> dt.datetime:
    """Rounded, because a time reckoned in days is a little off; but never into the next day."""
    rounded = (moment + dt.timedelta(milliseconds=500)).replace(microsecond=0)
    return rounded if rounded.date() == moment.date() else moment.replace(microsecond=0)


def _of_serial(days: float) -> tuple[dt.date, dt.time | None]:
    moment = to_the_second(dt.datetime(1899, 12, 30) + dt.timedelta(days=days))
    return moment.date(), moment.time() if days % 1 else None


def _in_the_shop(time: dt.time, date: dt.date, hours: int) -> dt.time:
    there = dt.datetime.combine(date, time, dt.timezone(dt.timedelta(hours=hours)))
    here = timezone.localtime(there)
    return here.time() if here.date() == date else time


def period_of(text: str) -> Period:
    """The first two dates of a line such as `01/11/2026 - 24/11/2026`, or (None, None)."""
    found = sorted(
        (match for pattern in (NUMERIC, ISO, WORDED) for match in pattern.finditer(text)),
        key=lambda match: match.start(),
    )
    try:
        dates = [parse(match.group(), (None, None), dt.date.max)[0] for match in found if _has_year(match)]
    except NotADate:
        return None, None
    if len(dates) != 2 or dates[0] > dates[1]:
        return None, None
    return dates[0], dates[1]


def _has_year(match: re.Match) -> bool:
    return match.re is ISO or match.group(3) is not None


def _parts(text: str) -> tuple[int, int, int | None, str]:
    """(day, month, year, what stands behind)."""
    if found := ISO.match(text) or COMPACT.match(text):
        year, month, day = map(int, found.groups())
        return day, month, year, text[found.end() :]
    if found := NUMERIC.match(text):
        return int(found[1]), int(found[2]), _full_year(found[3]), text[found.end() :]
    if found := WORDED.match(text) or TIGHT.match(text):
        return int(found[1]), _month(found[2]), _full_year(found[3]), text[found.end() :]
    if found := MONTH_FIRST.match(text):
        return int(found[2]), _month(found[1]), int(found[3]), text[found.end() :]
    raise NotADate(text)


def _month(name: str) -> int:
    if name.lower() not in MONTHS:
        raise NotADate(name)
    return MONTHS[name.lower()]


def _full_year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _date(day: int, month: int, year: int, cell: str) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise NotADate(cell) from None


def _with_year(day: int, month: int, period: Period, today: dt.date, cell: str) -> dt.date:
    """Each row finds its own year, so that a statement may run across New Year."""
    start, end = period
    if start is None or end is None:
        return _latest(day, month, today, cell)
    if not _possible(day, month, range(start.year, end.year + 1)):
        raise NotADate(cell)
    candidates = _possible(day, month, range(start.year - 1, end.year + 2))
    return min(candidates, key=lambda date: max((start - date).days, (date - end).days, 0))


def _latest(day: int, month: int, today: dt.date, cell: str) -> dt.date:
    """The last such day that is not after tomorrow: nobody downloads the future."""
    candidates = _possible(day, month, range(today.year - 1, today.year + 2))
    past = [date for date in candidates if (date - today).days <= 1]
    if not past:
        raise NotADate(cell)
    return max(past)


def _possible(day: int, month: int, years: range) -> list[dt.date]:
    dates = []
    for year in years:
        try:
            dates.append(dt.date(year, month, day))
        except ValueError:
            continue
    return dates
