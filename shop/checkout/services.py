"""From basket to order, in one transaction."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from accounting.money import format as rupiah
from shop.cart import selectors as carts
from shop.cart import services as cart_services
from shop.catalog.selectors import current_rules
from shop.catalog.vouchers import VoucherRefused
from shop.orders import services as orders
from shop.orders.models import Order
from shop.payments import on_hand_over, receivables
from shop.shipping import selectors as shipping
from shop.stock.services import OutOfStock
from shop.store.selectors import shop
from shop.store.services import order_series, take_number


class CheckoutError(Exception):
    """Carries the sentence for the customer."""


class Changed(CheckoutError):
    """The basket is not what the page showed; `differences` says in sentences what moved."""

    def __init__(self, differences: list[str]):
        self.differences = differences
        super().__init__(" ".join(differences))


class NoDelivery(CheckoutError):
    pass


class NoCash(CheckoutError):
    """This order cannot be paid when it is handed over."""


@dataclass(frozen=True, slots=True)
class Customer:
    """Who orders, and where the goods go. `area` is a value of shipping.selectors.areas(), empty for pick-up.

    `consent_text`: the words about data use that the page showed.
    """

    name: str
    phone: str
    method: str
    consent_text: str
    area: str = ""
    address: str = ""
    note: str = ""
    pay_by: str = Order.PayBy.TRANSFER


@dataclass(frozen=True, slots=True)
class Totals:
    """Rupiah. `delivery_fee` and `total` are None while the place is not known."""

    subtotal: int
    discount: int
    delivery_fee: int | None
    quote: shipping.Quote | None = None

    @property
    def goods(self) -> int:
        """After discounts: free delivery is judged by what is paid for the goods."""
        return self.subtotal - self.discount

    @property
    def total(self) -> int | None:
        return None if self.delivery_fee is None else self.goods + self.delivery_fee


def totals(*, basket: carts.Basket, method: str, area: str) -> Totals:
    if method == Order.Method.PICKUP:
        return Totals(basket.subtotal, basket.discount, 0)
    quote = shipping.quote(area, subtotal=basket.goods) if area else None
    return Totals(basket.subtotal, basket.discount, quote.fee if quote else None, quote)


def cash_at_most(*, method: str, quote: shipping.Quote | None) -> int:
    """Up to which total, in rupiah, the shop takes cash when it hands the goods over; 0 where it does not."""
    if method == Order.Method.PICKUP:
        return shop().pickup_cash_at_most
    return quote.cash_at_most if quote else 0


class Seen(NamedTuple):
    """What a page shows of one line. Money in rupiah."""

    quantity: int
    unit_price: int
    discount: int = 0


def seen(rows) -> dict[int, Seen]:
    """What a page shows of a basket, by SKU id."""
    return {row.sku_id: Seen(row.quantity, row.unit_price, row.discount) for row in rows}


def place_order(
    *,
    token: str | None,
    checkout_key: uuid.UUID,
    customer: Customer,
    shown: dict[int, Seen],
    now: datetime,
) -> Order:
    """The order of this checkout page: made now, or the one that an earlier click has made.

    Raises NoDelivery, NoCash, and Changed when price, discount, quantity or stock differ from `shown`; then no order
    is written. A voucher that is refused at the last moment leaves the basket, so that the page can show the total
    without it.
    """
    if done := order_of(checkout_key):
        return done
    try:
        return _place(token, checkout_key, customer, shown, now)
    except receivables.AmountTaken:
        # Two checkouts in different months do not wait for each other's number: the second one chooses again.
        return _place(token, checkout_key, customer, shown, now)
    except _TakenByAnother:
        if done := order_of(checkout_key):
            return done
        raise Changed([_("Your basket was changed in another window. Please look at it again.")]) from None
    except OutOfStock as error:
        raise Changed([str(error)]) from None
    except VoucherRefused as refusal:
        cart_services.drop_voucher(token=token)
        raise Changed([str(refusal)]) from None


def order_of(checkout_key: uuid.UUID) -> Order | None:
    return Order.objects.filter(checkout_key=checkout_key).first()


class _TakenByAnother(Exception):
    pass


@transaction.atomic
def _place(token, checkout_key, customer: Customer, shown, now: datetime) -> Order:
    cart = carts.cart_of(token)
    # The basket's row is locked from here on: a second click waits, then finds the first one's order.
    if cart is None or not cart_services.claim(cart=cart, checkout_key=checkout_key):
        raise _TakenByAnother
    basket = carts.contents(cart, now=now, rules=current_rules(now=now))
    _refuse_differences(basket, shown)
    sums = totals(basket=basket, method=customer.method, area=customer.area)
    if sums.total is None:
        raise NoDelivery(_("We do not deliver to that place. Choose another one, or pick up at the shop."))
    if customer.pay_by == Order.PayBy.CASH:
        _refuse_cash(customer, sums, now)
    order, amount = _create(cart, basket, customer, sums, checkout_key, now)
    receivables.open_receivable(order=order, is_unique=amount.is_unique)
    cart_services.empty(cart=cart)
    return order


def _create(cart, basket, customer: Customer, sums: Totals, checkout_key, now: datetime):
    settings = shop()
    series = order_series(now)
    # Taking a number makes other checkouts wait until commit, so the choice of an amount below has no rival.
    number = f"{settings.order_prefix}-{series.removeprefix('order:')}-{take_number(series=series):04d}"
    by_cash = customer.pay_by == Order.PayBy.CASH
    amount = receivables.without_code(sums.total) if by_cash else receivables.choose(base=sums.total, now=now)
    order = orders.create(
        lines=[
            orders.NewLine(
                sku_id=row.sku_id,
                name=row.name,
                unit=row.unit,
                unit_price=row.unit_price,
                quantity=row.quantity,
                discount=row.discount,
            )
            for row in basket.rows
        ],
        at=now,
        number=number,
        checkout_key=checkout_key,
        expires_at=now + timedelta(hours=settings.payment_hours),
        customer_name=customer.name,
        phone=customer.phone,
        method=customer.method,
        pay_by=customer.pay_by,
        address=customer.address,
        area=sums.quote.area if sums.quote else "",
        zone=sums.quote.zone if sums.quote else "",
        note=customer.note,
        consent_text=customer.consent_text,
        consent_at=now,
        source=cart.source,
        campaign=cart.campaign,
        subtotal=sums.subtotal,
        discount=sums.discount,
        voucher_code=basket.voucher.code if basket.voucher and basket.voucher.discount else "",
        delivery_fee=sums.delivery_fee,
        unique_code=amount.code,
        payable=amount.payable,
    )
    return order, amount


def _refuse_cash(customer: Customer, sums: Totals, now: datetime) -> None:
    most = cash_at_most(method=customer.method, quote=sums.quote)
    if not most:
        raise NoCash(_("Cash is not possible there. Please choose bank transfer."))
    if sums.total > most:
        raise NoCash(
            _("Cash is possible up to %(most)s; this order is %(total)s. Please choose bank transfer.")
            % {"most": rupiah(most), "total": rupiah(sums.total)}
        )
    if on_hand_over.unpaid_of(customer.phone, now=now) >= on_hand_over.MOST_UNPAID:
        # Says nothing of the orders: anybody may type anybody's number.
        raise NoCash(_("Cash is not possible for this order just now. Please choose bank transfer."))


def _refuse_differences(basket: carts.Basket, shown: dict[int, Seen]) -> None:
    differences = [text for row in basket.rows if (text := _difference(row, shown.get(row.sku_id)))]
    if len(shown) != len(basket.rows) or not basket.rows:
        differences.append(_("Your basket was changed in another window. Please look at it again."))
    if not differences:
        differences += _discount_differences(basket, sum(line.discount for line in shown.values()))
    if differences:
        raise Changed(differences)


def _discount_differences(basket: carts.Basket, before: int) -> list[str]:
    """Of all lines together: how it is shared among them is nothing that a customer compares."""
    if basket.discount == before:
        return []
    why = [basket.voucher.problem] if basket.voucher and basket.voucher.problem else []
    return [
        *why,
        _("The discount changed from %(before)s to %(now)s.")
        % {"before": rupiah(before), "now": rupiah(basket.discount)},
    ]


def _difference(row: carts.Row, shown: Seen | None) -> str:
    if row.problem:
        return f"{row.name}: {row.problem}"
    if shown is None or shown.quantity != row.quantity:
        return _("%(name)s: the quantity is now %(count)d.") % {"name": row.name, "count": row.quantity}
    if shown.unit_price != row.unit_price:
        return _("%(name)s: the price changed from %(before)s to %(now)s.") % {
            "name": row.name,
            "before": rupiah(shown.unit_price),
            "now": rupiah(row.unit_price),
        }
    return ""
