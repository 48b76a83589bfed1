"""The owner's side of the payment service: the switch, what it has said, asking again, returns and payouts."""

import uuid

import pytest
from django.urls import reverse

from accounting.selectors import balances
from shop.backoffice.doctor import examine
from shop.payments import gateway_desk
from shop.payments.models import Explanation, GatewayEvent, GatewayUse, Payment, Refund
from tests import build
from tests.backoffice.reading import text, told
from tests.checks import expect_all_is_well, nothing_written
from tests.payments import gateway_shop as played
from tests.payments.gateway_talk import Service

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
PAGE = "/admin/payments/gateway/"


@pytest.fixture
def service():
    with Service() as playing:
        yield playing


@pytest.fixture
def midtrans(settings, service):
    played.switch_on(settings, service.address)
    return service


def ask(client, made):
    return client.post(reverse("check_payments:gateway_ask", args=[made.pk]), follow=True)


def give_back(client, order, **facts):
    data = {"key": str(uuid.uuid4()), "reason": "Batal", "amount": str(order.receivable.paid)} | facts
    return client.post(reverse("orders_admin:refund", args=[order.pk]), data, follow=True)


def test_a_fresh_shop_uses_no_service_and_says_what_each_needs(owner):
    page = owner.get(PAGE)
    assert page.context["used"] == ""
    assert "Not set in the environment: GATEWAY_MIDTRANS_SERVER_KEY." in text(page)
    assert "http://testserver/pembayaran/midtrans/" in text(page)
    assert "http://testserver/pembayaran/snap/token/" in text(page)
    assert "What the service has said" not in text(page)


def test_the_page_is_found_from_the_payments(owner):
    assert f'href="{PAGE}"' in owner.get(reverse("check_payments:index")).content.decode()


def test_the_owner_switches_a_service_on_and_off(owner, settings):
    settings.GATEWAYS = {"GATEWAY_MIDTRANS_SERVER_KEY": played.KEY}
    page = owner.post(PAGE, {"name": "midtrans"}, follow=True)
    assert told(page) == ["Buyers can pay through Midtrans."]
    assert (gateway_desk.in_use(), GatewayUse.objects.get().by) == ("midtrans", "test-owner")
    assert played.KEY not in page.content.decode()
    assert told(owner.post(PAGE, {"name": ""}, follow=True)) == ["No payment service is offered to buyers."]
    assert gateway_desk.in_use() == ""


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("midtrans", "Not set in the environment: GATEWAY_MIDTRANS_SERVER_KEY."), ("xendit", "Choose one.")],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(owner, name, sentence):
    with nothing_written():
        assert told(owner.post(PAGE, {"name": name}, follow=True)) == [sentence]


def test_a_charge_that_waits_is_asked_for_again_and_paid(owner, midtrans):
    order = build.order()
    made = played.charge(midtrans, order)
    assert "Ask again" in text(owner.get(PAGE))
    played.will_say(midtrans, made, "settlement")
    page = ask(owner, made)
    assert told(page) == [f"The payment service says of {order.number}: Paid."]
    assert "Ask again" not in text(page)
    assert build.fresh(order).state == "confirmed"
    expect_all_is_well()


def test_a_service_that_does_not_answer_is_told_in_a_sentence(owner, midtrans, settings):
    made = played.charge(midtrans, build.order())
    settings.GATEWAYS |= {"GATEWAY_MIDTRANS_ADDRESS": "http://127.0.0.1:9"}
    with nothing_written():
        page = ask(owner, made)
    assert told(page) == ["The payment service does not answer. Try again in a few minutes."]


def test_a_charge_can_be_asked_for_after_the_service_was_switched_off(owner, midtrans):
    order = build.order()
    made = played.charge(midtrans, order)
    owner.post(PAGE, {"name": ""})
    played.will_say(midtrans, made, "settlement")
    ask(owner, made)
    assert build.fresh(order).state == "confirmed"


def test_money_that_came_too_late_stands_on_the_page_with_its_sentence(owner, midtrans):
    order = build.order()
    made = played.charge(midtrans, order)
    build.cancel(build.fresh(order))
    played.notified(midtrans, made)
    shown = text(owner.get(PAGE))
    assert f"Order {order.number} has ended: its goods may be gone." in shown
    assert "are kept for the buyer: return them, or pay another order with them." in shown
    assert "refund" in [b.name for b in owner.get(reverse("orders_admin:inspect", args=[order.pk])).context["buttons"]]


def test_only_the_latest_twenty_notices_are_shown(owner, midtrans):
    facts = {"gateway": "midtrans", "reference": "x", "status": "pending", "gross": 1000}
    for number in range(21):
        GatewayEvent.objects.create(external_id=str(number), occurred_at=build.NOW, at=build.NOW, raw="{}", **facts)
    assert [event.external_id for event, _elsewhere in owner.get(PAGE).context["events"]] == [
        str(number) for number in range(20, 0, -1)
    ]


# Return money


def test_an_order_without_the_service_is_returned_as_ever(owner):
    order = build.cancelled_paid_order()
    form = owner.get(reverse("orders_admin:refund", args=[order.pk])).context["form"]
    assert "through" not in form.fields


def test_the_owner_lets_the_service_return_the_money(owner, midtrans):
    order, made = played.paid(midtrans, build.order())
    order = build.cancel(order)
    played.will_refund(midtrans, made, made.amount, "refund")
    give_back(owner, order, through="ask", account="")
    assert Refund.objects.get().charge == made
    assert balances().get("ewallet", 0) == 0
    assert "Midtrans" in text(owner.get(reverse("orders_admin:inspect", args=[order.pk])))
    expect_all_is_well()


def test_a_return_that_the_service_refuses_is_told_on_the_form(owner, midtrans):
    order, made = played.paid(midtrans, build.order())
    order = build.cancel(order)
    played.will_say(midtrans, made, "settlement")
    midtrans.will_answer(played.MIDTRANS["denied"]["response"])
    with nothing_written():
        page = give_back(owner, order, through="ask", account="")
    assert page.status_code == 422
    assert "The payment service refuses (code 401)." in text(page)


def test_money_that_the_owner_returned_himself_leaves_the_wallet_alone(owner, midtrans):
    order, made = played.paid(midtrans, build.order())
    order = build.cancel(order)
    give_back(owner, order, through="", account=build.bank_account().pk)
    assert (Refund.objects.get().charge, balances()["ewallet"]) == (None, made.amount)


def test_a_return_in_the_services_own_app_is_noticed_and_written_down(owner, midtrans):
    order, made = played.paid(midtrans, build.order())
    order = build.cancel(order)
    played.notified(midtrans, made, "refund")
    sentence = "The service has returned money that is not written down here."
    assert sentence in text(owner.get(PAGE))
    asked = len(midtrans.questions)
    give_back(owner, order, through="done", account="")
    assert sentence not in text(owner.get(PAGE))
    assert (balances().get("ewallet", 0), len(midtrans.questions)) == (0, asked)
    expect_all_is_well()


# The payout


def test_the_owner_writes_a_payout_down_with_its_fee(owner, midtrans):
    _order, made = played.paid(midtrans, build.order(build.sku(price=50000)))
    line = build.statement_line(amount=made.amount - 350)
    data = {"key": str(uuid.uuid4()), "outcome": "gateway", "fee": "350"}
    page = owner.post(reverse("check_payments:line", args=[line.pk]), data, follow=True)
    assert told(page) == ["It is written down: Payout of the payment service."]
    assert (Explanation.objects.get().fee, balances().get("ewallet", 0)) == (350, 0)
    expect_all_is_well()


def test_money_that_went_out_is_no_payout(owner):
    line = build.statement_line(amount=-5000)
    form = owner.get(reverse("check_payments:line", args=[line.pk])).context["form"]
    assert "fee" not in form.fields
    assert "gateway" not in dict(form.fields["outcome"].choices)


# The doctor


def test_the_doctor_sees_a_payment_that_no_notice_tells_of():
    order = build.order()
    build.pay(order, way=Payment.Way.GATEWAY, automatic=True, account=None)
    payment = Payment.objects.get(order=order)
    assert dict(examine())["gateway_money_equals_events"] == [f"payment {payment.pk}: no notification tells of it"]
