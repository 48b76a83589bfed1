"""Money that is owed, money that came in, and the bank's own word for it."""

from django.core.files.storage import storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop.orders.models import Order
from shop.payments.outcomes import Outcome


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


class BankHoliday(models.Model):
    """A day besides week-ends on which banks post nothing: a transfer made before it may stand on the next."""

    date = models.DateField(_("date"), unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("bank holiday")
        verbose_name_plural = _("bank holidays")
        ordering = ["date"]

    def __str__(self):
        return f"{self.date:%d/%m/%Y} {self.name}"


class Receivable(models.Model):
    """What an order owes and has paid. The CHECK is the last word: never paid more than owed, nor given back more.

    `credit` is money beyond what was owed, kept for the customer.
    """

    order = models.OneToOneField(Order, on_delete=models.PROTECT, primary_key=True, related_name="receivable")
    payable = models.BigIntegerField()
    paid = models.BigIntegerField(default=0)
    refunded = models.BigIntegerField(default=0)
    credit = models.BigIntegerField(default=0)
    is_unique = models.BooleanField(default=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(paid__gte=F("refunded") - F("credit")) & Q(paid__lte=F("payable")) & Q(refunded__gte=0),
                name="receivable_paid_within_payable",
            ),
            models.CheckConstraint(condition=Q(paid__gte=0) & Q(credit__gte=0), name="receivable_never_negative"),
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

    `allocated` is how much of a credit has been given to orders, `explained` (signed as the amount) what is something
    else; only these two change.
    """

    append_only_except = ("allocated", "explained", "undone_at")

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
    explained = models.DecimalField(max_digits=18, decimal_places=2, default=0)
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
                condition=(Q(amount__gte=0, explained__gte=0) & Q(explained__lte=F("amount") - F("allocated")))
                | (Q(amount__lt=0, explained__lte=0) & Q(explained__gte=F("amount"))),
                name="line_explained_within_amount",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(allocated=0, explained=0), name="line_undone_is_not_allocated"
            ),
        ]

    def __str__(self):
        return f"{self.date} {self.amount}"

    @property
    def left(self):
        """What nobody has explained yet, with sen and sign."""
        return self.amount - self.allocated - self.explained

    @property
    def free(self):
        """Rupiah of this credit that an order may still take (whole rupiah; sen never pay an order)."""
        return max(int(self.left), 0)


class Payment(models.Model):
    """So much money went to this order: of a bank line, or without one by the word of the owner.

    Negative: an earlier one taken back, named in `reverses`. A transfer that was confirmed before its statement came
    gets its `line` later. `credit_of`: the order whose credit was used.
    """

    class Way(models.TextChoices):
        TRANSFER = "transfer", _("Bank transfer")
        QRIS = "qris", _("QRIS")
        CASH = "cash", _("Cash")
        COD = "cod", _("Cash on delivery")
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
    its `line`; of cash from the drawer (no account) there is none."""

    append_only_except = ("line",)

    line = models.OneToOneField(StatementLine, on_delete=models.PROTECT, null=True, related_name="refund")
    destination = models.CharField(_("to which account"), max_length=120, blank=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refunds")
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, null=True, related_name="refunds")
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


class Explanation(models.Model):
    """What a bank line is, as far as no order took it: an entry in the books against the account `role`.

    `amount` has the line's sign, with sen. `fee` in rupiah was kept back by a QRIS provider. `order`: whose customer
    it is kept for. `counterpart`: the line that takes this one back. Negative to another: it is taken back itself,
    named in `reverses`.
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


class SettledMonth(models.Model):
    """The owner called this month's bank lines settled: `lines` of them, each explained."""

    append_only_except = ()

    month = models.DateField(unique=True)
    lines = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150, blank=True)

    class Meta:
        default_permissions = ("view",)
        permissions = [("settle_month", "Can call a month's bank lines settled")]

    def __str__(self):
        return f"{self.month:%Y-%m}"


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


class KnownTable(models.Model):
    """What the owner said of a table that no layout knows: role -> indexes of columns, for all files with the same
    names of columns (`header` is their hash)."""

    header = models.CharField(max_length=64, unique=True)
    names = models.JSONField()
    columns = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return ", ".join(self.names)[:80]
