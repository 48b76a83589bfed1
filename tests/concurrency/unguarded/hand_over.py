"""An order is handed over as it was read, whatever has been paid of it since."""

from shop.orders import services
from shop.orders.models import Order
from tests.concurrency.unguarded import lose_time

_really_hand_over = services.hand_over


def transition(*, order, to, kind, at, by="", reason="", **changes):
    if not Order.objects.filter(pk=order.pk, state=order.state).update(state=to, **changes):
        raise services.StateChanged(order)
    order.state = to
    for name, value in changes.items():
        setattr(order, name, value)
    return services.record(order=order, kind=kind, at=at, by=by, reason=reason)


def hand_over(**facts):
    lose_time()
    _really_hand_over(**facts)


services.transition, services.hand_over = transition, hand_over
