"""The one door: Wagtail's login, throttled."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse

from tests import build
from tests.checks import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
RIGHT = "kata sandi yang benar"


@pytest.fixture(autouse=True)
def owner():
    return get_user_model().objects.create_superuser("pemilik", "pemilik@example.id", RIGHT)


def log_in(client, password, username="pemilik", **extra):
    return client.post(reverse("wagtailadmin_login"), {"username": username, "password": password}, **extra)


def fail(client, times, **extra):
    return [log_in(client, f"salah {turn}", **extra).status_code for turn in range(times)]


def test_the_right_password_opens(client):
    assert log_in(client, RIGHT).status_code == 302
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_after_five_wrong_passwords_the_right_one_is_refused_too(client):
    assert fail(client, 5) == [200, 200, 200, 200, 429]
    answer = log_in(client, RIGHT)
    assert answer.status_code == 429
    assert "_auth_user_id" not in client.session


def test_the_refusal_is_an_indonesian_sentence_that_says_how_long(client):
    fail(client, 5)
    answer = log_in(client, RIGHT)
    text = answer.content.decode()
    assert "15 menit" in text
    assert "kata sandi" in text.lower()
    assert answer.headers["Retry-After"] == "900"


def test_the_sixth_try_is_refused_the_same_by_script(client):
    fail(client, 5)
    answer = log_in(client, RIGHT, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 429
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_after_the_cool_off_the_right_password_opens_again(client):
    fail(client, 5)
    attempt = AccessAttempt.objects.get()
    attempt.attempt_time -= timedelta(hours=settings.AXES_COOLOFF_TIME, seconds=1)
    attempt.save()
    assert log_in(client, RIGHT).status_code == 302


def test_trying_on_does_not_lengthen_the_wait(client):
    fail(client, 5)
    before = AccessAttempt.objects.get().attempt_time
    fail(client, 3)
    assert AccessAttempt.objects.get().attempt_time == before


def test_a_stranger_elsewhere_does_not_lock_the_owner_out(client):
    fail(client, 5, REMOTE_ADDR="203.0.113.9")
    assert log_in(client, RIGHT, REMOTE_ADDR="198.51.100.4").status_code == 302


def test_an_invented_forwarding_header_gives_no_new_tries(client):
    tries = [
        log_in(client, "salah", headers={"X-Forwarded-For": f"198.51.100.{turn}"}).status_code for turn in range(6)
    ]
    assert tries[-1] == 429


def test_a_session_that_was_planted_does_not_survive_the_login(client):
    client.session["planted"] = True
    client.session.save()
    planted = client.session.session_key
    log_in(client, RIGHT)
    assert client.session.session_key != planted


def test_there_is_no_second_door():
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    namespaces = {route.namespace for route in get_resolver().url_patterns if hasattr(route, "namespace")}
    assert "admin" not in namespaces


@pytest.mark.parametrize("path", ["/admin/password_reset/", "/_util/authenticate_with_password/1/1/"])
def test_no_password_is_reset_or_shared_by_a_page(client, path):
    try:
        resolve(path)
    except Resolver404:
        return
    assert client.get(path).status_code in (302, 404, 405)


def page_of(client):
    return client.get(reverse("wagtailadmin_login"))


def test_the_door_bears_the_name_and_the_sign_of_the_shop_and_nobody_elses(client):
    build.shop(name="Lapak Uji")
    page = page_of(client)
    assert "Masuk ke Lapak Uji" in text_of(page)
    html = page.content.decode()
    assert "<title>Masuk - Lapak Uji</title>" in html
    assert html.count("favicon.svg") == 2
    assert "icon-wagtail" not in html
    assert "favicon.ico" not in html
    assert "Wagtail" not in text_of(page)


def test_the_door_of_a_shop_without_a_name_yet_says_lapak(client):
    assert "Masuk ke Lapak" in text_of(page_of(client))


def test_the_door_asks_in_indonesian(client):
    words = text_of(page_of(client))
    assert "Kata sandi" in words
    assert "Password" not in words
