from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from shop.catalog.models import Sku
from shop.orders.models import Order
from shop.payments.models import Payment, StatementImport, StatementLine
from shop.stock.models import StockLevel
from shop.store.policies import ServiceOwnedPolicy

# First of all, before any viewset asks: what services own has no form, for nobody.
for model in (Order, Payment, StatementImport, StatementLine, Sku, StockLevel):
    register_permission_policy(model, ServiceOwnedPolicy(model))

from wagtail_modeladmin.options import modeladmin_register  # noqa: E402

from shop.backoffice import menu, reports  # noqa: E402
from shop.backoffice.dashboard import TodayPanel  # noqa: E402
from shop.backoffice.orders.viewset import OrderViewSet  # noqa: E402
from shop.backoffice.payments.viewset import CheckPaymentsViewSet  # noqa: E402
from shop.backoffice.products.viewset import ProductViewSet  # noqa: E402
from shop.backoffice.promotions import viewset as promotions  # noqa: E402
from shop.backoffice.reference import ReferenceGroup  # noqa: E402
from shop.backoffice.stock.viewset import StockViewSet  # noqa: E402
from shop.backoffice.visits import screens as visits  # noqa: E402


@hooks.register("register_admin_viewset")
def register_screens():
    return [OrderViewSet(), CheckPaymentsViewSet(), ProductViewSet(), *promotions.screens(), StockViewSet()]


@hooks.register("register_admin_urls")
def reports_are_the_owners():
    reports.keep_for_owner()
    return []


@hooks.register("register_admin_urls")
def report_on_visits():
    return visits.urlpatterns


@hooks.register("register_admin_menu_item")
def visits_in_the_menu():
    return visits.menu_item()


@hooks.register("insert_global_admin_css")
def our_stylesheet():
    return format_html('<link rel="stylesheet" href="{}">', static("admin/backoffice.css"))


@hooks.register("insert_global_admin_js")
def our_script():
    return format_html('<script src="{}"></script>', static("admin/inline-inits.js"))


@hooks.register("construct_homepage_panels")
def only_what_waits(request, panels):
    panels[:] = [TodayPanel(request)]


@hooks.register("construct_homepage_summary_items")
def no_summary(request, items):
    items.clear()


@hooks.register("construct_main_menu")
def by_daily_use(request, items):
    menu.arrange(items)


@hooks.register("construct_settings_menu")
def only_needed_settings(request, items):
    menu.arrange(items)


modeladmin_register(ReferenceGroup)
