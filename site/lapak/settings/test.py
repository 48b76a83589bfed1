"""The test suite: cheap password hashes, static files without a build step, everything else as in development."""

import os

from .dev import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
# A thread that writes would disturb tests that count queries; tests of a live shop say otherwise.
VISITS_FLUSH_SECONDS = float(os.environ.get("VISITS_FLUSH_SECONDS") or 0)
