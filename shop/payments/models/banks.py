"""The shop's bank accounts and the days on which banks rest."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
