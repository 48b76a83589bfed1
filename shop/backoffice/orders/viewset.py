from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from shop.backoffice.orders import acts
from shop.backoffice.orders.cash import CashToHandIn
from shop.backoffice.orders.detail import OrderDetail, ProofFile
from shop.backoffice.orders.listing import COLUMNS, OrderIndex
from shop.orders.models import Order

ACTS = {
    "pack": acts.Pack,
    "handover": acts.HandOver,
    "cancel": acts.Cancel,
    "confirm": acts.Confirm,
    "refund": acts.Refund,
    "waive": acts.Waive,
    "credit": acts.UseCredit,
    "accept": acts.Accept,
    "transfer": acts.AskForTransfer,
    "cash": acts.HandIn,
    "refuse": acts.Refuse,
    "restock": acts.Restock,
}


class OrderViewSet(ModelViewSet):
    """The list, a page for each order, and its acts; the form routes do not exist.

    The namespace differs from the name because the customers' pages are called `orders`.
    """

    model = Order
    name = "orders"
    url_namespace = "orders_admin"
    menu_label = _("Orders")
    menu_name = "orders"
    menu_order = 10
    icon = "form"
    add_to_admin_menu = True
    add_to_reference_index = False
    inspect_view_enabled = True
    copy_view_enabled = False
    ordering = "-id"
    list_per_page = 30
    list_display = COLUMNS
    index_view_class = OrderIndex
    inspect_view_class = OrderDetail

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("cash/", CashToHandIn.as_view(), name="cash_to_hand_in"),
            path("proof/<int:pk>/", ProofFile.as_view(), name="proof"),
            path("undo/<int:pk>/<int:payment>/", acts.UndoPayment.as_view(), name="undo"),
            *(path(f"{name}/<int:pk>/", view.as_view(), name=name) for name, view in ACTS.items()),
        ]
