import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting import money
from shop.backoffice.fields import RupiahField
from shop.backoffice.stock.forms import UNITS
from shop.catalog.limits import HIGHEST_PRICE
from shop.catalog.models import PriceRule, Sku, Voucher
from shop.catalog.pricing import Level
from shop.catalog.promotions import MOST_UNITS
from shop.catalog.vouchers import normalise

Kind = PriceRule.Kind
FIRST_YEAR, LAST_YEAR = 2020, 2099
# "5 = 10%", "10 = 8.000"
_LEVEL = re.compile(r"\s*([0-9]{1,4})\s*[=:]\s*(?:([0-9]{1,3})\s*%|(\S.*))\s*", re.ASCII)


class MomentField(forms.DateTimeField):
    """A minute in the shop's zone, by the browser's own calendar."""

    def __init__(self, **kwargs):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)
        self.error_messages["invalid"] = gettext_lazy("Enter day and time, for example 24/11/2026 09.30.")

    def to_python(self, value):
        moment = super().to_python(value)
        if moment is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"])
        return moment


class ArticlesField(forms.ModelMultipleChoiceField):
    def clean(self, value):
        """Endless digits are no article: SQLite would choke on them."""
        for key in value or ():
            if not (str(key).isascii() and str(key).isdigit() and len(str(key)) < 19):
                raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


class PeriodForm(forms.Form):
    starts_at = MomentField(label=gettext_lazy("Runs from"))
    ends_at = MomentField(
        label=gettext_lazy("Runs until"),
        required=False,
        help_text=gettext_lazy("From this minute on it is over. Leave it empty to run until further notice."),
    )


class KindForm(PeriodForm):
    """One kind at a time: of `needed` only the fields of the chosen kind are read, whatever stands in the others; and
    those it needs."""

    needed: dict[str, tuple[str, ...]] = {}
    needs_it = ""

    def clean(self):
        facts = super().clean()
        mine = self.needed.get(facts.get("kind"), ())
        for name in {name for names in self.needed.values() for name in names}.difference(mine):
            self.errors.pop(name, None)
            facts[name] = None
        for name in mine:
            if name not in self.errors and not facts.get(name):
                self.add_error(name, self.needs_it)
        return facts


class RuleForm(KindForm):
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=60, help_text=gettext_lazy("Customers read it in their basket.")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices)
    percent = forms.IntegerField(
        label=gettext_lazy("Percentage off"), required=False, min_value=1, max_value=99, widget=UNITS
    )
    amount = RupiahField(label=gettext_lazy("Amount off, or promotion price"), required=False, at_most=HIGHEST_PRICE)
    buy = forms.IntegerField(
        label=gettext_lazy("Buy so many"), required=False, min_value=1, max_value=MOST_UNITS, widget=UNITS
    )
    get = forms.IntegerField(
        label=gettext_lazy("Get so many free"), required=False, min_value=1, max_value=MOST_UNITS, widget=UNITS
    )
    levels = forms.CharField(
        label=gettext_lazy("Levels"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One in a line, for example 5 = 10% (from 5 on 10% off) or 10 = 8.000 (a price)."),
    )
    everything = forms.BooleanField(label=gettext_lazy("For all articles"), required=False)
    skus = ArticlesField(
        label=gettext_lazy("Articles"),
        queryset=Sku.objects.filter(archived_at=None),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("One of these articles is not sold any more.")},
    )
    combines = forms.BooleanField(
        label=gettext_lazy("May be combined"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Then a voucher or an offer for several counts on top of it."),
    )
    field_order = [
        "name",
        "kind",
        "percent",
        "amount",
        "buy",
        "get",
        "levels",
        "starts_at",
        "ends_at",
        "combines",
        "everything",
        "skus",
    ]
    needed = {Kind.PERCENT: ("percent",), Kind.AMOUNT: ("amount",), Kind.PRICE: ("amount",)}
    needed |= {Kind.BUY_GET: ("buy", "get"), Kind.TIERS: ("levels",)}
    needs_it = gettext_lazy("This kind of promotion needs it.")

    def clean_levels(self) -> list[Level]:
        return [_level(line) for line in self.cleaned_data["levels"].splitlines() if line.strip()]

    @property
    def facts(self) -> dict:
        """What the services take."""
        data = self.cleaned_data
        kept = ("name", "kind", "buy", "get", "everything", "skus", "combines", "starts_at", "ends_at")
        return {name: data[name] for name in kept} | {"value": _value(data), "levels": data["levels"] or ()}


def _value(data: dict) -> int | None:
    """Percentage or rupiah: only one of them has been read."""
    return data["amount"] if data["percent"] is None else data["percent"]


def _level(line: str) -> Level:
    found = _LEVEL.fullmatch(line)
    if not found:
        raise forms.ValidationError(_("We do not understand the line “%(line)s”.") % {"line": line.strip()[:40]})
    units, percent, price = found.groups()
    if percent:
        return Level(int(units), percent=int(percent))
    try:
        return Level(int(units), price=money.parse(price))
    except money.MoneyError as error:
        raise forms.ValidationError(str(error)) from None


def levels_text(rule: PriceRule) -> str:
    return "\n".join(
        f"{level.units} = {f'{level.percent}%' if level.percent else money.plain(level.price)}"
        for level in rule.levels.all()
    )


class VoucherForm(KindForm):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        help_text=gettext_lazy("Letters and digits. Capitals make no difference."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Voucher.Kind.choices)
    percent = forms.IntegerField(
        label=gettext_lazy("Percentage off"), required=False, min_value=1, max_value=100, widget=UNITS
    )
    amount = RupiahField(label=gettext_lazy("Amount off"), required=False, at_most=HIGHEST_PRICE)
    minimum = RupiahField(label=gettext_lazy("From a purchase of"), required=False, at_least=0, at_most=HIGHEST_PRICE)
    cap = RupiahField(
        label=gettext_lazy("Takes off at most"),
        required=False,
        at_most=HIGHEST_PRICE,
        help_text=gettext_lazy("Good to have with a percentage."),
    )
    limit = forms.IntegerField(
        label=gettext_lazy("How often in all"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        widget=UNITS,
        help_text=gettext_lazy("Leave it empty for no limit."),
    )
    per_phone = forms.IntegerField(
        label=gettext_lazy("How often for one WhatsApp number"),
        required=False,
        min_value=1,
        max_value=MOST_UNITS,
        widget=UNITS,
        help_text=gettext_lazy("Leave it empty for no limit."),
    )
    field_order = ["code", "kind", "percent", "amount", "minimum", "cap", "starts_at", "ends_at", "limit", "per_phone"]
    needed = {Voucher.Kind.PERCENT: ("percent",), Voucher.Kind.AMOUNT: ("amount",)}
    needs_it = gettext_lazy("This kind of voucher needs it.")

    def clean_code(self) -> str:
        code = normalise(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("A code has 3 to 20 letters and digits, and nothing else."))
        return code

    @property
    def facts(self) -> dict:
        data = self.cleaned_data
        kept = ("code", "kind", "cap", "limit", "per_phone", "starts_at", "ends_at")
        return {name: data[name] for name in kept} | {"value": _value(data), "minimum": data["minimum"] or 0}
