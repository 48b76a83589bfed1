"""Checks that many tests share."""

import html
import re
from contextlib import contextmanager

from django.apps import apps

from accounting.selectors import balances, trial_balance
from shop.backoffice.doctor import examine

APPS = ("accounting", "cart", "catalog", "orders", "payments", "shipping", "stock", "store")


def contents(*but):
    """Every row of the shop and its books, but those of the models named."""
    models = [model for label in APPS for model in apps.get_app_config(label).get_models() if model not in but]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


@contextmanager
def nothing_written(*but):
    """What happens inside must leave all tables as they were: `with nothing_written(), pytest.raises(...):`."""
    before = contents(*but)
    yield
    assert contents(*but) == before


def expect_all_is_well() -> None:
    """The doctor finds nothing, and the books are zero in sum."""
    assert {name: rows for name, rows in examine() if rows} == {}
    assert sum(row.balance for row in trial_balance()) == 0


def changes(before: dict[str, int]) -> dict[str, int]:
    """Role -> by how much its balance differs from `before`, a value of `accounting.selectors.balances()`."""
    after = balances()
    moved = {role: after.get(role, 0) - before.get(role, 0) for role in {*after, *before}}
    return {role: amount for role, amount in moved.items() if amount}


def text_of(response) -> str:
    """The words of a page, without tags and with single spaces, as a reader sees them."""
    words = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(words).split())
