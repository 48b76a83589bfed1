"""What is in a basket, priced today, with a sentence for everything that changed since the visitor looked."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet, Sum
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from accounting.money import format as rupiah
from shop.cart.models import Cart, CartLine
from shop.catalog.models import Sku

# What templates/cart/cart.html shows of a photo.
THUMBNAILS = ("format-avif|fill-200x200", "format-jpeg|fill-200x200")


@dataclass(frozen=True, slots=True)
class Row:
    """One line. Money in rupiah. A `problem` blocks checkout, a `notice` only tells."""

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

    @property
    def total(self) -> int:
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class Basket:
    cart: Cart | None
    rows: tuple[Row, ...]

    @property
    def subtotal(self) -> int:
        return sum(row.total for row in self.rows)

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


def basket(token: str | None) -> Basket:
    """The visitor's basket; an empty one when there is none."""
    cart = cart_of(token)
    return contents(cart) if cart else Basket(None, ())


def contents(cart: Cart) -> Basket:
    """A constant number of queries, however many lines."""
    photos = Prefetch("sku__listings__page__photo", queryset=get_image_model().objects.prefetch_renditions(*THUMBNAILS))
    lines = cart.lines.select_related("sku__level").prefetch_related(photos).order_by("id")
    return Basket(cart, tuple(_row(line) for line in lines))


def _row(line: CartLine) -> Row:
    sku = line.sku
    level = getattr(sku, "level", None)
    available = level.available if level else 0
    page = next((listing.page for listing in sku.listings.all() if listing.page.live), None)
    before = line.price_seen if line.price_seen != sku.price else None
    return Row(
        sku_id=sku.pk,
        name=str(sku),
        unit=sku.unit,
        url=(page.url or "") if page else "",
        photo=page.photo if page else None,
        quantity=line.quantity,
        unit_price=sku.price,
        price_before=before,
        available=available,
        problem=_problem(line, page, available),
        notice=_notice(sku.price, before),
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
