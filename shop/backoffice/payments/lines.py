"""One bank line: what it is, and what the owner says it is."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from accounting.models import Account
from shop.backoffice.acts import REFUSALS, Act, AdminPage, NeedsPermission
from shop.backoffice.fields import KeyedForm, ReasonForm
from shop.backoffice.payments.forms import ExplainForm
from shop.payments import explaining
from shop.payments.matching.reversals import DAYS_TO_CORRECT
from shop.payments.models import Explanation, Payment, Refund, StatementLine
from shop.payments.postings import EXPENSES, likely, possible

MOST_PARTNERS = 5


def expense_choices() -> list[tuple[str, str]]:
    """The shop's own names of its expense accounts."""
    names = dict(Account.objects.filter(role__in=EXPENSES).values_list("role", "name"))
    return [(str(role), names[role]) for role in EXPENSES if role in names]


class LineBase(NeedsPermission):
    permission = "payments.make_explanation"

    @cached_property
    def line(self) -> StatementLine:
        lines = StatementLine.objects.filter(undone_at=None)
        return get_object_or_404(lines.select_related("account", "statement"), pk=self.kwargs["pk"])


class LinePage(LineBase, AdminPage, FormView):
    """Reading needs less than deciding."""

    page_title = gettext_lazy("Bank line")
    header_icon = "check"
    form_class = ExplainForm
    template_name = "backoffice/payments/explain.html"

    def get_permission(self):
        return "payments.view_statementline" if self.request.method == "GET" else self.permission

    def get_parents(self):
        return ((reverse("check_payments:index"), _("Check payments")),)

    def get_form_kwargs(self):
        chosen = self.request.GET.get("outcome") or likely(self.line.kind, self.line.amount)
        facts = {"outcomes": possible(self.line.amount), "expenses": expense_choices()}
        return super().get_form_kwargs() | facts | {"initial": {"outcome": chosen}}

    def form_valid(self, form):
        facts = form.cleaned_data
        try:
            explaining.explain(
                line=self.line,
                outcome=facts["outcome"],
                expense=facts["expense"],
                order=facts["order"],
                fee=facts["fee"],
                reason=facts["reason"],
                key=f"line:{self.line.pk}:{facts['key']}",
                **self.actor,
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("It is written down: %(what)s.") % {"what": form.word})
        return redirect("check_payments:index")

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        line = self.line
        return super().get_context_data(
            line=line,
            paid=explaining.standing(line.payments.select_related("order")),
            said=explaining.standing(line.explanations.select_related("order")),
            refund=Refund.objects.filter(line=line).select_related("order").first(),
            partners=list(partners(line)) if line.left else [],
            **kwargs,
        )


def partners(line: StatementLine):
    """(verb, row) of what this line may complete: an early confirmation, a refund, a credit that it takes back."""
    if line.amount > 0:
        early = Payment.objects.filter(line=None, account=line.account, amount=line.left, way=Payment.Way.TRANSFER)
        rows = explaining.standing(early).select_related("order").order_by("-pk")
        return [("payment", row) for row in rows[:MOST_PARTNERS]]
    refunds = Refund.objects.filter(line=None, account=line.account, amount=-line.left).select_related("order")
    credits = StatementLine.objects.filter(
        account=line.account,
        undone_at=None,
        amount=-line.amount,
        explained=0,
        date__range=(line.date - timedelta(DAYS_TO_CORRECT), line.date),
    )
    found = [("refund", row) for row in refunds.order_by("-pk")[:MOST_PARTNERS]]
    back = [("credit", row) for row in credits.order_by("-date", "-pk")[:MOST_PARTNERS]]
    return [*back, *found] if line.kind == "reversal" else [*found, *back]


class Join(LineBase, View):
    """The line completes something that the shop knows already."""

    http_method_names = ["post"]

    def post(self, request, pk, verb, other):
        form = KeyedForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("This suggestion is not complete. Open the page again."))
            return redirect("check_payments:line", pk=pk)
        try:
            told = self._join(verb, other, str(form.cleaned_data["key"]))
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            return redirect("check_payments:line", pk=pk)
        messages.success(request, told)
        return redirect("check_payments:index")

    def _join(self, verb: str, other: int, key: str) -> str:
        line = self.line
        if verb == "payment":
            explaining.attach_payment(payment=get_object_or_404(Payment, pk=other), line=line)
            return _("The payment has found its bank line.")
        if verb == "refund":
            explaining.attach_refund(refund=get_object_or_404(Refund, pk=other), line=line)
            return _("The money is returned, the bank says so too.")
        credit = get_object_or_404(StatementLine, pk=other, undone_at=None)
        explaining.pair(debit=line, credit=credit, key=f"pair:{line.pk}:{key}", **self.actor)
        return _("Both lines are settled: the bank took the money back.")


class TakeBack(Act):
    """What was said of a line was wrong: it is open again."""

    model = Explanation
    permission = "payments.undo_explanation"
    form_class = ReasonForm
    page_title = gettext_lazy("Take back what was said of a bank line")
    question = gettext_lazy("The line waits for a decision again, and its entry in the books is taken back.")
    button = gettext_lazy("Take it back")
    danger = True

    def get_queryset(self):
        return explaining.standing(Explanation.objects.select_related("line"))

    def get_parents(self):
        return ((reverse("check_payments:index"), _("Check payments")),)

    def back(self):
        return reverse("check_payments:line", args=[self.object.line_id])

    def act(self, facts):
        explaining.take_back(explanation=self.object, reason=facts["reason"], **self.actor)
        return _("The line waits for a decision again.")
