"""The rig under all other tests: a fresh database for each session, whole again after each test."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from wagtail.models import Page, Site


@pytest.mark.django_db
def test_a_fresh_database_holds_what_migrations_put_in():
    assert Page.objects.filter(depth=1).count() == 1
    assert Site.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_after_a_transaction_test_the_database_is_fresh_again(turn):
    assert not get_user_model().objects.exists()
    assert Site.objects.count() == 1
    get_user_model().objects.create_user("someone")
    Site.objects.all().delete()


@pytest.mark.django_db
def test_after_a_rolled_back_test_nothing_is_left():
    assert not get_user_model().objects.exists()


@pytest.mark.django_db
def test_the_session_runs_on_the_database_that_was_asked_for(request):
    asked = request.config.getoption("db")
    assert connection.vendor == {"sqlite": "sqlite", "postgres": "postgresql"}[asked]


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("journal_size_limit", 67108864)],
)
def test_sqlite_keeps_every_answered_order(pragma, value):
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == value


@pytest.mark.sqlite_only
def test_sqlite_writers_queue_instead_of_failing():
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert connection.settings_dict["OPTIONS"]["timeout"] == 20


@pytest.mark.postgres_only
@pytest.mark.django_db
def test_postgres_connections_heal_after_a_restart():
    assert connection.settings_dict["CONN_HEALTH_CHECKS"] is True
