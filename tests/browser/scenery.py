"""What the demo shop lacks for the browser: a voucher, a lowered price, nothing left of one article. Run inside the
live shop (`shop.manage("shell", "-c", ...)`), as the tests themselves may not touch a database beside a browser."""

import json
from datetime import timedelta

from django.utils import timezone

from blog.models import PromotionIndexPage, PromotionPage
from lapak.pages.models import HomePage, NoticePage
from shop.catalog import promotions, vouchers
from shop.catalog.models import PriceRule, Sku, Voucher, VoucherUse
from shop.orders import services as orders
from shop.orders.models import Order
from shop.stock import services as stock
from shop.stock.models import StockLevel
from shop.storefront.models import ProductPage

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


# Smaller lines that fill a sheet together with what else is on it; hours and QRIS leave more room.
FULL = {"health": 21, "hours": 27, "prices": 21, "promotion": 24, "qris": 24}


def long_notices() -> None:
    """One of each kind for each paper, and one that no sheet takes: panjang-<kind>-<paper>, terlalu-panjang-<paper>."""
    goods = list(ProductPage.objects.live()[:8])
    point = {"icon": "mask", "headline": "Menjauhi kerumunan", "text": "Paling banyak lima pembeli di dalam toko. " * 2}
    longest = {
        "health": {"items": [("item", point)] * 5},
        "hours": {},
        "prices": {"items": [("item", point)] * 2, "products": [("product", page) for page in goods]},
        "promotion": {"promotion": PromotionPage.objects.get(slug="oleh-oleh-khas-balikpapan")},
        "qris": {"items": [("item", point)] * 2, "photo": NoticePage.objects.get(slug="bayar-qris").photo},
    }
    for paper in NoticePage.Paper.values:
        for kind, facts in longest.items():
            _notice(f"panjang-{kind}-{paper}", FULL[kind], kind=kind, paper=paper, **facts)
        _notice(f"terlalu-panjang-{paper}", 50, kind="health", paper=paper, **longest["health"])


def _notice(slug: str, lines: int, **facts) -> None:
    extra = "\n".join(f"Bila demam, batuk, atau sesak, belanjalah dari rumah {number}." for number in range(lines))
    words = {"title": "Pengumuman untuk semua", "subtitle": "Mohon dibaca dulu " * 6}
    HomePage.objects.get().add_child(instance=NoticePage(slug=slug, extra=extra, **words, **facts))
