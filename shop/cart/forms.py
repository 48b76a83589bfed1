from django import forms
from django.utils.translation import gettext_lazy as _


class LineForm(forms.Form):
    """An article and a quantity as a visitor sends them; only plain digits are read."""

    sku = forms.RegexField(r"^[0-9]{1,12}$", error_messages={"required": _("Choose a product first.")})
    quantity = forms.RegexField(
        r"^\s*[0-9]{1,4}\s*$",
        required=False,
        error_messages={"invalid": _("Enter the quantity as a whole number, for example 2.")},
    )

    def clean_sku(self) -> int:
        return int(self.cleaned_data["sku"])

    def clean_quantity(self) -> int:
        return int(self.cleaned_data["quantity"] or 1)
