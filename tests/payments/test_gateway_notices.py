"""Where the payment service knocks, and the buyer's side of it: nothing is believed that is not signed."""

import json
import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from shop.orders.models import Order
from shop.payments import gateway_desk
from shop.payments.gateways import tokens
from shop.payments.gateways.base import LARGEST_NOTICE
from shop.payments.models import GatewayCharge, GatewayEvent, GatewayUse, Payment
from shop.payments.qris.picture import svg
from tests import build
from tests.checks import expect_all_is_well, nothing_written
from tests.english import in_english  # noqa: F401
from tests.payments import gateway_shop as played
from tests.payments.gateway_talk import Service, changed

pytestmark = pytest.mark.django_db
MIDTRANS, SNAP, TOKEN = "/pembayaran/midtrans/", "/pembayaran/snap/", "/pembayaran/snap/token/"


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: build.NOW)


@pytest.fixture
def service():
    with Service() as playing:
        yield playing


@pytest.fixture
def midtrans(settings, service):
    played.switch_on(settings, service.address)
    return service


@pytest.fixture(scope="module")
def keys():
    """(the shop's, the service's)."""
    return played.rsa_key(), played.rsa_key()


@pytest.fixture
def snap(settings, service, keys):
    played.switch_snap_on(settings, service.address, shops_key=keys[0], services_key=keys[1])
    return service


def knock(body: bytes, address=MIDTRANS, **headers):
    """As a service does it: from outside, without a cookie, and Django's check of forms is on."""
    return Client(enforce_csrf_checks=True).post(address, body, "application/json", headers=headers)


def pay_page(client, order):
    return client.get(reverse("payments:pay", args=[order.token]))


# Off


def test_without_a_service_there_is_no_such_address_and_nobody_is_asked(client, service):
    order = build.order()
    with nothing_written():
        answers = [
            knock(b"{}", MIDTRANS),
            knock(b"{}", SNAP),
            knock(b"{}", TOKEN),
            knock(b"{}", "/pembayaran/lain/"),
            client.post(reverse("payments:charge", args=[order.token])),
            client.get(reverse("payments:charge_code", args=[order.token])),
        ]
    assert {answer.status_code for answer in answers} == {404}
    assert pay_page(client, order).context["gateway"] is None
    assert b"gateway-title" not in pay_page(client, order).content
    assert service.questions == []


def test_only_the_service_in_use_is_heard(midtrans):
    assert {knock(b"{}", SNAP).status_code, knock(b"{}", TOKEN).status_code} == {404}


def test_a_service_that_is_switched_off_is_not_heard_any_more(midtrans):
    made = played.charge(midtrans, build.order())
    GatewayUse.objects.update(name="")
    with nothing_written():
        assert knock(played.notice(made, "settlement")).status_code == 404


def test_the_address_only_takes_what_is_posted(midtrans, client):
    assert client.get(MIDTRANS).status_code == 405


def test_looking_at_the_address_of_a_charge_asks_the_service_for_none(midtrans, client):
    order = build.order()
    answer = client.get(reverse("payments:charge", args=[order.token]))
    assert answer.headers["Location"] == reverse("payments:pay", args=[order.token])
    assert midtrans.questions == []
    assert not GatewayCharge.objects.exists()


# Midtrans


def test_a_signed_notice_pays_the_order(midtrans):
    order = build.order()
    made = played.charge(midtrans, order)
    played.will_say(midtrans, made, "settlement")
    answer = knock(played.notice(made, "settlement"))
    assert (answer.status_code, answer.json()["responseMessage"]) == (200, "Successful")
    assert build.fresh(order).state == Order.State.CONFIRMED
    expect_all_is_well()


@pytest.mark.parametrize("change", [{"gross_amount": "1.00"}, {"order_id": "LP-2611-9999"}])
def test_a_notice_with_another_signature_is_logged_and_not_kept(midtrans, caplog, change):
    made = played.charge(midtrans, build.order())
    forged = json.loads(played.notice(made, "settlement")) | change
    with nothing_written():
        assert knock(json.dumps(forged).encode()).status_code == 401
        assert knock(played.notice(made, "settlement", key="guessed")).status_code == 401
    told = "midtrans: a notification is refused: This notification is not signed by the payment service."
    assert caplog.messages.count(told) == 2
    assert len(midtrans.questions) == 1
    assert played.KEY not in caplog.text


def test_the_status_of_a_notice_is_not_signed_so_the_service_is_asked(midtrans):
    """Whoever saw a notice of the pending charge could send it again as paid."""
    order = build.order()
    made = played.charge(midtrans, order)
    forged = json.loads(played.notice(made, "pending")) | {"transaction_status": "settlement"}
    played.will_say(midtrans, made, "pending")
    assert knock(json.dumps(forged).encode()).status_code == 200
    assert build.fresh(order).state == Order.State.AWAITING
    assert [event.status for event in GatewayEvent.objects.all()] == ["pending"]


def test_what_is_kept_but_not_booked_is_answered_with_thanks(midtrans):
    order = build.order()
    made = played.charge(midtrans, order)
    other = {"gross_amount": "1000.00"}
    played.will_say(midtrans, made, "settlement", **other)
    with nothing_written(GatewayEvent):
        assert knock(played.notice(made, "settlement", **other)).status_code == 200
    assert GatewayEvent.objects.get().refused == "The payment service speaks of another amount."


def test_a_service_that_cannot_be_asked_back_is_told_to_come_again(midtrans, settings):
    order = build.order()
    made = played.charge(midtrans, order)
    settings.GATEWAYS |= {"GATEWAY_MIDTRANS_ADDRESS": "http://127.0.0.1:9"}
    with nothing_written():
        assert knock(played.notice(made, "settlement")).status_code == 503
    settings.GATEWAYS |= {"GATEWAY_MIDTRANS_ADDRESS": midtrans.address}
    played.will_say(midtrans, made, "settlement")
    assert knock(played.notice(made, "settlement")).status_code == 200
    assert build.fresh(order).state == Order.State.CONFIRMED


@pytest.mark.parametrize("facts", [{"order_id": "x" * 101}, {"settlement_time": "0001-01-01 00:00:00"}])
def test_what_no_database_can_hold_is_refused(midtrans, facts):
    made = played.charge(midtrans, build.order())
    played.will_say(midtrans, made, "settlement", **facts)
    with nothing_written():
        assert knock(played.notice(made, "settlement", **facts)).status_code == 400


def test_words_that_a_database_chokes_on_are_kept_as_text(midtrans):
    order = build.order()
    made = played.charge(midtrans, order)
    odd = {"issuer": "a\x00b \ud800", "rate": float("nan")}
    midtrans.will_answer(changed(played.MIDTRANS["status_paid"], **played.facts_of(made, "settlement") | odd))
    assert knock(played.notice(made, "settlement")).status_code == 200
    assert r"a\u0000b \ud800" in GatewayEvent.objects.get().raw
    assert build.fresh(order).state == Order.State.CONFIRMED


def test_a_body_that_is_too_large_is_not_read(midtrans):
    with nothing_written():
        assert knock(b" " * (LARGEST_NOTICE + 1)).status_code == 413
        assert knock(b" " * 2_000_000).status_code == 413


def test_an_answer_is_kept_by_nobody(midtrans):
    assert "no-store" in knock(b"{}")["Cache-Control"]


HEADERS = st.dictionaries(
    st.sampled_from(["Authorization", "X-TIMESTAMP", "X-SIGNATURE", "X-PARTNER-ID", "X-EXTERNAL-ID", "X-CLIENT-KEY"]),
    st.one_of(
        st.text(st.characters(max_codepoint=255), max_size=60),
        st.sampled_from(["Bearer x", "2026-11-24T09:30:00+08:00", "0001-01-01T00:00:00+14:00", played.CLIENT, "4180"]),
    ),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
NAMES = ["order_id", "status_code", "gross_amount", "signature_key", "transaction_id", "amount", "originalReferenceNo"]
BODIES = st.one_of(
    st.binary(max_size=400),
    st.dictionaries(st.sampled_from(NAMES), JSON).map(lambda found: json.dumps(found).encode()),
)
FUZZ = hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(body=BODIES, headers=HEADERS)
def test_whatever_a_stranger_sends_to_midtrans_is_refused(midtrans, body, headers):
    assert knock(body, MIDTRANS, **headers).status_code in (400, 401)
    assert midtrans.questions == []
    assert not GatewayEvent.objects.exists()


ODD = st.one_of(
    JSON,
    st.sampled_from(
        ["0001-01-01T00:00:00+14:00", "00", "04", "x" * 200, "a\x00b", {"value": "1.00", "currency": "IDR"}]
    ),
)
SNAP_NAMES = list(played.SNAP["notice"]["body"])


@FUZZ
@given(facts=st.dictionaries(st.sampled_from(SNAP_NAMES), ODD))
def test_whatever_the_service_itself_signs_is_kept_or_refused(snap, keys, facts):
    made = GatewayCharge(reference="LP-2611-9999", external_id="unknown", amount=5000)
    token = tokens.issue(
        headers=played.token_headers(keys[1]),
        client_id=played.CLIENT,
        public_key=played.public_pem(keys[1]),
        now=build.NOW,
    )[0]
    headers, body = played.snap_notice(made, token, SNAP, **facts)
    assert knock(body, SNAP, **headers).status_code in (200, 400)
    assert not Payment.objects.exists()


@FUZZ
@given(body=BODIES, headers=HEADERS, address=st.sampled_from([SNAP, TOKEN]))
def test_whatever_a_stranger_sends_to_snap_is_refused(snap, body, headers, address):
    assert knock(body, address, **headers).status_code in (400, 401)
    assert not GatewayEvent.objects.exists()


# SNAP


def snap_charge(service, order) -> GatewayCharge:
    service.will_answer(played.SNAP["token"]["response"])
    facts = {"partnerReferenceNo": order.number, "qrContent": played.code_of(order.payable)}
    service.will_answer(changed(played.SNAP["generate"], referenceNo=f"ref-{order.pk}", **facts))
    return gateway_desk.charge_for(order=order, now=build.NOW)


def test_snap_asks_for_a_token_and_pays_the_order_with_it(snap, keys):
    order = build.order()
    made = snap_charge(snap, order)
    answer = knock(b'{"grantType":"client_credentials"}', TOKEN, **played.token_headers(keys[1])).json()
    assert (answer["responseCode"], answer["tokenType"], answer["expiresIn"]) == ("2007300", "Bearer", "900")
    headers, body = played.snap_notice(made, answer["accessToken"], SNAP)
    told = knock(body, SNAP, **headers)
    assert (told.status_code, told.json()) == (200, {"responseCode": "2005200", "responseMessage": "Successful"})
    assert build.fresh(order).state == Order.State.CONFIRMED
    with nothing_written():
        assert knock(body, SNAP, **headers).status_code == 200
    expect_all_is_well()


@pytest.mark.parametrize(
    "headers",
    [
        lambda keys: {},
        lambda keys: played.token_headers(keys[0]),
        lambda keys: played.token_headers(keys[1], client="BRN-somebody-else"),
        lambda keys: played.token_headers(keys[1]) | {"X-TIMESTAMP": "2026-11-24T09:29:00+08:00"},
        lambda keys: played.token_headers(keys[1]) | {"X-SIGNATURE": "no base 64 at all"},
    ],
)
def test_nobody_but_the_service_gets_a_token(snap, keys, headers):
    answer = knock(b"{}", TOKEN, **headers(keys))
    assert (answer.status_code, answer.json()) == (
        401,
        {"responseCode": "4017300", "responseMessage": "Unauthorized"},
    )


def test_an_old_question_gets_no_token(snap, keys):
    answer = knock(b"{}", TOKEN, **played.token_headers(keys[1], at=build.NOW - timedelta(minutes=6)))
    assert answer.status_code == 400
    assert "accessToken" not in answer.json()


def test_a_token_lives_a_quarter_of_an_hour_and_only_as_it_was_given(keys):
    public = played.public_pem(keys[1])
    made, seconds = tokens.issue(
        headers=played.token_headers(keys[1]), client_id=played.CLIENT, public_key=public, now=build.NOW
    )
    assert tokens.is_ours(made, build.NOW + timedelta(seconds=seconds - 1))
    assert not tokens.is_ours(made, build.NOW + timedelta(seconds=seconds))
    assert not tokens.is_ours(f"{made}x", build.NOW)
    assert not tokens.is_ours("", build.NOW)


@pytest.mark.parametrize(
    "wrong", [{"secret": "guessed"}, {"path": "/pembayaran/midtrans/"}, {"token": "made-up.access.token"}]
)
def test_a_notice_of_snap_that_is_not_signed_over_all_is_refused(snap, keys, wrong):
    made = snap_charge(snap, build.order())
    token = knock(b"{}", TOKEN, **played.token_headers(keys[1])).json()["accessToken"]
    headers, body = played.snap_notice(made, **{"token": token, "path": SNAP} | wrong)
    with nothing_written():
        assert knock(body, SNAP, **headers).status_code == 401
        assert knock(body.replace(b"Success", b"Succeeded"), SNAP, **headers).status_code == 401


def test_an_old_notice_of_snap_is_refused(snap, keys):
    made = snap_charge(snap, build.order())
    token = knock(b"{}", TOKEN, **played.token_headers(keys[1])).json()["accessToken"]
    headers, body = played.snap_notice(made, token, SNAP, at=build.NOW - timedelta(minutes=6))
    with nothing_written():
        assert knock(body, SNAP, **headers).status_code == 400


# The payment page


def test_the_buyer_presses_a_button_and_scans_a_code_of_exactly_the_amount(midtrans, client):
    order = build.order()
    page = pay_page(client, order).content.decode()
    assert "Show the QRIS code" in page
    assert reverse("payments:charge_code", args=[order.token]) not in page
    played.will_charge(midtrans, order.number, order.payable, "tx")
    answer = client.post(reverse("payments:charge", args=[order.token]), follow=True)
    shown = answer.content.decode()
    assert answer.redirect_chain == [(reverse("payments:pay", args=[order.token]), 302)]
    assert f'src="{reverse("payments:charge_code", args=[order.token])}"' in shown
    assert "We see your payment by itself." in shown
    assert "Before 24 November 2026, 10:30 WITA" in shown
    picture = client.get(reverse("payments:charge_code", args=[order.token]))
    assert picture.content.decode() == svg(played.code_of(order.payable))
    assert picture["Content-Type"] == "image/svg+xml"
    assert "no-store" in picture["Cache-Control"]


def test_looking_at_the_page_asks_nobody(midtrans, client):
    pay_page(client, build.order())
    assert midtrans.questions == []
    assert not GatewayCharge.objects.exists()


def test_when_the_service_is_down_the_transfer_stays_possible(midtrans, client, settings):
    settings.GATEWAYS |= {"GATEWAY_MIDTRANS_ADDRESS": "http://127.0.0.1:9"}
    build.bank_account()
    order = build.order()
    page = client.post(reverse("payments:charge", args=[order.token]), follow=True).content.decode()
    assert "The payment service does not answer. Try again in a few minutes." in page
    assert "To this account" in page
    assert "1234567890" in page
    assert not Payment.objects.exists()


@pytest.mark.parametrize("address", ["payments:charge", "payments:charge_code"])
def test_a_wrong_token_opens_nothing(midtrans, client, address):
    build.order()
    act = client.post if address == "payments:charge" else client.get
    with nothing_written():
        assert act(reverse(address, args=["x" * 43])).status_code == 404
    assert midtrans.questions == []


def test_a_button_of_another_site_makes_no_charge(midtrans):
    order = build.order()
    strange = Client(enforce_csrf_checks=True)
    with nothing_written():
        assert strange.post(reverse("payments:charge", args=[order.token])).status_code == 403


def test_there_is_no_picture_before_there_is_a_charge(midtrans, client):
    order = build.order()
    assert client.get(reverse("payments:charge_code", args=[order.token])).status_code == 404


def test_the_log_names_no_key(midtrans, caplog, client):
    caplog.set_level(logging.INFO)
    order = build.order()
    made = played.charge(midtrans, order)
    played.will_say(midtrans, made, "settlement")
    knock(played.notice(made, "settlement"))
    assert f"midtrans: {order.number} is paid. " in caplog.messages
    assert played.KEY not in caplog.text
