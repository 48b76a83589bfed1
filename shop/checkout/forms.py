import hashlib
import re
from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from accounting.money import format as rupiah
from shop.checkout.selectors import delivery_cash
from shop.checkout.services import Seen
from shop.orders.models import Order
from shop.shipping.selectors import Area
from shop.store.phone import PhoneRefused, normalise

OUT_OF_DATE = _("This page was out of date. Please look at it again.")
CONSENT_CHANGED = _("The words about your data have changed. Please read them and tick the box again.")
_SEEN = re.compile(r"^[0-9]{1,12}:[0-9]{1,4}:[0-9]{1,12}(:[0-9]{1,12})?$", re.ASCII)


class AreaSelect(forms.Select):
    """Each choice carries its fee and from which purchase it is free, for the live total."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if area := self.areas.get(str(value)):
            option["attrs"] |= {"data-fee": area.fee}
            if area.cash_at_most:
                option["attrs"] |= {"data-cash": area.cash_at_most}
            if area.free_from is not None:
                option["attrs"] |= {"data-free-from": area.free_from}
        return option


class CheckoutForm(forms.Form):
    """One page, guest only. Accepts phone numbers in every form; keeps what was typed when something is wrong."""

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name", "autocapitalize": "words", "enterkeyhint": "next"}),
        error_messages={"required": _("Enter your name.")},
    )
    phone = forms.CharField(
        label=_("WhatsApp number"),
        help_text=_("For news about your order. Example: 0812 3456 7890"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel", "enterkeyhint": "next"}
        ),
        error_messages={"required": _("Enter your WhatsApp number, for example 0812 3456 7890.")},
    )
    method = forms.ChoiceField(
        label=_("How do you want to receive it?"),
        choices=Order.Method.choices,
        widget=forms.RadioSelect,
        initial=Order.Method.DELIVERY,
        error_messages={"required": _("Choose delivery or pick-up.")},
    )
    area = forms.ChoiceField(
        label=_("Kelurahan"),
        help_text=_("The delivery fee stands behind each place."),
        required=False,
        widget=AreaSelect,
        error_messages={"invalid_choice": _("Choose a place from the list.")},
    )
    address = forms.CharField(
        label=_("Address"),
        help_text=_("Street, house number, landmarks."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"autocomplete": "street-address", "rows": 3}),
    )
    pay_by = forms.ChoiceField(
        label=_("How do you want to pay?"),
        choices=Order.PayBy.choices,
        widget=forms.RadioSelect,
        initial=Order.PayBy.TRANSFER,
        required=False,
        error_messages={"invalid_choice": _("Choose how you want to pay.")},
    )
    note = forms.CharField(
        label=_("Note (optional)"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    consent = forms.BooleanField(
        error_messages={"required": _("Please agree, so that we may use your data for this order.")}
    )
    checkout_key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=8000)
    consent_version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    total_shown = forms.RegexField(r"^[0-9]{0,12}$", required=False, widget=forms.HiddenInput)

    def __init__(self, *args, consent_text: str, areas: Sequence[Area], pickup_cash: int, **kwargs):
        """`pickup_cash`: up to which total, in rupiah, cash is taken at the shop."""
        super().__init__(*args, **kwargs)
        self.consent_text, self.areas, self.pickup_cash = consent_text, areas, pickup_cash
        self.fields["consent"].label = consent_text
        self.fields["area"].widget.areas = {area.value: area for area in areas}
        self.fields["area"].choices = _grouped(areas)

    def again(self, *args, **kwargs):
        """The same form of the same shop with other answers."""
        known = {"consent_text": self.consent_text, "areas": self.areas, "pickup_cash": self.pickup_cash}
        return type(self)(*args, **known, **kwargs)

    @property
    def delivery_cash(self) -> int:
        return delivery_cash(self.areas)

    def clean_pay_by(self) -> str:
        return self.cleaned_data["pay_by"] or Order.PayBy.TRANSFER

    def clean_phone(self) -> str:
        try:
            return normalise(self.cleaned_data["phone"])
        except PhoneRefused as error:
            raise forms.ValidationError(str(error)) from None

    def clean_seen(self) -> dict[int, Seen]:
        """`sku:quantity:price[:discount]` joined by commas -> what the page showed."""
        parts = self.cleaned_data["seen"].split(",")
        if not all(_SEEN.match(part) for part in parts):
            raise forms.ValidationError(OUT_OF_DATE)
        rows = (tuple(map(int, part.split(":"))) for part in parts)
        return {sku: Seen(*shown) for sku, *shown in rows}

    def clean(self):
        data = super().clean()
        if data.get("method") == Order.Method.DELIVERY:
            if not data.get("area") and "area" not in self.errors:
                self.add_error("area", _("Choose your kelurahan, so that we know the delivery fee."))
            if not data.get("address", "").strip():
                self.add_error("address", _("Enter the address to deliver to."))
        return data

    def out_of_date(self) -> list:
        """Sentences about what the page brought along by itself and what does not hold any more."""
        if any(self[name].errors for name in ("checkout_key", "seen", "consent_version", "total_shown")):
            return [OUT_OF_DATE]
        agreed = self.cleaned_data.get("consent")
        return [CONSENT_CHANGED] if agreed and self.data.get("consent_version") != version(self.consent_text) else []


def version(consent_text: str) -> str:
    """Names a text of the consent, so that nobody agrees to words that the page did not show."""
    return hashlib.sha256(consent_text.encode()).hexdigest()[:16]


def seen_text(rows) -> str:
    return ",".join(":".join(map(str, filter(None, _facts(row)))) for row in rows)


def _facts(row) -> tuple[int, ...]:
    """A discount of 0 is left out: most baskets have none."""
    return row.sku_id, row.quantity, row.unit_price, row.discount


def _grouped(listed) -> list:
    choices = [("", _("Choose a place"))]
    groups: dict[str, list] = {}
    for area in listed:
        label = f"{area.name} · {rupiah(area.fee) if area.fee else _('free')}"
        if area.group:
            groups.setdefault(area.group, []).append((area.value, label))
        else:
            choices.append((area.value, label))
    return choices + list(groups.items())
