"""Nothing in the log may open a customer's order or name a customer's telephone."""

import logging
import re

ORDER_PAGE = re.compile(r"(/pesanan/)[^/\s\"'?]+")
PHONE = re.compile(r"(?<![\d.])(?:\+?62|0)[ -]?8(?:[ -]?\d){7,11}(?!\d)")


def hide(text: str) -> str:
    return PHONE.sub("[phone]", ORDER_PAGE.sub(r"\1***", text))


class PrivateFormatter(logging.Formatter):
    """Works on the finished line, traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return hide(super().format(record))
