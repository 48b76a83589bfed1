from django import forms
from django.utils.translation import gettext_lazy as _

from shop.backoffice.fields import KeyedForm, ReasonForm, RupiahField
from shop.catalog.limits import HIGHEST_PRICE
from shop.payments.models import BankAccount
from shop.stock.services import MOST_UNITS

UNITS = forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
PAID_FROM = [
    ("cash", _("Cash of the shop")),
    ("capital", _("My own money")),
    ("supplier", _("Not paid yet: we owe the supplier")),
]


def paid_from_choices() -> list[tuple[str, str]]:
    accounts = [(account.role, str(account)) for account in BankAccount.objects.all()]
    return [*accounts, *((value, str(label)) for value, label in PAID_FROM)]


class ReceiveForm(KeyedForm):
    quantity = forms.IntegerField(label=_("How many came in"), min_value=1, max_value=MOST_UNITS, widget=UNITS)
    unit_cost = RupiahField(label=_("Cost of one"), required=False, at_least=0, at_most=HIGHEST_PRICE)
    total_cost = RupiahField(
        label=_("or cost of all together"), required=False, at_least=0, help_text=_("Fill in one of the two.")
    )
    paid_from = forms.ChoiceField(label=_("Paid from"), choices=paid_from_choices)
    reason = forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("For example the shop and the number of the receipt."),
    )

    def clean(self):
        facts = super().clean()
        unit, total = facts.get("unit_cost"), facts.get("total_cost")
        if not {"unit_cost", "total_cost"} & self.errors.keys() and (unit is None) == (total is None):
            self.add_error("unit_cost", _("Write the cost of one, or the cost of all together."))
        elif "quantity" in facts:
            facts["cost"] = total if unit is None else unit * facts["quantity"]
        return facts


class AdjustForm(ReasonForm):
    """What was counted on the shelf, or by how much the stock differs."""

    counted = forms.IntegerField(
        label=_("Counted on the shelf"),
        required=False,
        min_value=0,
        max_value=MOST_UNITS,
        widget=UNITS,
        help_text=_("Goods that are put aside for orders lie on the shelf too."),
    )
    change = forms.IntegerField(
        label=_("or change by"),
        required=False,
        min_value=-MOST_UNITS,
        max_value=MOST_UNITS,
        widget=forms.NumberInput(attrs={"autocomplete": "off"}),
        help_text=_("For example -2 when two are broken, 3 when three were found."),
    )
    field_order = ["counted", "change", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].max_length = 200
        self.fields["reason"].validators[0].limit_value = 200

    def clean(self):
        facts = super().clean()
        if not {"counted", "change"} & self.errors.keys() and (facts["counted"] is None) == (facts["change"] is None):
            self.add_error("counted", _("Write what you counted, or by how much it differs."))
        return facts
