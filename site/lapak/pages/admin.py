"""The owner's screen "Is my shop complete?", and its line on the first page of the editor."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from lapak.pages import completeness
from shop.store.models import Shop

# Whoever may change who the shop is may see what it lacks.
MAY_SEE = "store.change_shop"


class CompletenessView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_policy = ModelPermissionPolicy(Shop)
    permission_required = "change"
    template_name = "pages/admin/completeness.html"
    page_title = gettext_lazy("Is my shop complete?")
    header_icon = "tasks"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        sections = completeness.sections()
        lines = [line for section in sections for line in section.lines]
        return super().get_context_data(**kwargs) | {
            "sections": sections,
            "fine": sum(line.fine for line in lines),
            "all": len(lines),
        }


class CompletenessPanel(Component):
    name = "completeness"
    template_name = "pages/admin/completeness_panel.html"
    order = 150

    def get_context_data(self, parent_context):
        return {"missing": completeness.missing(), "url": reverse("completeness")}
