"""The basket of a visitor without an account."""

import secrets
import uuid

from django.db import models
from django.db.models import Q

from shop.catalog.models import Sku
from shop.visits.models import CAMPAIGN_LENGTH, SOURCE_LENGTH


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Cart(models.Model):
    """Found by the token in the visitor's cookie. `checkout_key` names the one order that may come of it."""

    token = models.CharField(max_length=43, unique=True, default=new_token)
    checkout_key = models.UUIDField(unique=True, default=uuid.uuid4)
    voucher_code = models.CharField(max_length=20, blank=True)
    touched_at = models.DateTimeField(db_index=True)
    # Where the buyer came from when it was begun; anew after each order.
    source = models.CharField(max_length=SOURCE_LENGTH, blank=True)
    campaign = models.CharField(max_length=CAMPAIGN_LENGTH, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"cart {self.pk}"


class CartLine(models.Model):
    """`price_seen` is what the visitor last saw, so that a change can be told."""

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    sku = models.ForeignKey(Sku, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    price_seen = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["cart", "sku"], name="cart_one_line_per_sku"),
            models.CheckConstraint(condition=Q(quantity__gte=1) & Q(quantity__lte=9999), name="cart_quantity_sane"),
        ]

    def __str__(self):
        return f"{self.quantity} x {self.sku_id}"
