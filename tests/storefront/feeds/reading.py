"""Feeds as the networks read them."""

import csv
import io
import json
import re
from xml.etree import ElementTree

G = "{http://base.google.com/ns/1.0}"


def google(client, **extra) -> list[dict[str, str]]:
    answer = client.get("/feed/google.xml", **extra)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    items = ElementTree.fromstring(answer.content).iter("item")
    return [{fact.tag.removeprefix(G): fact.text or "" for fact in item} for item in items]


def meta(client, **extra) -> list[dict[str, str]]:
    answer = client.get("/feed/meta.csv", **extra)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def to_pay(item: dict[str, str]) -> int:
    """What either network shows as the price to be paid now, in rupiah."""
    return int((item.get("sale_price") or item["price"]).removesuffix(" IDR"))


def nodes(client, address: str, **extra) -> dict[str, dict]:
    """JSON-LD of a page: type -> node."""
    body = client.get(address, **extra).content.decode()
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', body, re.S)
    assert len(scripts) == 1
    return {node["@type"]: node for node in json.loads(scripts[0])["@graph"]}
