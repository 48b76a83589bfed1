"""What a bank line is when no order takes it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.orders.models import Order
from shop.payments.models.statements import StatementLine
from shop.payments.outcomes import Outcome


class Explanation(models.Model):
    """What a bank line is, as far as no order took it: an entry in the books against the account `role`.

    `amount` has the line's sign, with sen. `fee` in rupiah was kept back by a provider of QRIS or of other payments.
    `order`: whose customer it is kept for. `counterpart`: the line that takes this one back. Negative to another: it
    is taken back itself, named in `reverses`.
    """

    append_only_except = ()

    line = models.ForeignKey(StatementLine, on_delete=models.PROTECT, related_name="explanations")
    outcome = models.CharField(max_length=10, choices=Outcome)
    role = models.CharField(max_length=40)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    fee = models.BigIntegerField(default=0)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="credits")
    counterpart = models.ForeignKey(StatementLine, on_delete=models.PROTECT, null=True, related_name="+")
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    key = models.CharField(max_length=120, unique=True)
    automatic = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = _("explanation of a bank line")
        verbose_name_plural = _("explanations of bank lines")
        ordering = ["id"]
        default_permissions = ("view",)
        permissions = [
            ("make_explanation", "Can say what a bank line is"),
            ("undo_explanation", "Can take an explanation back"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount=0) & Q(fee__gte=0) | Q(reverses__isnull=False), name="explanation_of_something"
            ),
        ]

    def __str__(self):
        return f"{self.line_id} {self.outcome}"
