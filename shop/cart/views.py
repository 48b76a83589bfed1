from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shop.cart import links, selectors, services
from shop.cart.forms import ArticleForm, LineForm, NewLineForm, VoucherForm
from shop.cart.http import COUNT_COOKIE, count_of, remember, remember_count, token_of
from shop.catalog.selectors import current_rules
from shop.store import freshness
from shop.store.http import only_posted, private_page, way_back
from shop.store.selectors import shop
from shop.store.tries import Tries
from shop.store.whatsapp import whatsapp_share_url
from shop.visits import http as visits
from shop.visits.models import Step

HOUR = 60 * 60
# Ten slips of the finger in an hour are nobody's; a program that tries codes is stopped by them. Mobile carriers put
# thousands of customers behind one address: it has 300, for a program that begins a basket for every ten.
GUESSES = (
    Tries("voucher", most=10, seconds=HOUR, who=token_of),
    Tries("voucher-address", most=300, seconds=HOUR),
)

# Messages travel in a cookie, which holds little.
MOST_NAMES = 10


@never_cache
@require_safe
def show(request):
    return _page(request)


@never_cache
@only_posted(back="cart:show")
def add(request):
    form = NewLineForm(request.POST)
    if not form.is_valid():
        return _page(request, problem=_first_error(form), status=422)
    try:
        cart = services.add(
            token=token_of(request),
            sku_id=form.cleaned_data["sku"],
            quantity=form.cleaned_data["quantity"],
            now=timezone.now(),
        )
    except services.CartError as error:
        return _page(request, problem=str(error), status=422)
    origin = visits.origin_of(request)
    if services.came_from(cart=cart, origin=origin):
        visits.count(request, step=Step.BASKET, origin=origin)
    messages.success(request, _("Added to your basket."))
    back = way_back(request, otherwise=reverse("cart:show"))
    return remember(HttpResponseRedirect(back), cart, selectors.count(cart.token))


@never_cache
@only_posted(back="cart:show")
def update(request):
    removing = request.POST.get("action") == "remove"
    form = ArticleForm(request.POST) if removing else LineForm(request.POST)
    if not form.is_valid():
        return _page(request, problem=_first_error(form), status=422)
    sku_id, quantity = form.cleaned_data["sku"], form.cleaned_data.get("quantity", 0)
    try:
        cart, before = services.set_quantity(
            token=token_of(request), sku_id=sku_id, quantity=quantity, now=timezone.now()
        )
    except services.CartError as error:
        return _page(request, problem=str(error), status=422)
    query = "" if quantity else f"?{urlencode({'removed': sku_id, 'quantity': before})}"
    return remember(redirect(reverse("cart:show") + query), cart, selectors.count(cart.token))


@never_cache
@only_posted(back="cart:show")
def voucher(request):
    """Keeps a code with the basket; the button "Remove" sends none."""
    form = VoucherForm(request.POST)
    if not form.is_valid():
        return _page(request, voucher_problem=_first_error(form), status=422)
    code = "" if request.POST.get("action") == "remove" else form.cleaned_data["code"]
    if code.strip() and any(limit.used_up(request) for limit in GUESSES):
        sentence = _("Too many unknown codes. Please try again in an hour, or order without a voucher.")
        return _page(request, voucher_problem=sentence, typed=code, status=429)
    try:
        services.use_voucher(token=token_of(request), code=code, now=timezone.now())
    except services.CartError as error:
        if isinstance(error, services.UnknownVoucher):
            for limit in GUESSES:
                limit.note(request)
        return _page(request, voucher_problem=str(error), typed=code, status=422)
    return redirect("cart:show")


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def linked(request, token: str):
    """A basket by its own address: looking changes nothing (programs look too), the button takes a copy."""
    now = timezone.now()
    cart = links.cart_for(token, now=now)
    basket = selectors.contents(cart, now=now, rules=current_rules(now=now, request=request)) if cart else None
    if not basket or not basket.rows:
        return render(request, "cart/link.html", {"rows": ()}, status=404)
    if cart.token == token_of(request):
        return redirect("cart:show")
    if request.method == "POST":
        return _take(request, basket, now)
    rows = [(row, links.can_be_taken(row)) for row in basket.rows]
    context = {"rows": rows, "total": links.worth(basket), "has_own": count_of(request)}
    return render(request, "cart/link.html", context)


def _take(request, basket, now):
    taken = links.take(basket=basket, token=token_of(request), now=now)
    if taken.cart is None:
        return redirect(request.path)
    messages.success(request, _("Put into your basket. The prices are today's."))
    if taken.left_out:
        names = ", ".join(taken.left_out[:MOST_NAMES])
        messages.warning(request, _("Not there any more, or fewer than wanted: %(names)s.") % {"names": names})
    return remember(redirect("cart:show"), taken.cart, selectors.count(taken.cart.token))


def _link(request, basket) -> dict | None:
    """How to go on with this basket in another browser; None while there is nothing in it."""
    if not basket.rows:
        return None
    address = request.build_absolute_uri(reverse("cart:linked", args=[links.token_for(basket.cart)]))
    name = freshness.remember(request, "shop", shop).name
    text = _("My basket at %(shop)s: %(url)s") % {"shop": name, "url": address}
    return {"address": address, "whatsapp": whatsapp_share_url(text)}


def _page(request, problem: str = "", status: int = 200, voucher_problem: str = "", typed: str = ""):
    basket = selectors.basket(token_of(request), now=timezone.now(), request=request)
    context = {
        "lines": basket.rows,
        "subtotal": basket.subtotal,
        "discount": basket.discount,
        "goods": basket.goods,
        "voucher": basket.voucher,
        "voucher_problem": voucher_problem,
        "typed": typed,
        "blocked": basket.blocked,
        "removed": _removed(request),
        "problem": problem,
        "link": _link(request, basket),
    }
    units = sum(row.quantity for row in basket.rows)
    if units == count_of(request):
        return render(request, "cart/cart.html", context, status=status)
    # Ordered or emptied in another window, or forgotten by the browser: the header tells what is true.
    request.COOKIES[COUNT_COOKIE] = str(units)
    return remember_count(render(request, "cart/cart.html", context, status=status), units)


def _removed(request) -> dict | None:
    """What the visitor has just taken out, so that one button brings it back."""
    form = NewLineForm({"sku": request.GET.get("removed", ""), "quantity": request.GET.get("quantity", "")})
    if not form.is_valid():
        return None
    sku = selectors.for_sale().filter(pk=form.cleaned_data["sku"]).first()
    return sku and {"sku_id": sku.pk, "name": str(sku), "quantity": form.cleaned_data["quantity"]}


def _first_error(form) -> str:
    return next(iter(form.errors.values()))[0]
