"""The books. Rows are written by `services` alone, and the guards (triggers) refuse what must never be."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounting.drafts import Leg
from accounting.roles import Kind


class Account(models.Model):
    """Code, role and kind are fixed by the guards; the two names may change."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    role = models.CharField(max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=1, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    formal_name = models.CharField(_("book-keeper's name"), max_length=120)

    class Meta:
        verbose_name = _("account in the books")
        verbose_name_plural = _("accounts in the books")
        ordering = ["code"]
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(kind__in=Kind.values), name="account_kind_known")]

    def __str__(self):
        return f"{self.code} {self.name}"


class Book(models.Model):
    """One row: the number of the next entry. Its row lock makes posters queue, so that numbers have no gap."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    next_number = models.BigIntegerField(default=1)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_book")]

    def __str__(self):
        return str(self.next_number)


class Entry(models.Model):
    """One posted fact. `previous_hash` and `hash` chain every entry to all before it (see `content.py`)."""

    number = models.BigIntegerField(_("number"), primary_key=True)
    date = models.DateField(_("date"), db_index=True)
    document_date = models.DateField(_("document date"))
    narration = models.TextField(_("description"))
    key = models.CharField(max_length=200, unique=True)
    source = models.CharField(_("document"), max_length=200, blank=True, db_index=True)
    source_url = models.CharField(max_length=300, blank=True)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversed_by", verbose_name=_("reverses")
    )
    posted_by = models.CharField(_("posted by"), max_length=150, blank=True)
    posted_at = models.DateTimeField(_("posted at"))
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        ordering = ["-number"]
        default_permissions = ("view",)
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="entry_has_key")]

    def __str__(self):
        return f"#{self.number}"

    @property
    def late(self) -> bool:
        """The document's own day was closed already when it was recorded."""
        return self.date != self.document_date

    @property
    def document(self) -> str:
        """What a person calls the source: `order:LP-2611-0001` is LP-2611-0001."""
        return self.source.partition(":")[2] or self.source

    def legs(self) -> list[Leg]:
        """The entry's lines as they were drafted, in their order."""
        lines = self.lines.select_related("account")
        return [Leg(line.account.role, line.amount, line.party, line.memo) for line in lines]


class Line(models.Model):
    """One side of an entry, in whole rupiah: debit above zero, credit below. `date` copies the entry's."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="lines")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="lines")
    amount = models.BigIntegerField(_("amount"))
    date = models.DateField(_("date"))
    party = models.TextField(blank=True)
    memo = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        indexes = [
            models.Index(fields=["account", "date", "entry"], name="line_ledger"),
            models.Index(fields=["date"], name="line_date"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="line_not_zero")]

    def __str__(self):
        return f"{self.account_id}: {self.amount}"

    @property
    def debit(self) -> int:
        return max(self.amount, 0)

    @property
    def credit(self) -> int:
        return max(-self.amount, 0)


class MonthTotal(models.Model):
    """What one account was debited and credited in one month (`month` is 202611). Kept by the guards."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="months")
    month = models.PositiveIntegerField()
    debit = models.BigIntegerField()
    credit = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["account", "month"], name="month_total_once")]

    def __str__(self):
        return f"{self.account_id} {self.month}: {self.debit} {self.credit}"


class PeriodLock(models.Model):
    """An event: from now on the books are closed through `until` (none: wide open). The last event counts."""

    until = models.DateField(_("closed until"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    by = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return str(self.until)
