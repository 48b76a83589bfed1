"""What orders owe, and whose an amount is."""

from django.db import models
from django.db.models import F, Q

from shop.orders.models import Order


class Receivable(models.Model):
    """What an order owes and has paid. The CHECK is the last word: never paid more than owed, nor given back more.

    `credit` is money kept for the customer: beyond what was owed, or (`credited`) of a sale that was taken back.
    """

    order = models.OneToOneField(Order, on_delete=models.PROTECT, primary_key=True, related_name="receivable")
    payable = models.BigIntegerField()
    paid = models.BigIntegerField(default=0)
    refunded = models.BigIntegerField(default=0)
    credit = models.BigIntegerField(default=0)
    credited = models.BigIntegerField(default=0)
    is_unique = models.BooleanField(default=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(paid__gte=F("refunded") - F("credit")) & Q(paid__lte=F("payable")) & Q(refunded__gte=0),
                name="receivable_paid_within_payable",
            ),
            models.CheckConstraint(condition=Q(paid__gte=0) & Q(credit__gte=0), name="receivable_never_negative"),
            models.CheckConstraint(
                condition=Q(credited__gte=0) & Q(credited__lte=F("paid")), name="receivable_credited_within_paid"
            ),
        ]

    def __str__(self):
        return f"{self.order_id}: {self.paid}/{self.payable}"

    @property
    def open(self) -> int:
        return self.payable - self.paid


class AmountSlot(models.Model):
    """A payable total takes three neighbouring rupiah, so UNIQUE keeps any two totals at least 3 apart.

    Rows live while the order waits for money and 7 days after its end, then they are swept.
    """

    amount = models.BigIntegerField(unique=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="slots")

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.amount} -> {self.order_id}"


class AmountOwner(models.Model):
    """Whose an amount is: one order's payable total, or (order is null) the total without code of one or many.

    UNIQUE means that no payable total equals another order's total without code.
    """

    amount = models.BigIntegerField(unique=True)
    order = models.OneToOneField(Order, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.amount} -> {self.order_id}"
