"""`make run` on the owner's or a developer's machine: demo people and a key that is known to everybody."""

import os

from .base import *  # noqa: F403

DEBUG = False
DEVELOPMENT_KEY = "development-only-key-that-production-refuses-to-start-with"
SECRET_KEY = os.environ.get("SECRET_KEY") or DEVELOPMENT_KEY
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
