from django.db import transaction
from django.db.models import F

from shop.store.models import NumberSeries


@transaction.atomic
def take_number(*, series: str) -> int:
    """The next number of the series, from 1, gapless: whoever holds it makes all others wait until commit."""
    NumberSeries.objects.get_or_create(name=series)
    NumberSeries.objects.filter(name=series).update(next=F("next") + 1)
    return NumberSeries.objects.values_list("next", flat=True).get(name=series) - 1
