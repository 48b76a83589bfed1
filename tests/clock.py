"""The views' own "now", in the hand of a test."""

import contextlib
from unittest import mock

import pytest
from django.utils import timezone

from tests import build


class Clock:
    """`clock.now = ...` moves it; it begins at build.NOW."""

    now = build.NOW


@pytest.fixture
def clock(monkeypatch):
    hands = Clock()
    monkeypatch.setattr(timezone, "now", lambda: hands.now)
    return hands


@contextlib.contextmanager
def clock_at(now):
    """Stops the clock while a fixture of a module makes its rows; `clock` lives for one test only."""
    with mock.patch.object(timezone, "now", return_value=now):
        yield
