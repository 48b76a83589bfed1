from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView

from shop.backoffice.columns import RupiahColumn, WhenColumn
from shop.backoffice.orders.search import matching
from shop.backoffice.orders.tabs import TABS, tabs
from shop.backoffice.orders.words import paid_word, state_word
from shop.orders.selectors import tab_filter

COLUMNS = [
    "number",
    WhenColumn("placed_at", label=_("When"), sort_key="placed_at", classname="bo-when"),
    Column("customer_name", label=_("Name"), sort_key="customer_name", classname="bo-name"),
    RupiahColumn("payable", label=_("To pay"), sort_key="payable", classname="bo-amount"),
    Column("state_word", label=_("State"), accessor=lambda o: state_word(o, timezone.now()), classname="bo-state"),
    Column("paid_word", label=_("Payment"), accessor=paid_word, classname="bo-paid"),
]


class OrderIndex(IndexView):
    """A search looks at all orders; without one, a tab shows its own."""

    any_permission_required = ["view"]
    page_title = _("Orders")
    is_searchable = True
    template_name = "backoffice/list.html"
    results_template_name = "backoffice/orders/results.html"

    @cached_property
    def tab(self) -> str:
        asked = self.request.GET.get("tab", "")
        return asked if asked in TABS and not self.is_searching else ""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("receivable")

    def filter_queryset(self, queryset):
        return queryset.filter(tab_filter(self.tab, now=timezone.now()))

    def search_queryset(self, queryset):
        return queryset.filter(matching(self.search_query)) if self.is_searching else queryset

    def get_list_buttons(self, instance):
        return []

    def get_context_data(self, *args, **kwargs):
        return super().get_context_data(
            *args, tabs=tabs(self.tab, timezone.now()), tabs_label=_("Orders by state"), **kwargs
        )
