"""Price rules and vouchers for tests, by the services that make the real ones; in force from NOW on unless told."""

from itertools import count

from shop.cart import selectors as carts
from shop.catalog import promotions, vouchers
from shop.catalog.models import PriceRule, Voucher
from shop.checkout.services import seen
from tests import build

_numbers = count(1)


def rule(*skus, kind: str = "percent", value: int | None = 20, **facts) -> PriceRule:
    """`rule(bag, value=20)`: 20 % off the bag. Without articles it is for everything."""
    defaults = {
        "name": f"Promo {next(_numbers)}",
        "everything": not skus,
        "starts_at": build.NOW,
        "ends_at": build.NOW + build.DAY,
        "combines": True,
    }
    return promotions.create_rule(kind=kind, value=value, skus=skus, now=build.NOW, by="pemilik", **defaults | facts)


def voucher(code: str = "HEMAT", *, kind: str = "amount", value: int = 5000, **facts) -> Voucher:
    defaults = {"starts_at": build.NOW, "ends_at": build.NOW + build.DAY}
    return vouchers.create_voucher(code=code, kind=kind, value=value, now=build.NOW, by="pemilik", **defaults | facts)


def cart_with(code: str, *lines, now=build.NOW):
    """A basket with a voucher."""
    cart = build.cart(*lines, now=now)
    type(cart).objects.filter(pk=cart.pk).update(voucher_code=code)
    return build.fresh(cart)


def order_with(code: str, *lines, now=build.NOW, **facts):
    cart = cart_with(code, *lines, now=now)
    return build.fresh(build.place(cart, now=now, shown=seen(carts.basket(cart.token, now=now).rows), **facts))
