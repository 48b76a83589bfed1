"""The shop on the internet. Whatever is missing here is said by name, and the shop does not start without it."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403


def required(name: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} must be set in the environment (docs/deployment.md)")
    return value


def secret_key() -> str:
    """At least 50 characters with some variety, and not the one that stands in a public repository."""
    key = required("SECRET_KEY")
    if len(key) < 50 or len(set(key)) < 10 or key.startswith(("development-only", "django-insecure")):
        raise ImproperlyConfigured("SECRET_KEY must be at least 50 random characters (docs/deployment.md makes one)")
    return key


def allowed_hosts() -> list[str]:
    hosts = [host.strip() for host in required("ALLOWED_HOSTS").split(",") if host.strip()]
    if any(host in ("*", ".") for host in hosts):
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the shop's own addresses, not everybody's")
    return hosts


DEBUG = False
LAPAK_PRODUCTION = True
SECRET_KEY = secret_key()
ALLOWED_HOSTS = allowed_hosts()
CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS]
WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL") or f"https://{ALLOWED_HOSTS[0].lstrip('.')}"

SECURE_SSL_REDIRECT = True
# The server's own check of its health comes without TLS and without a public name.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = int(os.environ.get("HSTS_SECONDS") or 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

# __Host-: the browser itself refuses these cookies from a sibling domain or without TLS.
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = True
