"""Named checks of the books. Each returns the rows that offend, as sentences for a technician; none means fine."""

from collections.abc import Callable

from django.db import connections
from django.db.models import Count, F, Max, Min, Q, Sum
from django.db.models.functions import ExtractMonth, ExtractYear

from accounting import content, guards, selectors
from accounting.models import Book, Entry, Line, MonthTotal


def guards_installed(using: str = "default") -> list[str]:
    return guards.missing(connections[using])


def entries_balance(using: str = "default") -> list[str]:
    entries = Entry.objects.using(using).annotate(sum=Sum("lines__amount"), legs=Count("lines"))
    bad = entries.filter(Q(legs__lt=2) | ~Q(sum=0)).order_by("number")
    return [f"entry {entry.number}: {entry.legs} lines, sum {entry.sum}" for entry in bad]


def line_dates_equal(using: str = "default") -> list[str]:
    bad = Line.objects.using(using).exclude(date=F("entry__date")).select_related("entry").order_by("id")
    return [f"line {line.pk}: {line.date}, its entry {line.entry.number}: {line.entry.date}" for line in bad]


def month_totals_equal_lines(using: str = "default") -> list[str]:
    kept = {(total.account_id, total.month): (total.debit, total.credit) for total in MonthTotal.objects.using(using)}
    summed = _months_of_lines(using)
    return [
        f"account {account}, {month}: totals {kept.get((account, month))}, lines {summed.get((account, month))}"
        for account, month in sorted(kept.keys() | summed.keys())
        if kept.get((account, month)) != summed.get((account, month))
    ]


def numbers_gapless(using: str = "default") -> list[str]:
    seen = Entry.objects.using(using).aggregate(first=Min("number"), last=Max("number"), count=Count("number"))
    first, last, count = seen["first"] or 1, seen["last"] or 0, seen["count"]
    following = Book.objects.using(using).values_list("next_number", flat=True).first()
    offending = []
    if first != 1 or last != count:
        offending.append(f"{count} entries are numbered {first} to {last}")
    if following != last + 1:
        offending.append(f"the next number is {following} after entry {last}")
    return offending


def hash_chain_intact(using: str = "default") -> list[str]:
    offending, previous = [], ""
    for entry, legs in selectors.all_entries(using=using):
        if entry.previous_hash != previous or entry.hash != content.seal(entry, legs):
            offending.append(f"entry {entry.number} is not what was sealed")
        previous = entry.hash
    return offending


def trial_balance_zero(using: str = "default") -> list[str]:
    total = sum(row.balance for row in selectors.trial_balance(using=using))
    return [f"all balances sum to {total}"] if total else []


def _months_of_lines(using: str) -> dict[tuple[int, int], tuple[int, int]]:
    rows = (
        Line.objects.using(using)
        .order_by()
        .values_list("account", ExtractYear("date"), ExtractMonth("date"))
        .annotate(up=Sum("amount", filter=Q(amount__gt=0)), down=Sum("amount", filter=Q(amount__lt=0)))
    )
    return {(account, year * 100 + month): (up or 0, -(down or 0)) for account, year, month, up, down in rows}


CHECKS: dict[str, Callable[..., list[str]]] = {
    "guards_installed": guards_installed,
    "entries_balance": entries_balance,
    "line_dates_equal": line_dates_equal,
    "month_totals_equal_lines": month_totals_equal_lines,
    "numbers_gapless": numbers_gapless,
    "hash_chain_intact": hash_chain_intact,
    "trial_balance_zero": trial_balance_zero,
}
