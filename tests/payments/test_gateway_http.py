"""A question to a payment service ends: in time, within a size, and at the host that was asked."""

import time

import pytest
from django.utils import translation

from shop.payments.gateways.base import GatewayRefused
from shop.payments.gateways.http import LARGEST_ANSWER, as_object, ask

from .gateway_talk import Service

pytestmark = pytest.mark.sqlite_only
SILENT = "The payment service does not answer. Try again in a few minutes."


@pytest.fixture(autouse=True, scope="module")
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def service():
    with Service() as playing:
        yield playing


def asked(service, **options):
    return ask("GET", service.address + "/", headers={"Authorization": "Basic secret"}, **options)


def refusal_of(service, **options):
    with pytest.raises(GatewayRefused) as refusal:
        asked(service, **options)
    return refusal.value.sentence


@pytest.mark.parametrize("status", [200, 404, 500])
def test_an_answer_of_any_kind_is_an_answer(service, status):
    service.will_send(status, b"{}")

    assert asked(service) == (status, b"{}")


def test_a_silent_service_is_given_up(service):
    service.will_be_silent(10)
    began = time.monotonic()

    assert refusal_of(service, timeout=0.2) == SILENT
    assert time.monotonic() - began < 5


def test_a_service_that_answers_drop_by_drop_is_given_up(service):
    service.will_drip(10)
    began = time.monotonic()

    assert refusal_of(service, timeout=0.3) == SILENT
    assert time.monotonic() - began < 5


def test_an_answer_is_read_up_to_its_limit(service):
    service.will_send(200, b"x" * LARGEST_ANSWER)

    assert asked(service) == (200, b"x" * LARGEST_ANSWER)


@pytest.mark.parametrize("status", [200, 500])
def test_a_huge_answer_is_not_read(service, status):
    service.will_send(status, b"x" * (LARGEST_ANSWER + 1))

    assert refusal_of(service) == "The answer of the payment service is too large."


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(service, status):
    with Service() as elsewhere:
        service.will_send(status, b"", Location=elsewhere.address + "/collect")

        assert asked(service) == (status, b"")
        assert elsewhere.questions == []
    assert len(service.questions) == 1


def test_a_broken_answer_is_refused(service):
    service.answers.append(lambda handler: handler.wfile.write(b"220 mail.contoh.invalid ESMTP\r\n"))

    assert refusal_of(service) == SILENT


def test_an_object_is_read():
    assert as_object(b' {"a": "b"} ') == {"a": "b"}
