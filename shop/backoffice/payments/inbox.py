"""Bank lines that wait for a decision, each beside what it may be."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from shop.orders.models import Order
from shop.payments.explaining import NOTHING_OPEN
from shop.payments.matching import BankLine, Decision, OpenOrder, Suggestion, suggestions
from shop.payments.models import Proof, StatementLine
from shop.payments.outcomes import Outcome
from shop.payments.postings import likely
from shop.payments.proofs import for_the_owner
from shop.payments.references import used_before
from shop.payments.settling import bank_holidays, bank_line, decisions, open_orders

WORDS = {
    "paid": _("Fits exactly"),
    "underpaid": _("Too little"),
    "overpaid": _("Too much"),
    "paid_twice": _("Paid twice"),
    "paid_after_expiry": _("Paid after the deadline"),
    "reversal": _("Taken back by the bank"),
    "combined": _("One transfer for several orders"),
    "ambiguous": _("Several orders fit"),
    "qris_settlement": _("QRIS sales"),
    "unknown": _("No order fits"),
    "not_income": _("Not a sale"),
}
# No order is looked for: interest, fees, money that went out, sums of a QRIS provider.
NO_ORDER = {"not_income", "qris_settlement"}
ACCEPTABLE = {"paid", "underpaid", "overpaid", "paid_after_expiry", "combined", "ambiguous"}
MOST_IDEAS = 3


@dataclass(frozen=True, slots=True)
class Idea:
    """What a line may be. `amount`: rupiah that accepting would confirm, 0 when there is nothing to accept; `missing`:
    what the orders would still need then."""

    orders: tuple[Order, ...]
    word: str
    reason: str
    amount: int
    revive: bool
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    line: StatementLine
    word: str
    reason: str
    ideas: tuple[Idea, ...]
    likely: Outcome | None


Found = tuple[StatementLine, Decision]


def waiting(*, now: datetime, query: str = "") -> list[Found]:
    """Lines to decide: of orders with a proof first, then the most certain, then what is no order's."""
    found = [pair for pair in decisions(now=now) if _fits(pair, query.strip().lower())]
    numbers = {number for _line, decision in found for number in decision.orders}
    proven = set(Proof.objects.filter(order__number__in=numbers).values_list("order__number", flat=True))

    def rank(pair: Found):
        decision = pair[1]
        return proven.isdisjoint(decision.orders), decision.result in NO_ORDER, -decision.score

    return sorted(found, key=rank)


def _fits(pair: Found, query: str) -> bool:
    """By amount (`87.345`), order number, name or the bank's words."""
    line, decision = pair
    digits = _digits(query)
    words = " ".join((line.description, line.payer, *decision.orders)).lower()
    return query in words or bool(digits and digits in str(abs(int(line.amount))))


def _digits(query: str) -> str:
    """`Rp87.345` -> 87345; empty for what is no amount."""
    digits = re.sub(r"[.,\sRp]", "", query, flags=re.IGNORECASE)
    return digits if digits.isascii() and digits.isdigit() and len(digits) < 16 else ""


def lines(*, explained: bool, query: str):
    """All lines, or those of which nothing is open, newest first."""
    rows = StatementLine.objects.filter(undone_at=None).select_related("account").order_by("-date", "-pk")
    if explained:
        rows = rows.filter(NOTHING_OPEN)
    if query:
        digits = _digits(query)
        by_amount = Q(amount__in=[digits, f"-{digits}"]) if digits else Q()
        words = Q(description__icontains=query) | Q(payer__icontains=query) | Q(payments__order__number__iexact=query)
        rows = rows.filter(words | by_amount).distinct()
    return rows


def exact(found: Iterable[Found]) -> list[Found]:
    """Lines that fit an order to the rupiah, though something kept them from being paid by themselves. Where that is a
    reference that has paid another order, each one is looked at alone."""
    fitting = [pair for pair in found if pair[1].result in ("paid", "combined") and not pair[1].difference]
    used = used_before([line for line, _decision in fitting])
    return [pair for pair in fitting if used.get(pair[0].pk, frozenset()) <= {*pair[1].orders}]


def count(*, now: datetime) -> int:
    return len(waiting(now=now))


def cards(found: Sequence[Found], *, now: datetime) -> list[Card]:
    waiting_orders, holidays = open_orders(now=now), bank_holidays()
    used = used_before([line for line, _decision in found])
    readings = {
        line.pk: readings_of(bank_line(line, used), decision, waiting_orders, holidays) for line, decision in found
    }
    numbers = {number for ideas in readings.values() for reading in ideas for number in reading.orders}
    orders = orders_by_number(numbers)
    return [
        Card(
            line=line,
            word=str(WORDS[decision.result]),
            reason=decision.reason,
            ideas=ideas_of(line, readings[line.pk], orders, now),
            likely=likely(line.kind, line.amount),
        )
        for line, decision in found
    ]


def readings_of(
    line: BankLine, decision: Decision | None, orders: list[OpenOrder], holidays: frozenset[date]
) -> list[Suggestion]:
    """The decision first, then the other suggestions, best first; one for each set of orders."""
    first = [] if decision is None else [_suggestion(decision)]
    unique = {reading.orders: reading for reading in reversed([*first, *suggestions(line, orders, holidays=holidays)])}
    ranked = sorted(unique.values(), key=lambda reading: (reading not in first, -reading.score))
    return [reading for reading in ranked if reading.orders][:MOST_IDEAS]


def ideas_of(line: StatementLine, readings: Iterable[Suggestion], orders: dict[str, Order], now) -> tuple[Idea, ...]:
    return tuple(
        _idea(line, reading, [orders[number] for number in numbers if number in orders], now)
        for reading in readings
        for numbers in _alternatives(reading)
    )


def orders_by_number(numbers: Iterable[str]) -> dict[str, Order]:
    found = (
        Order.objects.filter(number__in=numbers)
        .select_related("receivable")
        .prefetch_related(Prefetch("proofs", for_the_owner()))
    )
    return {order.number: order for order in found}


def _alternatives(reading: Suggestion) -> list[tuple[str, ...]]:
    """Orders that fit equally well are choices; others belong together."""
    return [(number,) for number in reading.orders] if reading.result == "ambiguous" else [reading.orders]


def _idea(line: StatementLine, reading: Suggestion, orders: list[Order], now: datetime) -> Idea:
    owed = sum(order.receivable.open for order in orders if order.state != Order.State.CANCELLED)
    amount = min(line.free, owed) if reading.result in ACCEPTABLE else 0
    return Idea(
        orders=tuple(orders),
        word=str(WORDS[reading.result]),
        reason=reading.reason,
        amount=max(amount, 0),
        revive=any(order.state_at(now) == Order.State.EXPIRED for order in orders),
        missing=max(owed - line.free, 0),
    )


def _suggestion(decision: Decision) -> Suggestion:
    return Suggestion(
        orders=decision.orders,
        result=decision.result,
        difference=decision.difference,
        reason=decision.reason,
        score=decision.score,
        automatic=decision.automatic,
    )
