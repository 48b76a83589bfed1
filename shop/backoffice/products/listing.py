from django.db.models import F, Prefetch, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.images import get_image_model

from shop.backoffice.columns import RupiahColumn
from shop.backoffice.stock.listing import SEES_COST, LabelledColumn
from shop.backoffice.stock.movements import told
from shop.backoffice.stock.words import low_word
from shop.catalog.models import Sku
from shop.storefront.models import ProductListing

THUMBNAIL = "fill-96x96|format-jpeg"
MOVEMENTS_SHOWN = 10
TABS = {
    "": (_("For sale"), Q(archived_at=None)),
    "low": (_("Order more"), Q(archived_at=None, level__on_hand__lte=F("level__reserved") + F("reorder_point"))),
    "archived": (_("Archived"), Q(archived_at__isnull=False)),
}


def articles():
    """With stock, page and photo, in a constant number of queries."""
    photos = get_image_model().objects.prefetch_renditions(THUMBNAIL)
    listings = ProductListing.objects.select_related("page").prefetch_related(Prefetch("page__photo", queryset=photos))
    return Sku.objects.select_related("level").prefetch_related(Prefetch("listings", queryset=listings))


def photo_of(sku: Sku):
    return next((row.page.photo for row in sku.listings.all() if row.page.photo), None)


class PhotoColumn(Column):
    cell_template_name = "backoffice/cells/photo.html"


def _mark(sku: Sku) -> str:
    level = getattr(sku, "level", None)
    return low_word(level) if level else ""


class ProductIndex(IndexView):
    any_permission_required = ["view"]
    page_title = _("Products")
    search_fields = ["name", "variant", "code"]
    template_name = "backoffice/list.html"
    results_template_name = "backoffice/results.html"

    @cached_property
    def tab(self) -> str:
        asked = self.request.GET.get("tab", "")
        return asked if asked in TABS and not self.is_searching else ""

    @cached_property
    def columns(self):
        return [
            PhotoColumn("photo", label="", accessor=photo_of, classname="bo-photo"),
            self._get_title_column("__str__"),
            RupiahColumn("price", label=_("Price"), sort_key="price", classname="bo-amount"),
            LabelledColumn("available", label=_("can be sold"), accessor="level.available"),
            Column("mark", label="", accessor=_mark, classname="bo-mark"),
        ]

    @cached_property
    def header_buttons(self):
        if not self.request.user.has_perm("catalog.create_sku"):
            return []
        return [HeaderButton(_("New product"), url=reverse("products:add"), icon_name="plus")]

    def get_base_queryset(self):
        return articles()

    def filter_queryset(self, queryset):
        return queryset if self.is_searching else queryset.filter(TABS[self.tab][1])

    def get_list_buttons(self, instance):
        if not self.request.user.has_perm("catalog.price_sku"):
            return []
        url = reverse("products:price", args=[instance.pk])
        return [Button(_("Change price"), url=url, classname="button button-small button-secondary")]

    def get_context_data(self, *args, **kwargs):
        tabs = [{"slug": slug, "label": label, "current": slug == self.tab} for slug, (label, _q) in TABS.items()]
        return super().get_context_data(*args, tabs=tabs, tabs_label=_("Products by state"), **kwargs)


class ProductDetail(InspectView):
    any_permission_required = ["view"]
    page_title = _("Product")
    template_name = "backoffice/products/detail.html"
    header_more_buttons = []

    def get_object(self, queryset=None):
        return get_object_or_404(articles(), pk=self.pk)

    def get_fields_context(self):
        return []

    def get_context_data(self, **kwargs):
        sku = self.object
        level = getattr(sku, "level", None)
        return super().get_context_data(
            sku=sku,
            level=level,
            low=low_word(level) if level else "",
            photo=photo_of(sku),
            pages=[row.page for row in sku.listings.all()],
            prices=sku.price_changes.all(),
            movements=told(sku.movements.all()[:MOVEMENTS_SHOWN]),
            sees_cost=self.request.user.has_perm(SEES_COST),
            **kwargs,
        )
