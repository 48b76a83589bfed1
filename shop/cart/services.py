"""Into the basket and out of it. Nothing here reserves goods: that happens when the order is placed."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shop.cart import selectors
from shop.cart.http import LIFETIME
from shop.cart.models import Cart, CartLine
from shop.catalog.pricing import quote
from shop.catalog.selectors import current_rules, voucher_fault, voucher_named
from shop.catalog.vouchers import normalise
from shop.visits.sources import DIRECT, Origin

MAX_LINES = 100
MAX_QUANTITY = 9999


class CartError(Exception):
    """Carries the sentence for the visitor."""


class UnknownVoucher(CartError):
    """No voucher has this code: a slip of the finger, or a guess."""


@transaction.atomic
def add(*, token: str | None, sku_id: int, quantity: int, now: datetime) -> Cart:
    """Put units of an article into the basket of `token`; a basket is made when there is none yet."""
    sku = selectors.for_sale().filter(pk=sku_id).first()
    if sku is None:
        raise CartError(_("This product is not sold any more."))
    cart = locked_cart(token, now)
    line = cart.lines.filter(sku=sku).first()
    wanted = (line.quantity if line else 0) + quantity
    _check(wanted)
    if line is None and cart.lines.count() >= MAX_LINES:
        raise CartError(_("Your basket is full. Please order what is in it first."))
    seen = selectors.price_now(sku, now=now)
    CartLine.objects.update_or_create(cart=cart, sku=sku, defaults={"quantity": wanted, "price_seen": seen})
    return cart


@transaction.atomic
def set_quantities(*, token: str | None, quantities: Mapping[int, int], now: datetime) -> tuple[Cart, dict[int, int]]:
    """`quantities`: article -> units, all of them or none. Zero removes the line. Seeing the new quantity also means
    seeing today's price. Returns the old quantities too."""
    cart = Cart.objects.select_for_update().filter(token=token or "").first()
    lines = list(cart.lines.select_related("sku").filter(sku__in=quantities)) if cart else []
    if not cart or len(lines) < len(quantities):
        raise CartError(_("This product is not in your basket any more."))
    before, rules = {line.sku_id: line.quantity for line in lines}, current_rules(now=now)
    for line in lines:
        line.quantity = quantities[line.sku_id]
        if line.quantity:
            _check(line.quantity)
        line.price_seen = quote(line.sku_id, line.sku.price, rules).price
    cart.lines.filter(pk__in=[line.pk for line in lines if not line.quantity]).delete()
    CartLine.objects.bulk_update([line for line in lines if line.quantity], ["quantity", "price_seen"])
    Cart.objects.filter(pk=cart.pk).update(touched_at=now)
    return cart, before


@transaction.atomic
def use_voucher(*, token: str | None, code: str, now: datetime) -> Cart:
    """Keep a code with the basket, or drop it when `code` is empty. A use is claimed only when the order is placed.

    Raises CartError with the reason when nobody can use this code at `now`; UnknownVoucher when there is none.
    """
    cart = Cart.objects.select_for_update().filter(token=token or "").first()
    if cart is None:
        raise CartError(_("Put something into your basket first."))
    known = normalise(code)
    voucher = voucher_named(known)
    if code.strip() and (fault := voucher_fault(voucher, now=now)):
        raise (CartError if voucher else UnknownVoucher)(fault)
    Cart.objects.filter(pk=cart.pk).update(voucher_code=known, touched_at=now)
    return cart


def drop_voucher(*, token: str | None) -> None:
    Cart.objects.filter(token=token or "").update(voucher_code="")


def claim(*, cart: Cart, checkout_key: uuid.UUID) -> bool:
    """Take the basket's one right to become an order; False when it was taken before (double click, second tab)."""
    fresh = {"checkout_key": uuid.uuid4(), "source": "", "campaign": ""}
    return bool(Cart.objects.filter(pk=cart.pk, checkout_key=checkout_key).update(**fresh))


def came_from(*, cart: Cart, origin: Origin) -> bool:
    """Remember who sent the buyer: the first one counts, and only "direct" gives way. Whether it was the first."""
    unknown = Cart.objects.filter(pk=cart.pk, source="")
    if unknown.update(source=origin.source, campaign=origin.campaign):
        return True
    if origin.source != DIRECT:
        Cart.objects.filter(pk=cart.pk, source=DIRECT).update(source=origin.source, campaign=origin.campaign)
    return False


def empty(*, cart: Cart) -> None:
    cart.lines.all().delete()
    if cart.voucher_code:
        Cart.objects.filter(pk=cart.pk).update(voucher_code="")


def sweep(*, now: datetime) -> int:
    """Drop baskets that nobody touched for 30 days."""
    return Cart.objects.filter(touched_at__lt=now - LIFETIME).delete()[0]


def locked_cart(token: str | None, now: datetime) -> Cart:
    """The basket of `token`, for this transaction alone; a new one without. Having it counts as touching it."""
    cart = Cart.objects.select_for_update().filter(token=token).first() if token else None
    if cart is None:
        return Cart.objects.create(touched_at=now)
    Cart.objects.filter(pk=cart.pk).update(touched_at=now)
    return cart


def _check(quantity: int) -> None:
    if not 1 <= quantity <= MAX_QUANTITY:
        raise CartError(_("Choose a quantity between 1 and %(most)d.") % {"most": MAX_QUANTITY})
