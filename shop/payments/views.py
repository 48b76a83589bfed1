from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounting.money import format as rupiah
from shop.orders.selectors import by_token
from shop.payments import gateway_desk, proofs, shop_qris
from shop.payments.forms import ProofForm
from shop.payments.models import BankAccount
from shop.payments.qris.picture import svg
from shop.payments.services import PaymentError
from shop.store.http import none_like_that, only_posted, private_page
from shop.store.language import in_the_shops_language
from shop.store.selectors import shop
from shop.store.whatsapp import whatsapp_url


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request, token: str):
    """What to transfer, where, until when; and the place to send a proof."""
    order = by_token(token) or none_like_that()
    form = ProofForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return _page(request, order, form)
    if form.is_valid():
        try:
            file = form.cleaned_data["file"]
            proofs.refuse_too_large(file.size)
            proofs.attach(order=order, data=file.read(), now=timezone.now())
        except proofs.ProofRefused as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("Thank you, we have received your proof. Your transfer is being checked."))
            return redirect("payments:pay", token=token)
    return _page(request, order, form, status=422)


@private_page
@require_safe
def qris(request, token: str):
    """The picture of the code that pays this order."""
    offer = shop_qris.offer_for(by_token(token) or none_like_that()) or none_like_that()
    return HttpResponse(svg(offer.text), content_type="image/svg+xml")


@private_page
@only_posted(back="payments:pay")
def charge(request, token: str):
    """Ask the payment service for a code of exactly what is open."""
    order = by_token(token) or none_like_that()
    if not gateway_desk.in_use():
        none_like_that()
    try:
        gateway_desk.charge_for(order=order, now=timezone.now())
    except PaymentError as refusal:
        messages.error(request, str(refusal))
    return redirect("payments:pay", token=token)


@private_page
@require_safe
def charge_code(request, token: str):
    """The picture of that code."""
    order = by_token(token) or none_like_that()
    offer = gateway_desk.offer_for(order, now=timezone.now())
    if offer is None or offer.charge is None or not offer.charge.qr_string:
        none_like_that()
    return HttpResponse(svg(offer.charge.qr_string), content_type="image/svg+xml")


def _page(request, order, form, status: int = 200):
    receivable = order.receivable
    with in_the_shops_language():
        text = _("Hello, I have paid order %(number)s, %(amount)s.") % {
            "number": order.number,
            "amount": rupiah(receivable.open),
        }
    amount = rupiah(receivable.open)
    marked = receivable.is_unique and not receivable.paid
    context = {
        "order": order,
        "state": order.state_at(timezone.now()),
        "receivable": receivable,
        "amount_head": amount[:-3] if marked else amount,
        "amount_tail": amount[-3:] if marked else "",
        "amount_digits": str(receivable.open),
        "qris": shop_qris.offer_for(order),
        "gateway": gateway_desk.offer_for(order, now=timezone.now()),
        "accounts": BankAccount.objects.filter(active=True),
        "deadline": order.expires_at,
        "proofs": order.proofs.all(),
        "form": form,
        "whatsapp_url": whatsapp_url(shop().whatsapp, text),
        "order_url": reverse("orders:order", args=[order.token]),
    }
    return render(request, "payments/pay.html", context, status=status)
