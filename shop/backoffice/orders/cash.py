"""What riders bring home in the evening: the cash of many orders, counted together."""

import re

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from accounting import money
from shop.backoffice.acts import REFUSALS, AdminPage
from shop.payments import on_hand_over

SHOWN = 100


class CashToHandIn(AdminPage, TemplateView):
    permission = "payments.confirm_payment"
    page_title = gettext_lazy("Cash to hand in")
    template_name = "backoffice/orders/cash.html"

    def get_parents(self):
        return ((reverse("orders_admin:index"), _("Orders")),)

    def get_context_data(self, **kwargs):
        waiting = on_hand_over.to_hand_in()
        rows = list(waiting[:SHOWN])
        return super().get_context_data(
            rows=rows, total=sum(row.open for row in rows), more=waiting.count() - len(rows), **kwargs
        )

    def post(self, request):
        shown = _chosen(request.POST.getlist("order"))
        rows = on_hand_over.to_hand_in().filter(pk__in=shown)
        try:
            came = self._hand_in(list(rows), shown)
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
        else:
            told = _("%(amount)s are in the drawer.") if came else _("Choose the orders whose cash you have counted.")
            messages.add_message(
                request, messages.SUCCESS if came else messages.ERROR, told % {"amount": money.format(came)}
            )
        return redirect("orders_admin:cash_to_hand_in")

    @transaction.atomic
    def _hand_in(self, rows, shown: dict[int, int]) -> int:
        """All or nothing, in ascending order of their keys as every lock on orders."""
        rows.sort(key=lambda row: row.pk)
        paid = (on_hand_over.hand_in(order=row.order, shown=shown[row.pk], **self.actor) for row in rows)
        return sum(payment.amount for payment in paid if payment)


def _chosen(texts) -> dict[int, int]:
    """`order:rupiah` of each tick -> order -> the rupiah that the page showed."""
    found = (re.fullmatch(r"([0-9]{1,18}):([0-9]{1,18})", text, re.ASCII) for text in texts)
    return {int(tick[1]): int(tick[2]) for tick in found if tick}
