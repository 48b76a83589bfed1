"""The verbs of the books: post, reverse, open an account, close a period. Each is one transaction.

Every verb takes the book's row lock before it looks at anything: two posters of one key on PostgreSQL would
otherwise both find it free (tests/accounting/test_race.py). Callers lock their own rows first, the book last.
"""

from datetime import date as Date
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounting import content
from accounting.drafts import Draft
from accounting.exceptions import (
    AlreadyReversed,
    NotAReversal,
    NotWholeRupiah,
    PeriodNotOver,
    PostingConflict,
    ReasonMissing,
    Unbalanced,
    Undated,
    UnknownEntry,
    UnknownRole,
)
from accounting.models import Account, Book, Entry, Line, PeriodLock


def post(draft: Draft, by: str = "", *, now: datetime | None = None, using: str = "default") -> Entry:
    """Write the draft into the journal and return its entry.

    `by` is a user name, empty for the system itself. Call it inside the transaction that changes the document.
    Posting the same content under the same key again returns the entry of the first time and uses no number.
    Raises PostingConflict (same key, other content), UnknownRole, Unbalanced, NotWholeRupiah, Undated,
    UnknownEntry, AlreadyReversed, NotAReversal; then nothing was written.
    """
    now = now or timezone.now()
    _refuse_malformed(draft, now)
    with transaction.atomic(using=using):
        number = _lock_book(using)
        posted = Entry.objects.using(using).filter(key=draft.key).first()
        if posted is not None:
            return _same_or_conflict(posted, draft)
        return _write(draft, number=number, by=by, now=now, using=using)


def reverse(
    entry: Entry,
    *,
    key: str,
    date: Date,
    narration: str,
    by: str = "",
    now: datetime | None = None,
    using: str = "default",
) -> Entry:
    """Take back a posted entry, whole, by a new one. Raises AlreadyReversed when another key did so before."""
    return post(reversal(entry, key=key, date=date, narration=narration), by, now=now, using=using)


def reversal(entry: Entry, *, key: str, date: Date, narration: str) -> Draft:
    """The draft that takes back `entry`: its legs negated."""
    return Draft(
        key=key,
        date=date,
        narration=narration,
        lines=tuple(leg.negated() for leg in entry.legs()),
        source=entry.source,
        source_url=entry.source_url,
        reverses_key=entry.key,
    )


def ensure_account(
    *, role: str, code: str | None, name: str, formal_name: str, kind: str, using: str = "default"
) -> Account:
    """The account that plays `role`; made if there is none yet, left as it is otherwise.

    With `code` None, a branch `bank:123` takes the next free code below the account of `bank`: 1110.01, 1110.02...
    """
    with transaction.atomic(using=using):
        _lock_book(using)
        account, _created = Account.objects.using(using).get_or_create(
            role=role,
            defaults={
                "code": code or _next_code(role, using),
                "name": name,
                "formal_name": formal_name,
                "kind": kind,
            },
        )
        return account


def lock_until(
    *, date: Date | None, by: str, reason: str = "", now: datetime | None = None, using: str = "default"
) -> PeriodLock:
    """Close the books through `date`, or open them again by an earlier date (None: wholly), with a reason.

    Raises PeriodNotOver for today and later, ReasonMissing for an opening without a reason.
    """
    now = now or timezone.now()
    if date is not None and date >= timezone.localdate(now):
        raise PeriodNotOver
    with transaction.atomic(using=using):
        _lock_book(using)
        closed = _closed_until(using)
        opens = closed is not None and (date is None or date < closed)
        if opens and not reason.strip():
            raise ReasonMissing
        return PeriodLock.objects.using(using).create(until=date, reason=reason, by=by, at=now)


def _refuse_malformed(draft: Draft, now: datetime) -> None:
    for leg in draft.lines:
        if type(leg.amount) is not int:
            raise NotWholeRupiah(leg.amount)
    if type(draft.date) is not Date or type(draft.documented) is not Date or timezone.is_naive(now):
        raise Undated(draft.key)
    amounts = [leg.amount for leg in draft.lines]
    if len(amounts) < 2 or 0 in amounts or sum(amounts):
        raise Unbalanced(draft.key)


def _lock_book(using: str) -> int:
    """Wait for other posters, then the number of the next entry.

    An UPDATE, not SELECT FOR UPDATE: SQLite has no row locks, there the write itself makes others wait.
    """
    book = Book.objects.using(using)
    book.update(next_number=F("next_number"))
    return book.get().next_number


def _same_or_conflict(posted: Entry, draft: Draft) -> Entry:
    if content.entry_figures(posted, posted.legs()) != content.draft_figures(draft):
        raise PostingConflict(draft.key)
    return posted


def _write(draft: Draft, *, number: int, by: str, now: datetime, using: str) -> Entry:
    """Lines first, header last: when the header arrives, the guards see the whole entry and judge it once."""
    accounts = _accounts(draft, using)
    entry = Entry(
        number=number,
        date=_open_day(draft.date, using),
        document_date=draft.documented,
        narration=draft.narration,
        key=draft.key,
        source=draft.source,
        source_url=draft.source_url,
        reverses=_taken_back(draft, using),
        posted_by=by,
        posted_at=now,
        previous_hash=_hash_of(number - 1, using),
    )
    entry.hash = content.seal(entry, draft.lines)
    Line.objects.using(using).bulk_create(
        Line(
            entry_id=number,
            account=accounts[str(leg.role)],
            amount=leg.amount,
            date=entry.date,
            party=leg.party,
            memo=leg.memo,
        )
        for leg in draft.lines
    )
    entry.save(using=using, force_insert=True)
    return entry


def _accounts(draft: Draft, using: str) -> dict[str, Account]:
    roles = {str(leg.role) for leg in draft.lines}
    accounts = {account.role: account for account in Account.objects.using(using).filter(role__in=roles)}
    for role in sorted(roles - accounts.keys()):
        raise UnknownRole(role)
    return accounts


def _taken_back(draft: Draft, using: str) -> Entry | None:
    if not draft.reverses_key:
        return None
    original = Entry.objects.using(using).filter(key=draft.reverses_key).first()
    if original is None:
        raise UnknownEntry(draft.reverses_key)
    if Entry.objects.using(using).filter(reverses=original).exists():
        raise AlreadyReversed(original.key)
    legs = sorted((str(leg.role), -leg.amount, leg.party) for leg in draft.lines)
    if legs != sorted((leg.role, leg.amount, leg.party) for leg in original.legs()):
        raise NotAReversal(original.key)
    return original


def _hash_of(number: int, using: str) -> str:
    return Entry.objects.using(using).filter(number=number).values_list("hash", flat=True).first() or ""


def _closed_until(using: str) -> Date | None:
    return PeriodLock.objects.using(using).order_by("-id").values_list("until", flat=True).first()


def _open_day(date: Date, using: str) -> Date:
    """The document's own day, or the first open day when that is closed: late papers never stop the shop."""
    closed = _closed_until(using)
    return date if closed is None else max(date, closed + timedelta(days=1))


def _next_code(role: str, using: str) -> str:
    stem = role.split(":")[0]
    parent = Account.objects.using(using).filter(role=stem).first()
    if parent is None or stem == role:
        raise UnknownRole(stem)
    taken = Account.objects.using(using).filter(code__startswith=f"{parent.code}.").values_list("code", flat=True)
    branches = [code.rpartition(".")[2] for code in taken]
    highest = max((int(branch) for branch in branches if branch.isdigit()), default=0)
    return f"{parent.code}.{highest + 1:02}"
