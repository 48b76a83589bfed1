"""The thirteen orders of tests/golden/mutasi/orders.json, placed as customers did."""

import json
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from shop.catalog.services import create_sku
from shop.orders import services as orders
from shop.payments import receivables
from shop.stock import services as stock

GOLDEN = Path(__file__).parents[1] / "golden" / "mutasi"
NOW = datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo("Asia/Makassar"))


def place_orders():
    sku = create_sku(code="A", name="Amplang", price=1)
    start = NOW - timedelta(days=30)
    for key in ("first", "second"):
        stock.receive(
            sku=sku, quantity=1_000_000, total_cost=0, paid_from="opening", reason="", key=key, at=start, by=""
        )
    for fact in json.loads((GOLDEN / "orders.json").read_text()):
        _place(sku, fact)


def _place(sku, fact):
    at = datetime.fromisoformat(fact["placed"])
    order = orders.create(
        lines=[orders.NewLine(sku_id=sku.pk, name="Amplang", unit="buah", unit_price=1, quantity=fact["base"])],
        at=at,
        number=fact["no"],
        checkout_key=uuid.uuid4(),
        expires_at=at + timedelta(hours=24),
        customer_name=fact["buyer"],
        phone="6281234567890",
        method="pickup",
        consent_at=at,
        subtotal=fact["base"],
        unique_code=fact["code"],
        payable=fact["pay"],
    )
    receivables.open_receivable(order=order, is_unique=True)
    if fact["status"] == "kedaluwarsa":
        orders.expire(order=order, now=order.expires_at)
