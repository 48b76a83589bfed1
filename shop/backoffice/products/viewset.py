from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from shop.backoffice.products import acts
from shop.backoffice.products.listing import ProductDetail, ProductIndex
from shop.backoffice.products.new import NewProduct
from shop.catalog.models import Sku

ACTS = {
    "price": acts.ChangePrice,
    "facts": acts.ChangeFacts,
    "archive": acts.Archive,
    "restore": acts.Restore,
    "delete": acts.Delete,
    "variant": acts.AddVariant,
}


class ProductViewSet(ModelViewSet):
    """Articles with price and stock. Their pages are edited under Pages; what is sold is changed by acts alone."""

    model = Sku
    name = "products"
    menu_label = _("Products")
    menu_name = "products"
    menu_order = 30
    icon = "tag"
    add_to_admin_menu = True
    add_to_reference_index = False
    inspect_view_enabled = True
    copy_view_enabled = False
    ordering = ("name", "variant", "pk")
    list_per_page = 30
    index_view_class = ProductIndex
    inspect_view_class = ProductDetail

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("add/", NewProduct.as_view(), name="add"),
            *(path(f"{name}/<int:pk>/", view.as_view(), name=name) for name, view in ACTS.items()),
        ]
