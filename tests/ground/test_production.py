"""Production settings: what they refuse to start with. Each in a process of its own, as on the server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.sqlite_only
KEY = "k3y-" + "aB9$dE7!fG5@hJ2#" * 4
GOOD = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "lapak.example.id"}


def manage(*arguments, data, database, **env):
    environment = {
        name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL")
    } | {
        "DJANGO_SETTINGS_MODULE": "lapak.settings.production",
        "LAPAK_DATA": str(data),
        "DATABASE_URL": f"sqlite:///{database}",
        **env,
    }
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def production(tmp_path, databases):
    database = tmp_path / "lapak.sqlite3"
    databases.fill(str(database))
    return lambda *arguments, **env: manage(*arguments, data=tmp_path / "data", database=database, **env)


def test_the_deployment_check_has_nothing_to_say(production):
    done = production("check", "--deploy", "--fail-level", "WARNING", **GOOD)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize(
    "key",
    ["", "short", "development-only-key-that-production-refuses-to-start-with", "a" * 60, "django-insecure-" + KEY],
)
def test_without_a_key_of_its_own_the_shop_does_not_start(production, key):
    done = production("check", **GOOD | {"SECRET_KEY": key})
    assert done.returncode == 1
    assert "SECRET_KEY must be" in done.stderr
    assert key == "" or key not in done.stderr


@pytest.mark.parametrize("hosts", ["", " , ", "*", "lapak.example.id,*"])
def test_without_addresses_of_its_own_the_shop_does_not_start(production, hosts):
    done = production("check", **GOOD | {"ALLOWED_HOSTS": hosts})
    assert done.returncode == 1
    assert "ALLOWED_HOSTS" in done.stderr


MAKE = """
from django.contrib.auth import get_user_model
for name, password, active in {people!r}:
    get_user_model().objects.create_user(name, password=password, is_active=active)
"""


def make(production, *people):
    made = production("shell", "--no-imports", "-c", MAKE.format(people=people), **GOOD)
    assert made.returncode == 0, made.stderr


def test_the_shop_is_not_served_while_a_demo_person_can_log_in(production):
    make(production, *((name, "lapak-demo", True) for name in ("pemilik", "kasir", "mentor")))
    done = production("serve", "--port", "1", **GOOD)
    assert done.returncode == 1
    assert "lapak.E001" in done.stderr
    assert "kasir, mentor, pemilik" in done.stderr


def test_demo_people_with_a_new_password_or_switched_off_are_no_obstacle(production):
    make(production, ("pemilik", "sandi milik sendiri", True), ("kasir", "lapak-demo", False))
    assert production("check", "--deploy", **GOOD).returncode == 0


SETTINGS = """
from django.conf import settings as s
print([s.DEBUG, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE,
       s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE, s.CSRF_TRUSTED_ORIGINS, s.SECURE_PROXY_SSL_HEADER,
       s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH])
"""


def test_cookies_go_by_tls_only_and_to_this_host_only(production):
    done = production("shell", "--no-imports", "-c", SETTINGS, **GOOD)
    assert done.stdout.strip() == str(
        [False, True, 31536000, "__Host-sessionid", True, "__Host-csrftoken", True, ["https://lapak.example.id"]]
        + [None, None, "/"]
    )


def test_a_proxys_word_about_tls_counts_only_when_a_proxy_is_named(production):
    done = production("shell", "--no-imports", "-c", SETTINGS, TRUSTED_PROXIES="127.0.0.1", **GOOD)
    assert "('HTTP_X_FORWARDED_PROTO', 'https')" in done.stdout


def test_the_data_folder_is_closed_to_other_users(production, tmp_path):
    production("check", **GOOD)
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o750


def test_the_demo_shop_is_refused_with_2_and_writes_nothing(production, tmp_path):
    """Its people have a password that everybody knows."""
    before = (tmp_path / "lapak.sqlite3").read_bytes()
    for arguments in ((), ("--if-empty",), ("--orders", "3")):
        done = production("demo", *arguments, **GOOD)
        assert done.returncode == 2
        assert done.stderr.startswith("The demo shop is not for production")
        assert done.stdout == ""
    assert (tmp_path / "lapak.sqlite3").read_bytes() == before
