from django import forms
from django.utils.translation import gettext_lazy as _


class TrackForm(forms.Form):
    number = forms.CharField(
        label=_("Order number"),
        max_length=20,
        help_text=_("It stands on your order page, for example LP-2611-0001."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Enter the order number.")},
    )
    phone_tail = forms.RegexField(
        r"^[0-9]{4}$",
        label=_("Last four digits of your WhatsApp number"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Enter the last four digits of your WhatsApp number."),
            "invalid": _("Enter exactly four digits."),
        },
    )
