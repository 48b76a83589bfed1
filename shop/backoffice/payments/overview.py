from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from shop.backoffice.acts import AdminPage
from shop.backoffice.fields import new_key
from shop.backoffice.payments import inbox
from shop.backoffice.payments.forms import UploadForm
from shop.backoffice.payments.months import months
from shop.payments.models import StatementImport

CARDS_PER_PAGE = 20
IMPORTS_SHOWN = 20
OTHER_VIEWS = ("explained", "all")


class CheckPayments(AdminPage, TemplateView):
    """The place to drop a statement, the lines to decide, the statements of late."""

    permission = "payments.view_statementline"
    page_title = _("Check payments")
    header_icon = "check"
    template_name = "backoffice/payments/overview.html"

    @cached_property
    def form(self):
        posted = self.request.method == "POST"
        return UploadForm(self.request.POST if posted else None, self.request.FILES if posted else None)

    def get_context_data(self, **kwargs):
        now, shown, query = timezone.now(), self.request.GET.get("show", ""), _query(self.request)
        found = inbox.waiting(now=now, query=query)
        rows = inbox.lines(explained=shown == "explained", query=query) if shown in OTHER_VIEWS else found
        page = Paginator(rows, CARDS_PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            form=self.form,
            page_obj=page,
            cards=[] if shown in OTHER_VIEWS else inbox.cards(list(page), now=now),
            lines=list(page) if shown in OTHER_VIEWS else [],
            shown=shown if shown in OTHER_VIEWS else "",
            q=query,
            exact=len(inbox.exact(found)),
            key=new_key(),
            months=months(),
            imports=StatementImport.objects.select_related("account")[:IMPORTS_SHOWN],
            **kwargs,
        )


def _query(request) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:100]
