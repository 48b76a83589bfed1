from django import forms
from django.utils.translation import gettext_lazy as _

DIGITS = {"invalid": _("Enter the quantity as a whole number, for example 2.")}


class ArticleForm(forms.Form):
    """Which article a visitor means; only plain digits are read."""

    sku = forms.RegexField(
        r"^[0-9]{1,12}$",
        error_messages={"required": _("Choose a product first."), "invalid": _("Choose a product first.")},
    )

    def clean_sku(self) -> int:
        return int(self.cleaned_data["sku"])


class LineForm(ArticleForm):
    """How many of it."""

    quantity = forms.RegexField(r"^\s*[0-9]{1,4}\s*$", error_messages=DIGITS | {"required": DIGITS["invalid"]})

    def clean_quantity(self) -> int:
        return int(self.cleaned_data["quantity"])


class VoucherForm(forms.Form):
    """Longer than any code, so that what was typed with blanks is still read."""

    code = forms.CharField(
        max_length=40,
        required=False,
        error_messages={"max_length": _("We do not know this voucher. Check the spelling.")},
    )


class NewLineForm(LineForm):
    """A button without a quantity means one."""

    quantity = forms.RegexField(r"^\s*[0-9]{1,4}\s*$", required=False, error_messages=DIGITS)

    def clean_quantity(self) -> int:
        return int(self.cleaned_data["quantity"] or 1)


class RemovedForm(NewLineForm):
    """What was taken out of the basket; `place`: how many lines stood before it."""

    place = forms.RegexField(r"^[0-9]{1,3}$", required=False)

    def clean_place(self) -> int:
        return int(self.cleaned_data["place"] or 0)
