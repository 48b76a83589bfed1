"""The business as it ought to be, kept beside the real one: small, pure, and written from the rules, not from the code.

Each `refuses_*` answers the exception type with which the real verb must refuse, or None when it must work.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from shop.orders.services import OrderError, StateChanged
from shop.payments.imports import ImportRefused
from shop.payments.models import BankAccount
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
    """An order. `lines`: its goods and how many; money in rupiah. `in_drawer` of what was paid came in as cash after
    the hand-over, `restocked` are units that came back line by line."""

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
    by_cash: bool = False
    cash_due: int = 0
    in_drawer: int = 0
    credited: int = 0
    restocked: list[int] = field(default_factory=lambda: [0] * 3)

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
        self.state, self.fulfilment, self.ended_at, self.cash_due = state, "new", now, 0

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
            if not 1 <= amount <= self.open:
                return AlreadyPaid
            return LineUsedUp if line and (line.undone or amount > line.free) else None
        if not in_time and (not revive or self.state == "cancelled"):
            return OrderEnded
        if self.state == "expired" and self.short:
            return OutOfStock
        if not 1 <= amount <= self.open:
            return AlreadyPaid
        return LineUsedUp if line and (line.undone or amount > line.free) else None

    def take(self, amount: int, paid_on: date, now: datetime) -> None:
        if self.state == "confirmed":
            self.cash_due -= amount
        elif self.state != "completed" and not self.is_in_time(paid_on):
            self.revive(now)
        self.paid += amount
        if self.state == "awaiting" and self.open == 0:
            self.state = "confirmed"

    def give_back(self, amount: int, now: datetime) -> None:
        """A confirmation was taken back: what was paid in full waits again."""
        if self.is_accepted():
            self.cash_due += amount
        elif self.state == "confirmed":
            self.state, self.fulfilment, self.deadline = "awaiting", "new", now + TIME_TO_PAY
        self.paid -= amount

    # Cash at the hand-over.

    def is_accepted(self) -> bool:
        return self.state == "confirmed" and self.cash_due > 0

    def refuses_accept(self, now: datetime) -> Refusal:
        if self.is_accepted():
            return None
        if not self.by_cash:
            return PaymentError
        return None if self.state == "awaiting" and now < self.deadline else StateChanged

    def refuses_hand_in(self) -> Refusal:
        return None if self.state == "completed" else StateChanged

    def refuses_refusal(self) -> Refusal:
        if self.state != "completed":
            return self.refuses_cancel("Ditolak")
        untouched = self.cash_due and self.paid == self.payable - self.cash_due and not self.credited
        return None if untouched else PaymentError

    def bring_back(self, now: datetime) -> None:
        for (goods, quantity), back in zip(self.lines, self.restocked, strict=False):
            goods.on_hand += quantity - back
        self.state, self.fulfilment, self.ended_at = "cancelled", "returned", now

    def refuses_restock(self, index: int, units: int) -> Refusal:
        if self.state != "completed":
            return StateChanged
        left = self.lines[index][1] - self.restocked[index]
        return None if 1 <= units <= left else OrderError

    def restock(self, index: int, units: int) -> None:
        self.restocked[index] += units
        self.lines[index][0].on_hand += units

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
        possible = self.state in ("cancelled", "completed") and 1 <= amount <= self.paid - self.refunded
        return None if possible else PaymentError

    def refund(self, amount: int) -> None:
        self.refunded += amount
        if self.state == "completed":
            self.credited += amount


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
    after_hand_over: bool = False
    in_drawer: bool = False
    undone: bool = False

    def refuses_undo(self) -> Refusal:
        deal = self.deal
        if self.undone or deal.state not in ("completed", "cancelled"):
            return None
        still_due = deal.state == "completed" and self.after_hand_over and deal.paid - self.amount >= deal.credited
        return None if still_due else OrderEnded


@dataclass
class World:
    """All of it, and what the books must say of it."""

    now: datetime
    account: BankAccount
    goods: list[Goods] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    lines: list[BankLine] = field(default_factory=list)
    confirmations: list[Confirmation] = field(default_factory=list)

    def money_in_bank(self) -> int:
        return sum(deal.paid - deal.in_drawer - deal.refunded for deal in self.deals)

    def cash_with_riders(self) -> int:
        return sum(deal.open for deal in self.deals if deal.state == "completed")

    def sold(self) -> int:
        return sum(deal.base for deal in self.deals if deal.state == "completed")

    def overdue(self) -> list[Deal]:
        return [deal for deal in self.deals if deal.state == "awaiting" and deal.deadline <= self.now]

    def amounts(self) -> list[Deal]:
        return [deal for deal in self.deals if deal.keeps_its_amount(self.now)]


def refuses_adjustment(goods: Goods, change: int) -> Refusal:
    return StockError if not change or goods.on_hand + change < goods.reserved else None
