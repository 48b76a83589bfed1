"""Production settings: what they refuse to start with. In processes of their own, as on the server."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.sqlite_only
KEY = "k3y-" + "aB9$dE7!fG5@hJ2#" * 4
GOOD = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "lapak.example.id"}


def python(*arguments, data, database, **env):
    environment = {
        name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL")
    } | {
        "DJANGO_SETTINGS_MODULE": "lapak.settings.production",
        "PYTHONPATH": str(ROOT / "site"),
        "LAPAK_DATA": str(data),
        "DATABASE_URL": f"sqlite:///{database}",
        **env,
    }
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def production(tmp_path, databases):
    """Runs a program of Python on a fresh database as production would."""
    database = tmp_path / "lapak.sqlite3"
    databases.fill(str(database))
    return lambda *arguments, **env: python(*arguments, data=tmp_path / "data", database=database, **env)


@pytest.fixture
def manage(production):
    return lambda *arguments, **env: production("manage.py", *arguments, **env)


def test_the_deployment_check_has_nothing_to_say_and_the_data_folder_is_closed_to_other_users(manage, tmp_path):
    done = manage("check", "--deploy", "--fail-level", "WARNING", **GOOD)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize(
    "key",
    ["", "short", "development-only-key-that-production-refuses-to-start-with", "a" * 60, "django-insecure-" + KEY],
)
def test_without_a_key_of_its_own_the_shop_does_not_start(manage, key):
    done = manage("check", **GOOD | {"SECRET_KEY": key})
    assert done.returncode == 1
    assert "SECRET_KEY must be" in done.stderr
    assert key == "" or key not in done.stderr


@pytest.mark.parametrize("hosts", ["", " , ", "*", "lapak.example.id,*"])
def test_without_addresses_of_its_own_the_shop_does_not_start(manage, hosts):
    done = manage("check", **GOOD | {"ALLOWED_HOSTS": hosts})
    assert done.returncode == 1
    assert "ALLOWED_HOSTS" in done.stderr


def make(folder, *people):
    """Users as production keeps them, without the seconds that a process takes to start."""
    columns = "username, password, is_active, is_superuser, is_staff, first_name, last_name, email, date_joined"
    rows = [
        (name, Argon2PasswordHasher().encode(password, "salt-of-a-test"), active) for name, password, active in people
    ]
    connection = sqlite3.connect(folder / "lapak.sqlite3")
    with connection:
        values = "?, ?, ?, 0, 0, '', '', '', '2026-11-24 01:30:00'"
        connection.executemany(f"INSERT INTO auth_user ({columns}) VALUES ({values})", rows)
    connection.close()


def test_the_shop_is_not_served_while_a_demo_person_can_log_in(manage, tmp_path):
    make(tmp_path, *((name, "lapak-demo", True) for name in ("pemilik", "kasir", "mentor")))
    done = manage("serve", "--port", "1", **GOOD)
    assert done.returncode == 1
    assert "lapak.E001" in done.stderr
    assert "kasir, mentor, pemilik" in done.stderr


def test_demo_people_with_a_new_password_or_switched_off_are_no_obstacle(manage, tmp_path):
    make(tmp_path, ("pemilik", "sandi milik sendiri", True), ("kasir", "lapak-demo", False))
    assert manage("check", "--deploy", **GOOD).returncode == 0


SETTINGS = """
from django.conf import settings as s
print([s.DEBUG, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE,
       s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE, s.CSRF_TRUSTED_ORIGINS, s.SECURE_PROXY_SSL_HEADER,
       s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH])
"""


def test_cookies_go_by_tls_only_and_to_this_host_only(production):
    done = production("-c", SETTINGS, **GOOD)
    assert done.stdout.strip() == str(
        [False, True, 31536000, "__Host-sessionid", True, "__Host-csrftoken", True, ["https://lapak.example.id"]]
        + [None, None, "/"]
    )


def test_a_proxys_word_about_tls_counts_only_when_a_proxy_is_named(production):
    done = production("-c", SETTINGS, TRUSTED_PROXIES="127.0.0.1", **GOOD)
    assert "('HTTP_X_FORWARDED_PROTO', 'https')" in done.stdout


def test_the_demo_shop_is_refused_with_2_and_writes_nothing(production, tmp_path):
    """Its people have a password that everybody knows."""
    before = (tmp_path / "lapak.sqlite3").read_bytes()
    commands = [["demo"], ["demo", "--if-empty"], ["demo", "--orders", "3"]]
    done = production("-m", "tests.rig.forks", json.dumps(commands), tmp_path / "report", **GOOD)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    report = json.loads((tmp_path / "report").read_text())
    assert [code for code, _said in report] == [2, 2, 2]
    assert all(said.startswith("The demo shop is not for production") for _code, said in report)
    assert (tmp_path / "lapak.sqlite3").read_bytes() == before
