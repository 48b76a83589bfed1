"""The bank's own word: applied files, their lines, what the owner said of unknown tables."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop.payments.models.banks import BankAccount


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
