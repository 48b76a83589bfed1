"""The questions to the books. Amounts are whole rupiah; a balance is debit above zero, credit below.

A date `upto` is included; `since` too. None means from the first day, or to the last.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta

from django.db.models import Case, F, Max, OuterRef, Prefetch, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from accounting import content
from accounting.drafts import Leg
from accounting.models import Account, Entry, Line, MonthTotal, PeriodLock

# Entries read at a time when the whole book is read.
BITE = 1000


@dataclass(frozen=True)
class TrialBalanceRow:
    """One account: its balance in the debit or in the credit column, and all that moved on either side."""

    account: Account
    debit: int
    credit: int
    turnover_debit: int
    turnover_credit: int

    @property
    def balance(self) -> int:
        return self.debit - self.credit


@dataclass(frozen=True)
class LedgerRow:
    line: Line
    balance: int


@dataclass(frozen=True)
class LedgerPage:
    """Newest line first; `opening` is the balance before `since`, `closing` the one at the end of `upto`."""

    rows: list[LedgerRow]
    opening: int
    closing: int
    count: int
    page: int
    pages: int


def trial_balance(
    *, upto: Date | None = None, since: Date | None = None, using: str = "default"
) -> list[TrialBalanceRow]:
    """Every account that moved, by code. With `since`, only what moved from that day on."""
    totals = turnovers(upto=upto, since=since, using=using)
    accounts = Account.objects.using(using).filter(pk__in=totals)
    return [_row(account, *totals[account.pk]) for account in accounts]


def turnovers(
    *, upto: Date | None = None, since: Date | None = None, using: str = "default"
) -> dict[int, tuple[int, int]]:
    """Account id -> (debited, credited). Whole months come from their totals, part of a month from its lines."""
    upto_day = _cumulative(upto, using)
    before = _cumulative(since - timedelta(days=1), using) if since else {}
    moved = {
        account: (debit - before.get(account, (0, 0))[0], credit - before.get(account, (0, 0))[1])
        for account, (debit, credit) in upto_day.items()
    }
    return {account: sides for account, sides in moved.items() if any(sides)}


def balances(*, upto: Date | None = None, since: Date | None = None, using: str = "default") -> dict[str, int]:
    """Role -> balance, for every account that moved."""
    return {row.account.role: row.balance for row in trial_balance(upto=upto, since=since, using=using)}


def balance(role: str, upto: Date | None = None, *, since: Date | None = None, using: str = "default") -> int:
    """The balance of the account that plays `role`; 0 when it never moved or does not exist."""
    return balances(upto=upto, since=since, using=using).get(str(role), 0)


def ledger(
    account: Account,
    *,
    since: Date | None = None,
    upto: Date | None = None,
    page: int = 1,
    per_page: int = 50,
    using: str = "default",
) -> LedgerPage:
    """One page of an account's lines with the balance after each. A page beyond the last is the last."""
    lines = _between(Line.objects.using(using).filter(account=account), since, upto)
    lines = lines.order_by("-date", "-entry_id", "-id")
    count = lines.count()
    pages = max(1, -(-count // per_page))
    page = min(max(page, 1), pages)
    skip = (page - 1) * per_page
    opening = _account_balance(account, since - timedelta(days=1), using) if since else 0
    closing = _account_balance(account, upto, using)
    newer = lines[:skip].aggregate(total=Coalesce(Sum("amount"), 0))["total"] if skip else 0
    shown = lines.select_related("entry")[skip : skip + per_page]
    return LedgerPage(list(_running(shown, closing - newer)), opening, closing, count, page, pages)


def journal(
    *,
    since: Date | None = None,
    upto: Date | None = None,
    account: Account | None = None,
    source: str = "",
    using: str = "default",
) -> QuerySet[Entry]:
    """Entries, the last posted first, each with `total` rupiah and its lines at hand."""
    entries = _between(with_total(Entry.objects.using(using)), since, upto)
    if account:
        entries = entries.filter(pk__in=Line.objects.using(using).filter(account=account).values("entry"))
    if source:
        entries = entries.filter(source=source)
    return entries.select_related("reverses").prefetch_related(_lines(using))


def with_total(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Each entry with `total`: the rupiah on its debit side."""
    debits = Line.objects.filter(entry=OuterRef("pk"), amount__gt=0).order_by().values("entry")
    return entries.annotate(total=Subquery(debits.annotate(sum=Sum("amount")).values("sum")))


def entry_for(key: str, *, using: str = "default") -> Entry | None:
    return Entry.objects.using(using).filter(key=key).first()


def entries_for(source: str, *, using: str = "default") -> QuerySet[Entry]:
    """What a document (`order:LP-2611-0001`) put into the books, oldest first."""
    return journal(source=source, using=using).order_by("number")


def closed_until(*, using: str = "default") -> Date | None:
    """The last closed day; None when all days are open."""
    return PeriodLock.objects.using(using).order_by("-id").values_list("until", flat=True).first()


def fingerprint(*, using: str = "default") -> str:
    """The last entry's hash: printed on a report, it shows later whether anything before it was altered."""
    return Entry.objects.using(using).order_by("-number").values_list("hash", flat=True).first() or ""


def figures_by_key(*, using: str = "default") -> dict[str, str]:
    """Key of every entry -> its figures in one spelling (`content.figures`)."""
    return {entry.key: content.entry_figures(entry, legs) for entry, legs in all_entries(using=using)}


def content_digest(*, using: str = "default") -> str:
    """One sha256 of all (key, document date, legs), whatever the order of posting."""
    return content.digest(figures_by_key(using=using).values())


def all_entries(*, using: str = "default") -> Iterator[tuple[Entry, list[Leg]]]:
    """Every entry by number with its legs, in bites that fit the memory of a small machine."""
    entries = Entry.objects.using(using).order_by("number").select_related("reverses")
    last = entries.aggregate(last=Max("number"))["last"] or 0
    for first in range(1, last + 1, BITE):
        legs = _legs(first, using)
        for entry in entries.filter(number__gte=first, number__lt=first + BITE):
            yield entry, legs[entry.number]


def _legs(first: int, using: str) -> dict[int, list[Leg]]:
    """Number -> legs, for one bite of entries."""
    lines = Line.objects.using(using).filter(entry_id__gte=first, entry_id__lt=first + BITE).order_by("id")
    legs = defaultdict(list)
    for number, *leg in lines.values_list("entry_id", "account__role", "amount", "party", "memo"):
        legs[number].append(Leg(*leg))
    return legs


def _lines(using: str) -> Prefetch:
    return Prefetch("lines", Line.objects.using(using).select_related("account").order_by("id"))


def _between(rows: QuerySet, since: Date | None, upto: Date | None) -> QuerySet:
    if since:
        rows = rows.filter(date__gte=since)
    if upto:
        rows = rows.filter(date__lte=upto)
    return rows


def _cumulative(upto: Date | None, using: str) -> dict[int, tuple[int, int]]:
    """Account id -> (debited, credited) from the first day on."""
    totals = defaultdict(lambda: (0, 0))
    for account, debit, credit in [*_whole_months(upto, using), *_open_month(upto, using)]:
        sides = totals[account]
        totals[account] = (sides[0] + debit, sides[1] + credit)
    return dict(totals)


def _whole_months(upto: Date | None, using: str):
    months = MonthTotal.objects.using(using)
    if upto:
        tomorrow = upto + timedelta(days=1)
        months = months.filter(month__lt=tomorrow.year * 100 + tomorrow.month)
    return months.values_list("account").annotate(Sum("debit"), Sum("credit"))


def _open_month(upto: Date | None, using: str):
    """The lines from the first of `upto`'s month to `upto`; none when that is the whole month."""
    if upto is None or (upto + timedelta(days=1)).day == 1:
        return []
    lines = Line.objects.using(using).filter(date__gte=upto.replace(day=1), date__lte=upto)
    return (
        lines.order_by()
        .values_list("account")
        .annotate(
            debit=Sum(Case(When(amount__gt=0, then=F("amount")), default=0)),
            credit=Sum(Case(When(amount__lt=0, then=-F("amount")), default=0)),
        )
    )


def _account_balance(account: Account, upto: Date | None, using: str) -> int:
    debit, credit = turnovers(upto=upto, using=using).get(account.pk, (0, 0))
    return debit - credit


def _running(lines, balance: int) -> Iterator[LedgerRow]:
    for line in lines:
        yield LedgerRow(line, balance)
        balance -= line.amount


def _row(account: Account, debited: int, credited: int) -> TrialBalanceRow:
    net = debited - credited
    return TrialBalanceRow(account, max(net, 0), max(-net, 0), debited, credited)
