"""The editor's "Undo publish": an entry among the actions, and one page that asks."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from lapak.publishing.services import CannotUndo, before, undo_publish


def may_undo(user, page: Page) -> bool:
    """Whoever may publish the page, unless it is locked."""
    can = page.permissions_for_user(user)
    return can.can_publish() and not can.page_locked()


class UndoPublishItem(ActionMenuItem):
    label = gettext_lazy("Undo publish")
    name = "action-undo-publish"
    icon_name = "rotate"

    def is_shown(self, context):
        page = context.get("page")
        return context["view"] == "edit" and super().is_shown(context) and _offered(context["request"].user, page)

    def get_url(self, parent_context):
        return reverse("undo_publish", args=[parent_context["page"].pk])


def _offered(user, page: Page) -> bool:
    if not page.live or not may_undo(user, page):
        return False
    try:
        before(page)
    except CannotUndo:
        return False
    return True


class UndoForm(forms.Form):
    """The revision that was live when the question was asked."""

    live = forms.IntegerField(widget=forms.HiddenInput)


class UndoPublish(WagtailAdminTemplateMixin, FormView):
    form_class = UndoForm
    template_name = "backoffice/act.html"
    page_title = gettext_lazy("Undo publish")

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(Page, pk=kwargs["pk"]).specific
        if not may_undo(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        try:
            self.question = self._question()
        except CannotUndo as refusal:
            return self._refused(refusal)
        return super().get(request, *args, **kwargs)

    def _question(self) -> str:
        revision = before(self.page)
        if revision is None:
            return _(
                "It was not in the shop before: visitors will not see it any more. What you wrote stays as a draft."
            )
        when = date_format(localtime(revision.created_at), "DATETIME_FORMAT")
        return _("Visitors will see the version of %(when)s again. What you wrote since then stays as a draft.") % {
            "when": when
        }

    def get_initial(self):
        return {"live": self.page.live_revision_id}

    def form_valid(self, form):
        user = self.request.user
        try:
            page = undo_publish(page=self.page, live=form.cleaned_data["live"], user=user)
        except CannotUndo as refusal:
            return self._refused(refusal)
        told = _("%(name)s is as it was before.") if page.live else _("%(name)s is not in the shop any more.")
        messages.success(self.request, told % {"name": page.get_admin_display_title()})
        return redirect(self._back())

    def form_invalid(self, form):
        return redirect("undo_publish", self.page.pk)

    def _refused(self, refusal: CannotUndo):
        messages.error(self.request, str(refusal))
        return redirect(self._back())

    def _back(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_breadcrumbs_items(self):
        edit = {"url": self._back(), "label": self.page.get_admin_display_title()}
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            object=self.page,
            question=self.question,
            button=_("Undo publish"),
            danger=False,
            back=self._back(),
            **kwargs,
        )
