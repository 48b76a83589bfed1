"""Money that is owed, money that came in, and the bank's own word for it."""

from django.core.files.storage import storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop.orders.models import Order


def private_storage():
    return storages["private"]


class BankAccount(models.Model):
    bank = models.CharField(_("bank"), max_length=40)
    number = models.CharField(_("account number"), max_length=30, unique=True)
    holder = models.CharField(_("account holder"), max_length=80)
    position = models.PositiveSmallIntegerField(_("order in lists"), default=0)
    active = models.BooleanField(_("shown to customers"), default=True)

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        ordering = ["position", "id"]

    def __str__(self):
        return f"{self.bank} {self.number}"

    @property
    def role(self) -> str:
        """The account's role in the books."""
        return f"bank:{self.number}"


class Receivable(models.Model):
    """What an order owes and has paid. The CHECK is the last word: never paid more than owed, nor given back more."""

    order = models.OneToOneField(Order, on_delete=models.PROTECT, primary_key=True, related_name="receivable")
    payable = models.BigIntegerField()
    paid = models.BigIntegerField(default=0)
    refunded = models.BigIntegerField(default=0)
    is_unique = models.BooleanField(default=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(paid__gte=F("refunded")) & Q(paid__lte=F("payable")) & Q(refunded__gte=0),
                name="receivable_paid_within_payable",
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


class StatementImport(models.Model):
    """A bank file that was applied. The file's own totals are kept to show that all was read."""

    append_only_except = ("undone_at", "undone_by")

    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="imports")
    sha256 = models.CharField(max_length=64)
    filename = models.CharField(max_length=200)
    format = models.CharField(max_length=40)
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    opening = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    closing = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    new_lines = models.PositiveIntegerField()
    known_lines = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = _("bank statement")
        verbose_name_plural = _("bank statements")
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [
            ("apply_statementimport", "Can apply a bank statement"),
            ("undo_statementimport", "Can undo a bank statement"),
        ]

    def __str__(self):
        return f"{self.account} {self.at:%Y-%m-%d}"


class StatementLine(models.Model):
    """One row of a bank statement as the bank wrote it: credits positive, debits negative, with sen.

    `allocated` is how much of a credit has been given to orders; it is the only thing that changes.
    """

    append_only_except = ("allocated", "undone_at")

    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="lines")
    statement = models.ForeignKey(StatementImport, on_delete=models.PROTECT, related_name="lines")
    date = models.DateField(_("date"))
    time = models.TimeField(null=True)
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    balance = models.DecimalField(_("balance"), max_digits=18, decimal_places=2, null=True)
    description = models.TextField(_("description"), blank=True)
    payer = models.CharField(_("payer"), max_length=120, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20)
    external_id = models.CharField(max_length=80, blank=True)
    row = models.PositiveIntegerField()
    raw = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64)
    occurrence = models.PositiveSmallIntegerField(default=1)
    allocated = models.BigIntegerField(default=0)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("bank line")
        verbose_name_plural = _("bank lines")
        ordering = ["date", "id"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["account", "fingerprint", "occurrence"],
                condition=Q(undone_at__isnull=True),
                name="statement_line_once",
            ),
            models.CheckConstraint(
                condition=Q(allocated=0) | (Q(allocated__gt=0) & Q(allocated__lte=F("amount"))),
                name="line_allocated_within_amount",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(allocated=0), name="line_undone_is_not_allocated"
            ),
        ]

    def __str__(self):
        return f"{self.date} {self.amount}"

    @property
    def free(self):
        """Rupiah of this credit that no order has taken yet (whole rupiah; sen never pay an order)."""
        return int(self.amount) - self.allocated if self.amount > 0 else 0


class Payment(models.Model):
    """So much of a bank line (or, without a line, of money that the owner vouches for) went to this order.

    Negative: an earlier one taken back, named in `reverses`.
    """

    append_only_except = ()

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    line = models.ForeignKey(StatementLine, on_delete=models.PROTECT, null=True, related_name="payments")
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="payments")
    amount = models.BigIntegerField()
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    key = models.CharField(max_length=120, unique=True)
    automatic = models.BooleanField(default=False)
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
        ]

    def __str__(self):
        return f"{self.order_id} {self.amount}"


class Refund(models.Model):
    """Money that went back to a customer."""

    append_only_except = ()

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refunds")
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="refunds")
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    key = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150, blank=True)

    class Meta:
        default_permissions = ("view",)
        permissions = [("make_refund", "Can return money")]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="refund_positive")]

    def __str__(self):
        return f"{self.order_id} {self.amount}"
