"""The report on visits: what came of them, by source, campaign and day; the same as a table for a spreadsheet."""

import csv
from datetime import date, timedelta

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounting.exports import harmless
from shop.backoffice.acts import AdminPage
from shop.backoffice.menu import PermittedMenuItem
from shop.backoffice.visits import funnel
from shop.visits import counter
from shop.visits.middleware import today
from shop.visits.models import Step
from shop.visits.selectors import titles

SEES_VISITS = "visits.view_tally"
PERIODS = {"today": _("Today"), "7": _("7 days"), "30": _("30 days"), "month": _("This month")}
HEADINGS = {
    **dict(Step.choices),
    "ordered": _("Orders"),
    "paid": _("Paid orders"),
    "turnover": _("Turnover"),
}


class VisitsReport(AdminPage, TemplateView):
    permission = SEES_VISITS
    page_title = _("Visits")
    header_icon = "view"
    template_name = "backoffice/visits/report.html"

    def get(self, request, *args, **kwargs):
        counter.flush()
        chosen = request.GET.get("period", "")
        self.period = chosen if chosen in PERIODS else "7"
        self.first, self.last = days(self.period, today=today())
        self.rows = funnel.between(self.first, self.last)
        if request.GET.get("export") == "csv":
            return as_csv(self.rows, name=f"kunjungan-{self.first}-{self.last}.csv")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        whole = funnel.total(self.rows.values())
        tables = (
            (_("By source"), _("Source"), funnel.by_source(self.rows)),
            (_("By campaign"), _("Campaign"), funnel.by_campaign(self.rows)),
            (_("By day"), _("Day"), funnel.by_day(self.rows)),
        )
        return super().get_context_data(
            periods=PERIODS.items(),
            period=self.period,
            first=self.first,
            last=self.last,
            whole=whole,
            steps=[(HEADINGS[name], getattr(whole, name), whole.per_hundred(name)) for name in funnel.FIGURES[:-1]],
            tables=tables if self.rows else (),
            **kwargs,
        )


def days(period: str, *, today: date) -> tuple[date, date]:
    """First and last day; today is the last one."""
    if period == "month":
        return today.replace(day=1), today
    return today - timedelta(days=0 if period == "today" else int(period) - 1), today


def as_csv(rows: funnel.Rows, *, name: str) -> HttpResponse:
    """A line for each day, source and campaign; with a mark that makes Excel read it as UTF-8."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    names = titles({place.campaign for place in rows})
    table = csv.writer(response)
    table.writerow([_("Day"), _("Source"), _("Campaign"), *HEADINGS.values()])
    for place, numbers in sorted(rows.items(), key=lambda row: row[0]):
        figures = [getattr(numbers, figure) for figure in funnel.FIGURES]
        table.writerow(
            [
                place.day.isoformat(),
                harmless(place.label),
                harmless(names.get(place.campaign, place.campaign)),
                *figures,
            ]
        )
    return response


def menu_item() -> PermittedMenuItem:
    address = reverse("visits_report")
    return PermittedMenuItem(_("Visits"), address, name="visits", icon_name="view", order=48, permission=SEES_VISITS)


urlpatterns = [path("kunjungan/", VisitsReport.as_view(), name="visits_report")]
