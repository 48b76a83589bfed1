"""SNAP as DOKU's documentation describes it, played on this machine: signed both ways, and never twice."""

import base64
import functools
import hashlib
import hmac
import json
import logging
import time
import traceback
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from shop.payments.gateways.base import Charge, GatewayRefused, Status
from shop.payments.gateways.snap import Snap, _minified

from .gateway_talk import Service, changed, talks

pytestmark = pytest.mark.sqlite_only
TALKS = talks("snap")
SECRET = "SK-made-up-secret"
CLIENT, REFERENCE, NUMBER = "BRN-0000-0000000000000", "20261124000000000042", "LP-2611-0001"
NOTICE_PATH = "/bayar/snap/"
TOKEN = "made-up.access.token"
WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)
UNSIGNED = "This notification is not signed by the payment service."
UNREADABLE = "The payment service sent something that cannot be read."


def pem(key):
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


@functools.cache
def shops_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(autouse=True, scope="module")
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def service():
    with Service() as playing:
        yield playing


def snap_at(address="https://snap.invalid", **options):
    known = {
        "client_id": CLIENT,
        "client_secret": SECRET,
        "private_key": pem(shops_key()),
        "merchant_id": "2997",
        "terminal_id": "A01",
        "postcode": "76129",
        "notice_path": NOTICE_PATH,
        "accepts": lambda token, now: True,
        "address": address,
        "clock": lambda: NOW,
    }
    return Snap(**known | options)


@pytest.fixture
def snap(service):
    service.will_answer(TALKS["token"]["response"])
    return snap_at(service.address)


def refusal_of(call, *args):
    with pytest.raises(GatewayRefused) as refusal:
        call(*args)
    return refusal.value.sentence


def signed(path, token, body, timestamp, secret=SECRET):
    """The standard's formula, written a second time; `body` is minified already."""
    text = f"POST:{path}:{token}:{hashlib.sha256(body).hexdigest()}:{timestamp}"
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), hashlib.sha512).digest()).decode()


def notification(*, at=NOW, spaced=None, secret=SECRET, token=TOKEN, path=NOTICE_PATH, **values):
    """(headers, body) as the service would send them."""
    timestamp = at.isoformat(timespec="seconds")
    notice = TALKS["notice"]["body"] | values
    minified = json.dumps(notice, separators=(",", ":")).encode()
    body = json.dumps(notice, indent=spaced).encode() if spaced else minified
    return {
        "X-TIMESTAMP": timestamp,
        "X-SIGNATURE": signed(path, token, minified, timestamp, secret),
        "X-PARTNER-ID": CLIENT,
        "X-EXTERNAL-ID": "41807553358950093184",
        "Authorization": f"Bearer {token}",
    }, body


def test_a_charge_is_asked_for_as_documented(service, snap, now):
    service.will_answer(TALKS["generate"]["response"])

    assert snap.create(NUMBER, 87345, now) == Charge(
        kind="qr",
        expires_at=now + timedelta(minutes=60),
        external_id=REFERENCE,
        qr_string=TALKS["generate"]["response"]["body"]["qrContent"],
        va=None,
        url=None,
    )
    token, generate = service.questions
    token.insist_on(TALKS["token"]["request"])
    generate.insist_on(TALKS["generate"]["request"])


def test_the_token_is_asked_for_with_the_shops_own_key(service, snap, now):
    service.will_answer(TALKS["generate"]["response"])
    snap.create(NUMBER, 87345, now)
    headers = service.questions[0].headers
    proof = base64.b64decode(headers["x-signature"])
    public = shops_key().public_key()

    public.verify(proof, f"{CLIENT}|2026-11-24T08:30:00+07:00".encode(), padding.PKCS1v15(), hashes.SHA256())
    assert headers["x-timestamp"] == "2026-11-24T08:30:00+07:00"
    with pytest.raises(InvalidSignature):
        public.verify(proof, f"{CLIENT}|2026-11-24T08:30:01+07:00".encode(), padding.PKCS1v15(), hashes.SHA256())


@pytest.mark.parametrize(
    ("zone", "written"),
    [("Asia/Jakarta", "2026-11-24T08:30:00+07:00"), ("Asia/Makassar", "2026-11-24T09:30:00+08:00")],
)
def test_a_question_is_signed_over_its_body_and_time(service, now, zone, written):
    service.will_answer(TALKS["token"]["response"], TALKS["generate"]["response"])
    snap_at(service.address, zone=ZoneInfo(zone)).create(NUMBER, 87345, now)
    _token, question = service.questions

    assert question.headers["x-timestamp"] == written
    assert question.headers["authorization"] == f"Bearer {TOKEN}"
    assert question.headers["x-signature"] == signed(question.path, TOKEN, question.body, written)


def test_a_token_is_used_until_it_is_about_to_die(service, snap, now):
    service.will_answer(TALKS["query_paid"]["response"], TALKS["query_paid"]["response"])
    snap.status(REFERENCE)
    snap.clock = lambda: NOW + timedelta(minutes=13, seconds=59)
    snap.status(REFERENCE)
    service.will_answer(TALKS["token"]["response"], TALKS["query_paid"]["response"])
    snap.clock = lambda: NOW + timedelta(minutes=14)
    snap.status(REFERENCE)

    assert [question.path.rpartition("/")[2] for question in service.questions] == [
        "b2b",
        "qr-mpm-query",
        "qr-mpm-query",
        "b2b",
        "qr-mpm-query",
    ]


def test_a_token_that_is_not_accepted_is_forgotten(service, snap):
    service.will_answer(TALKS["unauthorized"]["response"])
    assert refusal_of(snap.status, REFERENCE) == "The payment service refuses (code 4014701)."
    service.will_answer(TALKS["token"]["response"], TALKS["query_paid"]["response"])

    assert snap.status(REFERENCE).status == Status.PAID


@pytest.mark.parametrize("token", ["", "€", "a\r\nX-Other: b", None, 7])
def test_a_token_that_fits_into_no_header_is_refused(service, now, token):
    service.will_answer(changed(TALKS["token"], accessToken=token))

    assert refusal_of(snap_at(service.address).create, NUMBER, 87345, now) == UNREADABLE
    assert len(service.questions) == 1


@pytest.mark.parametrize("http_status", [200, 409])
def test_the_same_order_asked_twice_is_one_charge(service, snap, now, http_status):
    """DOKU answers a repetition as it did the first time, with HTTP 409."""
    service.will_answer(TALKS["generate"]["response"], TALKS["generate"]["response"] | {"status": http_status})
    charges = [snap.create(NUMBER, 87345, now), snap.create(NUMBER, 87345, now)]
    _token, first, second = service.questions

    assert charges[0] == charges[1]
    assert first.headers["x-external-id"] == second.headers["x-external-id"]
    assert first.body == second.body


def test_a_service_that_only_says_conflict_is_refused(service, snap, now):
    service.will_answer(TALKS["conflict"]["response"])

    assert refusal_of(snap.create, NUMBER, 87345, now) == "The payment service refuses (code 4094700)."


def test_the_number_of_a_question_is_twenty_digits_one_for_an_order_and_day(service, snap, now):
    service.will_answer(*[TALKS["generate"]["response"]] * 3, *[TALKS["query_paid"]["response"]] * 2)
    for later in (timedelta(0), timedelta(hours=3), timedelta(days=1)):
        snap.create(NUMBER, 87345, now + later)
    snap.status(REFERENCE)
    snap.status(REFERENCE)
    first, same_day, next_day, *queries = (question.headers["x-external-id"] for question in service.questions[1:])

    assert first == same_day
    assert len({first, next_day, *queries}) == 4
    assert all(len(number) == 20 and number.isdigit() for number in (first, next_day, *queries))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"partnerReferenceNo": "LP-2611-0002"}, "The payment service speaks of another order."),
        ({"qrContent": None}, UNREADABLE),
        ({"referenceNo": None}, UNREADABLE),
        ({"responseCode": "5004700"}, "The payment service refuses (code 5004700)."),
        ({"responseCode": None}, "The payment service refuses (code ?)."),
        ({"responseCode": SECRET}, "The payment service refuses (code ?)."),
    ],
)
def test_an_answer_about_something_else_is_refused(service, snap, now, values, sentence):
    service.will_answer(changed(TALKS["generate"], **values))

    assert refusal_of(snap.create, NUMBER, 87345, now) == sentence


def test_a_code_over_another_amount_is_refused(service, snap, now):
    service.will_answer(TALKS["generate"]["response"])

    assert refusal_of(snap.create, NUMBER, 87346, now) == "The payment service speaks of another amount."


@pytest.mark.parametrize("amount", [0, 10_000_001])
def test_an_amount_that_qris_cannot_carry_is_not_even_asked_for(service, snap, now, amount):
    assert refusal_of(snap.create, NUMBER, amount, now) == (
        "A QRIS payment must be at least Rp1 and at most Rp10.000.000."
    )
    assert service.questions == []


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("00", Status.PAID),
        ("01", Status.PENDING),
        ("02", Status.PENDING),
        ("03", Status.PENDING),
        ("04", Status.REFUNDED),
        ("05", Status.FAILED),
        ("06", Status.FAILED),
    ],
)
def test_a_status_is_asked_for(service, snap, code, status):
    service.will_answer(changed(TALKS["query_paid"], latestTransactionStatus=code))
    event = snap.status(REFERENCE)

    service.questions[1].insist_on(TALKS["query_paid"]["request"])
    assert (event.order_no, event.status, event.gross, event.external_id) == (NUMBER, status, 87345, REFERENCE)
    assert event.occurred_at == datetime(2026, 11, 24, 8, 41, 12, tzinfo=WIB)


def test_what_has_not_happened_yet_is_of_now(service, snap):
    service.will_answer(TALKS["query_pending"]["response"])

    assert snap.status(REFERENCE).occurred_at == NOW


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"latestTransactionStatus": "07"}, UNREADABLE),
        ({"amount": {"value": "87345.00", "currency": "USD"}}, "The payment service does not speak of rupiah."),
        (
            {"amount": {"value": "87345.50", "currency": "IDR"}},
            "The payment service speaks of an amount that cannot be read.",
        ),
        ({"amount": "87345.00"}, UNREADABLE),
        ({"originalReferenceNo": "another"}, "The payment service speaks of another order."),
        ({"paidTime": "yesterday"}, UNREADABLE),
        ({"paidTime": "2026-11-24T08:41:12"}, UNREADABLE),
    ],
)
def test_a_status_that_says_something_else_is_refused(service, snap, values, sentence):
    service.will_answer(changed(TALKS["query_paid"], **values))

    assert refusal_of(snap.status, REFERENCE) == sentence


def test_a_refund_is_asked_for_under_a_number_of_its_own(service, snap):
    for _time in range(3):
        service.will_answer(TALKS["query_paid"]["response"], TALKS["refund"]["response"])
    event = snap.refund(REFERENCE, 20000, "one cake was broken")
    snap.refund(REFERENCE, 20000, "one cake was broken")
    snap.refund(REFERENCE, 20000, "another cake was broken")
    first, second, third = service.questions[2::2]
    key = first.headers["x-external-id"]

    first.insist_on(TALKS["refund"]["request"], partnerRefundNo=key)
    assert second.body == first.body
    assert third.headers["x-external-id"] != key
    assert (event.order_no, event.status, event.gross) == (NUMBER, Status.PARTLY_REFUNDED, 87345)
    assert event.occurred_at == datetime(2026, 11, 24, 10, 15, tzinfo=WIB)


def test_all_of_it_given_back_is_a_refund(service, snap):
    whole = {"value": "87345.00", "currency": "IDR"}
    service.will_answer(TALKS["query_paid"]["response"], changed(TALKS["refund"], refundAmount=whole, refundTime=None))
    event = snap.refund(REFERENCE, 87345, "cancelled")

    assert (event.status, event.occurred_at) == (Status.REFUNDED, NOW)


def test_a_refund_of_another_amount_is_refused(service, snap):
    service.will_answer(TALKS["query_paid"]["response"], TALKS["refund"]["response"])

    assert refusal_of(snap.refund, REFERENCE, 20001, "broken") == "The payment service speaks of another amount."


def test_a_refund_that_is_under_way_is_no_refund_yet(service, snap):
    service.will_answer(TALKS["query_paid"]["response"], TALKS["refund"]["response"] | {"status": 202})

    assert refusal_of(snap.refund, REFERENCE, 20000, "broken") == (
        "The payment service is still at work on this. Ask again in a few minutes."
    )


@pytest.mark.parametrize("spaced", [None, 4])
@pytest.mark.parametrize("spelt", [str, str.lower, str.title])
def test_a_notification_is_verified(spaced, spelt):
    headers, body = notification(spaced=spaced)
    event = snap_at().verify({spelt(name): value for name, value in headers.items()}, body)

    assert (event.order_no, event.status, event.gross, event.external_id) == (NUMBER, Status.PAID, 87345, REFERENCE)
    assert event.occurred_at == datetime(2026, 11, 24, 8, 41, 12, tzinfo=WIB)
    assert event.raw == TALKS["notice"]["body"]


def test_a_notification_without_its_own_time_is_of_the_signed_one():
    at = NOW - timedelta(minutes=2)

    assert snap_at().verify(*notification(at=at, paidTime=None)).occurred_at == at


@pytest.mark.parametrize("name", ["X-TIMESTAMP", "X-SIGNATURE", "X-PARTNER-ID", "X-EXTERNAL-ID", "Authorization"])
@pytest.mark.parametrize("value", [None, "", "é", "something else"])
def test_a_header_that_is_missing_or_wrong_is_refused(name, value):
    headers, body = notification()
    headers[name] = value
    if value is None:
        del headers[name]
    if (name, value) == ("X-EXTERNAL-ID", "something else"):
        assert snap_at().verify(headers, body).status == Status.PAID
    else:
        assert refusal_of(snap_at().verify, headers, body) == UNSIGNED


@pytest.mark.parametrize(
    "options",
    [{"secret": "SK-other"}, {"path": "/elsewhere/"}],
)
def test_a_notification_signed_otherwise_is_refused(options):
    assert refusal_of(snap_at().verify, *notification(**options)) == UNSIGNED


def test_a_notification_under_another_token_is_refused():
    headers, body = notification()

    assert refusal_of(snap_at().verify, headers | {"Authorization": "Bearer another"}, body) == UNSIGNED
    assert refusal_of(snap_at().verify, headers | {"Authorization": f"Basic {TOKEN}"}, body) == UNSIGNED


@pytest.mark.parametrize(
    "change",
    [(b"87345.00", b"87346.00"), (b"0001", b"0002"), (b'"00"', b'"06"'), (b"Dompet Contoh", b"DompetContoh")],
)
def test_a_changed_body_is_refused(change):
    headers, body = notification()
    assert change[0] in body

    assert refusal_of(snap_at().verify, headers, body.replace(*change)) == UNSIGNED


@pytest.mark.parametrize("minutes", [5, -5])
def test_a_notification_of_five_minutes_ago_is_fresh(minutes):
    assert snap_at().verify(*notification(at=NOW + timedelta(minutes=minutes))).status == Status.PAID


@pytest.mark.parametrize("seconds", [301, -301, 86400])
def test_a_notification_of_another_time_is_refused(seconds):
    notice = notification(at=NOW + timedelta(seconds=seconds))

    assert refusal_of(snap_at().verify, *notice) == "This notification is too old."


def test_a_copy_with_a_new_time_is_refused():
    headers, body = notification(at=NOW - timedelta(days=1))

    assert refusal_of(snap_at().verify, headers | {"X-TIMESTAMP": NOW.isoformat()}, body) == UNSIGNED


def test_the_same_moment_may_be_written_in_any_zone():
    for zone in (ZoneInfo("Asia/Makassar"), UTC):
        assert snap_at().verify(*notification(at=NOW.astimezone(zone))).status == Status.PAID


def test_a_time_without_zone_is_refused():
    assert refusal_of(snap_at().verify, *notification(at=NOW.replace(tzinfo=None))) == UNREADABLE


@pytest.mark.parametrize(
    "values",
    [
        {"amount": {"value": "87345.00", "currency": "SGD"}},
        {"amount": {"value": "87345.10", "currency": "IDR"}},
        {"amount": None},
        {"latestTransactionStatus": "99"},
        {"originalPartnerReferenceNo": None},
    ],
)
def test_a_signed_notification_that_makes_no_sense_is_refused(values):
    with pytest.raises(GatewayRefused):
        snap_at().verify(*notification(**values))


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"\xff", b"[" * 60_000, b" " * 70_000],
    ids=["empty", "list", "cut", "no text", "deep", "long"],
)
def test_rubbish_is_refused(body):
    headers, _body = notification()

    assert refusal_of(snap_at().verify, headers, body) == UNREADABLE


def test_a_notification_that_is_too_long_is_refused():
    headers, body = notification()

    assert refusal_of(snap_at().verify, headers, body.ljust(64 * 1024 + 1)) == UNREADABLE
    assert snap_at().verify(headers, body.ljust(64 * 1024)).status == Status.PAID


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
)


@given(JSON, st.integers(1, 4), st.booleans())
def test_minifying_drops_blanks_and_nothing_else(value, indent, ascii_only):
    wide = json.dumps(value, indent=indent, separators=(" , ", " : "), ensure_ascii=ascii_only).encode(errors="replace")
    narrow = json.dumps(value, separators=(",", ":"), ensure_ascii=ascii_only).encode(errors="replace")

    assert _minified(wide) == narrow


@pytest.mark.parametrize("part", [b'"\\"" ', b'"a" ', b"      "])
def test_minifying_is_quick(part):
    began = time.process_time()
    _minified(part * 20_000)
    assert time.process_time() - began < 1


def test_the_secrets_are_in_no_text(service, snap, caplog):
    caplog.set_level(logging.DEBUG)
    service.will_answer(TALKS["unauthorized"]["response"])
    with pytest.raises(GatewayRefused) as refusal:
        snap.status(REFERENCE)
    with pytest.raises(GatewayRefused) as unsigned:
        snap.verify(*notification(secret="SK-other"))
    told = "".join(traceback.format_exception(refusal.value)) + "".join(traceback.format_exception(unsigned.value))
    told += repr(refusal.value) + repr(unsigned.value) + caplog.text + repr(snap)

    assert SECRET not in told
    assert "PRIVATE KEY" not in told
    assert TOKEN not in told


@pytest.mark.parametrize(
    "private_key",
    ["", "no key", "\ud800", pem(ec.derive_private_key(1, ec.SECP256R1()))],
    ids=["none", "text", "half", "ec"],
)
def test_a_key_that_cannot_sign_is_refused_and_nothing_is_sent(service, private_key):
    snap = snap_at(service.address, private_key=private_key)

    assert refusal_of(snap.status, REFERENCE) == "The private key for the payment service cannot be read."
    assert service.questions == []


def test_a_plain_address_is_refused():
    with pytest.raises(ValueError, match="https"):
        snap_at("http://api.doku.com")
