"""Payment services that make a QRIS for each order. None is needed and none is switched on: start at `base`."""
