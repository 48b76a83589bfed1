from collections.abc import Container, Mapping
from itertools import zip_longest
from types import MappingProxyType
from urllib.parse import urldefrag

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
from shop.cart.forms import ArticleForm, LineForm, NewLineForm, RemovedForm, VoucherForm
from shop.cart.http import COUNT_COOKIE, count_of, place_of, remember, remember_count, token_of
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
        return _again(request, _first_error(form))
    sku_id = form.cleaned_data["sku"]
    try:
        cart = services.add(
            token=token_of(request), sku_id=sku_id, quantity=form.cleaned_data["quantity"], now=timezone.now()
        )
    except services.CartError as error:
        return _again(request, str(error))
    origin = visits.origin_of(request)
    if services.came_from(cart=cart, origin=origin):
        visits.count(request, step=Step.BASKET, origin=origin)
    messages.success(request, _("Added to your basket."), extra_tags=place_of(sku_id))
    back = way_back(request, otherwise="")
    # Who goes on where the button was finds the article's place there; from its own page the basket is the next step.
    landing = f"{urldefrag(back).url}#{place_of(sku_id)}" if back else reverse("cart:show")
    return remember(HttpResponseRedirect(landing), cart, selectors.count(cart.token))


@never_cache
@only_posted(back="cart:show")
def update(request):
    """Whatever was typed on the basket's page is taken, whichever of its buttons was pressed."""
    forms = [LineForm(line) for line in _changed(request)]
    if wrong := [form for form in forms if not form.is_valid()]:
        faulty = {form.data["sku"] for form in wrong}
        return _page(request, problem=_first_error(wrong[0]), typed=_typed(request), faulty=faulty, status=422)
    quantities = {form.cleaned_data["sku"]: form.cleaned_data["quantity"] for form in forms}
    cart, before = None, {}
    try:
        if quantities:
            cart, before = services.set_quantities(token=token_of(request), quantities=quantities, now=timezone.now())
    except services.CartError as error:
        return _page(request, problem=str(error), typed=_typed(request), status=422)
    if refused := _code_refused(request):
        problem, status = refused
        return _page(request, voucher_problem=problem, status=status)
    checkout = request.POST.get("action") == "checkout"
    if checkout and _expected(request, quantities) != selectors.quantities(token_of(request)):
        sentence = _("Your basket was changed in another window. Please look at it once more.")
        return _page(request, problem=sentence, status=409)
    onward = reverse("checkout:checkout") if checkout else _back(request, quantities, before)
    response = HttpResponseRedirect(onward)
    return remember(response, cart, selectors.count(cart.token)) if cart else response


def _changed(request) -> list[dict]:
    """The lines that say another quantity than the page showed: the others may have changed in another window."""
    removed = request.POST.get("remove", "")
    columns = (request.POST.getlist(name) for name in ("sku", "quantity", "shown"))
    changed = [
        {"sku": sku, "quantity": quantity}
        for sku, quantity, shown in zip_longest(*columns)
        if quantity != shown and sku != removed
    ]
    return changed + ([{"sku": removed, "quantity": "0"}] if removed else [])


def _typed(request) -> dict[str, str]:
    return dict(zip(request.POST.getlist("sku"), request.POST.getlist("quantity"), strict=False))


def _code_refused(request) -> tuple[str, int] | None:
    """Keeps a typed code with the basket, or drops the kept one by its button. Else why not, and the status."""
    form = VoucherForm(request.POST)
    if not form.is_valid():
        return _first_error(form), 422
    code, dropping = form.cleaned_data["code"], request.POST.get("action") == "drop-voucher"
    if not (code or dropping):
        return None
    if not dropping and any(limit.used_up(request) for limit in GUESSES):
        return _("Too many unknown codes. Please try again in an hour, or order without a voucher."), 429
    try:
        services.use_voucher(token=token_of(request), code="" if dropping else code, now=timezone.now())
    except services.CartError as error:
        if isinstance(error, services.UnknownVoucher):
            for limit in GUESSES:
                limit.note(request)
        return str(error), 422
    return None


def _expected(request, changed: dict[int, int]) -> dict[str, str]:
    """Article -> quantity of a basket that nobody has changed since the page was shown, except from there."""
    asked = _typed(request) | {str(sku_id): str(quantity) for sku_id, quantity in changed.items()}
    return {sku: quantity for sku, quantity in asked.items() if quantity != "0"}


def _back(request, quantities: dict[int, int], before: dict[int, int]) -> str:
    """The basket, at what has changed of it."""
    basket = reverse("cart:show")
    if gone := [sku_id for sku_id, quantity in quantities.items() if not quantity]:
        sku_id, shown = gone[-1], request.POST.getlist("sku")
        place = shown.index(str(sku_id)) if str(sku_id) in shown else 0
        return f"{basket}?{urlencode({'removed': sku_id, 'quantity': before[sku_id], 'place': place})}#dihapus"
    return f"{basket}#{place_of(next(iter(quantities)))}" if quantities else f"{basket}#ringkasan"


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


def _again(request, problem: str):
    """The form of an article once more with what was typed, so that nothing has to be chosen again."""
    form = ArticleForm(request.POST)
    article = selectors.article(form.cleaned_data["sku"]) if form.is_valid() else None
    if article is None:
        return _page(request, problem=problem, status=422)
    typed, back = request.POST.get("quantity", ""), way_back(request, otherwise="")
    context = {"article": article, "typed": typed, "problem": problem, "next": back}
    return render(request, "cart/add.html", context, status=422)


def _page(
    request,
    *,
    status: int = 200,
    problem: str = "",
    typed: Mapping[str, str] = MappingProxyType({}),
    faulty: Container[str] = (),
    voucher_problem: str = "",
):
    """`typed`: article -> what its field says instead of its quantity; `faulty`: articles that `problem` is about."""
    basket = selectors.basket(token_of(request), now=timezone.now(), request=request)
    keys = [str(row.sku_id) for row in basket.rows]
    lines = [
        (row, typed.get(key, row.quantity), f"salah-{key}" if key in faulty else "")
        for key, row in zip(keys, basket.rows, strict=True)
    ]
    removed = _removed(request)
    if removed and lines:
        # In the list it takes the place of what was removed.
        lines.insert(removed["place"], (None, "", ""))
    context = {
        "lines": lines,
        "subtotal": basket.subtotal,
        "discount": basket.discount,
        "goods": basket.goods,
        "voucher": basket.voucher,
        "voucher_problem": voucher_problem,
        "code": request.POST.get("code", ""),
        "blocked": basket.blocked,
        "removed": removed,
        "problem": problem,
        "faulty": [row for key, row in zip(keys, basket.rows, strict=True) if key in faulty],
        "link": _link(request, basket),
    }
    units = sum(row.quantity for row in basket.rows)
    if units == count_of(request):
        return render(request, "cart/cart.html", context, status=status)
    # Ordered or emptied in another window, or forgotten by the browser: the header tells what is true.
    request.COOKIES[COUNT_COOKIE] = str(units)
    return remember_count(render(request, "cart/cart.html", context, status=status), units)


def _removed(request) -> dict | None:
    """What the visitor has just taken out, so that one button brings it back, and the place where it was."""
    form = RemovedForm(request.GET.dict() | {"sku": request.GET.get("removed", "")})
    if not form.is_valid():
        return None
    article = selectors.article(form.cleaned_data["sku"])
    return article and form.cleaned_data | {"name": article.name}


def _first_error(form) -> str:
    return next(iter(form.errors.values()))[0]
