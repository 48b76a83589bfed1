from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from shop.store.models import NumberSeries


def order_series(now: datetime) -> str:
    """Orders are numbered from 1 in each month of the shop's own time: `order:2611`."""
    return f"order:{timezone.localtime(now):%y%m}"


@transaction.atomic(savepoint=False)
def hold_numbers(*, series: str) -> None:
    """Make everybody who wants a number of this series wait until commit, without taking one."""
    NumberSeries.objects.filter(name=series).update(next=F("next"))


@transaction.atomic(savepoint=False)
def take_number(*, series: str) -> int:
    """The next number of the series, from 1, gapless: whoever holds it makes all others wait until commit."""
    row = NumberSeries.objects.filter(name=series)
    if not row.update(next=F("next") + 1):
        NumberSeries.objects.get_or_create(name=series)
        row.update(next=F("next") + 1)
    return NumberSeries.objects.values_list("next", flat=True).get(name=series) - 1
