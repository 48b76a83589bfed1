"""What a worker of `LiveShop` serves: the shop, after the test's patch has been put in."""

import importlib
import os

from lapak.wsgi import application

if patch := os.environ.get("LAPAK_TEST_PATCH"):
    importlib.import_module(patch)

__all__ = ["application"]
