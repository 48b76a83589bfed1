"""The bank's lines meet the orders: what is certain is confirmed by itself, the rest becomes suggestions."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from shop.orders.models import Order
from shop.payments import services
from shop.payments.matching import BankLine, Decision, OpenOrder, decide
from shop.payments.models import Payment, Receivable, StatementLine

# How far back an unexplained line or an ended order is still compared.
WINDOW = timedelta(days=60)


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
            state=str(r.order.state),
            placed_at=timezone.localtime(r.order.placed_at),
            expires_at=timezone.localtime(r.order.expires_at),
            unique=r.is_unique,
        )
        for r in owed.order_by("order_id")
    ]


def open_lines(*, now: datetime) -> list[StatementLine]:
    """Lines of the last weeks that are not wholly explained by payments."""
    since = timezone.localdate(now - WINDOW)
    lines = StatementLine.objects.filter(undone_at=None, date__gte=since).exclude(amount=F("allocated"))
    return list(lines.select_related("account").order_by("date", "id"))


def decisions(*, now: datetime) -> list[tuple[StatementLine, Decision]]:
    """For each open line what the matcher says. Writes nothing."""
    lines = open_lines(now=now)
    by_key = {line.pk: line for line in lines}
    found = decide([bank_line(line) for line in lines], open_orders(now=now))
    return [(by_key[decision.key], decision) for decision in found]


def settle(*, now: datetime, by: str) -> list[Payment]:
    """Confirm what is exact and unambiguous. Doing it again changes nothing."""
    payments = []
    for line, decision in decisions(now=now):
        if decision.automatic:
            payments += _confirm_all(line, decision, now=now, by=by)
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


def bank_line(line: StatementLine) -> BankLine:
    """What the matcher sees of a stored line."""
    return BankLine(
        key=line.pk,
        date=line.date,
        time=line.time,
        amount=line.amount,
        description=line.description,
        payer=line.payer,
        kind=line.kind,
        allocated=line.allocated,
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
    lines = StatementLine.objects.filter(undone_at=None, date__gte=since, allocated__gt=0, amount=F("allocated"))
    return lines.prefetch_related("payments__order", "payments__reversed_by")


def _settled(line: StatementLine) -> dict:
    """What was decided of a line that orders have used up."""
    standing = [p for p in line.payments.all() if p.amount > 0 and not hasattr(p, "reversed_by")]
    return {
        "date": line.date.isoformat(),
        "amount": str(line.amount),
        "description": line.description,
        "orders": sorted(p.order.number for p in standing),
        "result": "paid" if len(standing) == 1 else "combined",
        "automatic": all(p.automatic for p in standing),
        "reason": standing[0].reason,
        "difference": 0,
    }
