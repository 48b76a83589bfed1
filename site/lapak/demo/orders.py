"""Past orders in all states, made by the same services as real ones, spread over the last months."""

import random
import uuid
from datetime import datetime, timedelta

from accounting.money import format as rupiah
from shop.cart import services as carts
from shop.cart.selectors import basket, for_sale
from shop.checkout.services import Customer, place_order, seen
from shop.orders import services as orders
from shop.orders.models import Order
from shop.payments import on_hand_over
from shop.payments import services as payments
from shop.payments.models import BankAccount
from shop.shipping.selectors import areas
from shop.stock import services as stock
from shop.stock.models import StockLevel
from shop.store.selectors import shop

DAYS = 90
NAMES = (
    "Rina Kartika",
    "Bambang Prasetyo",
    "Dewi Anggraini",
    "Yusuf Maulana",
    "Hendra Wijaya",
    "Maria Goretti",
    "Ahmad Fauzi",
    "Lestari Handayani",
    "Rudi Hartono",
    "Putri Ayu",
    "Indah Permata",
    "Joko Susilo",
    "Nurul Hidayah",
    "Agus Salim",
    "Fitriani",
)


def order_key(number: int) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"lapak-demo-order-{number}")


def build_orders(count: int, *, now: datetime) -> None:
    """Orders 1 to `count`; those that exist already are left alone."""
    choices = areas()
    for number in range(1, count + 1):
        if not Order.objects.filter(checkout_key=order_key(number)).exists():
            # Its own generator for each order: the same order whatever was made before.
            _build(number, _moment(number, count, now), choices, random.Random(number), now)


def _moment(number: int, count: int, now: datetime) -> datetime:
    """Evenly over the last months; the newest tenth within the last hours, so that some still wait."""
    fresh = max(count // 10, 3)
    if number > count - fresh:
        return now - timedelta(minutes=40 * (count - number + 1) % 1200)
    return now - timedelta(days=DAYS) + timedelta(days=DAYS - 2) * number / count


def _build(number: int, at: datetime, choices, chance: random.Random, now: datetime) -> None:
    token = None
    skus = chance.sample(list(StockLevel.objects.order_by("pk").filter(sku__in=for_sale())[:200]), 2)
    for level in skus:
        quantity = chance.randint(1, 3)
        if level.available < quantity:
            _restock(level, at, number)
        token = carts.add(token=token, sku_id=level.pk, quantity=quantity, now=at).token
    area = chance.choice(choices)
    shown = basket(token, now=at)
    pickup = chance.random() < 0.25
    order = place_order(
        token=token,
        checkout_key=shown.cart.checkout_key,
        customer=Customer(
            name=chance.choice(NAMES),
            phone=f"62812{chance.randrange(10**7, 10**8)}",
            method="pickup" if pickup else "delivery",
            consent_text=shop().consent_text,
            area="" if pickup else area.value,
            address="" if pickup else f"Jalan Contoh No. {chance.randint(1, 99)}",
            pay_by="cash" if pickup and shown.goods <= shop().pickup_cash_at_most else "transfer",
        ),
        shown=seen(shown.rows),
        now=at,
    )
    Order.objects.filter(pk=order.pk).update(checkout_key=order_key(number))
    shown.cart.delete()
    _live(order, chance, at, now)


def _live(order: Order, chance: random.Random, at: datetime, now: datetime) -> None:
    """What became of it: most are handed over, some expire or are cancelled, the newest still wait."""
    order.refresh_from_db()
    recent = now - at < timedelta(hours=23)
    fate = chance.random()
    if recent and fate < 0.5:
        return
    if fate < 0.12:
        return orders.expire(order=order, now=order.expires_at)
    if fate < 0.18:
        return payments.cancel(order=order, now=at + timedelta(minutes=15), by="", reason="Dibatalkan pembeli")
    if order.by_cash:
        return _in_cash(order, at, fetched=not recent)
    payments.confirm(
        order=order,
        amount=order.payable,
        account=BankAccount.objects.first(),
        key=f"demo:{order.number}",
        reason=f"Data contoh: {rupiah(order.payable)} terlihat di mutasi",
        now=at + timedelta(minutes=20),
        by="",
    )
    order.refresh_from_db()
    if fate < 0.22:
        payments.cancel(order=order, now=at + timedelta(minutes=25), by="", reason="Barang rusak, uang dikembalikan")
        return _refund(order, at)
    if not recent or fate > 0.8:
        orders.pack(order=order, now=at + timedelta(minutes=30), by="")
    if not recent:
        orders.hand_over(order=order, now=at + timedelta(minutes=35), by="")
    return None


def _in_cash(order: Order, at: datetime, *, fetched: bool) -> None:
    on_hand_over.accept(order=order, now=at + timedelta(minutes=20), by="")
    order.refresh_from_db()
    orders.pack(order=order, now=at + timedelta(minutes=30), by="")
    if fetched:
        on_hand_over.hand_over(order=order, cash_received=True, now=at + timedelta(hours=4), by="")


def _refund(order: Order, at: datetime) -> None:
    payments.refund(
        order=order,
        amount=order.payable,
        account=BankAccount.objects.first(),
        reason="Barang rusak",
        key=f"demo:{order.number}:refund",
        now=at + timedelta(minutes=30),
        by="",
    )


def _restock(level: StockLevel, at: datetime, number: int) -> None:
    unit_cost = level.value // level.on_hand if level.on_hand else level.sku.price * 7 // 10
    stock.receive(
        sku=level.sku,
        quantity=24,
        total_cost=24 * unit_cost,
        paid_from="capital",
        reason="Kulakan",
        key=f"demo:{number}",
        at=at,
        by="",
    )
