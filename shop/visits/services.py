"""Into the table of counts, and out of it when they are old."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import connection, transaction

from shop.visits.models import Tally
from shop.visits.selectors import existing

# Two years and a month: the same month of the last year and the one before can be compared, and nothing that
# nobody looks at any more piles up.
KEPT = timedelta(days=25 * 31)

# One statement: two processes that write at once add to each other's counts. Orders of rows are the same in all.
_ADD = (
    "INSERT INTO visits_tally (day, source, campaign, step, count) VALUES {rows} "
    "ON CONFLICT (day, source, campaign, step) DO UPDATE SET count = visits_tally.count + excluded.count"
)
# SQLite takes 32,766 values in a statement.
_ROWS_AT_ONCE = 5000


@transaction.atomic
def add(counts: Mapping[tuple, int]) -> None:
    """`counts`: (day, source, campaign, step) -> how often. Campaigns of no page count as none."""
    known = existing({campaign for _day, _source, campaign, _step in counts})
    summed: dict[tuple, int] = {}
    for (day, source, campaign, step), number in counts.items():
        key = (day, source, campaign if campaign in known else "", step)
        summed[key] = summed.get(key, 0) + number
    rows = sorted((*key, number) for key, number in summed.items())
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            part = rows[start : start + _ROWS_AT_ONCE]
            places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(part))
            cursor.execute(_ADD.format(rows=places), [value for row in part for value in row])
    if rows:
        Tally.objects.filter(day__lt=rows[-1][0] - KEPT).delete()
