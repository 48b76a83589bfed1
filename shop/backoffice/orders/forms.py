from django import forms
from django.utils.translation import gettext_lazy as _

from shop.backoffice.fields import ReasonForm, RupiahField
from shop.payments.models import BankAccount


class MoneyForm(ReasonForm):
    amount = RupiahField(label=_("Amount"), error_messages={"required": _("Write the amount.")})
    account = forms.ModelChoiceField(
        label=_("Bank account"),
        queryset=BankAccount.objects.all(),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose one of the shop's accounts.")},
    )
    field_order = ["amount", "account", "reason"]


class ConfirmForm(MoneyForm):
    """Money that the owner vouches for. `ended`: the order has expired and must be taken up again."""

    revive = forms.BooleanField(
        label=_("The order has expired: take it up again if its goods are still there"), required=False
    )

    def __init__(self, *args, ended: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("For example: seen in m-BCA at 10.15.")
        if not ended:
            del self.fields["revive"]
