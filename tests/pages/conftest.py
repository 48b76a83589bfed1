"""The clock of the views, for every test of a page."""

from tests.clock import clock

__all__ = ["clock"]
