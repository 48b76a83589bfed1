"""The menu group Books: journal, trial balance, accounts. Nobody writes here, superusers included."""

import django_filters
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from accounting import money
from accounting.models import Account, Entry, Line
from accounting.views import BooksIndex, EntryView, JournalIndex, LedgerView, TrialBalanceView


class RupiahColumn(Column):
    def get_value(self, instance):
        return money.format(super().get_value(instance))


class DayColumn(Column):
    """A date in figures: a phone has no room for the month's name."""

    def get_value(self, instance):
        return date_format(super().get_value(instance), "SHORT_DATE_FORMAT")


class DocumentColumn(Column):
    """A link to the document behind the entry."""

    cell_template_name = "accounting/cells/document.html"


class JournalFilters(WagtailFilterSet):
    date = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)
    account = django_filters.ModelChoiceFilter(label=_("Account"), queryset=Account.objects.all(), method="touching")
    source = django_filters.CharFilter(label=_("Document"), lookup_expr="icontains")

    class Meta:
        model = Entry
        fields = []

    def touching(self, entries, name, account):
        return entries.filter(pk__in=Line.objects.filter(account=account).values("entry"))


class ReadOnlyViewSet(ModelViewSet):
    """A list and a page for each row; the form routes do not exist."""

    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
        ]


class JournalViewSet(ReadOnlyViewSet):
    model = Entry
    name = "books_journal"
    url_prefix = "books/journal"
    menu_label = _("Journal")
    icon = "list-ol"
    ordering = "-number"
    index_view_class = JournalIndex
    inspect_view_class = EntryView
    inspect_template_name = "accounting/entry.html"
    filterset_class = JournalFilters
    search_fields = ["narration", "source", "key"]
    list_display = [
        "number",
        DayColumn("date", label=_("Date"), sort_key="date"),
        Column("narration", label=_("Description"), classname="wrap-anywhere"),
        DocumentColumn("source", label=_("Document")),
        RupiahColumn("total", label=_("Amount"), classname="books-amount"),
    ]
    list_export = ["number", "date", "narration", "source", "total"]
    export_headings = {"total": _("Amount")}
    export_filename = "jurnal"


class TrialBalanceMenuItem(MenuItem):
    def is_shown(self, request):
        return policy_registry.get_by_type(Entry).user_has_permission(request.user, "view")


class TrialBalanceViewSet(ViewSet):
    name = "books_trial_balance"
    url_prefix = "books/trial-balance"
    menu_label = _("Trial balance")
    menu_item_class = TrialBalanceMenuItem
    icon = "table"

    def get_urlpatterns(self):
        return [path("", TrialBalanceView.as_view(), name="index")]


class AccountViewSet(ReadOnlyViewSet):
    """The chart; the page of an account is its ledger."""

    model = Account
    name = "books_accounts"
    url_prefix = "books/accounts"
    menu_label = _("Accounts and ledgers")
    icon = "folder-open-inverse"
    ordering = "code"
    list_per_page = 200
    index_view_class = BooksIndex
    inspect_view_class = LedgerView
    inspect_template_name = "accounting/ledger.html"
    search_fields = ["code", "name", "formal_name"]
    list_filter = ["kind"]
    list_display = ["name", "formal_name", "code", "kind"]
    list_export = ["code", "name", "formal_name", "get_kind_display"]
    export_headings = {"get_kind_display": _("Kind")}
    export_filename = "daftar-akun"


class BooksGroup(ViewSetGroup):
    menu_label = _("Books")
    menu_name = "books"
    menu_icon = "table"
    menu_order = 300
    items = (JournalViewSet(), TrialBalanceViewSet(), AccountViewSet())
