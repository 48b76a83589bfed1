from django import forms
from django.utils.translation import gettext_lazy as _

from accounting import money
from shop.backoffice.fields import KeyedForm, ReasonForm, RupiahField
from shop.payments.models import BankAccount, Payment

Way = Payment.Way


class MoneyForm(ReasonForm):
    amount = RupiahField(label=_("Amount"), error_messages={"required": _("Write the amount.")})
    account = forms.ModelChoiceField(
        label=_("Bank account"),
        queryset=BankAccount.objects.all(),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose one of the shop's accounts.")},
    )
    field_order = ["amount", "way", "account", "destination", "reason"]


class RefundForm(MoneyForm):
    destination = forms.CharField(
        label=_("To which account"),
        max_length=120,
        required=False,
        help_text=_("Bank, number and name of the buyer's account."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        account = self.fields["account"]
        account.required, account.empty_label = False, _("cash from the drawer")


class CreditForm(KeyedForm):
    """`sources`: (receivable, rupiah of credit) of other orders of the same buyer."""

    source = forms.ChoiceField(label=_("Credit from order"), error_messages={"invalid_choice": _("Choose one.")})

    def __init__(self, *args, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [
            (receivable.pk, f"{receivable.order.number}: {money.format(credit)}") for receivable, credit in sources
        ]


class ConfirmForm(MoneyForm):
    """Money that the owner vouches for. `ended`: the order has expired and must be taken up again."""

    way = forms.ChoiceField(
        label=_("How it was paid"),
        choices=[(way.value, way.label) for way in (Way.TRANSFER, Way.QRIS, Way.CASH)],
        initial=Way.TRANSFER,
        required=False,
    )
    revive = forms.BooleanField(
        label=_("The order has expired: take it up again if its goods are still there"), required=False
    )

    def __init__(self, *args, ended: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("For example: seen in m-BCA at 10.15.")
        if not ended:
            del self.fields["revive"]
