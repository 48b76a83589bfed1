"""The owner says what a bank line is that no order takes. Locks as everywhere: order, receivable, bank line, books."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.orders.models import Order
from shop.payments import postings, services
from shop.payments.models import Explanation, Payment, Receivable, Refund, SettledMonth, StatementLine
from shop.payments.outcomes import BY_ITSELF, Outcome, whole_rupiah
from shop.payments.qris import settlement_of
from shop.payments.services import LineUsedUp, PaymentError

# Of a bank line: payments and explanations have used it up.
NOTHING_OPEN = Q(amount=F("allocated") + F("explained"))
REASON_LENGTH = Explanation._meta.get_field("reason").max_length


@transaction.atomic
def explain(
    *,
    line: StatementLine,
    outcome: Outcome,
    key: str,
    now: datetime,
    by: str,
    reason: str = "",
    expense: str = "",
    order: Order | None = None,
    fee: int = 0,
    automatic: bool = False,
) -> Explanation:
    """Book all that orders have left of the line as `outcome`. Idempotent by `key`.

    `expense` is one of postings.EXPENSES, `order` says whose customer a credit is kept for, `fee` how many
    rupiah a payment service has kept back of its payout. Raises PaymentError.
    """
    if order:
        order = Order.objects.select_for_update().get(pk=order.pk)
    if done := Explanation.objects.filter(key=key).first():
        return done
    line = StatementLine.objects.select_related("account").get(pk=line.pk)
    if Outcome(outcome) not in postings.possible(line.amount):
        sentence = (
            _("Money that came in cannot be that.") if line.amount > 0 else _("Money that went out cannot be that.")
        )
        raise PaymentError(sentence)
    role = _role(line, Outcome(outcome), expense)
    if (order is None) != (outcome != Outcome.CREDIT):
        raise PaymentError(_("Choose the order whose customer the money belongs to."))
    amount = line.left
    if order:
        amount = Decimal(int(amount))
        Receivable.objects.filter(pk=order.pk).update(credit=F("credit") + int(amount))
    facts = {"order": order, "fee": _fee(line, outcome, fee), "automatic": automatic, "reason": reason}
    return _book(line, amount, outcome=outcome, role=role, key=key, now=now, by=by, **facts)


@transaction.atomic
def take_back(*, explanation: Explanation, now: datetime, by: str, reason: str) -> Explanation:
    """The line is open again. Raises PaymentError when its credit was used or returned meanwhile."""
    if explanation.reverses_id:
        raise PaymentError(_("This was taken back already."))
    if explanation.order_id:
        Order.objects.select_for_update().get(pk=explanation.order_id)
    line = StatementLine.objects.select_for_update().get(pk=explanation.line_id)
    if done := Explanation.objects.filter(reverses=explanation).first():
        return done
    if explanation.order_id:
        _give_up_credit(explanation)
    StatementLine.objects.filter(pk=line.pk).update(explained=F("explained") - explanation.amount)
    made = Explanation.objects.create(
        line=explanation.line,
        outcome=explanation.outcome,
        role=explanation.role,
        amount=-explanation.amount,
        fee=-explanation.fee,
        order=explanation.order,
        counterpart=explanation.counterpart,
        reverses=explanation,
        key=f"{explanation.key}:undone",
        reason=reason[:REASON_LENGTH],
        at=now,
        by=by,
    )
    postings.post_explanation(made, now=now)
    return made


@transaction.atomic
def pair(*, debit: StatementLine, credit: StatementLine, key: str, now: datetime, by: str) -> None:
    """The bank took `credit` back by `debit`: neither is anything else, and what it had paid is open again.

    Idempotent by `key`. Raises PaymentError, and OrderEnded when the goods have left.
    """
    if Explanation.objects.filter(key=f"{key}:credit").exists():
        return
    if debit.account_id != credit.account_id or debit.amount != -credit.amount or credit.amount < 0:
        raise PaymentError(_("These two lines do not cancel each other out."))
    reason = _("The bank took the money back on %(date)s.") % {"date": f"{debit.date:%d/%m/%Y}"}
    # All orders before the first entry in the books.
    paid = Payment.objects.filter(line=credit).values("order")
    list(Order.objects.select_for_update().filter(pk__in=paid).order_by("pk"))
    for payment in standing(Payment.objects.filter(line=credit)).order_by("order"):
        services.undo(payment=payment, now=now, by=by, reason=reason)
    for line, other, name in ((credit, debit, "credit"), (debit, credit, "debit")):
        row = StatementLine.objects.select_related("account").get(pk=line.pk)
        if row.left != row.amount:
            raise LineUsedUp(_("One of the two lines is explained already."))
        facts = {"outcome": Outcome.REVERSAL, "role": _role(row, Outcome.REVERSAL, ""), "counterpart": other}
        _book(row, row.amount, key=f"{key}:{name}", reason=reason, now=now, by=by, **facts)


@transaction.atomic
def attach_payment(*, payment: Payment, line: StatementLine) -> None:
    """The statement brings the transfer that the owner had confirmed before: the books know it already."""
    Order.objects.select_for_update().get(pk=payment.order_id)
    if payment.account_id != line.account_id or payment.amount != line.left:
        raise PaymentError(_("This line has another amount, or belongs to another account."))
    if not standing(Payment.objects.filter(pk=payment.pk, line=None)).update(line=line):
        raise PaymentError(_("This payment has its bank line already, or was taken back."))
    services.use(line, payment.amount)


@transaction.atomic
def attach_refund(*, refund: Refund, line: StatementLine) -> None:
    """The statement shows that the money has gone back. Raises PaymentError."""
    line = StatementLine.objects.get(pk=line.pk)
    if refund.account_id != line.account_id or -refund.amount != line.left:
        raise PaymentError(_("This line has another amount, or belongs to another account."))
    if not Refund.objects.filter(pk=refund.pk, line=None).update(line=line):
        raise PaymentError(_("This return has its bank line already."))
    _use(line, line.left)


def explain_by_itself(*, lines: Iterable[StatementLine], now: datetime, by: str) -> list[Explanation]:
    """Interest, tax on it and bank fees, which the bank names itself. Doing it again changes nothing."""
    made = []
    for line in lines:
        outcome = BY_ITSELF.get(line.kind)
        if outcome and postings.role_of(outcome, line.amount):
            made += _attempt(line, outcome, now=now, by=by)
    return made


@transaction.atomic
def settle_month(*, month: date, now: datetime, by: str) -> SettledMonth:
    """Call a month settled: all its bank lines are explained. Raises PaymentError while some are not."""
    month = month.replace(day=1)
    lines = StatementLine.objects.filter(undone_at=None, date__year=month.year, date__month=month.month)
    count = lines.exclude(NOTHING_OPEN).count()
    if count:
        raise PaymentError(
            ngettext(
                "%(count)d bank line of this month is not explained yet.",
                "%(count)d bank lines of this month are not explained yet.",
                count,
            )
            % {"count": count}
        )
    if not lines.exists():
        raise PaymentError(_("No bank line of this month has been brought in."))
    settled, _created = SettledMonth.objects.get_or_create(
        month=month, defaults={"lines": lines.count(), "at": now, "by": by}
    )
    return settled


def standing(rows):
    """Of payments or explanations those that were not taken back."""
    return rows.filter(reverses=None, reversed_by=None)


def _attempt(line: StatementLine, outcome: Outcome, *, now: datetime, by: str) -> list[Explanation]:
    if Explanation.objects.filter(line=line).exists():
        # Taken back by the owner, who knows better.
        return []
    try:
        return [explain(line=line, outcome=outcome, key=f"line:{line.pk}:itself", automatic=True, now=now, by=by)]
    except PaymentError:
        return []


def _book(line: StatementLine, amount: Decimal, *, reason: str, now: datetime, by: str, **facts) -> Explanation:
    """So much of the line is explained from here on, in the books too. Raises LineUsedUp."""
    _use(line, amount)
    made = Explanation.objects.create(line=line, amount=amount, reason=reason[:REASON_LENGTH], at=now, by=by, **facts)
    postings.post_explanation(made, now=now)
    return made


def _role(line: StatementLine, outcome: Outcome, expense: str) -> str:
    role = postings.role_of(outcome, line.amount, expense)
    if role is None:
        raise PaymentError(_("Choose what the expense was for."))
    return str(role)


def _fee(line: StatementLine, outcome: Outcome, told: int) -> int:
    """Rupiah that the provider kept: gross less net, so that the legs are whole and add up; of a payment service what
    the owner has `told`. Raises PaymentError when that cannot be."""
    if outcome == Outcome.GATEWAY:
        if not 0 <= told < line.amount:
            raise PaymentError(_("The fee must be smaller than what was paid out."))
        return told
    settlement = settlement_of(line.description, line.amount) if outcome == Outcome.QRIS else None
    if settlement is None or settlement.gross is None:
        return 0
    return whole_rupiah(settlement.gross) - whole_rupiah(line.amount)


def _use(line: StatementLine, amount: Decimal) -> None:
    """Compare and set: who else used of this line meanwhile was faster."""
    seen = StatementLine.objects.filter(pk=line.pk, undone_at=None, allocated=line.allocated, explained=line.explained)
    try:
        used = amount and seen.update(explained=F("explained") + amount)
    except IntegrityError:
        used = 0
    if not used:
        raise LineUsedUp(_("This bank line has less than that left."))


def _give_up_credit(explanation: Explanation) -> None:
    """Only what is still there."""
    enough = Receivable.objects.filter(pk=explanation.order_id, credit__gte=F("refunded") + explanation.amount)
    if not enough.update(credit=F("credit") - int(explanation.amount)):
        raise PaymentError(_("This credit was used or returned already."))
