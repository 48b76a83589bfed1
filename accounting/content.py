"""What an entry says, in one spelling: once as figures (to compare), once as everything (to seal)."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime

from accounting.drafts import Draft, Leg


def _spell(value) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def figures(*, key: str, documented: date, legs: Iterable[Leg], reverses_key: str) -> str:
    """The spelling that decides whether two entries are the same: key, document date, (role, amount, party) of
    every leg in any order, and what is taken back. Words (narration, memo) may be reworded or translated.
    """
    sides = sorted([str(leg.role), leg.amount, leg.party] for leg in legs)
    return _spell([key, documented.isoformat(), sides, reverses_key])


def draft_figures(draft: Draft) -> str:
    return figures(key=draft.key, documented=draft.documented, legs=draft.lines, reverses_key=draft.reverses_key)


def entry_figures(entry, legs: Iterable[Leg]) -> str:
    """Of a stored entry."""
    reverses_key = entry.reverses.key if entry.reverses_id else ""
    return figures(key=entry.key, documented=entry.document_date, legs=legs, reverses_key=reverses_key)


def digest(all_figures: Iterable[str]) -> str:
    """One sha256 for a whole book, whatever the order in which it was written."""
    return _sha256("\n".join(sorted(all_figures)))


def seal(entry, legs: Iterable[Leg]) -> str:
    """The entry's hash: sha256 over the previous entry's hash and everything this one says, legs in their order."""
    return _sha256(entry.previous_hash + _spell(_everything(entry, legs)))


def _everything(entry, legs) -> dict:
    posted_at: datetime = entry.posted_at
    return {
        "number": entry.number,
        "date": entry.date.isoformat(),
        "document_date": entry.document_date.isoformat(),
        "narration": entry.narration,
        "key": entry.key,
        "source": entry.source,
        "source_url": entry.source_url,
        "reverses": entry.reverses_id,
        "posted_by": entry.posted_by,
        "posted_at": posted_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "legs": [[str(leg.role), leg.amount, leg.party, leg.memo] for leg in legs],
    }
