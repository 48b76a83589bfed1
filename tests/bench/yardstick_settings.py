"""Settings of the yardstick (yardstick.py): what `startproject` gives, and one SQLite file named by BARE_DATABASE."""

import os

from tests.bench.yardstick_templates import DETAIL, LIST

SECRET_KEY = "bare"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.bench.yardstick"
USE_TZ = True
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ["BARE_DATABASE"],
        "CONN_MAX_AGE": 600,
        "OPTIONS": {"init_command": "PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728;"},
    }
}
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.messages"]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [("django.template.loaders.locmem.Loader", {"list": LIST, "detail": DETAIL})],
                )
            ]
        },
    }
]
