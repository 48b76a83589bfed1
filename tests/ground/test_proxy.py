"""Where a request comes from: the connection's own address, unless a proxy of ours passes on another."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from lapak.middleware import TrustedProxy

pytestmark = pytest.mark.sqlite_only
VISITOR = "203.0.113.7"


def seen(proxies, remote, **headers):
    """The META that a view gets."""
    taken = {}

    def view(request):
        taken.update(request.META)
        return HttpResponse()

    with override_settings(TRUSTED_PROXIES=proxies):
        TrustedProxy(view)(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers))
    return taken


def test_without_proxy_the_header_is_nothing():
    meta = seen([], VISITOR, x_forwarded_for="198.51.100.1", x_forwarded_proto="https")
    assert meta["REMOTE_ADDR"] == VISITOR
    assert "HTTP_X_FORWARDED_FOR" not in meta
    assert "HTTP_X_FORWARDED_PROTO" not in meta


def test_a_proxy_of_ours_is_believed():
    meta = seen(["127.0.0.1"], "127.0.0.1", x_forwarded_for=VISITOR, x_forwarded_proto="https")
    assert meta["REMOTE_ADDR"] == VISITOR
    assert meta["HTTP_X_FORWARDED_PROTO"] == "https"


def test_what_a_visitor_wrote_before_our_proxy_is_not_believed():
    meta = seen(["127.0.0.1"], "127.0.0.1", x_forwarded_for=f"198.51.100.1, {VISITOR}")
    assert meta["REMOTE_ADDR"] == VISITOR


def test_a_chain_of_our_own_proxies_is_followed_to_its_start():
    meta = seen(["10.0.0.0/8"], "10.0.0.2", x_forwarded_for=f"{VISITOR}, 10.9.8.7")
    assert meta["REMOTE_ADDR"] == VISITOR


@pytest.mark.parametrize("rubbish", ["", "unknown", "<script>", "127.0.0.1, "])
def test_rubbish_in_the_header_leaves_the_proxys_address(rubbish):
    assert seen(["127.0.0.1"], "127.0.0.1", x_forwarded_for=rubbish)["REMOTE_ADDR"] == "127.0.0.1"


def test_a_stranger_cannot_pose_as_tls():
    assert "HTTP_X_FORWARDED_PROTO" not in seen(["10.0.0.1"], VISITOR, x_forwarded_proto="https")
