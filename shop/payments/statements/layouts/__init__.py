"""The layouts we know, most special first. A new bank is a module here and a place in `LAYOUTS`."""

from . import generic, klikbca
from .base import Layout

LAYOUTS: tuple[Layout, ...] = (*klikbca.LAYOUTS, generic.LAYOUT)

__all__ = ["LAYOUTS", "Layout"]
