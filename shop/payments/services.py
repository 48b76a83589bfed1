"""Money comes in, is taken back, goes out. Locks always in this order: order, receivable, bank line, books."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounting.money import format as rupiah
from shop.orders import services as orders
from shop.orders.models import Order, OrderEvent
from shop.payments import postings, receivables
from shop.payments.matching.book import DAYS_TO_ARRIVE
from shop.payments.matching.days import posting_day
from shop.payments.models import (
    BankAccount,
    BankHoliday,
    CreditNote,
    GatewayCharge,
    Payment,
    Receivable,
    Refund,
    StatementLine,
)
from shop.store.selectors import shop

# Days that banks rest at most in one go, week-ends and Lebaran together.
LONGEST_REST = 31
State, Kind, Way = Order.State, OrderEvent.Kind, Payment.Way


class PaymentError(Exception):
    """Carries the sentence for the owner."""


class AlreadyPaid(PaymentError):
    pass


class OrderEnded(PaymentError):
    pass


class LineUsedUp(PaymentError):
    pass


@transaction.atomic
def confirm(
    *,
    order: Order,
    amount: int,
    key: str,
    now: datetime,
    by: str,
    reason: str,
    line: StatementLine | None = None,
    account: BankAccount | None = None,
    way: Way = Way.TRANSFER,
    credit_of: Order | None = None,
    automatic: bool = False,
    revive: bool = False,
) -> Payment:
    """Give `amount` rupiah of a bank line, or of money the owner vouches for, to an order. Idempotent by `key`.

    An order that is then fully paid is confirmed in the same transaction; one that was to be paid in cash owes less of
    it. `revive` also takes an expired order,
    if its goods can still be reserved. Raises AlreadyPaid, OrderEnded, LineUsedUp, stock.OutOfStock.
    """
    order = _locked(order, credit_of)
    if done := Payment.objects.filter(key=key).first():
        return done
    if not reason.strip():
        raise PaymentError(_("Say why this payment is right."))
    paid_on = line.date if line else timezone.localdate(now)
    account = _account(line, account) if way == Way.TRANSFER else None
    _make_payable(order, paid_on=paid_on, now=now, by=by, revive=revive, reason=reason)
    _take(order, amount)
    if order.state == State.CONFIRMED:
        _less_in_cash(order, amount)
    if line:
        use(line, amount)
    if credit_of:
        _use_credit(credit_of, amount)
    payment = Payment.objects.create(
        order=order,
        way=way,
        credit_of=credit_of,
        line=line,
        account=account,
        amount=amount,
        key=key,
        automatic=automatic,
        after_hand_over=order.state == State.COMPLETED,
        reason=reason[: orders.REASON_LENGTH],
        date=paid_on,
        at=now,
        by=by,
    )
    orders.record(order=order, kind=Kind.PAYMENT, at=now, by=by, reason=reason, amount=amount)
    if order.state == State.AWAITING and order.receivable.open == 0:
        orders.transition(order=order, to=State.CONFIRMED, kind=Kind.CONFIRMED, at=now, by=by)
    postings.post_payment(payment, now=now)
    return payment


@transaction.atomic
def undo(*, payment: Payment, now: datetime, by: str, reason: str) -> Payment:
    """Take a confirmation back, until the goods are handed over. The order then waits again, with a new deadline.

    What was to be paid in cash is due again, before and after the hand-over."""
    if payment.amount < 0:
        raise PaymentError(_("This confirmation was taken back already."))
    order = _locked(payment.order, payment.credit_of)
    # Its bank line may have been found since the caller read it.
    payment = Payment.objects.get(pk=payment.pk)
    if done := Payment.objects.filter(reverses=payment).first():
        return done
    if order.state not in (State.AWAITING, State.CONFIRMED, State.EXPIRED) and not _still_due(order, payment):
        raise OrderEnded(_("The goods have left or the order is cancelled: this confirmation stays."))
    if not reason.strip():
        raise PaymentError(_("Say why the confirmation is taken back."))
    if order.state == State.CONFIRMED and order.cash_due:
        _less_in_cash(order, -payment.amount)
    elif order.state == State.CONFIRMED:
        orders.transition(
            order=order,
            to=State.AWAITING,
            kind=Kind.REOPENED,
            at=now,
            by=by,
            reason=reason,
            fulfilment=Order.Fulfilment.NEW,
            expires_at=now + timedelta(hours=shop().payment_hours),
        )
    Receivable.objects.filter(pk=order.pk).update(paid=F("paid") - payment.amount)
    if payment.line_id:
        StatementLine.objects.filter(pk=payment.line_id).update(allocated=F("allocated") - payment.amount)
    if payment.credit_of_id:
        Receivable.objects.filter(pk=payment.credit_of_id).update(credit=F("credit") + payment.amount)
    reversal = Payment.objects.create(
        order=order,
        way=payment.way,
        credit_of_id=payment.credit_of_id,
        line_id=payment.line_id,
        account_id=payment.account_id,
        amount=-payment.amount,
        after_hand_over=payment.after_hand_over,
        reverses=payment,
        key=f"{payment.key}:undone",
        reason=reason[: orders.REASON_LENGTH],
        date=timezone.localdate(now),
        at=now,
        by=by,
    )
    orders.record(order=order, kind=Kind.PAYMENT_UNDONE, at=now, by=by, reason=reason, amount=payment.amount)
    postings.post_payment(reversal, now=now)
    return reversal


@transaction.atomic
def cancel(*, order: Order, now: datetime, by: str, reason: str) -> None:
    """Cancel an order; what was paid becomes a debt to the customer, to be returned by `refund`. What was let off is no
    money, so that is taken back."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    let_off = Payment.objects.filter(order=order, way=Way.WAIVED, reverses=None, reversed_by=None)
    if order.state in (State.AWAITING, State.CONFIRMED, State.EXPIRED) and (waived := let_off.first()):
        undo(payment=waived, now=now, by=by, reason=reason)
        order = Order.objects.get(pk=order.pk)
    orders.cancel(order=order, now=now, by=by, reason=reason)
    postings.post_cancelled(order, by=by, now=now)


@transaction.atomic
def waive(*, order: Order, now: datetime, by: str) -> Payment:
    """Let the customer off the little that is missing: at most the shop's tolerance. A second click changes nothing,
    and after it was taken back it can be done again. Raises PaymentError."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    before = Payment.objects.filter(order=order, way=Way.WAIVED, reverses=None)
    if done := before.filter(reversed_by=None).first():
        return done
    key = f"waive:{order.pk}:{before.count()}"
    left = Receivable.objects.get(pk=order.pk)
    if not left.paid or left.open > shop().waive_at_most:
        raise PaymentError(
            _("At most %(most)s may be let off, and only when money has come in. Ask for the rest instead.")
            % {"most": rupiah(shop().waive_at_most)}
        )
    reason = _("The rest of %(amount)s is let off") % {"amount": rupiah(left.open)}
    return confirm(order=order, amount=left.open, way=Way.WAIVED, key=key, reason=reason, now=now, by=by)


@transaction.atomic
def refund(
    *,
    order: Order,
    amount: int,
    account: BankAccount | None,
    reason: str,
    key: str,
    now: datetime,
    by: str,
    destination: str = "",
    charge: GatewayCharge | None = None,
) -> Refund:
    """Money went back to the customer: from `account`, from what the payment service holds of `charge`, or (both None)
    from the drawer. Idempotent by `key`.

    It may be what a cancelled order had paid, and what was kept as the customer's credit. What goes beyond takes so
    much of the sale back that was handed over. Raises PaymentError.
    """
    order = Order.objects.select_for_update().get(pk=order.pk)
    if done := Refund.objects.filter(key=key).first():
        return done
    if amount < 1:
        raise PaymentError(_("Write how much you have returned: at least Rp1."))
    owed = owed_back(Receivable.objects.get(pk=order.pk), order)
    if order.state == State.COMPLETED and amount > owed:
        credit_sale(order=order, amount=amount - owed, reason=reason, key=f"{key}:sale", now=now, by=by)
        owed = amount
    if not owed and order.state != State.CANCELLED:
        raise PaymentError(_("Cancel the order first, then return the money."))
    if amount > owed:
        raise PaymentError(_("That is more than this order has paid."))
    Receivable.objects.filter(pk=order.pk).update(refunded=F("refunded") + amount)
    refunded = Refund.objects.create(
        order=order,
        account=account,
        charge=charge,
        destination=destination.strip(),
        amount=amount,
        reason=reason[: orders.REASON_LENGTH],
        key=key,
        at=now,
        by=by,
    )
    orders.record(order=order, kind=Kind.REFUNDED, at=now, by=by, reason=reason, amount=amount)
    postings.post_refund(refunded, now=now)
    return refunded


@transaction.atomic
def credit_sale(*, order: Order, amount: int, reason: str, key: str, now: datetime, by: str) -> CreditNote:
    """Take `amount` rupiah of a sale back that was handed over and paid: the shop owes them to the customer, who may
    have them returned or pay another order with them. Idempotent by `key`. Raises PaymentError."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    if done := CreditNote.objects.filter(key=key).first():
        return done
    if order.state != State.COMPLETED:
        raise PaymentError(_("Cancel the order first, then return the money."))
    if not reason.strip():
        raise PaymentError(_("Say why the money goes back."))
    enough = Receivable.objects.filter(pk=order.pk, paid__gte=F("credited") + _let_off(order.pk) + amount)
    if amount < 1 or not enough.update(credited=F("credited") + amount, credit=F("credit") + amount):
        raise PaymentError(_("That is more than this order has paid."))
    text = reason[: orders.REASON_LENGTH]
    note = CreditNote.objects.create(order=order, amount=amount, reason=text, key=key, at=now, by=by)
    orders.record(order=order, kind=Kind.CREDITED, at=now, by=by, reason=reason, amount=amount)
    postings.post_credit_note(note, now=now)
    return note


def left_of_sale(receivable: Receivable) -> int:
    """Rupiah of a sale that was paid and not taken back. What was let off is no money."""
    return receivable.paid - _let_off(receivable.pk) - receivable.credited


def _let_off(order_id: int) -> int:
    return Payment.objects.filter(order=order_id, way=Way.WAIVED).aggregate(all=Sum("amount"))["all"] or 0


def owed_back(receivable: Receivable, order: Order) -> int:
    """Rupiah that the shop owes the customer: credit, and all that a cancelled order had paid."""
    paid = receivable.paid if order.state == State.CANCELLED else 0
    return paid + receivable.credit - receivable.refunded


def open_account(*, bank: str, number: str, holder: str, position: int = 0) -> BankAccount:
    """A bank account of the shop, with its own ledger account. Idempotent by number."""
    account, _created = BankAccount.objects.get_or_create(
        number=number, defaults={"bank": bank, "holder": holder, "position": position}
    )
    postings.open_ledger_account(account)
    return account


def last_day_to_pay(order: Order) -> date:
    """The last date of a bank line that counts as in time; banks book on working days."""
    arrived = timezone.localdate(order.placed_at) + timedelta(days=DAYS_TO_ARRIVE)
    deadline = timezone.localdate(order.expires_at)
    ahead = BankHoliday.objects.filter(date__range=(deadline, deadline + timedelta(days=LONGEST_REST)))
    return max(arrived, posting_day(deadline, set(ahead.values_list("date", flat=True))))


def _locked(order: Order, other: Order | None) -> Order:
    """Rows of orders in ascending order: two payments between the same two orders must not wait for each other."""
    keys = {order.pk} | ({other.pk} if other else set())
    rows = {row.pk: row for row in Order.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    return rows[order.pk]


def _account(line: StatementLine | None, chosen: BankAccount | None) -> BankAccount:
    account = line.account if line else chosen or BankAccount.objects.first()
    if account is None:
        raise PaymentError(_("Enter a bank account of the shop first."))
    return account


def _make_payable(order: Order, *, paid_on: date, now: datetime, by: str, revive: bool, reason: str) -> None:
    """A transfer that the bank booked in time counts, even when its statement comes later, while goods are reserved."""
    if order.state == State.AWAITING and paid_on <= last_day_to_pay(order):
        return
    if order.state in (State.CONFIRMED, State.COMPLETED):
        if Receivable.objects.get(pk=order.pk).open:
            # To be paid in cash, and somebody pays so, or otherwise, after all.
            return
        raise AlreadyPaid(_("Order %(number)s is paid already.") % {"number": order.number})
    if not revive or order.state == State.CANCELLED:
        raise OrderEnded(_("Order %(number)s has ended: its goods may be gone.") % {"number": order.number})
    orders.revive(order=order, expires_at=now + timedelta(hours=shop().payment_hours), now=now, by=by, reason=reason)
    receivables.claim_again(order=order)


def _take(order: Order, amount: int) -> None:
    open_for_more = Receivable.objects.filter(pk=order.pk, payable__gte=F("paid") + amount)
    if amount < 1 or not open_for_more.update(paid=F("paid") + amount):
        left = Receivable.objects.get(pk=order.pk).open
        raise AlreadyPaid(
            _("Order %(number)s only needs %(left)s more.") % {"number": order.number, "left": rupiah(left)}
        )
    order.receivable = Receivable.objects.get(pk=order.pk)


def _less_in_cash(order: Order, amount: int) -> None:
    """What the shop still has to be given at the hand-over."""
    Order.objects.filter(pk=order.pk).update(cash_due=F("cash_due") - amount)


def _still_due(order: Order, payment: Payment) -> bool:
    """The goods are gone, but this payment only cleared what was due in cash, and nothing of it was given back."""
    left = Receivable.objects.get(pk=order.pk)
    return order.state == State.COMPLETED and payment.after_hand_over and left.paid - payment.amount >= left.credited


def use(line: StatementLine, amount: int) -> None:
    """So much of an incoming line is an order's from here on. Raises LineUsedUp."""
    free = StatementLine.objects.filter(
        pk=line.pk, undone_at=None, amount__gte=F("allocated") + F("explained") + amount
    )
    try:
        used = free.update(allocated=F("allocated") + amount)
    except IntegrityError:
        used = 0
    if not used:
        raise LineUsedUp(_("This bank line has less than that left."))


def _use_credit(order: Order, amount: int) -> None:
    """Of what is owed back to the customer of `order`, only its credit."""
    enough = Receivable.objects.filter(pk=order.pk, credit__gte=F("refunded") + amount)
    if not enough.update(credit=F("credit") - amount):
        raise PaymentError(_("Order %(number)s has less credit than that.") % {"number": order.number})
