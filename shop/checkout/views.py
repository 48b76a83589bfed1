from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.cart import selectors as carts
from shop.cart.http import remember_count, token_of
from shop.checkout import services
from shop.checkout.forms import CheckoutForm, seen_text, version
from shop.checkout.selectors import areas, pickup_cash
from shop.store import freshness
from shop.store.selectors import shop
from shop.visits import http as visits
from shop.visits.models import Step
from shop.visits.sources import DIRECT, Origin


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request):
    return _post(request) if request.method == "POST" else _get(request)


def _get(request):
    basket = _basket(request)
    if basket.blocked or not basket.rows:
        return redirect("cart:show")
    _count(request, basket.cart)
    known = _known(request)
    return _page(request, basket, CheckoutForm(**known, initial=_fresh(basket, known["consent_text"])))


def _known(request) -> dict:
    """What the form takes from the shop; the order itself is reckoned with what is true when it is placed."""
    return {
        "consent_text": freshness.remember(request, "shop", shop).consent_text,
        "areas": areas(request),
        "pickup_cash": pickup_cash(request),
    }


def _basket(request):
    return carts.basket(token_of(request), now=timezone.now(), request=request)


def _count(request, cart) -> None:
    """Opened, not sent: looking writes nothing, so whoever opens it twice counts twice."""
    if request.method == "GET":
        visits.count(request, step=Step.CHECKOUT, origin=Origin(cart.source or DIRECT, cart.campaign))


def _post(request):
    form = CheckoutForm(request.POST, **_known(request))
    valid = form.is_valid()
    # A click repeated after the order was made ends on that order, whatever else the page says now.
    if order := _order_of(form):
        return _to_order(request, order)
    basket = _basket(request)
    if not basket.rows:
        # Empty because another click has made the order just now, or because there was nothing in it.
        order = _order_of(form)
        return _to_order(request, order) if order else redirect("cart:show")
    if request.POST.get("action") == "quote":
        return _page(request, basket, _unbound_again(form, basket), asked=True)
    if sentences := form.out_of_date():
        return _page(request, basket, _refreshed(form, basket), status=422, differences=sentences)
    if not valid:
        return _page(request, basket, form, status=422)
    data = form.cleaned_data
    sums = services.totals(basket=basket, method=data["method"], area=data["area"])
    if sums.total is not None and data["total_shown"] != str(sums.total) and _same(form, basket):
        return _page(request, basket, _refreshed(form, basket), asked=True)
    return _place(request, form, basket)


def _place(request, form, basket):
    data = form.cleaned_data
    customer = services.Customer(
        consent_text=form.consent_text,
        **{name: data[name] for name in ("name", "phone", "method", "area", "address", "note", "pay_by")},
    )
    try:
        order = services.place_order(
            token=token_of(request),
            checkout_key=data["checkout_key"],
            customer=customer,
            shown=data["seen"],
            now=timezone.now(),
        )
    except services.Changed as error:
        basket = _basket(request)
        return _page(request, basket, _refreshed(form, basket), status=409, differences=error.differences)
    except (services.NoDelivery, services.NoCash) as error:
        form.add_error("pay_by" if isinstance(error, services.NoCash) else "area", str(error))
        return _page(request, basket, form, status=422)
    return _to_order(request, order)


def _order_of(form):
    key = form.cleaned_data.get("checkout_key")
    return key and services.order_of(key)


def _to_order(request, order):
    page = "orders:order" if order.by_cash else "payments:pay"
    return remember_count(redirect(reverse(page, args=[order.token])), carts.count(token_of(request)))


def _same(form, basket) -> bool:
    return form.cleaned_data["seen"] == services.seen(basket.rows)


def _fresh(basket, consent_text: str) -> dict[str, str]:
    """What the page brings along by itself."""
    return {
        "checkout_key": str(basket.cart.checkout_key),
        "seen": seen_text(basket.rows),
        "consent_version": version(consent_text),
    }


def _refreshed(form, basket):
    """The same answers on a form that shows the basket as it is now, bound so that nothing typed is lost."""
    data = form.data.copy()
    fresh = _fresh(basket, form.consent_text)
    if data.get("consent_version") != fresh["consent_version"]:
        data.pop("consent", None)
    for name, value in fresh.items():
        data[name] = value
    sums = services.totals(basket=basket, method=data.get("method", ""), area=data.get("area", ""))
    data["total_shown"] = "" if sums.total is None else str(sums.total)
    return form.again(data)


def _unbound_again(form, basket):
    """For `Calculate total`: what was typed stays, and nothing is called an error yet."""
    refreshed = _refreshed(form, basket)
    return form.again(initial=refreshed.data.dict())


def _page(request, basket, form, *, status=200, asked=False, differences=()):
    sums = services.totals(basket=basket, method=form["method"].value() or "", area=form["area"].value() or "")
    context = {
        "form": form,
        "lines": basket.rows,
        "subtotal": sums.subtotal,
        "discount": sums.discount,
        "goods": sums.goods,
        "voucher": basket.voucher,
        "delivery_fee": sums.delivery_fee,
        "total": sums.total,
        "differences": differences,
        "ask_again": asked and sums.total is not None,
        "title": _("Checkout"),
    }
    return render(request, "checkout/checkout.html", context, status=status)
