"""The business as it ought to be, kept beside the real one: small, pure, and written from the rules, not from the code.

Each `refuses_*` answers the exception type with which the real verb must refuse, or None when it must work.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from shop.orders.services import OrderError, StateChanged
from shop.payments.imports import ImportRefused
from shop.payments.services import AlreadyPaid, LineUsedUp, OrderEnded, PaymentError
from shop.stock.services import OutOfStock, StockError

TIME_TO_PAY = timedelta(hours=24)
# Banks book on working days: so long after the order a line still counts as in time.
DAYS_TO_ARRIVE = timedelta(days=3)
QUARANTINE = timedelta(days=7)
HOLDING = ("awaiting", "confirmed")


def posted(day: date) -> date:
    """Banks post nothing on week-ends."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


Refusal = type[Exception] | None


@dataclass
class Goods:
    """An article: units on the shelf, units promised, its price in rupiah."""

    sku: object
    on_hand: int
    price: int
    reserved: int = 0

    @property
    def free(self) -> int:
        return self.on_hand - self.reserved


@dataclass
class Deal:
    """An order. `lines`: its goods and how many; money in rupiah."""

    pk: int
    placed: date
    lines: list[tuple[Goods, int]]
    base: int
    payable: int
    is_unique: bool
    deadline: datetime
    state: str = "awaiting"
    fulfilment: str = "new"
    paid: int = 0
    refunded: int = 0
    ended_at: datetime | None = None

    @property
    def open(self) -> int:
        return self.payable - self.paid

    @property
    def short(self) -> bool:
        return any(goods.free < quantity for goods, quantity in self.lines)

    def keeps_its_amount(self, now: datetime) -> bool:
        return self.is_unique and (self.ended_at is None or now - self.ended_at <= QUARANTINE)

    def reserve(self, sign: int = 1) -> None:
        for goods, quantity in self.lines:
            goods.reserved += sign * quantity

    def end(self, state: str, now: datetime) -> None:
        if self.state in HOLDING:
            self.reserve(-1)
        self.state, self.fulfilment, self.ended_at = state, "new", now

    def revive(self, now: datetime) -> None:
        """An overdue order that nobody swept yet still has its goods."""
        if self.state == "expired":
            self.reserve()
        self.state, self.ended_at, self.deadline = "awaiting", None, now + TIME_TO_PAY

    def is_in_time(self, paid_on: date) -> bool:
        return self.state == "awaiting" and paid_on <= max(self.placed + DAYS_TO_ARRIVE, posted(self.deadline.date()))

    def refuses_payment(self, amount: int, paid_on: date, *, revive: bool, line: "BankLine | None") -> Refusal:
        in_time = self.is_in_time(paid_on)
        if self.state in ("confirmed", "completed"):
            return AlreadyPaid
        if not in_time and (not revive or self.state == "cancelled"):
            return OrderEnded
        if self.state == "expired" and self.short:
            return OutOfStock
        if not 1 <= amount <= self.open:
            return AlreadyPaid
        return LineUsedUp if line and (line.undone or amount > line.free) else None

    def take(self, amount: int, paid_on: date, now: datetime) -> None:
        if not self.is_in_time(paid_on):
            self.revive(now)
        self.paid += amount
        if self.open == 0:
            self.state = "confirmed"

    def give_back(self, amount: int, now: datetime) -> None:
        """A confirmation was taken back: what was paid in full waits again."""
        if self.state == "confirmed":
            self.state, self.fulfilment, self.deadline = "awaiting", "new", now + TIME_TO_PAY
        self.paid -= amount

    def refuses_cancel(self, reason: str) -> Refusal:
        if not reason:
            return OrderError
        return StateChanged if self.state in ("completed", "cancelled") else None

    def refuses_packing(self) -> Refusal:
        return None if (self.state, self.fulfilment) == ("confirmed", "new") else StateChanged

    def refuses_hand_over(self) -> Refusal:
        return None if self.state == "confirmed" else StateChanged

    def hand_over(self, now: datetime) -> None:
        for goods, quantity in self.lines:
            goods.on_hand -= quantity
        self.reserve(-1)
        self.state, self.fulfilment, self.ended_at = "completed", "delivered", now

    def refuses_refund(self, amount: int) -> Refusal:
        possible = self.state == "cancelled" and 1 <= amount <= self.paid - self.refunded
        return None if possible else PaymentError


@dataclass
class BankLine:
    row: object
    amount: int
    day: date
    allocated: int = 0
    undone: bool = False

    @property
    def free(self) -> int:
        return self.amount - self.allocated

    def refuses_undo(self) -> Refusal:
        return ImportRefused if self.allocated else None


@dataclass
class Confirmation:
    payment: object
    deal: Deal
    amount: int
    line: BankLine | None
    undone: bool = False

    def refuses_undo(self) -> Refusal:
        return OrderEnded if not self.undone and self.deal.state in ("completed", "cancelled") else None


@dataclass
class World:
    """All of it, and what the books must say of it."""

    now: datetime
    goods: list[Goods] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    lines: list[BankLine] = field(default_factory=list)
    confirmations: list[Confirmation] = field(default_factory=list)

    def money_in_bank(self) -> int:
        return sum(deal.paid - deal.refunded for deal in self.deals)

    def sold(self) -> int:
        return sum(deal.base for deal in self.deals if deal.state == "completed")

    def overdue(self) -> list[Deal]:
        return [deal for deal in self.deals if deal.state == "awaiting" and deal.deadline <= self.now]

    def amounts(self) -> list[Deal]:
        return [deal for deal in self.deals if deal.keeps_its_amount(self.now)]


def refuses_adjustment(goods: Goods, change: int) -> Refusal:
    return StockError if not change or goods.on_hand + change < goods.reserved else None
