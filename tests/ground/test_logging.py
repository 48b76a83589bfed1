"""The log names no customer."""

import logging

import pytest

from lapak.logging_privacy import PrivateFormatter, hide

pytestmark = pytest.mark.sqlite_only


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Not Found: /pesanan/Zk3_x-9aQ/bayar/", "Not Found: /pesanan/***/bayar/"),
        ("GET /pesanan/Zk3_x-9aQ HTTP/1.1", "GET /pesanan/*** HTTP/1.1"),
        ("/pesanan/Zk3?dari=wa", "/pesanan/***?dari=wa"),
        ("phone 081234567890 refused", "phone [phone] refused"),
        ("phone +62 812-3456-7890 refused", "phone [phone] refused"),
        ("phone 6281234567890", "phone [phone]"),
        ("amount 147356 at 2026-11-24 09:30:00", "amount 147356 at 2026-11-24 09:30:00"),
        ("order LC-2611-0042", "order LC-2611-0042"),
    ],
)
def test_links_to_orders_and_telephone_numbers_are_hidden(line, kept):
    assert hide(line) == kept


def test_a_traceback_is_cleaned_too():
    try:
        raise ValueError("081234567890")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "failed", None, (ValueError, error, error.__traceback__))
    line = PrivateFormatter("%(message)s").format(record)
    assert "ValueError: [phone]" in line
    assert "081234567890" not in line.split("File")[0]
