"""The shop's own QRIS."""

from django.db import models
from django.db.models import Q


class ShopQris(models.Model):
    """The one row of the shop's own static QRIS. `owned_at`: the owner compared name, city and NMID; `tested_at`: a
    small payment with the amount filled in has arrived."""

    text = models.CharField(max_length=512)
    shown = models.BooleanField(default=True)
    fills_amount = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=150, blank=True)
    owned_at = models.DateTimeField(null=True)
    tested_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ("change",)
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="qris_only_one"),
            models.CheckConstraint(
                condition=Q(fills_amount=False) | Q(owned_at__isnull=False, tested_at__isnull=False),
                name="qris_amount_was_tried",
            ),
        ]

    def __str__(self):
        return self.text[:40]
