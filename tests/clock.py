"""The views' own "now", in the hand of a test."""

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
