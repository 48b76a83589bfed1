from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from lapak.pages.admin import MAY_SEE, CompletenessPanel, CompletenessView


class OwnersItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY_SEE)


@hooks.register("register_admin_urls")
def completeness_address():
    return [path("kelengkapan/", CompletenessView.as_view(), name="completeness")]


@hooks.register("register_admin_menu_item")
def completeness_item():
    return OwnersItem(
        _("Is my shop complete?"), reverse("completeness"), name="completeness", icon_name="tasks", order=90
    )


# After the panels of the back office, which starts the list anew.
@hooks.register("construct_homepage_panels", order=200)
def completeness_panel(request, panels):
    if request.user.has_perm(MAY_SEE):
        panels.append(CompletenessPanel())
