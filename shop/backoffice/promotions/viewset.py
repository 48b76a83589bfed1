"""Price promotions and vouchers: two lists with acts, for the owner alone."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from shop.backoffice.promotions import acts
from shop.backoffice.promotions.listing import RuleIndex, VoucherIndex
from shop.catalog.models import PriceRule, Voucher
from shop.store.policies import ServiceOwnedPolicy

# Before any viewset asks: what services own has no form, for nobody.
for model in (PriceRule, Voucher):
    register_permission_policy(model, ServiceOwnedPolicy(model))


def _addresses(viewset, **views) -> list:
    return [
        path("", viewset.index_view, name="index"),
        path("results/", viewset.index_results_view, name="index_results"),
        path("add/", views.pop("add").as_view(), name="add"),
        *(path(f"{name}/<int:pk>/", view.as_view(), name=name) for name, view in views.items()),
    ]


class RuleViewSet(ModelViewSet):
    model = PriceRule
    name = "price_rules"
    menu_label = _("Price promotions")
    menu_name = "price-rules"
    menu_order = 34
    icon = "pick"
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 30
    index_view_class = RuleIndex

    def get_urlpatterns(self):
        return _addresses(self, add=acts.NewRule, change=acts.ChangeRule, stop=acts.StopRule, start=acts.StartRule)


class VoucherViewSet(ModelViewSet):
    model = Voucher
    name = "vouchers"
    menu_label = _("Vouchers")
    menu_name = "vouchers"
    menu_order = 35
    icon = "tag"
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 30
    index_view_class = VoucherIndex

    def get_urlpatterns(self):
        return _addresses(
            self, add=acts.NewVoucher, change=acts.ChangeVoucher, stop=acts.StopVoucher, start=acts.StartVoucher
        )


def screens() -> list[ModelViewSet]:
    return [RuleViewSet(), VoucherViewSet()]
