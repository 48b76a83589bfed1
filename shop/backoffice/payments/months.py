"""Months whose bank lines are all explained."""

from datetime import date

from django.contrib import messages
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.generic import View

from shop.backoffice.acts import REFUSALS, NeedsPermission
from shop.payments import explaining
from shop.payments.models import SettledMonth, StatementLine

MONTHS_SHOWN = 6


def months() -> list[dict]:
    """Of the last months with bank lines: {month, lines, open, settled}."""
    rows = (
        StatementLine.objects.filter(undone_at=None)
        .order_by()
        .annotate(month=TruncMonth("date"))
        .values("month")
        .annotate(lines=Count("pk"), open=Count("pk", filter=~explaining.NOTHING_OPEN))
        .order_by("-month")[:MONTHS_SHOWN]
    )
    settled = {row.month: row for row in SettledMonth.objects.order_by("-month")[: 2 * MONTHS_SHOWN]}
    return [row | {"settled": settled.get(row["month"])} for row in rows]


class SettleMonth(NeedsPermission, View):
    permission = "payments.settle_month"
    http_method_names = ["post"]

    def post(self, request):
        month = _month(request.POST.get("month", ""))
        if month is None:
            messages.error(request, _("This month does not exist."))
            return redirect("check_payments:index")
        try:
            explaining.settle_month(month=month, **self.actor)
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(month)s is settled.") % {"month": date_format(month, "F Y")})
        return redirect("check_payments:index")


def _month(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
