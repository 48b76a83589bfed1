from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime


def wita(moment: datetime | None) -> str:
    """24 November 2026 pukul 14.05 WITA (English: 24 November 2026, 14:05 WITA), in the shop's zone and the reader's
    language."""
    if not moment:
        return ""
    local = localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local.tzname()}"
