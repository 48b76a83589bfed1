"""Upload, preview, apply, undo."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View

from shop.backoffice.acts import Act, AdminPage, NeedsPermission
from shop.backoffice.payments import uploads
from shop.backoffice.payments.overview import CheckPayments
from shop.payments import imports, settling
from shop.payments.identity import MAYBE_KNOWN
from shop.payments.models import StatementImport
from shop.payments.services import PaymentError
from shop.payments.statements import LayoutUnknown, PasswordNeeded, StatementRefused, read
from shop.payments.statements.limits import MAX_ROWS
from shop.payments.tables import known_tables

UNREADABLE = (StatementRefused, PaymentError)
MOST_SHOWN = 300


class Upload(CheckPayments):
    """Looks at the file at once, so that a wrong one is told on the same page. Stores no line."""

    permission = "payments.apply_statementimport"
    http_method_names = ["post"]

    def post(self, request):
        form = self.form
        if form.is_valid():
            file, account, now = form.cleaned_data["file"], form.cleaned_data["account"], timezone.now()
            try:
                password = form.cleaned_data["password"]
                facts = {"today": timezone.localdate(now), "password": password, "known": known_tables()}
                statement = read(file.read(), **facts)
                imports.preview(statement=statement, account=account)
            except PasswordNeeded as refusal:
                form.add_error("password", str(refusal))
            except LayoutUnknown as refusal:
                return self._go_on("columns", self._kept(refusal.table, now))
            except UNREADABLE as refusal:
                form.add_error("file", str(refusal))
            else:
                return self._go_on("preview", self._kept(statement, now))
        return self.render_to_response(self.get_context_data(), status=422)

    def _go_on(self, page: str, token: str) -> HttpResponse:
        """The page's script shows how far the file has gone, and asks where to go then."""
        url = reverse(f"check_payments:{page}", args=[token])
        asked = self.request.get_preferred_type(["text/html", "application/json"])
        return JsonResponse({"url": url}) if asked == "application/json" else redirect(url)

    def _kept(self, content, now) -> str:
        facts = self.form.cleaned_data
        account, filename = facts["account"], facts["file"].name
        return uploads.keep(self.request.session, content=content, filename=filename, account=account, now=now)


class WaitingFile(NeedsPermission):
    """The file that this session has uploaded under `token`; otherwise back to the start."""

    permission = "payments.apply_statementimport"

    @cached_property
    def upload(self) -> uploads.Upload | None:
        return uploads.fetch(self.request.session, self.kwargs["token"])

    def gone(self):
        messages.warning(self.request, _("This file does not wait any more. Upload it again if you still need it."))
        return redirect("check_payments:index")


class Preview(WaitingFile, AdminPage, TemplateView):
    page_title = gettext_lazy("Preview of the statement")
    template_name = "backoffice/payments/preview.html"

    def get_parents(self):
        return ((reverse("check_payments:index"), _("Check payments")),)

    def get(self, request, token):
        if self.upload is None:
            return self.gone()
        try:
            seen = imports.preview(statement=self.upload.content, account=self.upload.account)
        except UNREADABLE as refusal:
            messages.error(request, str(refusal))
            return redirect("check_payments:index")
        return self.render_to_response(self.get_context_data(seen=seen, token=token))

    def get_context_data(self, *, seen: imports.Preview, token: str):
        counts = {status: seen.count(status) for status in ("new", "known", "maybe_known")}
        return super().get_context_data(
            seen=seen,
            statement=seen.statement,
            filename=self.upload.filename,
            token=token,
            counts=counts,
            something=bool(counts["new"] or counts["maybe_known"]),
            shown=(shown := _shown(seen)),
            hidden=len(seen.statement.lines) - len(shown),
            **_sums(seen),
        )


def _shown(seen: imports.Preview) -> list:
    """Rows of the table: all that the owner may decide about, and as many of the others as a telephone can show."""
    room = iter(range(MOST_SHOWN))
    return [row for row in seen.rows if row[1] == MAYBE_KNOWN or next(room, None) is not None]


def _sums(seen: imports.Preview) -> dict:
    """What the lines make of the opening balance; some banks count pending rows in their closing balance."""
    opening, closing = seen.statement.opening, seen.statement.closing
    pending = sum((row.amount for row in seen.statement.pending), Decimal(0))
    computed = None if opening is None else opening + seen.credit - seen.debit
    agrees = computed is not None and closing in (computed, computed + pending)
    return {"pending_sum": pending, "computed": computed, "agrees": agrees}


class Apply(WaitingFile, View):
    http_method_names = ["post"]

    def post(self, request, token):
        if self.upload is None:
            return self.gone()
        also_new = [int(row) for row in request.POST.getlist("also_new") if _is_row(row)]
        try:
            stored = imports.apply(
                statement=self.upload.content,
                filename=self.upload.filename,
                account=self.upload.account,
                also_new=also_new,
                **self.actor,
            )
        except UNREADABLE as refusal:
            messages.error(request, str(refusal))
            return redirect("check_payments:preview", token=token)
        uploads.drop(request.session, token)
        actor = self.actor
        messages.success(request, told(stored, settling.settle(**actor), actor["now"]))
        return redirect("check_payments:index")


def _is_row(text: str) -> bool:
    """A file has at most MAX_ROWS rows; int() refuses thousands of digits."""
    return text.isascii() and text.isdigit() and len(text) <= len(str(MAX_ROWS))


def told(stored: StatementImport, payments, now) -> str:
    """`5 new lines. 4 orders were paid by themselves.` Payments of an earlier settling are not counted again."""
    paid = len({payment.order_id for payment in payments if payment.at == now})
    lines = ngettext("%(count)d new line.", "%(count)d new lines.", stored.new_lines)
    orders = ngettext("%(count)d order was paid by itself.", "%(count)d orders were paid by themselves.", paid)
    return f"{lines % {'count': stored.new_lines}} {orders % {'count': paid}}"


class UndoStatement(Act):
    model = StatementImport
    permission = "payments.undo_statementimport"
    page_title = gettext_lazy("Undo statement")
    question = gettext_lazy("All lines of this file are taken back. This only works while no order was paid by them.")
    button = gettext_lazy("Undo")
    danger = True

    def get_parents(self):
        return ((self.back(), _("Check payments")),)

    def back(self):
        return reverse("check_payments:index")

    def act(self, facts):
        imports.undo(stored=self.object, **self.actor)
        return _("The lines of %(file)s are taken back.") % {"file": self.object.filename}
