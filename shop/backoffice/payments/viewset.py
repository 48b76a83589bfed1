from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from shop.backoffice.payments import columns, deciding, gateway, lines, months, qris, statements
from shop.backoffice.payments.overview import CheckPayments


class CheckPaymentsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(CheckPayments.permission)


class CheckPaymentsViewSet(ViewSet):
    name = "check_payments"
    url_prefix = "payments"
    menu_label = _("Check payments")
    menu_name = "check-payments"
    menu_item_class = CheckPaymentsMenuItem
    menu_order = 20
    icon = "check"
    add_to_admin_menu = True

    def get_urlpatterns(self):
        return [
            path("", CheckPayments.as_view(), name="index"),
            path("upload/", statements.Upload.as_view(), name="upload"),
            path("columns/<str:token>/", columns.Columns.as_view(), name="columns"),
            path("preview/<str:token>/", statements.Preview.as_view(), name="preview"),
            path("apply/<str:token>/", statements.Apply.as_view(), name="apply"),
            path("undo/<int:pk>/", statements.UndoStatement.as_view(), name="undo"),
            path("accept/<int:pk>/", deciding.Accept.as_view(), name="accept"),
            path("choose/<int:pk>/", deciding.Choose.as_view(), name="choose"),
            path("exact/", deciding.AcceptExact.as_view(), name="exact"),
            path("line/<int:pk>/", lines.LinePage.as_view(), name="line"),
            path("line/<int:pk>/<str:verb>/<int:other>/", lines.Join.as_view(), name="join"),
            path("said/<int:pk>/", lines.TakeBack.as_view(), name="take_back"),
            path("qris/", qris.QrisPage.as_view(), name="qris"),
            path("qris/<str:which>.svg", qris.QrisPicture.as_view(), name="qris_picture"),
            path("gateway/", gateway.GatewayPage.as_view(), name="gateway"),
            path("gateway/<int:pk>/", gateway.AskAgain.as_view(), name="gateway_ask"),
            path("month/", months.SettleMonth.as_view(), name="month"),
        ]
