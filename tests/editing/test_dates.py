"""Pages with a date: the server itself looks each minute."""

import os
import signal
import time

import pytest
from django.urls import reverse

from lapak.management.commands import serve
from tests import build


@pytest.mark.django_db
def test_the_editor_has_dates_to_go_live_and_to_expire(admin_client):
    page = build.product()
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'name="go_live_at"' in html
    assert 'name="expire_at"' in html


@pytest.mark.django_db
def test_the_editor_of_a_product_says_what_tags_are_for_in_our_own_words(admin_client):
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[build.product().pk])).content.decode()
    assert "Words by which buyers filter a list" in html
    assert "A comma-separated list of tags." not in html


@pytest.mark.django_db
def test_what_is_due_is_published(clock, monkeypatch):
    monkeypatch.setattr(serve.connections, "close_all", lambda: None)
    page = build.product(title="Satu")
    page.title, page.go_live_at = "Dua", build.NOW + build.DAY
    page.save_revision().publish()
    serve.publish_what_is_due()
    assert build.fresh(page).title == "Satu"
    clock.now = build.NOW + 2 * build.DAY
    serve.publish_what_is_due()
    assert build.fresh(page).title == "Dua"


def test_a_failure_is_told_and_not_raised(monkeypatch, caplog):
    def broken(*args, **options):
        raise RuntimeError("locked")

    monkeypatch.setattr(serve, "call_command", broken)
    monkeypatch.setattr(serve.connections, "close_all", lambda: None)
    serve.publish_what_is_due()
    assert "could not be published" in caplog.text


def test_it_looks_again_after_the_time_named_and_stops_with_its_server(monkeypatch):
    looked, seconds, parents = [], [0.0], iter([7] * 8 + [1])
    monkeypatch.setattr(serve.os, "getppid", lambda: next(parents))
    monkeypatch.setattr(serve.time, "monotonic", lambda: seconds[0])
    monkeypatch.setattr(serve.time, "sleep", lambda s: seconds.__setitem__(0, seconds[0] + s))
    monkeypatch.setattr(serve, "publish_what_is_due", lambda: looked.append(seconds[0]))
    serve.keep_dates(every=3)
    assert looked == [0, 3, 6]


def test_the_keeper_is_a_process_that_ends_when_told(monkeypatch):
    monkeypatch.setattr(serve, "keep_dates", lambda: time.sleep(30))
    monkeypatch.setattr(serve.connections, "close_all", lambda: None)
    child = serve.start_keeping_dates()
    serve._end(child)
    with pytest.raises(ProcessLookupError):
        os.kill(child, signal.SIGCONT)
