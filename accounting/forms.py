"""The form field for an amount of money, and the form for a span of days."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounting import money


class RupiahField(forms.Field):
    """A text box that takes `27000`, `27.000` or `Rp27.000` and cleans to an int (None when empty and not required)."""

    widget = forms.TextInput

    def __init__(self, *, min_value: int | None = None, max_value: int | None = None, **kwargs):
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value

    def widget_attrs(self, widget):
        return {"inputmode": "numeric", "autocomplete": "off"}

    def prepare_value(self, value):
        return money.plain(value) if isinstance(value, int) else value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        try:
            return money.parse(value)
        except money.MoneyError as error:
            raise ValidationError(str(error), code="invalid") from error

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        if self.min_value is not None and value < self.min_value:
            self._refuse(_("At least %(amount)s."), self.min_value)
        if self.max_value is not None and value > self.max_value:
            self._refuse(_("At most %(amount)s."), self.max_value)

    def _refuse(self, sentence, limit: int):
        raise ValidationError(sentence, code="limit", params={"amount": money.format(limit)})

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class PeriodForm(forms.Form):
    """From one day to another, both included; either may be left open."""

    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    upto = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def clean(self):
        since, upto = self.cleaned_data.get("since"), self.cleaned_data.get("upto")
        if since and upto and since > upto:
            raise ValidationError(_("The first day lies after the last."))

    @property
    def days(self) -> dict:
        """`since` and `upto` for a selector; all days when the form is not valid."""
        return self.cleaned_data if self.is_valid() else {"since": None, "upto": None}
