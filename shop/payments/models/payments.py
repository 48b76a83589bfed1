"""Money that came in for orders and went back, and what customers sent to show it."""

from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.orders.models import Order
from shop.payments.models.banks import BankAccount
from shop.payments.models.statements import StatementLine


def private_storage():
    return storages["private"]


class Proof(models.Model):
    """A photo or PDF that the customer sent. It is shown to the owner and changes nothing."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="proofs")
    file = models.FileField(storage=private_storage, upload_to="proofs/%Y/%m")
    content_type = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["order", "sha256"], name="proof_once_per_order")]

    def __str__(self):
        return f"{self.order_id} {self.at:%Y-%m-%d}"


class Payment(models.Model):
    """So much money went to this order: of a bank line, or without one by the word of the owner.

    `after_hand_over`: the goods were gone already, so it is no deposit but clears what was due in cash. Negative: an
    earlier one taken back, named in `reverses`. A transfer that was confirmed before its statement came gets its
    `line` later. `credit_of`: the order whose credit was used.
    """

    class Way(models.TextChoices):
        TRANSFER = "transfer", _("Bank transfer")
        QRIS = "qris", _("QRIS")
        CASH = "cash", _("Cash")
        GATEWAY = "gateway", _("Payment service")
        CREDIT = "credit", _("Credit of the customer")
        WAIVED = "waived", _("Let off")

    append_only_except = ("line",)

    way = models.CharField(max_length=10, choices=Way, default=Way.TRANSFER)
    credit_of = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="credit_payments")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    line = models.ForeignKey(StatementLine, on_delete=models.PROTECT, null=True, related_name="payments")
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, null=True, related_name="payments")
    amount = models.BigIntegerField()
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    key = models.CharField(max_length=120, unique=True)
    automatic = models.BooleanField(default=False)
    after_hand_over = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    date = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["id"]
        default_permissions = ("view",)
        permissions = [
            ("confirm_payment", "Can confirm a payment"),
            ("undo_payment", "Can take back a confirmation"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, reverses__isnull=True) | Q(amount__lt=0, reverses__isnull=False),
                name="payment_sign_tells_reversal",
            ),
            models.CheckConstraint(
                condition=Q(way="transfer", account__isnull=False)
                | (~Q(way="transfer") & Q(account__isnull=True, line__isnull=True)),
                name="payment_transfer_has_account",
            ),
            models.CheckConstraint(
                condition=Q(way="credit", credit_of__isnull=False) | (~Q(way="credit") & Q(credit_of__isnull=True)),
                name="payment_credit_has_source",
            ),
        ]

    def __str__(self):
        return f"{self.order_id} {self.amount}"


class Refund(models.Model):
    """Money that went back to a customer, to `destination`, an account of theirs. It is done when the statement brings
    its `line`; of cash from the drawer (no account), and of what a payment service gave back of a `charge`, there is
    none."""

    append_only_except = ("line",)

    line = models.OneToOneField(StatementLine, on_delete=models.PROTECT, null=True, related_name="refund")
    destination = models.CharField(_("to which account"), max_length=120, blank=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refunds")
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, null=True, related_name="refunds")
    charge = models.ForeignKey("GatewayCharge", on_delete=models.PROTECT, null=True, related_name="refunds")
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    key = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150, blank=True)

    class Meta:
        default_permissions = ("view",)
        permissions = [("make_refund", "Can return money")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_positive"),
            models.CheckConstraint(
                condition=Q(charge__isnull=True) | Q(account__isnull=True, line__isnull=True),
                name="refund_of_charge_leaves_the_bank_alone",
            ),
        ]

    def __str__(self):
        return f"{self.order_id} {self.amount}"


class CreditNote(models.Model):
    """So much of a sale that was handed over is taken back in money: the shop owes it to the customer (receivable's
    `credit`). Whether goods come back too is a decision of its own."""

    append_only_except = ()

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="credit_notes")
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    key = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="credit_note_positive")]

    def __str__(self):
        return f"{self.order_id} {self.amount}"
