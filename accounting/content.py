"""What an entry says, in one spelling: once as figures (to compare), once as everything (to seal)."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime

from accounting.drafts import Draft


def _spell(value) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def figures(*, key: str, documented: date, legs: Iterable[tuple[str, int, str]], reverses_key: str) -> str:
    """The spelling that decides whether two entries are the same: key, document date, (role, amount, party) of
    every leg in any order, and what is taken back. Words (narration, memo) may be reworded or translated.
    """
    return _spell([key, documented.isoformat(), sorted([list(leg) for leg in legs]), reverses_key])


def draft_figures(draft: Draft) -> str:
    legs = ((str(leg.role), leg.amount, leg.party) for leg in draft.lines)
    return figures(key=draft.key, documented=draft.documented, legs=legs, reverses_key=draft.reverses_key)


def entry_figures(entry) -> str:
    """Of a stored entry; reads `lines__account` and `reverses`."""
    return figures(
        key=entry.key,
        documented=entry.document_date,
        legs=((line.account.role, line.amount, line.party) for line in entry.lines.all()),
        reverses_key=entry.reverses.key if entry.reverses_id else "",
    )


def digest(all_figures: Iterable[str]) -> str:
    """One sha256 for a whole book, whatever the order in which it was written."""
    return _sha256("\n".join(sorted(all_figures)))


def seal(entry, legs: Iterable[tuple[str, int, str, str]]) -> str:
    """The entry's hash: sha256 over the previous entry's hash and everything this one says.

    `legs` are (role, amount, party, memo) in the order of the lines.
    """
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
        "legs": [list(leg) for leg in legs],
    }
