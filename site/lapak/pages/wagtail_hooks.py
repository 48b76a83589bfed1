from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from lapak.pages.admin import MAY_SEE, CompletenessPanel, CompletenessView
from shop.backoffice.menu import PermittedMenuItem


@hooks.register("register_admin_urls")
def completeness_address():
    return [path("kelengkapan/", CompletenessView.as_view(), name="completeness")]


@hooks.register("register_admin_menu_item")
def completeness_item():
    return PermittedMenuItem(
        _("Is my shop complete?"),
        reverse("completeness"),
        name="completeness",
        icon_name="tasks",
        order=90,
        permission=MAY_SEE,
    )


# After the panels of the back office, which starts the list anew.
@hooks.register("construct_homepage_panels", order=200)
def completeness_panel(request, panels):
    if request.user.has_perm(MAY_SEE):
        panels.append(CompletenessPanel())
