"""Delivery zones, each with the places that it covers."""

from django import forms
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import CreateView, EditView

from accounting import money
from shop.backoffice.fields import RupiahField
from shop.backoffice.history import HistoryForEditors
from shop.backoffice.words import yes_or_no
from shop.catalog.limits import HIGHEST_PRICE
from shop.shipping.models import Zone
from shop.shipping.selectors import Place, places
from shop.shipping.services import ShippingError, cover


class PlacesWidget(forms.CheckboxSelectMultiple):
    """A folded list for each kecamatan, open where something is chosen: 40 boxes in a row are too long for a phone."""

    template_name = "backoffice/widgets/places.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["districts"] = [
            (title, boxes, _chosen(boxes)) for title, boxes, _index in context["widget"]["optgroups"]
        ]
        return context

    def _render(self, template_name, context, renderer=None):
        # Forms look for templates in apps only; ours lie in the project's folder.
        return render_to_string(template_name, context)


def _chosen(boxes) -> str:
    count = sum(bool(box["selected"]) for box in boxes)
    return count and ngettext("%(count)d chosen", "%(count)d chosen", count) % {"count": count}


class ZoneForm(WagtailAdminModelForm):
    fee = RupiahField(label=gettext_lazy("fee"), at_least=0, at_most=HIGHEST_PRICE)
    free_from = RupiahField(
        label=gettext_lazy("free from a purchase of"), required=False, at_least=0, at_most=HIGHEST_PRICE
    )
    cash_at_most = RupiahField(
        label=Zone._meta.get_field("cash_at_most").verbose_name,
        required=False,
        at_least=0,
        at_most=HIGHEST_PRICE,
        help_text=Zone._meta.get_field("cash_at_most").help_text,
    )
    places = forms.MultipleChoiceField(
        label=gettext_lazy("places"),
        required=False,
        widget=PlacesWidget,
        help_text=gettext_lazy(
            "Each kelurahan is in one zone at most. A kelurahan goes before its kecamatan. "
            "A zone without places is chosen by the buyer by its name."
        ),
        error_messages={"invalid_choice": gettext_lazy("One of these places does not exist any more.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("fee", "free_from", "cash_at_most", "places"):
            self.fields[name].label = capfirst(self.fields[name].label)
        self.fields["places"].choices = [
            (district, [(place.code, _label(place, self.instance)) for place in inside])
            for district, inside in places()
        ]
        if self.instance.pk:
            self.initial["places"] = list(self.instance.areas.values_list("region_id", flat=True))

    @transaction.atomic
    def save(self, commit=True):
        """Raises ShippingError when another zone has one of the places: then nothing is saved."""
        zone = super().save(commit)
        cover(zone=zone, codes=self.cleaned_data["places"])
        return zone


def _label(place: Place, zone: Zone) -> str:
    name = _("All of %(district)s") % {"district": place.name} if place.is_district else place.name
    if place.zone is None or place.zone == zone:
        return name
    return _("%(place)s (in zone %(zone)s)") % {"place": name, "zone": place.zone}


class TellsRefusal:
    """A place of another zone is named beside the list, with all that was filled in kept."""

    def form_valid(self, form):
        is_new = form.instance.pk is None
        try:
            return super().form_valid(form)
        except ShippingError as refusal:
            if is_new:
                form.instance.pk = None
            form.add_error("places", str(refusal))
            return self.form_invalid(form)


class CreateZone(TellsRefusal, CreateView):
    pass


class EditZone(TellsRefusal, EditView):
    pass


class ZoneAdmin(ModelAdmin):
    model = Zone
    menu_label = gettext_lazy("Delivery zones")
    menu_icon = "globe"
    list_display = ["name", "fee_in_rupiah", "eta", "served"]
    create_view_class = CreateZone
    edit_view_class = EditZone
    history_view_class = HistoryForEditors
    edit_handler = ObjectList(
        [
            FieldPanel(n)
            for n in ("name", "code", "fee", "free_from", "cash_at_most", "eta", "position", "active", "places")
        ],
        base_form_class=ZoneForm,
    )

    def fee_in_rupiah(self, zone):
        return money.format(zone.fee)

    def served(self, zone):
        return yes_or_no(zone.active)

    fee_in_rupiah.short_description = gettext_lazy("fee")
    served.short_description = gettext_lazy("we deliver there")
