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
    """`by_service`: the payment service holds money of this order."""

    through = forms.ChoiceField(
        label=_("How it goes back"),
        choices=[
            ("", _("By yourself: from the account below, or in cash")),
            ("ask", _("The payment service returns it now")),
            ("done", _("The payment service has returned it already")),
        ],
        required=False,
    )
    destination = forms.CharField(
        label=_("To which account"),
        max_length=120,
        required=False,
        help_text=_("Bank, number and name of the buyer's account."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    field_order = ["amount", "through", "account", "destination", "reason"]

    def __init__(self, *args, by_service: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not by_service:
            del self.fields["through"]
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


class ShownForm(forms.Form):
    """Carries the rupiah that the page told to take."""

    shown = forms.IntegerField(widget=forms.HiddenInput, required=False)


class HandOverForm(ShownForm):
    """`cash_due`: rupiah that the buyer pays when the goods are handed over; `received`: most likely at once, and who
    `may_take` money says whether it was."""

    cash_received = forms.BooleanField(required=False)

    def __init__(self, *args, cash_due: int, may_take: bool, received: bool, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["cash_received"]
        field.label = _("%(amount)s in cash are in the drawer") % {"amount": money.format(cash_due)}
        field.help_text = _("Leave it empty while the rider has the money: you write it down when it is handed in.")
        field.initial = received
        self.fields["shown"].initial = cash_due
        if not (cash_due and may_take):
            del self.fields["cash_received"]


class RestockForm(ReasonForm):
    """A number of units for each line of the order, as `units`: id of the line -> how many."""

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"line{line.pk}"] = forms.IntegerField(
                label=f"{line.name} ({line.unit})",
                help_text=_("At most %(most)d") % {"most": line.quantity - line.restocked},
                required=False,
                min_value=0,
                max_value=line.quantity - line.restocked,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        self.order_fields([*(f"line{line.pk}" for line in lines), "reason"])

    def clean(self):
        data = super().clean()
        data["units"] = {line.pk: data.get(f"line{line.pk}") or 0 for line in self.lines}
        return data
