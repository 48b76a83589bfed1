"""Midtrans as its documentation describes it, played on this machine: nothing is believed that is not its own word."""

import base64
import hashlib
import json
import logging
import traceback
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from django.utils import translation

from shop.payments.gateways.base import Charge, GatewayRefused, Status
from shop.payments.gateways.midtrans import Midtrans
from shop.payments.qris.picture import png

from .gateway_talk import Service, changed, talks

pytestmark = pytest.mark.sqlite_only
TALKS = talks("midtrans")
KEY = "SB-Mid-server-made-up-key"
TX, NUMBER = "01bf5e23-0000-4cfe-862c-58a3f6e8f0a2", "LP-2611-0001"
WIB = timezone(timedelta(hours=7))
QR = TALKS["charge"]["response"]["body"]["qr_string"]
CHARGE = Charge(
    kind="qr", expires_at=datetime(2026, 11, 24, 9, 30, tzinfo=WIB), external_id=TX, qr_string=QR, va=None, url=None
)


@pytest.fixture(autouse=True, scope="module")
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def service():
    with Service() as playing:
        yield playing


@pytest.fixture
def midtrans(service):
    return Midtrans(KEY, address=service.address)


def notice(key=KEY, **values):
    body = TALKS["notice"]["body"] | values
    signed = f"{body['order_id']}{body['status_code']}{body['gross_amount']}{key}"
    return body | {"signature_key": hashlib.sha512(signed.encode()).hexdigest()}


def refusal_of(call, *args):
    with pytest.raises(GatewayRefused) as refusal:
        call(*args)
    return refusal.value.sentence


def test_a_charge_is_asked_for_as_documented(service, midtrans, now):
    service.will_answer(TALKS["charge"]["response"])

    assert midtrans.create(NUMBER, 87345, now) == CHARGE
    (question,) = service.questions
    question.insist_on(TALKS["charge"]["request"])
    assert base64.b64decode(question.headers["authorization"].removeprefix("Basic ")) == f"{KEY}:".encode()


def test_the_same_order_asked_twice_is_one_charge(service, midtrans, now):
    service.will_answer(TALKS["charge"]["response"], TALKS["charge"]["response"])

    assert midtrans.create(NUMBER, 87345, now) == midtrans.create(NUMBER, 87345, now)
    first, second = service.questions
    assert first == second
    assert first.headers["idempotency-key"] == NUMBER


def test_an_order_asked_again_much_later_has_its_code_read_from_the_picture(service, midtrans, now):
    service.will_answer(TALKS["charge_taken"]["response"], TALKS["status_pending"]["response"])
    service.will_send(200, png(QR))

    assert midtrans.create(NUMBER, 87345, now) == CHARGE
    assert [(question.method, question.path) for question in service.questions] == [
        ("POST", "/v2/charge"),
        ("GET", f"/v2/{NUMBER}/status"),
        ("GET", f"/v2/qris/{TX}/qr-code"),
    ]


@pytest.mark.parametrize("picture", [b"<html>", b""])
def test_a_picture_that_is_none_is_refused(service, midtrans, now, picture):
    service.will_answer(TALKS["charge_taken"]["response"], TALKS["status_pending"]["response"])
    service.will_send(200, picture)

    assert refusal_of(midtrans.create, NUMBER, 87345, now) == "The payment service sent something that cannot be read."


def test_an_order_that_was_paid_gets_no_second_charge(service, midtrans, now):
    service.will_answer(TALKS["charge_taken"]["response"], TALKS["status_paid"]["response"])

    assert refusal_of(midtrans.create, NUMBER, 87345, now) == "The payment service has closed the charge of this order."


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"gross_amount": "87346.00"}, "The payment service speaks of another amount."),
        ({"gross_amount": "87345.50"}, "The payment service speaks of an amount that cannot be read."),
        ({"gross_amount": 87345}, "The payment service speaks of an amount that cannot be read."),
        ({"gross_amount": "0"}, "The payment service speaks of an amount that cannot be read."),
        ({"currency": "USD"}, "The payment service does not speak of rupiah."),
        ({"currency": None}, "The payment service does not speak of rupiah."),
        ({"order_id": "LP-2611-0002"}, "The payment service speaks of another order."),
        ({"qr_string": None}, "The payment service sent something that cannot be read."),
        (
            {"qr_string": QR.replace("540587345", "540597345")},
            "The payment service sent something that cannot be read.",
        ),
        (
            {"qr_string": "https://contoh.invalid"},
            "The payment service sent something that cannot be read.",
        ),
        ({"expiry_time": "soon"}, "The payment service sent something that cannot be read."),
        ({"transaction_id": ""}, "The payment service sent something that cannot be read."),
        ({"status_code": "202"}, "The payment service refuses (code 202)."),
        ({"status_code": f"{KEY}"}, "The payment service refuses (code ?)."),
    ],
)
def test_an_answer_about_something_else_is_refused(service, midtrans, now, values, sentence):
    service.will_answer(changed(TALKS["charge"], **values))

    assert refusal_of(midtrans.create, NUMBER, 87345, now) == sentence


def test_a_code_over_another_amount_is_refused(service, midtrans, now):
    service.will_answer(changed(TALKS["charge"], gross_amount="1000.00"))

    assert refusal_of(midtrans.create, NUMBER, 1000, now) == "The payment service speaks of another amount."


@pytest.mark.parametrize("amount", [0, -1, 10_000_001])
def test_an_amount_that_qris_cannot_carry_is_not_even_asked_for(service, midtrans, now, amount):
    assert refusal_of(midtrans.create, NUMBER, amount, now) == (
        "A QRIS payment must be at least Rp1 and at most Rp10.000.000."
    )
    assert service.questions == []


def test_a_wrong_key_is_refused(service, midtrans, now):
    service.will_answer(TALKS["denied"]["response"])

    assert refusal_of(midtrans.create, NUMBER, 87345, now) == "The payment service refuses (code 401)."


@pytest.mark.parametrize(
    ("talk", "status", "occurred_at"),
    [
        ("status_pending", Status.PENDING, datetime(2026, 11, 24, 8, 30, 1, tzinfo=WIB)),
        ("status_paid", Status.PAID, datetime(2026, 11, 24, 8, 41, 12, tzinfo=WIB)),
        ("status_expired", Status.EXPIRED, datetime(2026, 11, 24, 8, 30, 1, tzinfo=WIB)),
    ],
)
def test_a_status_is_asked_for(service, midtrans, talk, status, occurred_at):
    service.will_answer(TALKS[talk]["response"])
    event = midtrans.status(TX)

    service.questions[0].insist_on(TALKS[talk]["request"])
    assert (event.order_no, event.status, event.gross, event.external_id, event.occurred_at) == (
        NUMBER,
        status,
        87345,
        TX,
        occurred_at,
    )
    assert event.raw == TALKS[talk]["response"]["body"]


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        ("cancel", Status.FAILED),
        ("deny", Status.FAILED),
        ("refund", Status.REFUNDED),
        ("partial_refund", Status.PARTLY_REFUNDED),
    ],
)
def test_the_words_of_midtrans_have_one_meaning_each(service, midtrans, status, meaning):
    service.will_answer(changed(TALKS["status_paid"], transaction_status=status))

    assert midtrans.status(TX).status == meaning


def test_an_unknown_word_is_refused(service, midtrans):
    service.will_answer(changed(TALKS["status_paid"], transaction_status="challenge"))

    assert refusal_of(midtrans.status, TX) == "The payment service sent something that cannot be read."


def test_an_unknown_charge_is_refused(service, midtrans):
    service.will_answer(TALKS["status_unknown"]["response"])

    assert refusal_of(midtrans.status, TX) == "The payment service refuses (code 404)."


def test_an_answer_about_another_charge_is_refused(service, midtrans):
    service.will_answer(changed(TALKS["status_paid"], transaction_id="another"))

    assert refusal_of(midtrans.status, TX) == "The payment service speaks of another order."


def test_a_name_in_an_address_cannot_lead_elsewhere(service, midtrans):
    service.will_answer(TALKS["status_unknown"]["response"])
    refusal_of(midtrans.status, "a/../b?c#d e")

    assert service.questions[0].path == "/v2/a%2F..%2Fb%3Fc%23d%20e/status"


def test_a_notification_is_checked_and_asked_back(service, midtrans):
    service.will_answer(TALKS["status_paid"]["response"])
    event = midtrans.verify({}, json.dumps(notice()).encode())

    assert (event.order_no, event.status, event.gross) == (NUMBER, Status.PAID, 87345)
    service.questions[0].insist_on(TALKS["status_paid"]["request"])


def test_an_old_notification_says_only_what_is_true_today(service, midtrans):
    service.will_answer(changed(TALKS["status_paid"], transaction_status="refund"))

    assert midtrans.verify({}, json.dumps(notice()).encode()).status == Status.REFUNDED


def test_a_status_changed_on_its_way_does_not_count(service, midtrans):
    """Midtrans signs neither status nor time."""
    service.will_answer(TALKS["status_pending"]["response"])
    forged = notice(status_code="201", transaction_status="pending") | {"transaction_status": "settlement"}

    assert midtrans.verify({}, json.dumps(forged).encode()).status == Status.PENDING


@pytest.mark.parametrize(
    "change",
    [
        {"gross_amount": "1.00"},
        {"order_id": "LP-2611-0002"},
        {"status_code": "201"},
        {"signature_key": "0" * 128},
        {"signature_key": ""},
        {"signature_key": None},
        {"signature_key": "é" * 128},
        {"signature_key": "\ud800"},
        {"signature_key": ["a"]},
    ],
)
def test_a_changed_notification_is_refused_and_nothing_is_asked(service, midtrans, change):
    body = json.dumps(notice() | change).encode()

    assert refusal_of(midtrans.verify, {}, body) == "This notification is not signed by the payment service."
    assert service.questions == []


def test_a_notification_signed_with_another_key_is_refused(service, midtrans):
    body = json.dumps(notice(key="SB-Mid-server-other")).encode()

    assert refusal_of(midtrans.verify, {}, body) == "This notification is not signed by the payment service."
    assert service.questions == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff",
        b"[" * 60_000,
        b" " * 70_000,
        b'{"order_id": "\\ud800"}',
        b'{"a":' + b"9" * 5000,
    ],
    ids=["empty", "list", "null", "cut", "no text", "deep", "long", "half a letter", "digits"],
)
def test_rubbish_is_refused_and_nothing_is_asked(service, midtrans, body):
    assert refusal_of(midtrans.verify, {}, body) == "The payment service sent something that cannot be read."
    assert service.questions == []


def test_a_notification_that_is_too_long_is_refused_and_nothing_is_asked(service, midtrans):
    body = json.dumps(notice()).encode()

    assert refusal_of(midtrans.verify, {}, body.ljust(64 * 1024 + 1)) == (
        "The payment service sent something that cannot be read."
    )
    assert service.questions == []
    service.will_answer(TALKS["status_paid"]["response"])
    assert midtrans.verify({}, body.ljust(64 * 1024)).status == Status.PAID


@pytest.mark.parametrize("name", ["order_id", "status_code", "gross_amount"])
@pytest.mark.parametrize("value", ["\ud800", "é", "a\nb", "", None, 7])
def test_a_name_that_cannot_be_one_is_refused_and_nothing_is_asked(service, midtrans, name, value):
    body = json.dumps(notice() | {name: value}).encode()

    assert refusal_of(midtrans.verify, {}, body) == "The payment service sent something that cannot be read."
    assert service.questions == []


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"gross_amount": "1.00"}, "The payment service speaks of another amount."),
        ({"order_id": "LP-2611-0002"}, "The payment service speaks of another order."),
    ],
)
def test_a_notification_that_the_service_does_not_confirm_is_refused(service, midtrans, answer, sentence):
    service.will_answer(changed(TALKS["status_paid"], **answer))

    assert refusal_of(midtrans.verify, {}, json.dumps(notice()).encode()) == sentence


def test_an_event_is_compared_with_the_order(service, midtrans):
    service.will_answer(TALKS["status_paid"]["response"])
    event = midtrans.status(TX)

    event.insist_on(order_no=NUMBER, amount=87345)
    assert refusal_of(lambda: event.insist_on(order_no=NUMBER, amount=87346)) == (
        "The payment service speaks of another amount."
    )
    assert refusal_of(lambda: event.insist_on(order_no="LP-2611-0002", amount=87345)) == (
        "The payment service speaks of another order."
    )


def test_a_refund_is_asked_for_under_a_key_of_its_own(service, midtrans):
    service.will_answer(*[TALKS["refund"]["response"]] * 3)
    event = midtrans.refund(TX, 20000, "one cake was broken")
    midtrans.refund(TX, 20000, "one cake was broken")
    midtrans.refund(TX, 20000, "another cake was broken")
    first, second, third = (json.loads(question.body)["refund_key"] for question in service.questions)

    assert (event.status, event.gross) == (Status.PARTLY_REFUNDED, 87345)
    service.questions[0].insist_on(TALKS["refund"]["request"], refund_key=first)
    assert first == second
    assert first != third


def test_a_refund_of_another_amount_is_refused(service, midtrans):
    service.will_answer(changed(TALKS["refund"], refund_amount="87345.00"))

    assert refusal_of(midtrans.refund, TX, 20000, "broken") == "The payment service speaks of another amount."


def test_the_key_is_in_no_text(service, midtrans, now, caplog):
    caplog.set_level(logging.DEBUG)
    service.will_answer(TALKS["denied"]["response"])
    with pytest.raises(GatewayRefused) as refusal:
        midtrans.create(NUMBER, 87345, now)
    told = "".join(traceback.format_exception(refusal.value)) + repr(refusal.value) + caplog.text + repr(midtrans)

    assert KEY not in told
    assert base64.b64encode(f"{KEY}:".encode()).decode() not in told
    assert KEY in repr(midtrans.server_key)


def test_a_plain_address_is_refused():
    for address in ("http://api.midtrans.com", "ftp://127.0.0.1", "file:///etc", "api.midtrans.com"):
        with pytest.raises(ValueError, match="https"):
            Midtrans(KEY, address=address)


def test_a_service_that_is_not_there_is_refused(service, now):
    nobody = replace(Midtrans(KEY, address="http://127.0.0.1:9"), timeout=2)

    assert refusal_of(nobody.create, NUMBER, 87345, now) == (
        "The payment service does not answer. Try again in a few minutes."
    )
