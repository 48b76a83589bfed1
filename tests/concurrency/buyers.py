"""Visitors of a live shop: plain HTTP with cookies, no redirect followed, a crowd that clicks at one moment."""

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from shop.cart.http import COOKIE

SECONDS = 60


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str
    headers: Mapping[str, str] = field(repr=False)


class _Fields(HTMLParser):
    """The hidden fields of the checkout form, its total filled in as the page's script does for somebody who fetches
    the goods."""

    def __init__(self):
        super().__init__()
        self.found, self.subtotal = {}, ""

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "input" and attributes.get("type") == "hidden":
            self.found[attributes["name"]] = attributes.get("value") or ""
        elif tag == "form" and "data-subtotal" in attributes:
            self.subtotal = attributes["data-subtotal"]


class Visitor:
    """Has a basket; `open_checkout` loads the page, `order` presses its button."""

    def __init__(self, url: str, cart_token: str):
        self.host = urlsplit(url).netloc
        self.cookies = {COOKIE: cart_token}
        self.page = {}

    def open_checkout(self) -> "Visitor":
        answer = self.ask("GET", "/checkout/")
        assert answer.status == 200, answer
        fields = _Fields()
        fields.feed(answer.text)
        self.page = fields.found | {"total_shown": fields.subtotal}
        return self

    def order(self, headers: Mapping[str, str] | None = None) -> Answer:
        typed = {"name": "Rina Kartika", "phone": "0812 3456 7890", "method": "pickup", "consent": "on"}
        return self.ask("POST", "/checkout/", self.page | typed | {"action": "place"}, headers)

    def ask(self, method: str, path: str, fields: dict | None = None, headers: Mapping | None = None) -> Answer:
        connection = HTTPConnection(self.host, timeout=SECONDS)
        try:
            connection.request(method, path, urlencode(fields) if fields else None, self._headers(fields, headers))
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for header in response.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        return Answer(response.status, response.headers.get("Location", ""), text, response.headers)

    def _headers(self, fields, others) -> dict[str, str]:
        headers = dict(others or {}) | {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        return headers | ({"Content-Type": "application/x-www-form-urlencoded"} if fields else {})


def all_at_once(visitors: Sequence[Visitor]) -> list[Answer]:
    """All press the button at the same moment."""
    barrier = threading.Barrier(len(visitors))

    def press(visitor: Visitor) -> Answer:
        barrier.wait(SECONDS)
        return visitor.order()

    with ThreadPoolExecutor(len(visitors)) as crowd:
        return list(crowd.map(press, visitors))
