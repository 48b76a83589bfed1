from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime


def hour_of(moment: datetime) -> datetime:
    """Its full hour, at which it began."""
    return moment.replace(minute=0, second=0, microsecond=0)


def wita(moment: datetime | None) -> str:
    """24 November 2026 pukul 14.05 WITA (English: 24 November 2026, 14:05 WITA), in the shop's zone and the reader's
    language."""
    if not moment:
        return ""
    local = localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local.tzname()}"
