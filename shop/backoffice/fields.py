"""Form fields and forms that several screens share."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from accounting import money


class RupiahField(forms.CharField):
    """Takes `27000`, `27.000`, `Rp27.000`; gives rupiah as an int, or None when nothing was written."""

    def __init__(self, *, at_least: int = 1, at_most: int = money.LARGEST, **kwargs):
        self.at_least, self.at_most = at_least, at_most
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(max_length=30, **kwargs)

    def prepare_value(self, value):
        return money.plain(value) if isinstance(value, int) else value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = money.parse(text)
        except money.MoneyError as error:
            raise forms.ValidationError(str(error), code="money") from None
        if amount < self.at_least:
            raise forms.ValidationError(
                _("Enter an amount of at least %(least)s.") % {"least": money.format(self.at_least)}, code="low"
            )
        if amount > self.at_most:
            raise forms.ValidationError(
                _("Enter an amount of at most %(most)s.") % {"most": money.format(self.at_most)}, code="high"
            )
        return amount


def new_key() -> str:
    return str(uuid.uuid4())


class KeyedForm(forms.Form):
    """Carries a key minted with the page, so that a second click does nothing more."""

    key = forms.UUIDField(initial=new_key, widget=forms.HiddenInput)


class ReasonForm(KeyedForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the reason in a few words.")},
    )
