"""Sentences are asserted in the language of the code; their translations have a test of their own."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield
