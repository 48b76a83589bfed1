"""The basket's right to become an order: looked at, then used up."""

import uuid

from shop.cart import services
from shop.cart.models import Cart
from tests.concurrency.unguarded import lose_time


def claim(*, cart, checkout_key):
    found = Cart.objects.get(pk=cart.pk)
    if found.checkout_key != checkout_key:
        return False
    lose_time()
    found.checkout_key = uuid.uuid4()
    found.save(update_fields=["checkout_key"])
    return True


services.claim = claim
