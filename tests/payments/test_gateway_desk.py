"""Money through a payment service: asked for once, booked once, never lost, and given back once."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounting import money
from accounting.selectors import balances
from shop.orders.models import Order
from shop.payments import explaining, gateway_desk, gateway_events
from shop.payments.models import GatewayCharge, GatewayEvent, GatewayUse, Payment, Refund
from shop.payments.services import PaymentError
from tests import build
from tests.checks import changes, expect_all_is_well, nothing_written
from tests.english import in_english  # noqa: F401
from tests.payments import gateway_shop as played
from tests.payments.gateway_talk import Service

pytestmark = pytest.mark.django_db
ACT, State = played.ACT, Order.State
SILENT = "The payment service does not answer. Try again in a few minutes."


@pytest.fixture
def service():
    with Service() as playing:
        yield playing


@pytest.fixture(autouse=True)
def _midtrans(settings, service):
    played.switch_on(settings, service.address)


@pytest.fixture(autouse=True)
def _all_is_well_afterwards(service):
    """The books agree with the documents, and the service was asked nothing but what a test says."""
    yield
    expect_all_is_well()
    assert service.answers == []


def credit_of(order) -> int:
    return build.fresh(order.receivable).credit


def refusal_of(act, **facts) -> str:
    with pytest.raises(PaymentError) as refusal:
        act(**facts)
    return str(refusal.value)


# The switch


def test_no_service_is_used_until_the_owner_says_so(service):
    GatewayUse.objects.all().delete()
    order = build.order()
    assert gateway_desk.in_use() == ""
    assert gateway_desk.offer_for(order, now=build.NOW) is None
    with nothing_written():
        told = refusal_of(gateway_desk.charge_for, order=order, now=build.NOW)
    assert told == "This way to pay is not offered at the moment. Please pay by transfer."
    assert service.questions == []


def test_a_service_without_its_keys_cannot_be_switched_on(settings):
    settings.GATEWAYS = {"GATEWAY_SNAP_CLIENT_ID": "x", "GATEWAY_SNAP_POSTCODE": " "}
    with nothing_written():
        told = refusal_of(gateway_desk.switch, name="snap", **ACT)
    assert told == (
        "Not set in the environment: GATEWAY_SNAP_CLIENT_SECRET, GATEWAY_SNAP_PRIVATE_KEY, GATEWAY_SNAP_PUBLIC_KEY, "
        "GATEWAY_SNAP_MERCHANT_ID, GATEWAY_SNAP_TERMINAL_ID, GATEWAY_SNAP_POSTCODE."
    )


def test_a_service_whose_keys_are_gone_is_not_offered_any_more(settings):
    settings.GATEWAYS = {}
    assert gateway_desk.in_use() == ""


def test_keys_never_travel_to_an_address_that_is_not_encrypted(settings):
    settings.GATEWAYS |= {"GATEWAY_MIDTRANS_ADDRESS": "http://pay.example.com"}
    told = refusal_of(gateway_desk.switch, name="midtrans", **ACT)
    assert told == "The address of the payment service must begin with https://."


def test_there_is_only_one_switch():
    with pytest.raises(IntegrityError), transaction.atomic():
        GatewayUse.objects.create(pk=2, name="midtrans", at=build.NOW)


# A charge


def test_a_charge_asks_for_exactly_what_is_open(service):
    order = build.order()
    made = played.charge(service, order)
    assert (made.reference, made.amount, made.kind) == (order.number, order.payable, "qr")
    assert made.qr_string == played.code_of(order.payable)
    assert gateway_desk.offer_for(order, now=build.NOW) == gateway_desk.Offer(order.payable, made)


def test_a_second_click_gets_the_same_charge_and_asks_nobody(service):
    order = build.order()
    made = played.charge(service, order)
    assert gateway_desk.charge_for(order=order, now=build.NOW) == made
    assert (len(service.questions), GatewayCharge.objects.count()) == (1, 1)


def test_a_question_without_answer_is_repeated_word_for_word(service):
    order = build.order()
    service.will_send(200, b"lost")
    refusal_of(gateway_desk.charge_for, order=order, now=build.NOW)
    played.will_charge(service, order.number, order.payable, "tx-1")
    made = gateway_desk.charge_for(order=order, now=build.NOW + build.HOUR / 12)
    first, second = service.questions
    assert first.body == second.body
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"] == order.number
    assert (made.external_id, made.at, GatewayCharge.objects.count()) == ("tx-1", build.NOW, 1)


def test_a_charge_that_has_run_out_is_followed_by_another_with_a_number_of_its_own(service):
    order = build.order()
    first = played.charge(service, order)
    later = build.NOW + build.HOUR
    assert gateway_desk.offer_for(order, now=later).charge is None
    second = played.charge(service, order, now=later)
    assert (first.reference, second.reference) == (order.number, f"{order.number}-2")


def test_a_charge_that_the_service_closed_is_followed_by_another(service):
    order = build.order()
    played.notified(service, played.charge(service, order), "expire")
    assert gateway_desk.offer_for(order, now=build.NOW).charge is None


def test_after_a_part_was_transferred_another_charge_asks_for_the_rest(service):
    order = build.order()
    played.charge(service, order)
    build.pay(order, 5000)
    rest = played.charge(service, build.fresh(order))
    assert rest.amount == order.payable - 5000


def test_a_charge_ends_with_the_time_to_pay(service):
    order = build.order()
    played.charge(service, order, now=order.expires_at - build.HOUR / 2)
    assert b'"expiry_duration":30,' in service.questions[0].body


@pytest.mark.parametrize("make", [build.paid_order, build.expired_order, build.cancelled_order])
def test_an_order_that_waits_for_no_money_gets_no_charge(service, make):
    order = make()
    assert gateway_desk.offer_for(order, now=build.NOW) is None
    with nothing_written():
        told = refusal_of(gateway_desk.charge_for, order=order, now=build.NOW)
    assert told == f"Order {order.number} cannot be paid any more."
    assert service.questions == []


def test_what_qris_cannot_carry_is_not_asked_for(service):
    order = build.order(build.sku(price=10_000_001))
    assert gateway_desk.offer_for(order, now=build.NOW) is None
    told = refusal_of(gateway_desk.charge_for, order=order, now=build.NOW)
    assert told == "QRIS takes at most Rp10.000.000. Please pay by transfer."
    assert service.questions == []


def test_a_service_that_is_down_is_told_in_a_sentence(settings):
    settings.GATEWAYS |= {"GATEWAY_MIDTRANS_ADDRESS": "http://127.0.0.1:9"}
    order = build.order()
    assert refusal_of(gateway_desk.charge_for, order=order, now=build.NOW) == SILENT
    assert gateway_desk.offer_for(order, now=build.NOW).charge is None


def test_two_charges_of_one_name_are_refused(service):
    first, second = build.order(), build.order()
    made = played.charge(service, first)
    played.will_charge(service, second.number, second.payable, made.external_id)
    told = refusal_of(gateway_desk.charge_for, order=second, now=build.NOW)
    assert told == "The payment service sent something that cannot be read."
    assert second.charges.get().external_id is None


# A payment


def test_a_payment_confirms_the_order_and_stands_in_the_books(service):
    order = build.order()
    made = played.charge(service, order)
    before = balances()
    event = played.notified(service, made)
    assert changes(before) == {"ewallet": order.payable, "customer_deposits": -order.payable}
    payment = Payment.objects.get(order=order)
    assert build.fresh(order).state == State.CONFIRMED
    assert (payment.way, payment.amount, payment.automatic) == (Payment.Way.GATEWAY, order.payable, True)
    assert (event.payment, event.credited, event.refused, event.charge) == (payment, 0, "", made)


def test_the_same_notice_a_hundred_times_is_one_payment(service):
    order = build.order()
    made = played.charge(service, order)
    first = played.notified(service, made)
    with nothing_written():
        assert {played.notified(service, made) for _time in range(100)} == {first}
    assert Payment.objects.filter(order=order).count() == 1


def test_a_payment_is_found_by_asking_when_no_notice_came(service):
    order = build.order()
    made = played.charge(service, order)
    played.will_say(service, made, "settlement")
    event = gateway_desk.ask(charge=made, **ACT)
    assert (event.by, build.fresh(order).state) == ("pemilik", State.CONFIRMED)
    with nothing_written():
        assert played.notified(service, made) == event


def test_money_of_which_a_part_went_back_before_the_shop_heard_of_it_is_booked_whole(service):
    order = build.order()
    made = played.charge(service, order)
    event = played.notified(service, made, "partial_refund")
    assert gateway_events.returned_elsewhere(event)
    assert (build.fresh(order).state, build.fresh(order).receivable.paid) == (State.CONFIRMED, order.payable)
    with nothing_written():
        played.notified(service, made, "settlement")


@pytest.mark.parametrize("status", ["pending", "expire"])
def test_what_comes_later_than_the_payment_changes_nothing(service, status):
    order, made = played.paid(service, build.order())
    with nothing_written(GatewayEvent):
        event = played.notified(service, made, status)
    assert event.refused == "This came later than what followed it: nothing has changed."
    assert build.fresh(order).state == State.CONFIRMED


def test_a_payment_that_follows_an_end_is_a_payment(service):
    order = build.order()
    made = played.charge(service, order)
    played.notified(service, made, "expire")
    assert played.notified(service, made).refused == ""
    assert build.fresh(order).state == State.CONFIRMED


def test_another_amount_is_kept_and_not_booked(service, caplog):
    order = build.order()
    made = played.charge(service, order)
    with nothing_written(GatewayEvent):
        event = played.notified(service, made, gross_amount="1000.00")
    assert event.refused == "The payment service speaks of another amount."
    assert (event.gross, event.payment, event.credited) == (1000, None, 0)
    assert build.fresh(order).state == State.AWAITING
    assert f"midtrans: {order.number} is paid. The payment service speaks of another amount." in caplog.messages


def test_another_order_is_kept_and_not_booked(service):
    order, other = build.order(), build.order()
    made = played.charge(service, order)
    with nothing_written(GatewayEvent):
        event = played.notified(service, made, order_id=other.number)
    assert event.refused == "The payment service speaks of another order."
    assert {build.fresh(row).state for row in (order, other)} == {State.AWAITING}


def test_a_charge_that_the_shop_does_not_know_is_kept_and_not_booked(service):
    made = GatewayCharge(reference="LP-2611-0001", amount=5000, external_id="somebody-elses")
    with nothing_written(GatewayEvent):
        event = played.notified(service, made)
    assert (event.refused, event.charge) == ("This shop has asked for no such payment.", None)


# Money that comes too late or twice


def test_after_expiry_the_order_is_taken_up_again_while_its_goods_are_there(service):
    order = build.order()
    made = played.charge(service, order)
    build.orders.expire(order=build.fresh(order), now=order.expires_at)
    later = order.expires_at + 10 * build.DAY
    event = played.notified(service, made, now=later)
    assert (event.refused, event.credited) == ("", 0)
    assert build.fresh(order).state == State.CONFIRMED


def test_after_expiry_without_goods_the_money_is_owed_to_the_buyer(service):
    bag = build.sku(stock=1)
    order = build.order(bag)
    made = played.charge(service, order)
    build.orders.expire(order=build.fresh(order), now=order.expires_at)
    later = order.expires_at + build.HOUR
    build.paid_order(bag, now=later)
    before = balances()
    event = played.notified(service, made, now=later)
    assert changes(before) == {"ewallet": order.payable, "refunds_payable": -order.payable}
    assert (event.payment, event.credited, credit_of(order)) == (None, order.payable, order.payable)
    assert event.refused.endswith(
        f"{money.format(order.payable)} are kept for the buyer: return them, or pay another order with them."
    )
    assert build.fresh(order).state == State.EXPIRED


def test_the_money_of_a_cancelled_order_is_owed_to_the_buyer(service):
    order = build.order()
    made = played.charge(service, order)
    build.cancel(build.fresh(order))
    event = played.notified(service, made)
    assert (event.payment, credit_of(order)) == (None, order.payable)
    assert event.refused.startswith(f"Order {order.number} has ended: its goods may be gone.")


def test_an_order_that_was_transferred_meanwhile_owes_the_second_money_back(service):
    order = build.order()
    made = played.charge(service, order)
    build.pay(order)
    event = played.notified(service, made)
    assert (event.payment, credit_of(order)) == (None, order.payable)
    assert event.refused.startswith(f"Order {order.number} is paid already.")


def test_of_too_much_money_the_order_takes_what_it_needs(service):
    order = build.order()
    made = played.charge(service, order)
    build.pay(order, 4000)
    event = played.notified(service, made)
    assert (event.payment.amount, event.credited, credit_of(order)) == (order.payable - 4000, 4000, 4000)
    assert build.fresh(order).state == State.CONFIRMED
    assert event.refused == "Rp4.000 are kept for the buyer: return them, or pay another order with them."


# Money that goes back


def cancelled(service):
    order, made = played.paid(service, build.order(build.sku(price=50000)))
    return build.cancel(order), made


def test_the_service_returns_all_and_the_books_say_so(service):
    order, made = cancelled(service)
    played.will_refund(service, made, made.amount, "refund")
    before = balances()
    done = gateway_desk.refund(order=order, amount=made.amount, reason="Batal", key="refund:1", **ACT)
    assert changes(before) == {"ewallet": -made.amount, "refunds_payable": made.amount}
    assert (done.charge, done.account) == (made, None)
    event = GatewayEvent.objects.get(status="refunded")
    assert (event.refused, gateway_events.returned_elsewhere(event)) == ("", False)
    assert gateway_desk.held_for(order) == 0


def test_the_same_return_twice_is_one(service):
    order, made = cancelled(service)
    played.will_refund(service, made, 20000, "partial_refund")
    act = {"order": order, "amount": 20000, "reason": "Batal", "key": "refund:1"} | ACT
    first = gateway_desk.refund(**act)
    with nothing_written():
        assert gateway_desk.refund(**act) == first
    assert gateway_desk.held_for(order) == made.amount - 20000


def test_two_returns_of_the_same_amount_for_the_same_reason_are_two_for_the_service(service):
    order, made = cancelled(service)
    for key, before in (("refund:1", "settlement"), ("refund:2", "partial_refund")):
        played.will_refund(service, made, 20000, "partial_refund", before)
        gateway_desk.refund(order=order, amount=20000, reason="Batal", key=key, **ACT)
    keys = {question.headers["idempotency-key"] for question in service.questions if question.path.endswith("refund")}
    assert (len(keys), Refund.objects.count()) == (2, 2)


def test_a_return_that_the_service_refuses_is_not_booked(service):
    order, made = cancelled(service)
    played.will_say(service, made, "settlement")
    service.will_answer(played.MIDTRANS["denied"]["response"])
    with nothing_written():
        told = refusal_of(gateway_desk.refund, order=order, amount=1000, reason="Batal", key="refund:1", **ACT)
    assert told == "The payment service refuses (code 401)."


@pytest.mark.parametrize(
    ("make", "amount", "told"),
    [
        (lambda service: played.paid(service, build.order())[0], 1000, "That is more than the shop owes the buyer"),
        (lambda service: cancelled(service)[0], 60000, "That is more than the shop owes the buyer"),
        (lambda service: cancelled(service)[0], 0, "That is more than the shop owes the buyer"),
        (lambda service: build.cancelled_paid_order(), 1000, "The payment service holds at most Rp0"),
    ],
)
def test_what_is_not_owed_or_not_held_is_not_asked_to_go_back(service, make, amount, told):
    order = make(service)
    asked = len(service.questions)
    with nothing_written():
        assert refusal_of(
            gateway_desk.refund, order=order, amount=amount, reason="Batal", key="refund:1", **ACT
        ).startswith(told)
    assert len(service.questions) == asked


def test_what_was_returned_in_the_services_own_app_is_noticed_and_can_be_written_down(service):
    order, made = cancelled(service)
    with nothing_written(GatewayEvent):
        event = played.notified(service, made, "refund")
    assert gateway_events.returned_elsewhere(event)
    gateway_desk.refund(order=order, amount=made.amount, reason="Batal", key="refund:1", done=True, **ACT)
    assert not gateway_events.returned_elsewhere(event)
    assert Refund.objects.get().charge == made


def test_a_return_whose_answer_was_lost_is_not_done_again_from_another_form(service):
    order, made = cancelled(service)
    played.will_say(service, made, "settlement")
    service.will_send(200, b"lost")
    refusal_of(gateway_desk.refund, order=order, amount=20000, reason="Batal", key="refund:1", **ACT)
    played.will_say(service, made, "partial_refund")
    with nothing_written(GatewayEvent):
        told = refusal_of(gateway_desk.refund, order=order, amount=20000, reason="Batal", key="refund:2", **ACT)
    assert told.endswith("returned money of this order that is not written down. Write it down first.")
    assert [question.path.rpartition("/")[2] for question in service.questions[-3:]] == ["status", "refund", "status"]
    gateway_desk.refund(order=order, amount=20000, reason="Batal", key="refund:3", done=True, **ACT)
    assert gateway_desk.held_for(order) == made.amount - 20000


def test_credit_that_came_too_late_goes_back_through_the_service(service):
    order = build.order()
    made = played.charge(service, order)
    build.cancel(build.fresh(order))
    played.notified(service, made)
    played.will_refund(service, made, made.amount, "refund")
    gateway_desk.refund(order=build.fresh(order), amount=made.amount, reason="Terlambat", key="refund:1", **ACT)
    assert balances().get("ewallet", 0) == balances().get("refunds_payable", 0) == 0


# The payout


def test_a_payout_empties_the_wallet_and_its_fee_is_an_expense(service):
    _order, made = played.paid(service, build.order(build.sku(price=50000)))
    line = build.statement_line(amount=made.amount - 350)
    before = balances()
    said = explaining.explain(line=line, outcome="gateway", fee=350, key="payout", **ACT)
    assert changes(before) == {line.account.role: made.amount - 350, "payment_fees": 350, "ewallet": -made.amount}
    assert balances().get("ewallet", 0) == 0
    explaining.take_back(explanation=said, reason="Salah pilih", **ACT)
    assert changes(before) == {}
    assert build.fresh(line).left == Decimal(made.amount - 350)


@pytest.mark.parametrize("fee", [-1, 20000])
def test_a_fee_that_cannot_be_is_refused(fee):
    line = build.statement_line(amount=20000)
    with nothing_written():
        told = refusal_of(explaining.explain, line=line, outcome="gateway", fee=fee, key="payout", **ACT)
    assert told == "The fee must be smaller than what was paid out."
