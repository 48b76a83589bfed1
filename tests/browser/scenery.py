"""What the demo shop lacks for the browser: a voucher, a lowered price, nothing left of one article. Run inside the
live shop (`shop.manage("shell", "-c", ...)`), as the tests themselves may not touch a database beside a browser."""

import json
from datetime import timedelta

from django.utils import timezone

from blog.models import PromotionIndexPage, PromotionPage
from shop.catalog import promotions, vouchers
from shop.catalog.models import PriceRule, Sku, Voucher, VoucherUse
from shop.orders import services as orders
from shop.orders.models import Order
from shop.stock import services as stock
from shop.stock.models import StockLevel

LOWERED, SOLD_OUT, VARIANTS = "MM-009", "MM-008", ("MM-005-1", "MM-005-2", "MM-005-3")


def dress() -> None:
    now = timezone.now()
    ends = now + timedelta(days=1)
    by = {"now": now, "by": "pemilik"}
    period = {"starts_at": now - timedelta(hours=1), "ends_at": ends}
    voucher = vouchers.create_voucher(code="HEMAT5", kind=Voucher.Kind.AMOUNT, value=5000, limit=50, **period, **by)
    rule = promotions.create_rule(
        name="Hari kopi",
        kind=PriceRule.Kind.PERCENT,
        value=20,
        everything=False,
        combines=True,
        skus=Sku.objects.filter(code=LOWERED),
        **period,
        **by,
    )
    PromotionPage.objects.filter(slug="oleh-oleh-khas-balikpapan").update(rule=rule, voucher=voucher)
    gone = StockLevel.objects.get(sku__code=SOLD_OUT)
    change = {"change": -(gone.on_hand - gone.reserved), "reason": "habis", "key": "browser-gone"}
    stock.adjust(sku=gone.sku, at=now, by="pemilik", **change)


def expire(token: str) -> None:
    order = Order.objects.get(token=token)
    orders.expire(order=order, now=order.expires_at)


def levels() -> None:
    """Prints {code: [on hand, reserved]} of the variants."""
    rows = StockLevel.objects.filter(sku__code__in=VARIANTS).values_list("sku__code", "on_hand", "reserved")
    print(json.dumps({code: [on_hand, reserved] for code, on_hand, reserved in rows}))


def order(number: str) -> None:
    """Prints what the database knows of an order, its goods and its voucher."""
    found = Order.objects.get(number=number)
    uses = VoucherUse.objects.filter(document=found.document, released_at=None).values_list("voucher__code", "phone")
    facts = ("state", "subtotal", "discount", "delivery_fee", "voucher_code", "phone", "customer_name")
    print(
        json.dumps(
            {name: getattr(found, name) for name in facts}
            | {
                "owed": found.payable - found.unique_code,
                "lines": [list(row) for row in found.lines.values_list("sku__code", "quantity", "unit_price")],
                "uses": [list(use) for use in uses],
            }
        )
    )


def promotion_index() -> None:
    """Prints the key of the page below which promotions are written."""
    print(PromotionIndexPage.objects.get().pk)
