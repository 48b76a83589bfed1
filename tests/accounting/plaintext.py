"""Reads and plays the stories in tests/golden/ledger (grammar: the README beside them)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from accounting import exceptions, selectors
from accounting.drafts import Draft, Leg
from accounting.models import Entry
from accounting.services import ensure_account, lock_until, post, reverse

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo("Asia/Makassar"))


def play(text: str) -> int:
    """Plays every block against the books; answers how many expectations were met, fails on the first that is not."""
    return sum(_play(block) for block in _blocks(text))


def _blocks(text: str):
    lines = [line for line in text.splitlines() if not line.startswith(";")]
    yield from (block.splitlines() for block in "\n".join(lines).split("\n\n") if block.strip())


def _play(block: list[str]) -> int:
    head, *body = [line.strip() for line in block if line.strip()]
    word, _, rest = head.partition(" ")
    return VERBS.get(word, _entry)(head if word not in VERBS else rest, body)


def _entry(head, body) -> int:
    day, key = head.split(" ", 1)
    legs = tuple(Leg(role, amount) for role, amount in _legs(body).items())
    draft = Draft(key=key, date=date.fromisoformat(day), narration=key, lines=legs)
    expectations = [line.removeprefix("= ").split() for line in body if line.startswith("=")]
    if not expectations:
        post(draft, now=NOW)
    for what, value in expectations:
        EXPECTATIONS[what](draft, value)
    return len(expectations)


def _refused(draft, name):
    before = selectors.content_digest()
    with pytest.raises(getattr(exceptions, name)):
        post(draft, now=NOW)
    assert selectors.content_digest() == before


def _dated(draft, day):
    entry = post(draft, now=NOW)
    assert (entry.date, entry.document_date) == (date.fromisoformat(day), draft.date), draft.key


def _reverse(rest, body) -> int:
    key, day = rest.split(" on ")
    reverse(Entry.objects.get(key=key), key=f"{key}:r", date=date.fromisoformat(day), narration=rest, now=NOW)
    return 0


def _lock(rest, body) -> int:
    day, _, reason = rest.partition(" ")
    lock_until(date=date.fromisoformat(day), by="pemilik", reason=reason, now=NOW)
    return 0


def _account(rest, body) -> int:
    role, kind, name = rest.split(" ", 2)
    ensure_account(role=role, code=None, name=name, formal_name=name, kind=kind)
    return 0


def _balances(rest, body) -> int:
    found = {role: amount for role, amount in selectors.balances(**_days(rest)).items() if amount}
    assert found == _legs(body), f"balances {rest}"
    return 1


def _profit(rest, body) -> int:
    days, amount = rest.split()
    rows = selectors.trial_balance(**_days(days))
    assert -sum(row.balance for row in rows if row.account.kind in "RE") == int(amount), f"profit {days}"
    return 1


def _days(text: str) -> dict:
    since, _, upto = text.rpartition("..")
    return {"since": date.fromisoformat(since) if since else None, "upto": date.fromisoformat(upto)}


def _legs(body) -> dict[str, int]:
    return {line.split()[0]: int(line.split()[1]) for line in body if not line.startswith("=")}


VERBS = {
    "reverse": _reverse,
    "close": _lock,
    "open": _lock,
    "account": _account,
    "balances": _balances,
    "profit": _profit,
}
EXPECTATIONS = {"refused": _refused, "dated": _dated}
