from django import forms
from django.utils.translation import gettext_lazy as _

from shop.backoffice.fields import KeyedForm, RupiahField
from shop.orders.models import Order
from shop.payments.models import BankAccount, StatementLine
from shop.payments.outcomes import Outcome
from shop.payments.statements.limits import MAX_BYTES


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Statement file"),
        help_text=_("As you download it from your bank: CSV, Excel, PDF, MT940 or OFX."),
        error_messages={
            "required": _("Choose the file that you downloaded from your bank."),
            "empty": _("This file is empty. Download it once more."),
        },
    )
    password = forms.CharField(
        label=_("Password of the file, if it has one"),
        required=False,
        max_length=100,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("It opens the file and is not kept."),
    )
    account = forms.ModelChoiceField(
        label=_("Bank account"),
        queryset=BankAccount.objects.all(),
        required=False,
        empty_label=_("as it stands in the file"),
    )

    def clean_file(self):
        """Before it is read into memory."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 10 MB. Download a shorter period from the bank."), code="large"
            )
        return file


class AcceptForm(KeyedForm):
    """A suggestion that the owner agrees to."""

    orders = forms.ModelMultipleChoiceField(queryset=Order.objects.select_related("receivable"), to_field_name="number")
    reason = forms.CharField(max_length=300)
    revive = forms.BooleanField(required=False)


class AllocateForm(KeyedForm):
    """Orders to choose from, each with the amount it would get."""

    revive = forms.BooleanField(label=_("Take expired orders up again if their goods are still there"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, *args, orders: list[Order], line: StatementLine, **kwargs):
        super().__init__(*args, **kwargs)
        self.orders = orders
        for order in orders:
            self.fields[f"take_{order.pk}"] = forms.BooleanField(label=order.number, required=False)
            self.fields[f"amount_{order.pk}"] = RupiahField(
                label=_("Amount for %(number)s") % {"number": order.number},
                required=False,
                initial=min(max(line.free, 0), order.receivable.open),
            )

    @property
    def rows(self):
        return [(order, self[f"take_{order.pk}"], self[f"amount_{order.pk}"]) for order in self.orders]

    def clean(self):
        facts = super().clean()
        taken = [order for order in self.orders if facts.get(f"take_{order.pk}")]
        self.shares = {order: facts.get(f"amount_{order.pk}") for order in taken}
        if not taken:
            self.add_error(None, _("Choose at least one order."))
        for order, amount in self.shares.items():
            if amount is None and not self.has_error(f"amount_{order.pk}"):
                self.add_error(f"amount_{order.pk}", _("Write the amount."))
        return facts


class ExplainForm(KeyedForm):
    """What a bank line is that no order takes."""

    outcome = forms.ChoiceField(
        label=_("What is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    expense = forms.ChoiceField(label=_("For an expense: what was it for?"), required=False)
    order = forms.ModelChoiceField(
        label=_("For a customer's money: number of the order"),
        queryset=Order.objects.all(),
        to_field_name="number",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "LP-2611-0001"}),
        error_messages={"invalid_choice": _("No order has this number.")},
    )
    fee = RupiahField(
        label=_("For a payout of the payment service: the fee that it has kept"), at_least=0, required=False
    )
    reason = forms.CharField(label=_("Remark"), max_length=300, required=False)

    def __init__(self, *args, outcomes: list[Outcome], expenses: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(outcome.value, outcome.label) for outcome in outcomes]
        self.fields["expense"].choices = [("", "-"), *expenses]
        if Outcome.EXPENSE not in outcomes:
            del self.fields["expense"]
        if Outcome.CREDIT not in outcomes:
            del self.fields["order"]
        if Outcome.GATEWAY not in outcomes:
            del self.fields["fee"]

    @property
    def word(self) -> str:
        return str(Outcome(self.cleaned_data["outcome"]).label)

    def clean(self):
        facts = super().clean()
        return {"expense": "", "order": None} | facts | {"fee": facts.get("fee") or 0}
