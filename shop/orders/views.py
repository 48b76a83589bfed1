from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shop.orders import selectors
from shop.orders.forms import TrackForm
from shop.store.http import none_like_that, private_page
from shop.store.language import in_the_shops_language
from shop.store.selectors import shop
from shop.store.tries import Tries
from shop.store.whatsapp import whatsapp_url

TRIES = Tries("track", most=10, seconds=15 * 60)


@private_page
@require_safe
def order(request, token: str):
    order = selectors.by_token(token) or none_like_that()
    now = timezone.now()
    state = order.state_at(now)
    ended = state in (order.State.EXPIRED, order.State.CANCELLED)
    with in_the_shops_language():
        text = _("Hello, I have a question about my order %(number)s.") % {"number": order.number}
    context = {
        "order": order,
        "state": state,
        "in_cash": order.by_cash and order.receivable.open and not ended,
        "state_label": selectors.state_label(order, now=now),
        "steps": selectors.steps(order, now=now),
        "events": [{"title": event.get_kind_display(), "at": event.at, "reason": ""} for event in order.events.all()],
        "lines": order.lines.all(),
        "receivable": order.receivable,
        "pay_url": reverse("payments:pay", args=[order.token]),
        "whatsapp_url": whatsapp_url(shop().whatsapp, text),
        "next_step": selectors.next_step(order, now=now),
    }
    return render(request, "orders/order.html", context)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def track(request):
    """Number and four digits lead to the order; wrong ones always to the same sentence."""
    form = TrackForm(request.POST or None)
    if request.method != "POST":
        return render(request, "orders/track.html", {"form": form, "sent": False})
    if not form.is_valid():
        return render(request, "orders/track.html", {"form": form, "sent": True}, status=422)
    found = selectors.find(**form.cleaned_data) if TRIES.note(request) else None
    if found:
        return redirect("orders:order", token=found.token)
    form.add_error(None, _("We found no order with these details. Check them, or wait a quarter of an hour."))
    return render(request, "orders/track.html", {"form": form, "sent": True}, status=422)
