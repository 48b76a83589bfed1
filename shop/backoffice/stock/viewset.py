from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from shop.backoffice.stock import acts
from shop.backoffice.stock.listing import StockDetail, StockIndex
from shop.stock.models import StockLevel


class StockViewSet(ModelViewSet):
    """`pk` is everywhere the article's."""

    model = StockLevel
    name = "stock"
    menu_label = _("Stock")
    menu_name = "stock"
    menu_order = 40
    icon = "clipboard-list"
    add_to_admin_menu = True
    add_to_reference_index = False
    inspect_view_enabled = True
    copy_view_enabled = False
    ordering = ("rank", "sku__name", "pk")
    list_per_page = 50
    index_view_class = StockIndex
    inspect_view_class = StockDetail

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("receive/<int:pk>/", acts.Receive.as_view(), name="receive"),
            path("adjust/<int:pk>/", acts.Adjust.as_view(), name="adjust"),
        ]
