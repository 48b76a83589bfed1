"""The readings of one incoming line. Each rule gives suggestions; only two of them can be automatic."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from django.utils.translation import gettext as _

from accounting import money

from . import names
from .book import Book, tolerance
from .reasons import about_difference, about_name, about_reference, joined
from .types import BankLine, OpenOrder, Suggestion

MOST_NEAR = 5  # a common name has many orders; nobody reads more than a few
AUTOMATIC_KINDS = frozenset({"transfer", "interbank", "ewallet", "other"})


def readings(line: BankLine, book: Book) -> list[Suggestion]:
    """All readings of a credit's free whole rupiah, best first."""
    if not is_whole(line):
        return []
    found = [*exact_readings(line, book)]
    for rule in (by_rest, by_pair, by_near_name, by_base):
        found += (_with_reused(reading, line, book) for reading in rule(line, book))
    return sorted(_best_of_each(found), key=lambda reading: (-reading.score, abs(reading.difference), reading.orders))


def exact_readings(line: BankLine, book: Book) -> list[Suggestion]:
    """The readings that can be automatic: by the order's number in the text, and by its very amount."""
    return [*by_number(line, book), *by_amount(line, book)] if is_whole(line) else []


def _with_reused(reading: Suggestion, line: BankLine, book: Book) -> Suggestion:
    return replace(reading, reason=joined(reading.reason, *about_reference(line, reading.orders, book.references)))


def is_whole(line: BankLine) -> bool:
    """Orders are whole rupiah: an amount with sen pays none."""
    return line.free > 0 and line.free == int(line.free)


def _best_of_each(found: Iterable[Suggestion]) -> Iterable[Suggestion]:
    best: dict[tuple[str, ...], Suggestion] = {}
    for reading in found:
        if reading.orders not in best or reading.score > best[reading.orders].score:
            best[reading.orders] = reading
    return best.values()


def by_number(line: BankLine, book: Book) -> Iterator[Suggestion]:
    """The text names orders: what they owe together should have come in."""
    named = [book.orders[number] for number in book.numbers.within(line.description)]
    if not named:
        return
    waiting = [order for order in named if book.waits(order)]
    meant = waiting or named
    difference = int(line.free) - sum(order.open for order in meant if not book.settled(order))
    reason = joined(_("the text names the order number"), about_difference(difference), about_name(line, meant))
    if not waiting:
        yield _ended(line, book, meant, reason, score=85)
    elif difference:
        result = "underpaid" if difference < 0 else "overpaid"
        yield Suggestion(_numbers(meant), result, difference, reason, score=65)
    else:
        doubts = [*doubts_about(line, meant, book)]
        if len(waiting) < len(named):
            doubts.append(_("the text also names an order that is no longer open"))
        result = "combined" if len(meant) > 1 else "paid"
        yield Suggestion(_numbers(meant), result, 0, joined(reason, *doubts), 100 if not doubts else 88, not doubts)


def by_amount(line: BankLine, book: Book) -> Iterator[Suggestion]:
    """Exactly one order asks for exactly this amount."""
    same = [order for order in book.by_payable[int(line.free)] if book.possible(order, line.date)]
    named = book.numbers.within(line.description)
    if not same:
        return
    if named and not set(_numbers(same)) <= set(named):
        both = tuple(sorted({*named, *_numbers(same)}))
        reason = joined(_("the text names another order than the one whose amount this is"))
        yield Suggestion(both, "ambiguous", 0, reason, score=90)
    elif len(same) > 1:
        yield Suggestion(_numbers(same), "ambiguous", 0, joined(_("several orders ask for this amount")), score=90)
    elif not book.waits(same[0]):
        reason = joined(_("the amount is this order's"), about_name(line, same))
        yield _ended(line, book, same, reason, score=85)
    elif not (same[0].unique or named or names.agree(same[0].buyer, name_text(line))):
        yield _perhaps(line, book, same[0])
    else:
        yield _paid(line, book, same[0], is_only_one_named=len(named) < 2)


def _perhaps(line: BankLine, book: Book, order: OpenOrder) -> Suggestion:
    """A round amount that is not reserved, from somebody else: it may as well be another's who left the code out."""
    rivals = book.rivals(int(line.free), line.date, (order.number,))
    reason = joined(_("the amount is not reserved for one order"), about_name(line, [order]))
    return Suggestion(_numbers([order, *rivals]), "ambiguous", 0, reason, score=65)


def _paid(line: BankLine, book: Book, order: OpenOrder, *, is_only_one_named: bool) -> Suggestion:
    reason = joined(_("the amount is this order's"), about_name(line, [order]))
    doubts = [*doubts_about(line, [order], book)]
    if not is_only_one_named:
        doubts.append(_("the text names several orders"))
    difference = int(line.free) - order.open
    result = "overpaid" if difference else "paid"
    score = 75 if doubts else 95 if names.agree(order.buyer, line.payer) else 90
    return Suggestion((order.number,), result, difference, joined(reason, *doubts), score, not doubts)


def doubts_about(line: BankLine, orders: list[OpenOrder], book: Book) -> Iterator[str]:
    """Everything that forbids to confirm these orders by this line without the owner."""
    amount = int(line.free)
    if line.kind not in AUTOMATIC_KINDS:
        yield _("this kind of line is never confirmed by itself")
    if line.allocated:
        yield _("part of the line is given to another order already")
    if any(order.paid for order in orders):
        yield _("part of the order was paid before")
    if not all(order.unique for order in orders):
        yield _("the amount is not reserved for one order")
    if not all(book.in_time(order, line.date) for order in orders):
        yield _("the date is outside the time to pay")
    yield from about_reference(line, _numbers(orders), book.references)
    if rivals := book.rivals(amount, line.date, _numbers(orders)):
        yield _("%(amount)s is also an amount of order %(order)s") % {
            "amount": money.format(amount),
            "order": rivals[0].number,
        }


def _ended(line: BankLine, book: Book, orders: list[OpenOrder], reason: str, *, score: int) -> Suggestion:
    """Money for orders that are paid already, or that have ended unpaid."""
    unpaid = [order for order in orders if not book.settled(order)]
    if unpaid:
        difference = int(line.free) - sum(order.open for order in unpaid)
        why = joined(reason, _("the order has ended and its stock is released"))
        return Suggestion(_numbers(unpaid), "paid_after_expiry", difference, why, score)
    why = joined(reason, _("the order is paid already: this is a second transfer, to be given back"))
    return Suggestion(_numbers(orders), "paid_twice", int(line.free), why, score)


def by_rest(line: BankLine, book: Book) -> Iterator[Suggestion]:
    """The rest of an order that was paid in part."""
    for order in book.by_rest[int(line.free)]:
        if book.waits(order) and book.possible(order, line.date):
            reason = joined(_("the amount is the rest of a part payment"), about_name(line, [order]))
            yield Suggestion((order.number,), "paid", 0, reason, score=80)


def by_pair(line: BankLine, book: Book) -> Iterator[Suggestion]:
    """One transfer for two orders of one buyer, whose numbers the bank dropped."""
    for pair in book.pairs(int(line.free), name_text(line)):
        if all(_may_be_of(line, order, book) for order in pair):
            reason = joined(_("two orders of this name owe this amount together"))
            yield Suggestion(tuple(sorted(_numbers(pair))), "combined", 0, reason, score=75)


def by_near_name(line: BankLine, book: Book) -> Iterator[Suggestion]:
    """The name agrees and the amount is nearly right: the code forgotten, or rounded."""
    for order in islice(_nearest(line, book), MOST_NEAR):
        difference = int(line.free) - order.open
        without_code = line.free == order.base
        score = 60 - min(9, abs(difference) * 100 // order.open)
        reason = joined(
            _("the payer's name agrees"),
            about_difference(difference),
            _("it is the total without the unique code") if without_code else "",
        )
        if book.waits(order):
            result = "underpaid" if difference < 0 else "overpaid" if difference else "paid"
            yield Suggestion((order.number,), result, difference, reason, 70 if without_code else score)
        else:
            yield _ended(line, book, [order], reason, score=50)


def _nearest(line: BankLine, book: Book) -> Iterator[OpenOrder]:
    """Those whose total without code it is come first."""

    def fits(order: OpenOrder) -> bool:
        return not book.settled(order) and book.possible(order, line.date)

    text = name_text(line)
    whole = [
        order
        for order in book.by_base[int(line.free)]
        if order.open > 0
        and order.state != "cancelled"
        and fits(order)
        and names.agree(order.buyer, text)
        and abs(int(line.free) - order.open) <= tolerance(order.open)
    ]
    yield from whole
    yield from (order for order in book.near(int(line.free), text) if fits(order) and line.free != order.base)


def by_base(line: BankLine, book: Book) -> Iterator[Suggestion]:
    """Nobody's name, but the total without the code."""
    for order in book.by_base[int(line.free)]:
        if book.waits(order) and book.possible(order, line.date) and line.free != order.open:
            difference = int(line.free) - order.open
            reason = joined(_("it is the total without the unique code"), about_name(line, [order]))
            result = "underpaid" if difference < 0 else "overpaid"
            yield Suggestion((order.number,), result, difference, reason, score=40)


def name_text(line: BankLine) -> str:
    """Where to look for a name: the payer, or where the bank has no place for one, the whole text."""
    return line.payer or line.description


def _may_be_of(line: BankLine, order: OpenOrder, book: Book) -> bool:
    return book.waits(order) and book.possible(order, line.date) and names.agree(order.buyer, name_text(line))


def _numbers(orders: Iterable[OpenOrder]) -> tuple[str, ...]:
    return tuple(order.number for order in orders)
