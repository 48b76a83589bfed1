"""An act of a person on one row: a page that asks, a POST that calls one service, and the way back."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from shop.catalog.services import CatalogError
from shop.orders.services import OrderError
from shop.payments.services import PaymentError
from shop.stock.services import StockError

# What the shop may refuse; each carries the sentence for the person who acts.
REFUSALS = (CatalogError, OrderError, PaymentError, StockError)


class NeedsPermission:
    """`permission` is a whole name such as `orders.pack_order`. A refusal leads to the dashboard with a message."""

    permission = ""

    def get_permission(self) -> str:
        return self.permission

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.get_permission()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def actor(self) -> dict:
        """What every service asks of the person who acts."""
        return {"now": timezone.now(), "by": self.request.user.get_username()}


class AdminPage(NeedsPermission, WagtailAdminTemplateMixin):
    """Page furniture. `parents` are (address, label) of the pages above this one."""

    parents: tuple = ()

    def get_parents(self):
        return self.parents

    def get_breadcrumbs_items(self):
        above = [{"url": url, "label": label} for url, label in self.get_parents()]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]


class Act(AdminPage, FormView):
    """`act(facts)` calls the service and returns the sentence of success; `back()` is the address to go back to."""

    model = None
    form_class = forms.Form
    template_name = "backoffice/act.html"
    question = ""
    button = _("Save")
    danger = False

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(self.get_queryset(), pk=kwargs["pk"])

    def get_queryset(self):
        return self.model.objects.all()

    def act(self, facts: dict) -> str:
        raise NotImplementedError

    def back(self) -> str:
        raise NotImplementedError

    def get_question(self):
        return self.question

    def form_valid(self, form):
        try:
            told = self.act(form.cleaned_data)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, told)
        return redirect(self.back())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            object=self.object,
            question=self.get_question(),
            button=self.button,
            danger=self.danger,
            back=self.back(),
            **kwargs,
        )


class PlainAct(Act):
    """An act that needs no question: POST only; a refusal is told on the page it came from."""

    http_method_names = ["post"]

    def form_invalid(self, form):
        for sentence in form.non_field_errors():
            messages.error(self.request, sentence)
        return redirect(self.back())
