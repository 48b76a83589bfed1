from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton

from shop.backoffice.promotions.words import period_of, state_of, uses_of
from shop.backoffice.stock.listing import LabelledColumn
from shop.catalog.words import rule_terms, voucher_terms


class SwitchColumn(Column):
    """A button that stops or starts the row at once."""

    cell_template_name = "backoffice/cells/switch.html"

    def __init__(self, *args, namespace: str, **kwargs):
        self.namespace = namespace
        super().__init__(*args, **kwargs)

    def get_cell_context_data(self, instance, parent_context):
        name = "stop" if instance.active else "start"
        url = reverse(f"{self.namespace}:{name}", args=[instance.pk])
        token = parent_context.get("csrf_token")
        return super().get_cell_context_data(instance, parent_context) | {"url": url, "csrf_token": token}


class PromotionIndex(IndexView):
    """Both lists are read by who may manage them."""

    any_permission_required = ["view"]
    template_name = "backoffice/list.html"
    results_template_name = "backoffice/results.html"
    namespace = ""
    add_label = ""
    terms = staticmethod(rule_terms)

    @cached_property
    def columns(self):
        return [
            self._get_title_column("__str__"),
            Column("terms", label=_("Terms"), accessor=self.terms),
            LabelledColumn("period", label=_("Period"), accessor=period_of),
            Column("state", label="", accessor=state_of, classname="bo-mark"),
            SwitchColumn("switch", label="", accessor=state_of, namespace=self.namespace),
        ]

    def get_edit_url(self, instance):
        return reverse(f"{self.namespace}:change", args=[instance.pk])

    @cached_property
    def header_buttons(self):
        return [HeaderButton(self.add_label, url=reverse(f"{self.namespace}:add"), icon_name="plus")]

    def get_list_buttons(self, instance):
        return []


class RuleIndex(PromotionIndex):
    page_title = _("Price promotions")
    namespace = "price_rules"
    add_label = _("New price promotion")

    def get_base_queryset(self):
        return self.model.objects.prefetch_related("levels")


class VoucherIndex(PromotionIndex):
    page_title = _("Vouchers")
    namespace = "vouchers"
    add_label = _("New voucher")
    terms = staticmethod(voucher_terms)

    @cached_property
    def columns(self):
        first, *rest = super().columns
        return [first, LabelledColumn("uses", label=_("used"), accessor=uses_of), *rest]
