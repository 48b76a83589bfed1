"""What the owner decides about one bank line."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from accounting import money
from shop.backoffice.acts import REFUSALS, AdminPage, NeedsPermission
from shop.backoffice.fields import KeyedForm, new_key
from shop.backoffice.payments import inbox
from shop.backoffice.payments.allocating import accept, allocate
from shop.backoffice.payments.candidates import candidates
from shop.backoffice.payments.forms import AcceptForm, AllocateForm
from shop.payments.models import StatementLine
from shop.payments.references import used_before
from shop.payments.settling import bank_holidays, bank_line, open_orders


class Line(NeedsPermission):
    permission = "payments.confirm_payment"

    @cached_property
    def line(self) -> StatementLine:
        lines = StatementLine.objects.filter(undone_at=None, amount__gt=0)
        return get_object_or_404(lines.select_related("account"), pk=self.kwargs["pk"])


class Accept(Line, View):
    """The owner says yes to a suggestion."""

    http_method_names = ["post"]

    def post(self, request, pk):
        form = AcceptForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("This suggestion is not complete. Open the page again."))
            return redirect("check_payments:index")
        facts = form.cleaned_data
        try:
            payments = accept(
                line=self.line,
                orders=facts["orders"],
                key=f"inbox:{self.line.pk}:{facts['key']}",
                reason=facts["reason"],
                revive=facts["revive"],
                **self.actor,
            )
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, told(payments))
        return redirect("check_payments:index")


class AcceptExact(AdminPage, TemplateView):
    """Shows all lines that fit their orders to the rupiah, then accepts those that were shown."""

    permission = "payments.confirm_payment"
    page_title = gettext_lazy("Accept all exact ones")
    template_name = "backoffice/payments/exact.html"

    def get_parents(self):
        return ((reverse("check_payments:index"), _("Check payments")),)

    def get_context_data(self, **kwargs):
        found = inbox.exact(inbox.waiting(now=timezone.now()))
        return super().get_context_data(found=found, key=new_key(), **kwargs)

    def post(self, request):
        chosen, form = set(request.POST.getlist("line")), KeyedForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("This suggestion is not complete. Open the page again."))
            return redirect("check_payments:exact")
        done = []
        for line, decision in inbox.exact(inbox.waiting(now=timezone.now())):
            if str(line.pk) in chosen:
                done += self._accepted(line, decision, form.cleaned_data["key"])
        messages.success(request, told(done)) if done else messages.warning(request, _("None was left to accept."))
        return redirect("check_payments:index")

    def _accepted(self, line, decision, key):
        orders = inbox.orders_by_number(decision.orders).values()
        facts = {"key": f"inbox:{line.pk}:{key}", "reason": decision.reason, "revive": False}
        try:
            return accept(line=line, orders=orders, **facts, **self.actor)
        except REFUSALS as refusal:
            messages.error(self.request, str(refusal))
            return []


class Choose(Line, AdminPage, FormView):
    """Find the orders that this money is for, and say how much of it each gets."""

    page_title = gettext_lazy("Choose orders")
    form_class = AllocateForm
    template_name = "backoffice/payments/choose.html"

    def get_parents(self):
        return ((reverse("check_payments:index"), _("Check payments")),)

    def get_form_kwargs(self):
        shown = self.request.POST.getlist("shown") if self.request.method == "POST" else None
        orders = candidates(query=self.request.GET.get("q", ""), shown=shown)
        return super().get_form_kwargs() | {"line": self.line, "orders": orders}

    def form_valid(self, form):
        facts = form.cleaned_data
        try:
            payments = allocate(
                line=self.line,
                shares=form.shares,
                key=f"inbox:{self.line.pk}:{facts['key']}",
                reason=facts["reason"] or _("Chosen by hand"),
                revive=facts["revive"],
                **self.actor,
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, told(payments))
        return redirect("check_payments:index")

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        now = timezone.now()
        line = bank_line(self.line, used_before([self.line]))
        readings = inbox.readings_of(line, None, open_orders(now=now), bank_holidays())
        orders = inbox.orders_by_number(number for reading in readings for number in reading.orders)
        return super().get_context_data(
            line=self.line,
            ideas=inbox.ideas_of(self.line, readings, orders, now),
            q=self.request.GET.get("q", ""),
            **kwargs,
        )


def told(payments) -> str:
    shares = [f"{payment.order.number} {money.format(payment.amount)}" for payment in payments]
    return _("Confirmed: %(orders)s.") % {"orders": ", ".join(shares)}
