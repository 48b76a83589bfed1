"""Bank lines that wait for a decision, each beside what it may be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from shop.orders.models import Order
from shop.payments.matching import Decision, OpenOrder, Suggestion, suggestions
from shop.payments.models import StatementLine
from shop.payments.settling import bank_line, decisions, open_orders

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
# What needs nobody's decision: interest, fees, money that went out, sums of a QRIS provider.
QUIET = {"not_income", "qris_settlement"}
ACCEPTABLE = {"paid", "underpaid", "overpaid", "paid_after_expiry", "combined", "ambiguous"}
MOST_IDEAS = 3


@dataclass(frozen=True, slots=True)
class Idea:
    """What a line may be. `amount`: rupiah that accepting would confirm, 0 when there is nothing to accept."""

    orders: tuple[Order, ...]
    word: str
    reason: str
    amount: int
    revive: bool


@dataclass(frozen=True, slots=True)
class Card:
    line: StatementLine
    word: str
    reason: str
    ideas: tuple[Idea, ...]


Found = tuple[StatementLine, Decision]


def waiting(*, now: datetime) -> tuple[list[Found], list[Found]]:
    """(lines to decide, the most certain first; lines that need no decision)."""
    found = decisions(now=now)
    loud = [pair for pair in found if pair[1].result not in QUIET]
    quiet = [pair for pair in found if pair[1].result in QUIET]
    return sorted(loud, key=lambda pair: -pair[1].score), quiet


def count(*, now: datetime) -> int:
    return len(waiting(now=now)[0])


def cards(found: Sequence[Found], *, now: datetime) -> list[Card]:
    waiting_orders = open_orders(now=now)
    readings = {line.pk: readings_of(line, decision, waiting_orders) for line, decision in found}
    numbers = {number for ideas in readings.values() for reading in ideas for number in reading.orders}
    orders = orders_by_number(numbers)
    return [
        Card(line, str(WORDS[d.result]), d.reason, ideas_of(line, readings[line.pk], orders, now)) for line, d in found
    ]


def readings_of(line: StatementLine, decision: Decision | None, orders: list[OpenOrder]) -> list[Suggestion]:
    """The decision first, then the other suggestions, best first; one for each set of orders."""
    first = [] if decision is None else [_suggestion(decision)]
    unique = {reading.orders: reading for reading in reversed([*first, *suggestions(bank_line(line), orders)])}
    ranked = sorted(unique.values(), key=lambda reading: (reading not in first, -reading.score))
    return [reading for reading in ranked if reading.orders][:MOST_IDEAS]


def ideas_of(line: StatementLine, readings: Iterable[Suggestion], orders: dict[str, Order], now) -> tuple[Idea, ...]:
    return tuple(
        _idea(line, reading, [orders[number] for number in numbers if number in orders], now)
        for reading in readings
        for numbers in _alternatives(reading)
    )


def orders_by_number(numbers: Iterable[str]) -> dict[str, Order]:
    found = Order.objects.filter(number__in=numbers).select_related("receivable")
    return {order.number: order for order in found}


def _alternatives(reading: Suggestion) -> list[tuple[str, ...]]:
    """Orders that fit equally well are choices; others belong together."""
    return [(number,) for number in reading.orders] if reading.result == "ambiguous" else [reading.orders]


def _idea(line: StatementLine, reading: Suggestion, orders: list[Order], now: datetime) -> Idea:
    owed = sum(order.receivable.open for order in orders if order.state in ("awaiting", "expired"))
    amount = min(line.free, owed) if reading.result in ACCEPTABLE else 0
    return Idea(
        orders=tuple(orders),
        word=str(WORDS[reading.result]),
        reason=reading.reason,
        amount=max(amount, 0),
        revive=any(order.state_at(now) == Order.State.EXPIRED for order in orders),
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
