"""The layouts we know, most special first. A new bank is a module here and a place in `LAYOUTS`."""

from . import bca_pdf, bni, bri, brimo_pdf, bsi, generic, jago, klikbca, mandiri, messages, seabank
from .base import Layout

LAYOUTS: tuple[Layout, ...] = (
    *messages.LAYOUTS,
    bca_pdf.LAYOUT,
    brimo_pdf.LAYOUT,
    *klikbca.LAYOUTS,
    *mandiri.LAYOUTS,
    *bri.LAYOUTS,
    *bni.LAYOUTS,
    *bsi.LAYOUTS,
    *jago.LAYOUTS,
    *seabank.LAYOUTS,
    generic.LAYOUT,
)

__all__ = ["LAYOUTS", "Layout"]
