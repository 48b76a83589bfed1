from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from lapak.publishing.screens import UndoPublish, UndoPublishItem
from lapak.publishing.services import UNDONE


@hooks.register("register_admin_urls")
def undo_address():
    return [path("undo-publish/<int:pk>/", UndoPublish.as_view(), name="undo_publish")]


@hooks.register("register_page_action_menu_item")
def undo_among_the_actions():
    return UndoPublishItem(order=25)


@hooks.register("register_log_actions")
def undo_in_the_history(actions):
    actions.register_action(UNDONE, _("Undo publish"), _("Publication undone"))
