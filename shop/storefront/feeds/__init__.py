"""The goods as lists that other shop windows fetch: Google Merchant Center and Meta (Facebook, Instagram, WhatsApp).

One source (items.py, read by selectors.py) and two exporters (google.py, meta.py), which only write it down.
"""
