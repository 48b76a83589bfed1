"""The bank's lines meet the orders: what is certain is confirmed by itself, the rest becomes suggestions."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from shop.orders.models import Order
from shop.payments import services
from shop.payments.explaining import NOTHING_OPEN, explain_by_itself
from shop.payments.matching import BankLine, Decision, OpenOrder, decide
from shop.payments.models import BankHoliday, Explanation, Payment, Receivable, StatementLine
from shop.payments.references import used_before

# How far back an ended order is still compared.
WINDOW = timedelta(days=60)
# What was said of a line -> the word of the matcher for it; all others are no income of orders.
SAID = {"credit": "paid_twice", "qris": "qris_settlement", "reversal": "reversal", "unknown": "unknown"}


def open_orders(*, now: datetime) -> list[OpenOrder]:
    """Orders that wait for money, and those that ended lately: the matcher judges each line by its own date."""
    lately = Q(order__ended_at=None) | Q(order__ended_at__gte=now - WINDOW)
    owed = Receivable.objects.select_related("order").filter(lately).exclude(order__state=Order.State.CANCELLED)
    return [
        OpenOrder(
            number=r.order.number,
            buyer=r.order.customer_name,
            payable=r.payable,
            base=r.order.base,
            paid=r.paid,
            state=_state(r),
            placed_at=timezone.localtime(r.order.placed_at),
            expires_at=timezone.localtime(r.order.expires_at),
            unique=r.is_unique,
        )
        for r in owed.order_by("order_id")
    ]


def _state(receivable: Receivable) -> str:
    """An order that was to be paid in cash waits for money, wherever its goods are."""
    order = receivable.order
    return str(Order.State.AWAITING if order.cash_due and receivable.open else order.state)


def bank_holidays() -> frozenset[date]:
    return frozenset(BankHoliday.objects.values_list("date", flat=True))


def open_lines() -> list[StatementLine]:
    """Lines of which something is not explained, however old."""
    lines = StatementLine.objects.filter(undone_at=None).exclude(NOTHING_OPEN)
    return list(lines.select_related("account").order_by("date", "id"))


def decisions(*, now: datetime) -> list[tuple[StatementLine, Decision]]:
    """For each open line what the matcher says. Writes nothing."""
    lines = open_lines()
    by_key = {line.pk: line for line in lines}
    used = used_before(lines)
    found = decide([bank_line(line, used) for line in lines], open_orders(now=now), holidays=bank_holidays())
    return [(by_key[decision.key], decision) for decision in found]


def settle(*, now: datetime, by: str) -> list[Payment]:
    """Confirm what is exact and unambiguous, book what the bank names itself. Doing it again changes nothing."""
    payments, found = [], decisions(now=now)
    for line, decision in found:
        if decision.automatic:
            payments += _confirm_all(line, decision, now=now, by=by)
    explain_by_itself(lines=[line for line, _decision in found], now=now, by=by)
    return payments


@transaction.atomic
def _pay(line: StatementLine, decision: Decision, *, now: datetime, by: str) -> list[Payment]:
    # All orders before the first entry in the books: taken one by one, two jobs could wait for each other for ever.
    orders = list(Order.objects.select_for_update().filter(number__in=decision.orders).order_by("pk"))
    return [
        services.confirm(
            order=order,
            amount=order.receivable.open,
            line=line,
            key=f"line:{line.pk}:{order.document}",
            automatic=True,
            reason=decision.reason,
            now=now,
            by=by,
        )
        for order in orders
    ]


def _confirm_all(line, decision, *, now, by) -> list[Payment]:
    try:
        return _pay(line, decision, now=now, by=by)
    except services.PaymentError:
        # Somebody was faster, or the order has ended meanwhile: the line stays in the inbox.
        return []


def bank_line(line: StatementLine, used: Mapping[int, frozenset[str]]) -> BankLine:
    """What the matcher sees of a stored line; `used` is of references.used_before."""
    return BankLine(
        key=line.pk,
        date=line.date,
        time=line.time,
        amount=line.amount,
        description=line.description,
        payer=line.payer,
        kind=line.kind,
        allocated=line.amount - line.left,
        reference=line.reference,
        account=line.account_id,
        used_for=used.get(line.pk, frozenset()),
    )


def report(*, now: datetime) -> list[dict]:
    """Every line of the last weeks with its decision, settled ones included, oldest first: JSON-ready."""
    rows = [(line, _told(line, decision)) for line, decision in decisions(now=now)]
    rows += [(line, _settled(line)) for line in _settled_lines(now)]
    rows.sort(key=lambda row: (row[0].date, row[0].pk))
    return [told for _line, told in rows]


def _told(line: StatementLine, decision: Decision) -> dict:
    return {
        "date": line.date.isoformat(),
        "amount": str(line.amount),
        "description": line.description,
        "orders": list(decision.orders),
        "result": decision.result,
        "automatic": decision.automatic,
        "reason": str(decision.reason),
        "difference": int(decision.difference),
    }


def _settled_lines(now: datetime):
    since = timezone.localdate(now - WINDOW)
    lines = StatementLine.objects.filter(NOTHING_OPEN, undone_at=None, date__gte=since)
    return lines.prefetch_related("payments__order", "payments__reversed_by", "explanations__reversed_by")


def _settled(line: StatementLine) -> dict:
    """What was decided of a line of which nothing is open."""
    paid, said = _standing(line.payments.all()), _standing(line.explanations.all())
    reasons = [row.reason for row in (*paid, *said) if row.reason]
    return {
        "date": line.date.isoformat(),
        "amount": str(line.amount),
        "description": line.description,
        "orders": sorted(payment.order.number for payment in paid),
        "result": _result(paid, said),
        "automatic": bool(paid) and all(payment.automatic for payment in paid),
        "reason": reasons[0] if reasons else "",
        "difference": int(line.explained) if paid else 0,
    }


def _standing(rows) -> list:
    return [row for row in rows if row.amount and not row.reverses_id and not hasattr(row, "reversed_by")]


def _result(paid: list[Payment], said: list[Explanation]) -> str:
    if paid:
        return "overpaid" if said else "paid" if len(paid) == 1 else "combined"
    return SAID.get(said[0].outcome, "not_income") if said else "not_income"
