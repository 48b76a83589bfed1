"""Payment services: which one is in use, what it was asked, what it has said."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.orders.models import Order
from shop.payments.gateways.base import Status
from shop.payments.gateways.chosen import NAMES
from shop.payments.models.payments import Payment

# The service's own names of things: the longest that is kept.
NAME_LENGTH = 100
STATUSES = [
    (Status.PENDING.value, _("Waits for the buyer")),
    (Status.PAID.value, _("Paid")),
    (Status.EXPIRED.value, _("Expired")),
    (Status.FAILED.value, _("Failed")),
    (Status.REFUNDED.value, _("Returned")),
    (Status.PARTLY_REFUNDED.value, _("Partly returned")),
]


class GatewayUse(models.Model):
    """The one row that says which service buyers are offered; without a name, none."""

    name = models.CharField(max_length=10, choices=NAMES, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150, blank=True)

    class Meta:
        default_permissions = ("change",)
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="gateway_use_only_one")]

    def __str__(self):
        return self.name


class GatewayCharge(models.Model):
    """An order's money as a service was asked for it. The row is written before the question, so that the question can
    be repeated word for word; the answer fills `external_id` (the service's name of it) and the columns after it."""

    append_only_except = ("external_id", "kind", "qr_string", "va", "url", "expires_at")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="charges")
    gateway = models.CharField(max_length=10, choices=NAMES)
    # The number that the service is told: the order's, and for a second charge of it one that follows from it.
    reference = models.CharField(max_length=40)
    amount = models.BigIntegerField()
    at = models.DateTimeField()
    external_id = models.CharField(max_length=NAME_LENGTH, null=True)
    kind = models.CharField(max_length=10, blank=True)
    qr_string = models.CharField(max_length=512, blank=True)
    va = models.CharField(max_length=NAME_LENGTH, blank=True)
    url = models.CharField(max_length=512, blank=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["gateway", "reference"], name="charge_reference_once"),
            models.UniqueConstraint(fields=["gateway", "external_id"], name="charge_external_id_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="charge_positive"),
            models.CheckConstraint(
                condition=Q(external_id__isnull=True, expires_at__isnull=True)
                | Q(external_id__isnull=False, expires_at__isnull=False),
                name="charge_answered_as_a_whole",
            ),
        ]

    def __str__(self):
        return f"{self.gateway} {self.reference}"


class GatewayEvent(models.Model):
    """What a service has said of a charge, once for each status. `gross` in rupiah; `raw` its own words, as JSON.

    Money that came becomes the order's `payment`; what the order does not need, or cannot take any more, is `credited`
    to its customer. `refused` says why something else than a plain payment came of it.
    """

    append_only_except = ()

    gateway = models.CharField(max_length=10, choices=NAMES)
    external_id = models.CharField(max_length=NAME_LENGTH)
    reference = models.CharField(max_length=NAME_LENGTH)
    status = models.CharField(max_length=16, choices=STATUSES)
    gross = models.BigIntegerField()
    occurred_at = models.DateTimeField()
    # Text: a JSON column of PostgreSQL refuses characters that a service may send.
    raw = models.TextField()
    charge = models.ForeignKey(GatewayCharge, on_delete=models.PROTECT, null=True, related_name="events")
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, null=True, related_name="gateway_event")
    credited = models.BigIntegerField(default=0)
    refused = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["gateway", "external_id", "status"], name="gateway_event_once"),
            models.CheckConstraint(
                condition=Q(credited=0) | Q(credited__gt=0, status=Status.PAID.value, charge__isnull=False),
                name="gateway_credit_of_paid_charge",
            ),
        ]

    def __str__(self):
        return f"{self.gateway} {self.external_id} {self.status}"

    @property
    def order(self) -> Order | None:
        return self.charge.order if self.charge else None
