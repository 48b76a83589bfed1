"""A table whose columns no layout knows: the owner says once what they are, and the file goes on to its preview."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from shop.backoffice.acts import AdminPage
from shop.backoffice.payments import uploads
from shop.payments import imports
from shop.payments.services import PaymentError
from shop.payments.statements import StatementRefused, UnknownTable, read_table
from shop.payments.tables import known_tables, remember

ROLES = (
    ("", gettext_lazy("does not matter")),
    ("date", gettext_lazy("Date")),
    ("text", gettext_lazy("Text")),
    ("amount", gettext_lazy("Amount")),
    ("flag", gettext_lazy("In or out (CR, DB)")),
    ("credit", gettext_lazy("Money in")),
    ("debit", gettext_lazy("Money out")),
    ("balance", gettext_lazy("Balance")),
    ("reference", gettext_lazy("Reference")),
    ("payer", gettext_lazy("Name of the payer")),
)
SAMPLES = 3


class ColumnsForm(forms.Form):
    """A choice for each column, its name before it and some of its values below."""

    def __init__(self, *args, table, **kwargs):
        super().__init__(*args, **kwargs)
        for index, name in enumerate(table.names):
            seen = [cells[index] for cells in table.samples if index < len(cells) and cells[index]]
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=name or _("Column %(number)d") % {"number": index + 1},
                choices=ROLES,
                required=False,
                help_text=" · ".join(cell[:40] for cell in seen[:SAMPLES]),
            )

    @property
    def roles(self) -> dict[int, str]:
        chosen = ((int(name.removeprefix("column_")), role) for name, role in self.cleaned_data.items())
        return {index: role for index, role in chosen if role}


class Columns(AdminPage, FormView):
    permission = "payments.apply_statementimport"
    page_title = gettext_lazy("What are these columns?")
    form_class = ColumnsForm
    template_name = "backoffice/payments/columns.html"

    def get_parents(self):
        return ((reverse("check_payments:index"), _("Check payments")),)

    @cached_property
    def upload(self) -> uploads.Upload | None:
        return uploads.fetch(self.request.session, self.kwargs["token"], UnknownTable)

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.upload else self._gone()

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.upload else self._gone()

    def _gone(self):
        messages.warning(self.request, _("This file does not wait any more. Upload it again if you still need it."))
        return redirect("check_payments:index")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"table": self.upload.content}

    def form_valid(self, form):
        table, now = self.upload.content, timezone.now()
        try:
            remember(names=table.names, roles=form.roles, **self.actor)
            statement = read_table(table, today=timezone.localdate(now), known=known_tables())
            imports.preview(statement=statement, account=self.upload.account)
        except (StatementRefused, PaymentError) as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        facts = {"filename": self.upload.filename, "account": self.upload.account, "now": now}
        uploads.drop(self.request.session, self.kwargs["token"])
        token = uploads.keep(self.request.session, content=statement, **facts)
        return redirect("check_payments:preview", token=token)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(filename=self.upload.filename, **kwargs)
