"""A payment service knocks at the shop as it really runs: over HTTP, at the production server."""

import urllib.error
import urllib.request
from datetime import timedelta

import pytest
from django.utils import timezone

from shop.orders.models import Order
from shop.payments.gateways.base import LARGEST_NOTICE
from shop.payments.models import GatewayCharge, GatewayUse
from tests import build
from tests.concurrency.inside import inside
from tests.payments import gateway_shop as played
from tests.payments.gateway_talk import Service

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def service():
    with Service() as playing:
        yield playing


@pytest.fixture
def shop(live_shop, service, django_db_blocker):
    keys = {"GATEWAY_MIDTRANS_SERVER_KEY": played.KEY, "GATEWAY_MIDTRANS_ADDRESS": service.address}
    shop = live_shop(workers=1, env=keys)
    with inside(shop.env["DATABASE_URL"], django_db_blocker):
        GatewayUse.objects.create(pk=1, name="midtrans", at=timezone.now())
        yield shop


def charged() -> GatewayCharge:
    now = timezone.now()
    order = build.order(build.sku(now=now), now=now)
    facts = {"reference": order.number, "amount": order.payable, "external_id": "tx", "at": now}
    return GatewayCharge.objects.create(order=order, gateway="midtrans", expires_at=now + timedelta(hours=1), **facts)


def knock(shop, body: bytes) -> int:
    request = urllib.request.Request(f"{shop.url}/pembayaran/midtrans/", body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as refusal:
        return refusal.code


def test_a_notice_over_http_pays_the_order_and_a_strange_one_does_nothing(shop, service):
    made = charged()
    assert knock(shop, b"\xff\x00") == 400
    assert knock(shop, b"{}") == 400
    assert knock(shop, b" " * (LARGEST_NOTICE + 1)) == 413
    assert knock(shop, played.notice(made, "settlement", key="guessed")) == 401
    assert build.fresh(made.order).state == Order.State.AWAITING
    played.will_say(service, made, "settlement")
    assert knock(shop, played.notice(made, "settlement")) == 200
    assert build.fresh(made.order).state == Order.State.CONFIRMED
    assert shop.manage("doctor", check=False).returncode == 0
    assert played.KEY not in shop.log()
