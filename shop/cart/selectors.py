"""What is in a basket, priced today, with a sentence for everything that changed since the visitor looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from accounting.money import format as rupiah
from shop.cart.models import Cart, CartLine
from shop.catalog.models import Sku
from shop.catalog.pricing import Line, Part, PricedLine, Rule, price, quote
from shop.catalog.selectors import current_rules, fault_sentence, voucher_terms

# What templates/cart/cart.html shows of a photo.
THUMBNAILS = ("format-avif|fill-200x200", "format-jpeg|fill-200x200")


@dataclass(frozen=True, slots=True)
class Row:
    """One line. Money in rupiah. A `problem` blocks checkout, a `notice` only tells.

    `unit_price` is what the shop window says now; `regular` the article's own price when a promotion lowers it.
    `parts`: what basket rules and the voucher take off the line, each with its name.
    """

    sku_id: int
    name: str
    unit: str
    url: str
    photo: object | None
    quantity: int
    unit_price: int
    price_before: int | None
    available: int
    problem: str
    notice: str
    regular: int | None = None
    parts: tuple[Part, ...] = ()
    sold: bool = True

    @property
    def gross(self) -> int:
        return self.unit_price * self.quantity

    @property
    def discount(self) -> int:
        return sum(part.amount for part in self.parts)

    @property
    def total(self) -> int:
        return self.gross - self.discount


@dataclass(frozen=True, slots=True)
class VoucherSeen:
    """The code that the visitor has typed. `problem`: why it takes nothing off at the moment."""

    code: str
    discount: int
    problem: str


@dataclass(frozen=True, slots=True)
class Basket:
    cart: Cart | None
    rows: tuple[Row, ...]
    voucher: VoucherSeen | None = None

    @property
    def subtotal(self) -> int:
        """Before discounts, at the prices of the moment."""
        return sum(row.gross for row in self.rows)

    @property
    def discount(self) -> int:
        return sum(row.discount for row in self.rows)

    @property
    def goods(self) -> int:
        """After discounts: what free delivery is judged by."""
        return self.subtotal - self.discount

    @property
    def blocked(self) -> bool:
        return any(row.problem for row in self.rows)


def for_sale() -> QuerySet[Sku]:
    """What a visitor may buy: an article that the shop still has and that a published page shows."""
    return Sku.objects.filter(archived_at=None, listings__page__live=True).distinct()


def cart_of(token: str | None) -> Cart | None:
    return Cart.objects.filter(token=token).first() if token else None


def count(token: str | None) -> int:
    """Units in the basket, for the header."""
    if not token:
        return 0
    return CartLine.objects.filter(cart__token=token).aggregate(units=Sum("quantity"))["units"] or 0


def basket(token: str | None, request=None) -> Basket:
    """The visitor's basket; an empty one when there is none. With a `request` the rules cost no query of their own."""
    cart = cart_of(token)
    if not cart:
        return Basket(None, ())
    now = timezone.now()
    return contents(cart, now=now, rules=current_rules(now=now, request=request))


def contents(cart: Cart, *, now: datetime | None = None, rules: Sequence[Rule] | None = None) -> Basket:
    """A constant number of queries, however many lines. Without `rules` those of `now` are read."""
    now = now or timezone.now()
    rules = current_rules(now=now) if rules is None else rules
    photos = Prefetch("sku__listings__page__photo", queryset=get_image_model().objects.prefetch_renditions(*THUMBNAILS))
    lines = list(cart.lines.select_related("sku__level").prefetch_related(photos).order_by("id"))
    terms, problem = voucher_terms(cart.voucher_code, now=now) if cart.voucher_code else (None, "")
    priced = price([Line(line.sku_id, line.quantity, line.sku.price) for line in lines], rules, terms)
    rows = tuple(_row(line, now_priced) for line, now_priced in zip(lines, priced.lines, strict=True))
    if not cart.voucher_code:
        return Basket(cart, rows)
    problem = problem or fault_sentence(cart.voucher_code, priced)
    return Basket(cart, rows, VoucherSeen(cart.voucher_code, priced.voucher_discount, problem))


def price_now(sku: Sku, *, now: datetime) -> int:
    """What one unit costs at `now`."""
    return quote(sku.pk, sku.price, current_rules(now=now)).price


def _row(line: CartLine, priced: PricedLine) -> Row:
    sku = line.sku
    level = getattr(sku, "level", None)
    available = level.available if level else 0
    page = next((listing.page for listing in sku.listings.all() if listing.page.live), None)
    before = line.price_seen if line.price_seen != priced.unit_price else None
    return Row(
        sku_id=sku.pk,
        name=str(sku),
        unit=sku.unit,
        url=(page.url or "") if page else "",
        photo=page.photo if page else None,
        quantity=line.quantity,
        unit_price=priced.unit_price,
        price_before=before,
        available=available,
        problem=_problem(line, page, available),
        notice=_notice(priced.unit_price, before),
        regular=sku.price if priced.unit_price < sku.price else None,
        parts=priced.parts,
        sold=not sku.is_archived and page is not None,
    )


def _problem(line: CartLine, page, available: int) -> str:
    if line.sku.is_archived or page is None:
        return _("This product is not sold any more. Remove it to go on.")
    if available <= 0:
        return _("Sold out since you put it in. Remove it to go on.")
    if available < line.quantity:
        return _("Only %(count)d left. Lower the quantity to go on.") % {"count": available}
    return ""


def _notice(price: int, before: int | None) -> str:
    if before is None:
        return ""
    return _("The price changed from %(before)s to %(now)s.") % {
        "before": rupiah(before),
        "now": rupiah(price),
    }
