"""A payment service tells of one payment twice at the same moment, or the owner asks just then: it is booked once."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from shop.payments import gateway_desk, gateway_events
from shop.payments.gateways import chosen
from shop.payments.gateways.base import Charge, Event, Status
from shop.payments.models import GatewayCharge, GatewayEvent, GatewayUse, Payment, Receivable
from tests import build
from tests.concurrency.crew import race
from tests.concurrency.health import findings
from tests.concurrency.unguarded import drop_unique

ROUNDS = 20


def orders(rounds: int) -> list:
    bag = build.sku(stock=rounds, now=timezone.now())
    return [build.order(bag, now=timezone.now()) for _round in range(rounds)]


def charged(order) -> GatewayCharge:
    now = timezone.now()
    answer = {"external_id": f"tx-{order.pk}", "expires_at": now + timedelta(hours=1)}
    facts = {"gateway": "midtrans", "reference": order.number, "amount": order.payable, "at": now}
    return GatewayCharge.objects.create(order=order, **facts, **answer)


def tell(charge: GatewayCharge) -> int:
    """The number of the event that answers."""
    facts = {"order_no": charge.reference, "gross": charge.amount, "external_id": charge.external_id}
    event = Event(status=Status.PAID, occurred_at=charge.at, raw={}, **facts)
    return gateway_events.take_in(name="midtrans", event=event, now=timezone.now()).pk


def transfer(charge: GatewayCharge) -> None:
    build.pay(charge.order, charge.amount, now=timezone.now(), key=f"by-bank:{charge.pk}")


def errors(outcomes) -> Counter:
    return Counter(outcome.error for job in outcomes for outcome in job)


def credit(charges) -> Counter:
    """Rupiah of credit -> how many orders have it."""
    return Counter(Receivable.objects.filter(order__charges__in=charges).values_list("credit", flat=True))


def test_one_payment_told_of_twice_at_once_is_booked_once(shop):
    charges = [charged(order) for order in orders(ROUNDS)]
    job = [lambda c=charge: tell(c) for charge in charges]
    first, second = race(job, job, url=shop.env["DATABASE_URL"])
    assert errors([first, second]) == {"": 2 * ROUNDS}
    assert [outcome.value for outcome in first] == [outcome.value for outcome in second]
    assert GatewayEvent.objects.filter(charge__in=charges).count() == ROUNDS
    assert Payment.objects.filter(order__charges__in=charges).count() == ROUNDS
    assert credit(charges) == {0: ROUNDS}
    assert findings() == {}


def test_of_a_transfer_and_a_payment_at_once_one_pays_and_no_money_is_lost(shop):
    build.bank_account()
    charges = [charged(order) for order in orders(ROUNDS)]
    jobs = [[lambda c=charge: tell(c) for charge in charges], [lambda c=charge: transfer(c) for charge in charges]]
    told, transferred = race(*jobs, url=shop.env["DATABASE_URL"])
    late = sum(outcome.error == "AlreadyPaid" for outcome in transferred)
    assert errors([told]) == {"": ROUNDS}
    assert errors([transferred]) == Counter({"": ROUNDS - late, "AlreadyPaid": late})
    assert Payment.objects.filter(order__charges__in=charges).count() == ROUNDS
    assert credit(charges)[0] == late
    assert findings() == {}


@pytest.mark.postgres_only
def test_control_a_notice_that_does_not_hold_its_order_is_booked_twice(unguarded_database):
    """On SQLite the second transaction begins after the first has ended."""
    url = unguarded_database()
    charges = [charged(order) for order in orders(8)]
    drop_unique(GatewayEvent, "gateway", "external_id", "status")
    job = [lambda c=charge: tell(c) for charge in charges]
    race(job, job, url=url, patch="tests.concurrency.unguarded.gateway")
    assert GatewayEvent.objects.count() > 8
    assert any("paid 2 times" in row for row in findings()["gateway_money_equals_events"])


class Answering:
    """A service that answers each number with the charge of that number."""

    def create(self, order_no, amount, now):
        return Charge(kind="qr", expires_at=now + timedelta(hours=1), external_id=f"of-{order_no}", qr_string="0002")


@pytest.fixture
def answering(monkeypatch, settings):
    settings.GATEWAYS = {"GATEWAY_MIDTRANS_SERVER_KEY": "made-up"}
    monkeypatch.setattr(chosen, "gateway", lambda name, **options: Answering())
    return lambda: GatewayUse.objects.create(pk=1, name="midtrans", at=timezone.now())


def clicks(made) -> list:
    return [lambda o=order: gateway_desk.charge_for(order=o, now=timezone.now()).pk for order in made]


def test_two_clicks_at_once_get_the_same_charge(shop, answering):
    answering()
    made = orders(ROUNDS)
    first, second = race(clicks(made), clicks(made), url=shop.env["DATABASE_URL"])
    assert errors([first, second]) == {"": 2 * ROUNDS}
    assert [outcome.value for outcome in first] == [outcome.value for outcome in second]
    assert GatewayCharge.objects.filter(order__in=made).count() == ROUNDS


@pytest.mark.postgres_only
def test_control_clicks_that_do_not_hold_their_order_want_the_same_number(unguarded_database, answering):
    url = unguarded_database()
    answering()
    made = orders(8)
    outcomes = race(clicks(made), clicks(made), url=url, patch="tests.concurrency.unguarded.gateway")
    assert errors(outcomes)["IntegrityError"] > 0
