"""Which orders the bank's references of open lines have paid before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from shop.payments.matching import BankLine
from shop.payments.matching.references import common, name_of
from shop.payments.models import Payment, StatementLine

REMEMBERED = timedelta(days=365)
PORTION = 1_000


def used_before(lines: Sequence[StatementLine]) -> Mapping[int, frozenset[str]]:
    """Key of a line -> numbers of the orders that other lines with its reference have paid."""
    asking = {line.pk: name for line in lines if line.reference and (name := name_of(_named(line)))}
    if not asking:
        return {}
    references = sorted({line.reference for line in lines if line.pk in asking})
    since = min(line.date for line in lines) - REMEMBERED
    known = {line.pk: _named(line) for line in _alike(references, since)}
    many = common(known.values())
    paid = defaultdict(set)
    for key, number in _paid(list(known)):
        paid[name_of(known[key])].add((key, number))
    found = {
        pk: frozenset(number for key, number in paid[name] if key != pk)
        for pk, name in asking.items()
        if name in paid and name not in many
    }
    return {pk: numbers for pk, numbers in found.items() if numbers}


def _alike(references: Sequence[str], since: date) -> Iterator[StatementLine]:
    lines = StatementLine.objects.filter(undone_at=None, amount__gt=0, date__gte=since)
    for some in _portions(references):
        yield from lines.filter(reference__in=some).only("date", "amount", "kind", "reference", "account_id")


def _paid(keys: Sequence[int]) -> Iterator[tuple[int, str]]:
    standing = Payment.objects.filter(amount__gt=0, reversed_by=None)
    for some in _portions(keys):
        yield from standing.filter(line__in=some).values_list("line_id", "order__number")


def _portions(values: Sequence) -> Iterator[Sequence]:
    """A database takes only so many values in one question."""
    return (values[start : start + PORTION] for start in range(0, len(values), PORTION))


def _named(line: StatementLine) -> BankLine:
    """As much of a line as its reference needs."""
    return BankLine(
        key=line.pk,
        date=line.date,
        time=None,
        amount=line.amount,
        description="",
        payer="",
        kind=line.kind,
        reference=line.reference,
        account=line.account_id,
    )
