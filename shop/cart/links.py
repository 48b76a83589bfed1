"""A basket's own address, for who has to go on in another browser: those inside Instagram and Facebook lose cookies.

The address is signed and holds no more than the basket's number; the cookie's token cannot be told from it. It is bound
to the basket's right to become an order: once ordered, the address leads nowhere. Who opens it takes a copy, so two
people never fill one basket, and whoever passes it on gives away nothing but a list of goods.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.db import transaction

from shop.cart.http import LIFETIME
from shop.cart.models import Cart, CartLine
from shop.cart.selectors import Basket, Row
from shop.cart.services import MAX_LINES, came_from, locked_cart
from shop.visits.sources import Origin

SALT = "shop.cart.link"
# "17." and 43 signs of signature; a basket's number has at most 19 digits.
LONGEST = 64


@dataclass(frozen=True, slots=True)
class Taken:
    """`cart` is None when nothing could be put in; `left_out`: names of what was not, or not all of it."""

    cart: Cart | None
    left_out: tuple[str, ...]


def token_for(cart: Cart) -> str:
    return _signer(cart).sign(cart.pk)


def cart_for(token: str, *, now: datetime) -> Cart | None:
    """The basket of an address; None when it is wrong, ordered, or 30 days old."""
    number, dot, _signature = token.partition(".")
    if not dot or len(token) > LONGEST or not (number.isascii() and number.isdigit()) or len(number) > 18:
        return None
    cart = Cart.objects.filter(pk=int(number), touched_at__gte=now - LIFETIME).first()
    try:
        return cart if cart and _signer(cart).unsign(token) == str(cart.pk) else None
    except BadSignature:
        return None


def can_be_taken(row: Row) -> int:
    """How many units of a line of another basket can be bought now."""
    return min(row.quantity, row.available) if row.sold else 0


def worth(basket: Basket) -> int:
    """Rupiah of what can be taken. Promotions and voucher are counted while all of it can: what stays behind may have
    been what they asked for."""
    units = [can_be_taken(row) for row in basket.rows]
    if units == [row.quantity for row in basket.rows]:
        return basket.goods
    return sum(row.unit_price * count for row, count in zip(basket.rows, units, strict=True))


@transaction.atomic
def take(*, basket: Basket, token: str | None, now: datetime) -> Taken:
    """Put what can be bought of `basket` into that of `token`; what is in there already stays, and the larger
    quantity counts, so that pressing twice changes nothing. Who sent the first buyer goes along, as `came_from` has it.
    """
    units = {row.sku_id: can_be_taken(row) for row in basket.rows}
    if not any(units.values()):
        return Taken(None, tuple(row.name for row in basket.rows))
    mine = locked_cart(token, now)
    held, left_out = dict(mine.lines.values_list("sku_id", "quantity")), []
    for row in basket.rows:
        wanted, has = units[row.sku_id], held.get(row.sku_id, 0)
        if wanted < row.quantity or (not has and len(held) >= MAX_LINES):
            left_out.append(row.name)
        if wanted > has and (has or len(held) < MAX_LINES):
            held[row.sku_id] = wanted
            _put(mine, row, wanted)
    if basket.cart.voucher_code and not mine.voucher_code:
        Cart.objects.filter(pk=mine.pk).update(voucher_code=basket.cart.voucher_code)
    if basket.cart.source:
        came_from(cart=mine, origin=Origin(basket.cart.source, basket.cart.campaign))
    return Taken(mine, tuple(left_out))


def _put(mine: Cart, row: Row, quantity: int) -> None:
    seen = {"quantity": quantity, "price_seen": row.unit_price}
    CartLine.objects.update_or_create(cart=mine, sku_id=row.sku_id, defaults=seen)


def _signer(cart: Cart) -> Signer:
    return Signer(sep=".", salt=f"{SALT}:{cart.checkout_key}")
