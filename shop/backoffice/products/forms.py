from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser

from shop.backoffice.fields import RupiahField
from shop.backoffice.stock.forms import UNITS
from shop.catalog.limits import HIGHEST_PRICE, compare_at_fault, content_fault
from shop.catalog.models import Sku
from shop.stock.services import MOST_UNITS
from shop.storefront.models import CategoryPage
from shop.storefront.services import NewSku, free_code


class FactsForm(forms.Form):
    """What an article is. Its content is a number and a unit, or neither."""

    is_food = forms.BooleanField(
        label=_("This is food or drink"),
        required=False,
        initial=True,
        help_text=_("Food needs more on its page: halal status and how long it keeps."),
    )
    net_content = forms.IntegerField(
        label=_("Content"),
        required=False,
        min_value=1,
        max_value=MOST_UNITS,
        widget=UNITS,
        help_text=_("How much one holds, for the price per 100 g, 100 ml or piece. For example: 250."),
    )
    net_unit = forms.ChoiceField(
        label=_("Unit of the content"), required=False, choices=[("", _("none")), *Sku.NetUnit.choices]
    )

    def clean(self):
        facts = super().clean()
        content, unit = facts.get("net_content"), facts.get("net_unit")
        if (fault := content_fault(content, unit)) and not {"net_content", "net_unit"} & set(self.errors):
            self.add_error("net_unit" if content else "net_content", fault)
        return facts


class ArticleForm(FactsForm):
    """What is sold: price, opening stock and, further down, what can wait."""

    price = RupiahField(
        label=_("Price"),
        at_most=HIGHEST_PRICE,
        error_messages={"required": _("Write the price, for example 18.000.")},
    )
    opening = forms.IntegerField(
        label=_("Opening stock"),
        min_value=0,
        max_value=MOST_UNITS,
        initial=0,
        widget=UNITS,
        help_text=_("How many you have now."),
    )
    unit_cost = RupiahField(
        label=_("Cost of one"),
        required=False,
        at_least=0,
        at_most=HIGHEST_PRICE,
        help_text=_("What you have paid to buy or make one. Needed when there is an opening stock."),
    )
    variant = forms.CharField(
        label=_("Variant"), max_length=60, required=False, help_text=_("For example: 250 g, spicy.")
    )
    unit = forms.CharField(label=_("Unit"), max_length=20, initial="bungkus")
    code = forms.CharField(label=_("Code"), max_length=40, initial=free_code)
    compare_at = RupiahField(
        label=_("Price before"), required=False, at_most=HIGHEST_PRICE, help_text=_("It is shown struck through.")
    )
    weight_g = forms.IntegerField(
        label=_("Weight with packing (g)"), required=False, min_value=0, max_value=MOST_UNITS, widget=UNITS
    )
    reorder_point = forms.IntegerField(
        label=_("Order more when only this many are left"),
        required=False,
        min_value=0,
        max_value=MOST_UNITS,
        widget=UNITS,
    )
    field_order = ["price", "opening", "unit_cost", "is_food"]
    later = ("variant", "unit", "code", "compare_at", "net_content", "net_unit", "weight_g", "reorder_point")

    def clean(self):
        facts = super().clean()
        if facts.get("opening") and facts.get("unit_cost") is None and "unit_cost" not in self.errors:
            self.add_error("unit_cost", _("Write what one has cost you; 0 if it was free."))
        before, price = facts.get("compare_at"), facts.get("price")
        if price is not None and (fault := compare_at_fault(price, before)):
            self.add_error("compare_at", fault)
        return facts

    def new_sku(self) -> NewSku:
        facts = self.cleaned_data
        return NewSku(
            code=facts["code"],
            price=facts["price"],
            variant=facts["variant"],
            opening=facts["opening"],
            unit_cost=facts["unit_cost"] or 0,
            details={
                "unit": facts["unit"],
                "compare_at": facts["compare_at"],
                "is_food": facts["is_food"],
                "net_content": facts["net_content"],
                "net_unit": facts["net_unit"],
                "weight_g": facts["weight_g"] or 0,
                "reorder_point": facts["reorder_point"] or 0,
            },
        )

    @property
    def first_fields(self):
        return [field for field in self.visible_fields() if field.name not in self.later]

    @property
    def later_fields(self):
        return [self[name] for name in self.later]

    @property
    def later_has_errors(self) -> bool:
        return any(name in self.errors for name in self.later)


class PictureChooser(AdminImageChooser):
    def get_instance(self, value):
        """A number that cannot be one is no picture; the field has said so already."""
        try:
            return super().get_instance(value)
        except ValueError:
            return None


class NewProductForm(ArticleForm):
    """Everything a product needs to be sold, on one page. The photo is judged by the editor's own image form."""

    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=_("JPEG, PNG, WebP or HEIC, at most 10 MB."),
        error_messages={"empty": _("This photo is empty. Choose another one.")},
    )
    alt = forms.CharField(
        label=_("What is to be seen?"),
        max_length=255,
        required=False,
        help_text=_(
            "For people who cannot see the photo. For example: Bowl of red banana chips with chilli. "
            "Left empty, it is the product's name."
        ),
    )
    chosen = forms.ModelChoiceField(
        label=_("or a picture from the library"),
        queryset=get_image_model().objects.all(),
        required=False,
        widget=PictureChooser,
    )
    title = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Write the name of the product.")}
    )
    category = forms.ModelChoiceField(
        label=_("Category"), queryset=CategoryPage.objects.live(), error_messages={"required": _("Choose a category.")}
    )
    summary = forms.CharField(label=_("In one sentence"), max_length=200, required=False)
    field_order = ["photo", "alt", "chosen", "title", "category", "price", "opening", "unit_cost", "is_food", "summary"]

    def choose(self, picture) -> None:
        """As if it had been chosen from the library, also when the form is shown again."""
        self.cleaned_data["chosen"] = picture
        self.data = self.data.copy()
        self.data["chosen"] = picture.pk


class PriceForm(forms.Form):
    price = RupiahField(
        label=_("Price"),
        at_most=HIGHEST_PRICE,
        error_messages={"required": _("Write the price, for example 18.000.")},
    )
    compare_at = RupiahField(
        label=_("Price before"),
        required=False,
        at_most=HIGHEST_PRICE,
        help_text=_("It is shown struck through. Leave it empty for none."),
    )
