"""The payment service: which is in use, what it has said of late, and asking it again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from shop.backoffice.acts import AdminPage, NeedsPermission
from shop.payments import gateway_desk
from shop.payments.gateway_events import returned_elsewhere
from shop.payments.gateways import chosen
from shop.payments.models import GatewayCharge, GatewayEvent
from shop.payments.services import PaymentError

EVENTS_SHOWN, CHARGES_SHOWN = 20, 20


class GatewayPage(AdminPage, TemplateView):
    permission = "payments.change_gatewayuse"
    page_title = gettext_lazy("Payment service")
    template_name = "backoffice/payments/gateway.html"

    def get_parents(self):
        return ((reverse("check_payments:index"), _("Check payments")),)

    def post(self, request, *args, **kwargs):
        name = request.POST.get("name", "")
        if name and name not in chosen.NAMES:
            messages.error(request, _("Choose one."))
            return redirect("check_payments:gateway")
        try:
            gateway_desk.switch(name=name, **self.actor)
        except PaymentError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, self._told(name))
        return redirect("check_payments:gateway")

    def _told(self, name: str) -> str:
        if not name:
            return _("No payment service is offered to buyers.")
        return _("Buyers can pay through %(service)s.") % {"service": chosen.NAMES[name]}

    def get_context_data(self, **kwargs):
        events = GatewayEvent.objects.select_related("charge__order", "payment").order_by("-pk")[:EVENTS_SHOWN]
        return super().get_context_data(
            used=gateway_desk.in_use(),
            services=[self._service(name) for name in chosen.NAMES],
            events=[(event, returned_elsewhere(event)) for event in events],
            charges=gateway_desk.waiting()[:CHARGES_SHOWN],
            **kwargs,
        )

    def _service(self, name: str) -> dict:
        """What the owner needs to set it up; the addresses are those to enter at the service."""
        addresses = [(_("Address for notifications"), reverse("payments:notice", args=[name]))]
        if name == chosen.SNAP:
            addresses.append((_("Address for tokens"), reverse("payments:token")))
        return {
            "name": name,
            "label": chosen.NAMES[name],
            "missing": chosen.missing(name),
            "addresses": [(label, self.request.build_absolute_uri(path)) for label, path in addresses],
        }


class AskAgain(NeedsPermission, View):
    """For when a notification is late: what has become of this charge?"""

    permission = "payments.change_gatewayuse"
    http_method_names = ["post"]

    def post(self, request, pk):
        charge = get_object_or_404(GatewayCharge.objects.exclude(external_id=None), pk=pk)
        try:
            event = gateway_desk.ask(charge=charge, **self.actor)
        except PaymentError as refusal:
            messages.error(request, str(refusal))
        else:
            told = _("The payment service says of %(number)s: %(status)s.")
            messages.success(request, told % {"number": charge.reference, "status": event.get_status_display()})
        return redirect("check_payments:gateway")
