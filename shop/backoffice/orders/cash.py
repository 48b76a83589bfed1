"""What riders bring home in the evening: the cash of many orders, counted together."""

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
        chosen = on_hand_over.to_hand_in().filter(pk__in=_numbers(request.POST.getlist("order")))
        try:
            came = self._hand_in(list(chosen))
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
        else:
            told = _("%(amount)s are in the drawer.") if came else _("Choose the orders whose cash you have counted.")
            messages.add_message(
                request, messages.SUCCESS if came else messages.ERROR, told % {"amount": money.format(came)}
            )
        return redirect("orders_admin:cash_to_hand_in")

    @transaction.atomic
    def _hand_in(self, rows) -> int:
        """All or nothing, in ascending order of their keys as every lock on orders."""
        paid = (on_hand_over.hand_in(order=row.order, **self.actor) for row in sorted(rows, key=lambda row: row.pk))
        return sum(payment.amount for payment in paid if payment)


def _numbers(texts) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]
