"""What is in a basket, priced today, with a sentence for everything that changed since the visitor looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, QuerySet, Sum
from django.utils.translation import gettext as _

from accounting.money import format as rupiah
from shop.cart.models import Cart, CartLine
from shop.catalog.models import Sku
from shop.catalog.pricing import Line, PricedLine, PricedRows, Rule, price, quote
from shop.catalog.selectors import current_rules, fault_sentence, voucher_terms
from shop.store import questions


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """Addresses of one small picture."""

    avif: str
    jpeg: str


@dataclass(frozen=True, slots=True)
class Row(PricedLine):
    """A priced line with what the basket's page says of it. A `problem` blocks checkout, a `notice` only tells."""

    name: str
    unit: str
    url: str
    photo: Thumbnail | None
    price_before: int | None
    available: int
    problem: str
    notice: str
    sold: bool


@dataclass(frozen=True, slots=True)
class VoucherSeen:
    """The code that the visitor has typed. `problem`: why it takes nothing off at the moment."""

    code: str
    discount: int
    problem: str


@dataclass(frozen=True, slots=True)
class Basket(PricedRows):
    """The visitor's, as priced now; `cart` is None when there is none."""

    rows: tuple[Row, ...] = ()
    cart: Cart | None = None
    voucher: VoucherSeen | None = None

    @property
    def blocked(self) -> bool:
        return any(row.problem for row in self.rows)


def for_sale() -> QuerySet[Sku]:
    """What a visitor may buy: an article that the shop still has and that a published page shows."""
    return Sku.objects.filter(archived_at=None, listings__page__live=True).distinct()


@dataclass(frozen=True, slots=True)
class Article:
    """What can be put in, with the page that shows it."""

    sku_id: int
    name: str
    url: str


def article(sku_id: int) -> Article | None:
    """None when it is not for sale."""
    sku = for_sale().filter(pk=sku_id).annotate(url=F("listings__page__card_row__url")).first()
    return sku and Article(sku.pk, str(sku), sku.url or "")


def cart_of(token: str | None) -> Cart | None:
    return next(iter(questions.instances(_cart, token)), None) if token else None


def _cart(token) -> QuerySet[Cart]:
    return Cart.objects.filter(token=token)


def count(token: str | None) -> int:
    """Units in the basket, for the header."""
    if not token:
        return 0
    return CartLine.objects.filter(cart__token=token).aggregate(units=Sum("quantity"))["units"] or 0


def quantities(token: str | None) -> dict[str, str]:
    """Article -> units, as the basket's page writes them."""
    lines = CartLine.objects.filter(cart__token=token or "").values_list("sku", "quantity")
    return {str(sku_id): str(units) for sku_id, units in lines}


def basket(token: str | None, *, now: datetime, request=None) -> Basket:
    """The visitor's basket; an empty one when there is none. With a `request` the rules cost no query of their own."""
    cart = cart_of(token)
    return contents(cart, now=now, rules=current_rules(now=now, request=request)) if cart else Basket()


def contents(cart: Cart, *, now: datetime, rules: Sequence[Rule]) -> Basket:
    """A constant number of queries, however many lines. `rules`: those of `now`."""
    lines = _lines_of(cart)
    terms, problem = voucher_terms(cart.voucher_code, now=now) if cart.voucher_code else (None, "")
    priced = price([Line(line.sku_id, line.quantity, line.price) for line in lines], rules, terms)
    rows = tuple(_row(line, now_priced) for line, now_priced in zip(lines, priced.rows, strict=True))
    if not cart.voucher_code:
        return Basket(rows, cart)
    problem = problem or fault_sentence(cart.voucher_code, priced)
    return Basket(rows, cart, VoucherSeen(cart.voucher_code, priced.voucher_discount, problem))


class _Line(NamedTuple):
    """A line with its article, and with a page that shows it, as the shop window's lists know it."""

    key: int
    quantity: int
    price_seen: int
    sku_id: int
    name: str
    variant: str
    unit: str
    price: int
    archived_at: object | None
    on_hand: int | None
    reserved: int | None
    live: bool | None
    url: str | None
    avif: str | None
    jpeg: str | None

    @property
    def available(self) -> int:
        return (self.on_hand or 0) - (self.reserved or 0)

    @property
    def sold(self) -> bool:
        return self.archived_at is None and bool(self.live)


def _lines_of(cart: Cart) -> list[_Line]:
    """Of several pages that show an article, the first one that is published."""
    found: dict[int, _Line] = {}
    for line in map(_Line._make, questions.rows(_lines, cart.pk)):
        if line.key not in found or (line.live and not found[line.key].live):
            found[line.key] = line
    return list(found.values())


def _lines(cart) -> QuerySet[CartLine]:
    listed = CartLine.objects.filter(cart=cart).order_by("id", "sku__listings__sort_order", "sku__listings__id")
    return listed.values_list(
        "id",
        "quantity",
        "price_seen",
        "sku",
        "sku__name",
        "sku__variant",
        "sku__unit",
        "sku__price",
        "sku__archived_at",
        "sku__level__on_hand",
        "sku__level__reserved",
        "sku__listings__page__live",
        "sku__listings__page__card_row__url",
        "sku__listings__page__card_row__avif",
        "sku__listings__page__card_row__jpeg",
    )


def price_now(sku: Sku, *, now: datetime) -> int:
    """What one unit costs at `now`."""
    return quote(sku.pk, sku.price, current_rules(now=now)).price


def _row(line: _Line, priced: PricedLine) -> Row:
    before = line.price_seen if line.price_seen != priced.unit_price else None
    return Row(
        sku_id=priced.sku_id,
        quantity=priced.quantity,
        regular=priced.regular,
        unit_price=priced.unit_price,
        rule=priced.rule,
        parts=priced.parts,
        name=str(Sku(name=line.name, variant=line.variant)),
        unit=line.unit,
        url=line.url or "" if line.live else "",
        photo=Thumbnail(_smallest(line.avif), _smallest(line.jpeg)) if line.live and line.jpeg else None,
        price_before=before,
        available=line.available,
        problem=_problem(line),
        notice=_notice(priced.unit_price, before),
        sold=line.sold,
    )


def _smallest(srcset: str) -> str:
    """The first of `address 200w, address 320w`."""
    return srcset.partition(" ")[0]


def _problem(line: _Line) -> str:
    if not line.sold:
        return _("This product is not sold any more. Remove it to go on.")
    if line.available <= 0:
        return _("Sold out since you put it in. Remove it to go on.")
    if line.available < line.quantity:
        return _("Only %(count)d left. Lower the quantity to go on.") % {"count": line.available}
    return ""


def _notice(price: int, before: int | None) -> str:
    if before is None:
        return ""
    return _("The price changed from %(before)s to %(now)s.") % {
        "before": rupiah(before),
        "now": rupiah(price),
    }
