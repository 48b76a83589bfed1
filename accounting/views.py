"""Pages of the books in the admin: one entry, one account's ledger, the trial balance. All only show."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic import IndexView, InspectView, PermissionCheckedMixin, WagtailAdminTemplateMixin

from accounting import selectors
from accounting.exports import BooksExportMixin
from accounting.forms import PeriodForm
from accounting.models import Entry


class BooksIndex(BooksExportMixin, IndexView):
    """A list whose rows lead to their page and have no other buttons."""

    any_permission_required = ["view"]

    def get_list_buttons(self, instance):
        return []


class JournalIndex(BooksIndex):
    page_title = _("Journal")

    def get_base_queryset(self):
        return selectors.with_total(super().get_base_queryset())


class DetailView(InspectView):
    any_permission_required = ["view"]

    def get_fields_context(self):
        return []

    @property
    def header_more_buttons(self):
        return []


class EntryView(DetailView):
    page_title = _("Journal entry")

    def get_context_data(self, **kwargs):
        lines = list(self.object.lines.select_related("account"))
        reversal = Entry.objects.filter(reverses=self.object).first()
        total = sum(line.debit for line in lines)
        return super().get_context_data(lines=lines, reversal=reversal, total=total, **kwargs)


class LedgerView(DetailView):
    """One account, newest line first, with the balance after each line."""

    page_title = _("General ledger")

    def get_context_data(self, **kwargs):
        form = PeriodForm(self.request.GET)
        ledger = selectors.ledger(self.object, **form.days, page=self._page_number())
        paginator = WagtailPaginator(range(ledger.count), 50)
        return super().get_context_data(
            form=form,
            ledger=ledger,
            page_obj=paginator.get_page(ledger.page),
            elided_page_range=paginator.get_elided_page_range(ledger.page),
            **kwargs,
        )

    def _page_number(self) -> int:
        asked = self.request.GET.get("p", "")
        return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1


class TrialBalanceView(BooksExportMixin, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    model = Entry
    permission_required = "view"
    page_title = _("Trial balance")
    template_name = "accounting/trial_balance.html"
    list_export = ["account.code", "account.name", "account.formal_name", "debit", "credit"]
    export_headings = {
        "account.code": _("Code"),
        "account.name": _("Account"),
        "account.formal_name": _("Book-keeper's name"),
        "debit": _("Debit"),
        "credit": _("Credit"),
    }
    header_icon = "table"

    @cached_property
    def form(self):
        return PeriodForm(self.request.GET)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_filename(self):
        days = [str(day) for day in self.form.days.values() if day]
        return "-".join(["neraca-saldo", *days])

    def get_context_data(self, **kwargs):
        rows = selectors.trial_balance(**self.form.days)
        return super().get_context_data(
            form=self.form,
            rows=rows,
            debit=sum(row.debit for row in rows),
            credit=sum(row.credit for row in rows),
            fingerprint=selectors.fingerprint(),
            **kwargs,
        )

    def render_to_response(self, context, **kwargs):
        if self.is_export:
            return self.as_spreadsheet(context["rows"], self.request.GET["export"])
        return super().render_to_response(context, **kwargs)
