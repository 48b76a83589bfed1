from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from blog.share import admin_urls
from blog.share.screens import SEES_GOODS, address_of, may_share
from blog.share.subjects import kind_of
from shop.backoffice.menu import PermittedMenuItem


@hooks.register("register_admin_urls")
def share_screens():
    return [path("share/", include(admin_urls))]


@hooks.register("register_admin_menu_item")
def share_in_the_menu():
    address = reverse("share_admin:list")
    return PermittedMenuItem(
        gettext_lazy("Share"), address, name="share", icon_name="redirect", order=65, permission=SEES_GOODS
    )


@hooks.register("after_publish_page")
def offer_to_share(request, page):
    """One tap from "published" to the kit."""
    if page.live and kind_of(page):
        button = messages.button(address_of(page), _("Share"))
        messages.success(request, _("Pictures and captions are ready."), buttons=[button])


@hooks.register("register_page_header_buttons")
def share_from_the_editor(page, user, view_name, next_url=None):
    if page.live and (address := address_of(page.specific)) and may_share(user, page):
        yield Button(_("Share"), address, icon_name="redirect", priority=5)
