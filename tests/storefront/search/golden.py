"""The golden file: what people type when they mean one of the 42 demo products."""

import json
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).resolve().parents[2] / "golden" / "misspelt.json"


class Case(NamedTuple):
    query: str
    product: str


def misspelt() -> list[Case]:
    """60 queries, each with the name of the product that is meant."""
    return [Case(*pair) for pair in json.loads(FILE.read_text()).items()]
