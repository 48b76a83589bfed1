from django.db.models import Case, F, Q, Value, When
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView, InspectView

from shop.backoffice.columns import RupiahColumn
from shop.backoffice.stock.movements import told
from shop.backoffice.stock.words import low_word
from shop.stock.models import StockLevel

MOVEMENTS_PER_PAGE = 50
# Cost is the owner's business: whoever may read the books sees it.
SEES_COST = "accounting.view_entry"
TABS = {
    "": (_("All"), Q(sku__archived_at=None)),
    "low": (_("Order more"), Q(sku__archived_at=None, free__lte=F("sku__reorder_point"))),
    "out": (_("Sold out"), Q(sku__archived_at=None, free__lte=0)),
    "archived": (_("Archived"), Q(sku__archived_at__isnull=False)),
}


def levels():
    """`free`: units that can be sold; `rank`: 0 where more must be ordered."""
    low = When(free__lte=F("sku__reorder_point"), then=Value(0))
    free = StockLevel.objects.select_related("sku").annotate(free=F("on_hand") - F("reserved"))
    return free.annotate(rank=Case(low, default=Value(1)))


class StockIndex(IndexView):
    any_permission_required = ["view"]
    page_title = _("Stock")
    search_fields = ["sku__name", "sku__variant", "sku__code"]
    template_name = "backoffice/list.html"
    results_template_name = "backoffice/results.html"

    @cached_property
    def tab(self) -> str:
        asked = self.request.GET.get("tab", "")
        return asked if asked in TABS and not self.is_searching else ""

    @cached_property
    def columns(self):
        shown = [
            self._get_title_column("sku"),
            Column("low", label="", accessor=low_word, classname="bo-mark"),
            LabelledColumn("on_hand", label=_("on the shelf"), sort_key="on_hand"),
            LabelledColumn("reserved", label=_("put aside"), sort_key="reserved"),
            LabelledColumn("available", label=_("can be sold"), sort_key="free", classname="bo-amount"),
        ]
        cost = [RupiahColumn("value", label=_("Value"), sort_key="value")]
        return shown + cost if self.request.user.has_perm(SEES_COST) else shown

    def get_base_queryset(self):
        return levels()

    def filter_queryset(self, queryset):
        return queryset if self.is_searching else queryset.filter(TABS[self.tab][1])

    def get_list_buttons(self, instance):
        return []

    def get_context_data(self, *args, **kwargs):
        tabs = [{"slug": slug, "label": label, "current": slug == self.tab} for slug, (label, _q) in TABS.items()]
        return super().get_context_data(*args, tabs=tabs, tabs_label=_("Stock by state"), **kwargs)


class LabelledColumn(Column):
    """A number that also tells on a phone, where the table has no head, what it counts."""

    cell_template_name = "backoffice/cells/labelled.html"


class StockDetail(InspectView):
    any_permission_required = ["view"]
    page_title = _("Stock")
    template_name = "backoffice/stock/detail.html"
    header_more_buttons = []

    def get_object(self, queryset=None):
        return get_object_or_404(levels(), pk=self.pk)

    def get_page_subtitle(self):
        return str(self.object.sku)

    def get_fields_context(self):
        return []

    def get_context_data(self, **kwargs):
        movements = WagtailPaginator(self.object.sku.movements.all(), MOVEMENTS_PER_PAGE)
        page = movements.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            level=self.object,
            sku=self.object.sku,
            low=low_word(self.object),
            page_obj=page,
            movements=told(page),
            sees_cost=self.request.user.has_perm(SEES_COST),
            **kwargs,
        )
