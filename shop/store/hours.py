"""When the shop is open: pure reckoning over spans of the week and holidays, in the shop's own time.

A span belongs to the day on which it begins: Saturday 18.00 to 02.00 ends on Sunday, also when that Sunday is a
holiday. A holiday replaces all spans that begin on its days, by nothing or by one span of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# Far enough for the longest closure that a small shop plans (Lebaran), near enough to be reckoned at once.
HORIZON = timedelta(days=60)
MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class Span:
    """`weekday` 0 is Monday. One that does not close after it opens ends on the next day; 00.00 to 00.00 is a whole
    day."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Holiday:
    """From `first` to `last`, both included. Without hours of its own the shop is closed."""

    first: date
    last: date
    reason: str
    opens: time | None = None
    closes: time | None = None

    @property
    def closed(self) -> bool:
        return self.opens is None or self.closes is None

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Interval:
    """`start` belongs to it, `end` does not."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Status:
    """Open, or closed, until `changes`; None when nothing changes within the horizon. `holiday` is today's."""

    open: bool
    changes: datetime | None
    holiday: Holiday | None


@dataclass(frozen=True, slots=True)
class Days:
    """Weekdays in a row that have the same hours; no spans: closed."""

    first: int
    last: int
    spans: tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class Timetable:
    spans: tuple[Span, ...]
    holidays: tuple[Holiday, ...]
    zone: ZoneInfo

    def status(self, now: datetime) -> Status:
        local = now.astimezone(self.zone)
        holiday = self.holiday(local.date())
        for interval in self._intervals(local.date()):
            if interval.start <= local < interval.end:
                far = interval.end - local >= HORIZON
                return Status(True, None if far else interval.end, holiday)
            if interval.start > local:
                return Status(False, interval.start, holiday)
        return Status(False, None, holiday)

    def next_change(self, now: datetime) -> datetime | None:
        """Until then `status` says the same, unless a day begins (a holiday's name comes and goes at midnight)."""
        return self.status(now).changes

    def holiday(self, day: date) -> Holiday | None:
        return next((holiday for holiday in self.holidays if holiday.covers(day)), None)

    def coming(self, today: date, *, within: timedelta = HORIZON) -> tuple[Holiday, ...]:
        """Holidays that are not over, soonest first."""
        ahead = (h for h in self.holidays if h.last >= today and h.first <= today + within)
        return tuple(sorted(ahead, key=lambda holiday: (holiday.first, holiday.last)))

    def week(self) -> tuple[Days, ...]:
        """Monday to Sunday, equal neighbours together; empty when no hours are known."""
        if not self.spans:
            return ()
        runs: list[Days] = []
        for weekday in range(7):
            spans = tuple(sorted((s.opens, s.closes) for s in self.spans if s.weekday == weekday))
            first = runs.pop().first if runs and runs[-1].spans == spans else weekday
            runs.append(Days(first, weekday, spans))
        return tuple(runs)

    def _intervals(self, today: date) -> Iterator[Interval]:
        """Of yesterday (its night may last until now) to the horizon; what touches is one."""
        held: Interval | None = None
        for offset in range(-1, HORIZON.days + 2):
            for interval in self._of_day(today + timedelta(days=offset)):
                if held and interval.start <= held.end:
                    held = Interval(held.start, max(held.end, interval.end))
                    continue
                if held:
                    yield held
                held = interval
        if held:
            yield held

    def _of_day(self, day: date) -> list[Interval]:
        holiday = self.holiday(day)
        if holiday and holiday.closed:
            return []
        if holiday:
            return [self._interval(day, holiday.opens, holiday.closes)]
        here = sorted((s.opens, s.closes) for s in self.spans if s.weekday == day.weekday())
        return [self._interval(day, opens, closes) for opens, closes in here]

    def _interval(self, day: date, opens: time, closes: time) -> Interval:
        last = day + timedelta(days=1) if closes <= opens else day
        return Interval(datetime.combine(day, opens, self.zone), datetime.combine(last, closes, self.zone))
