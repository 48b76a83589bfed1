from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic import InspectView

from accounting import money
from shop.backoffice.acts import NeedsPermission
from shop.backoffice.orders.buttons import buttons, undoable
from shop.backoffice.orders.words import paid_word, state_word
from shop.orders.models import Order
from shop.payments.models import Proof
from shop.payments.proofs import for_the_owner
from shop.store.moments import wita
from shop.store.phone import pretty
from shop.store.selectors import shop
from shop.store.whatsapp import whatsapp_url


class OrderDetail(InspectView):
    any_permission_required = ["view"]
    page_title = gettext_lazy("Order details")
    template_name = "backoffice/orders/detail.html"
    header_more_buttons = []

    def get_fields_context(self):
        return []

    def get_object(self, queryset=None):
        return get_object_or_404(Order.objects.select_related("receivable"), pk=self.pk)

    def get_context_data(self, **kwargs):
        order, user, now = self.object, self.request.user, timezone.now()
        payments = order.payments.select_related("account", "line", "reversed_by", "credit_of")
        return super().get_context_data(
            order=order,
            owed=order.receivable,
            state=state_word(order, now),
            paid=paid_word(order),
            buttons=buttons(order, user=user, now=now),
            lines=order.lines.select_related("sku"),
            payments=payments,
            undoable=undoable(order, payments, user=user),
            refunds=order.refunds.select_related("account", "charge", "line"),
            proofs=for_the_owner().filter(order=order),
            events=order.events.all(),
            phone=pretty(order.phone),
            whatsapp_url=whatsapp_url(order.phone, _greeting(order)),
            ask=_ask_for_money(self.request, order, now),
            **kwargs,
        )


def _greeting(order: Order) -> str:
    text = _("Hello %(name)s, this is %(shop)s about your order %(number)s.")
    return text % {"name": order.customer_name, "shop": shop().name, "number": order.number}


def _ask_for_money(request, order: Order, now) -> dict | None:
    """(label, address of the chat) to remind of the deadline or ask for the rest; None when nothing is awaited."""
    owed = order.receivable
    if order.state_at(now) != Order.State.AWAITING:
        return None
    if order.by_cash and not owed.paid:
        return _ask_before_cash(order)
    facts = {
        "amount": money.format(owed.paid),
        "left": money.format(owed.open),
        "when": wita(order.expires_at),
        "url": request.build_absolute_uri(reverse("payments:pay", args=[order.token])),
    }
    if owed.paid:
        label, text = (
            _("Ask for the rest on WhatsApp"),
            _("%(amount)s have come in for it, thank you. %(left)s are still missing: %(url)s"),
        )
    else:
        label, text = (
            _("Remind on WhatsApp"),
            _("Please pay exactly %(left)s before %(when)s, then we pack your goods: %(url)s"),
        )
    return {"label": label, "url": whatsapp_url(order.phone, f"{_greeting(order)} {text % facts}")}


def _ask_before_cash(order: Order) -> dict:
    """Whoever orders for cash is asked first whether it is meant."""
    text = _("Is it right that you pay %(amount)s in cash when you get the goods? Then we pack them.")
    asked = text % {"amount": money.format(order.receivable.open)}
    return {"label": _("Ask on WhatsApp"), "url": whatsapp_url(order.phone, f"{_greeting(order)} {asked}")}


class ProofFile(NeedsPermission, View):
    """A customer's file, only for who may see orders; a PDF is saved and never opened inside the editor."""

    permission = "orders.view_order"

    def get(self, request, pk):
        proof = get_object_or_404(Proof, pk=pk)
        is_picture = proof.content_type == "image/jpeg"
        response = FileResponse(
            proof.file.open("rb"),
            content_type="image/jpeg" if is_picture else "application/octet-stream",
            as_attachment=not is_picture,
            filename=f"{proof.order.number}-{proof.pk}{'.jpg' if is_picture else '.pdf'}",
        )
        response["Cache-Control"] = "private, no-store"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
