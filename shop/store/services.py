from django.db import transaction
from django.db.models import F

from shop.store.models import NumberSeries


@transaction.atomic(savepoint=False)
def take_number(*, series: str) -> int:
    """The next number of the series, from 1, gapless: whoever holds it makes all others wait until commit."""
    row = NumberSeries.objects.filter(name=series)
    if not row.update(next=F("next") + 1):
        NumberSeries.objects.get_or_create(name=series)
        row.update(next=F("next") + 1)
    return NumberSeries.objects.values_list("next", flat=True).get(name=series) - 1
