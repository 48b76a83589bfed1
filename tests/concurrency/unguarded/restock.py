"""What came back of an order: read, added to, written back, and no lock on the order."""

from django.db import transaction

from shop.orders import services
from shop.orders.models import OrderEvent, OrderLine
from tests.concurrency.unguarded import lose_time


@transaction.atomic
def restock(*, order, units, reason, key, now, by):
    event = services.record(order=order, kind=OrderEvent.Kind.RESTOCKED, at=now, by=by, reason=reason)
    for line in OrderLine.objects.filter(pk__in=units):
        lose_time()
        line.restocked += units[line.pk]
        line.save(update_fields=["restocked"])
        goods = {line.sku_id: (units[line.pk], 0)}
        services.stock.take_back(goods=goods, key=key, document=order.document, reason=reason, at=event.at, by=by)


services.restock = restock
