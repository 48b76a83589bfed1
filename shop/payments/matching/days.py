"""Days on which banks post transfers."""

import datetime as dt
from collections.abc import Set

SATURDAY = 5


def posting_day(day: dt.date, holidays: Set[dt.date]) -> dt.date:
    """The day itself, or when banks rest the next one on which they work: a transfer made before may stand there."""
    while day.weekday() >= SATURDAY or day in holidays:
        day += dt.timedelta(days=1)
    return day
