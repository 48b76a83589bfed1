"""Money received, taken back, owed back and returned, as entries in the books."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from accounting.drafts import Draft, Leg
from accounting.roles import Role
from accounting.services import ensure_account, post
from shop.orders.models import Order
from shop.orders.postings import admin_url
from shop.payments.models import BankAccount, CreditNote, Explanation, GatewayEvent, Payment, Refund
from shop.payments.outcomes import BY_ITSELF, LIKELY, Outcome, whole_rupiah

Way = Payment.Way
# What a payment that is no bank transfer puts its money into, or takes it out of.
ROLES = {
    Way.QRIS: Role.QRIS_RECEIVABLES,
    Way.CASH: Role.CASH,
    Way.GATEWAY: Role.EWALLET,
    Way.CREDIT: Role.REFUNDS_PAYABLE,
    Way.WAIVED: Role.SALES_DISCOUNT,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """The roles against which money that came in, or went out, is booked; None where it cannot be that."""

    money_in: Role | None
    money_out: Role | None

    def role(self, amount: Decimal) -> Role | None:
        return self.money_in if amount > 0 else self.money_out


RULES = {
    Outcome.CREDIT: Rule(Role.REFUNDS_PAYABLE, None),
    Outcome.QRIS: Rule(Role.QRIS_RECEIVABLES, None),
    Outcome.GATEWAY: Rule(Role.EWALLET, None),
    Outcome.CASH: Rule(Role.CASH, Role.CASH),
    Outcome.OWNER: Rule(Role.CAPITAL, Role.DRAWINGS),
    Outcome.TRANSFER: Rule(Role.CASH_IN_TRANSIT, Role.CASH_IN_TRANSIT),
    Outcome.SUPPLIER: Rule(Role.PAYABLES, Role.PAYABLES),
    Outcome.EXPENSE: Rule(None, Role.OTHER_EXPENSE),
    Outcome.INCOME: Rule(Role.OTHER_INCOME, None),
    Outcome.INTEREST: Rule(Role.INTEREST_INCOME, None),
    Outcome.TAX: Rule(None, Role.INCOME_TAX),
    Outcome.FEE: Rule(None, Role.BANK_CHARGES),
    Outcome.REVERSAL: Rule(Role.SUSPENSE_RECEIPTS, Role.SUSPENSE_RECEIPTS),
    Outcome.UNKNOWN: Rule(Role.SUSPENSE_RECEIPTS, Role.SUSPENSE_RECEIPTS),
}
# What an expense may be for.
EXPENSES = (
    Role.DELIVERY_EXPENSE,
    Role.PACKAGING,
    Role.SUPPLIES,
    Role.TRANSPORT,
    Role.UTILITIES,
    Role.RENT,
    Role.WAGES,
    Role.PROMOTION,
    Role.REPAIRS,
    Role.OTHER_EXPENSE,
)


def role_of(outcome: Outcome, amount: Decimal, expense: str = "") -> str | None:
    """Against which account an amount of this sign is booked; `expense` one of EXPENSES. None where it cannot be."""
    if outcome == Outcome.EXPENSE and expense:
        return expense if amount < 0 and expense in EXPENSES else None
    return RULES[outcome].role(amount)


def possible(amount: Decimal) -> list[Outcome]:
    """What money of this sign can be, for one line alone: what the bank takes back is a matter of two."""
    return [outcome for outcome, rule in RULES.items() if rule.role(amount) and outcome != Outcome.REVERSAL]


def likely(kind: str, amount: Decimal) -> Outcome:
    outcome = (BY_ITSELF | LIKELY).get(kind, Outcome.UNKNOWN)
    return outcome if outcome in possible(amount) else Outcome.UNKNOWN


def open_ledger_account(account: BankAccount) -> None:
    ensure_account(
        role=account.role,
        code=None,
        name=f"Rekening {account.bank} {account.number}",
        formal_name=f"Bank {account.bank} {account.number}",
        kind="A",
    )


def payment_draft(payment: Payment) -> Draft:
    """All that was paid, unique code included, is a deposit until the goods are handed over; what comes afterwards
    clears what was due in cash."""
    text = _("Payment: %(number)s, %(name)s") if payment.amount > 0 else _("Payment taken back: %(number)s, %(name)s")
    order = payment.order
    return _draft(
        key=f"{order.document}:payment:{payment.pk}",
        date=payment.date,
        narration=text % {"number": order.number, "name": order.customer_name},
        order=order,
        debit=payment.account.role if payment.account else str(ROLES[payment.way]),
        credit=str(Role.COD_RECEIVABLES if payment.after_hand_over else Role.CUSTOMER_DEPOSITS),
        amount=payment.amount,
        reverses_key=f"{order.document}:payment:{payment.reverses_id}" if payment.reverses_id else "",
    )


def cancelled_draft(order: Order, paid: int) -> Draft:
    """The deposit of a cancelled order is owed back."""
    return _draft(
        key=f"{order.document}:cancelled",
        date=timezone.localdate(order.ended_at),
        narration=_("Cancelled: %(number)s, %(name)s") % {"number": order.number, "name": order.customer_name},
        order=order,
        debit=str(Role.CUSTOMER_DEPOSITS),
        credit=str(Role.REFUNDS_PAYABLE),
        amount=paid,
    )


def credit_note_draft(note: CreditNote) -> Draft:
    order = note.order
    return _draft(
        key=f"{order.document}:credited:{note.pk}",
        date=timezone.localdate(note.at),
        narration=_("Sale taken back: %(number)s, %(name)s") % {"number": order.number, "name": order.customer_name},
        order=order,
        debit=str(Role.SALES_RETURNS),
        credit=str(Role.REFUNDS_PAYABLE),
        amount=note.amount,
    )


def refund_draft(refund: Refund) -> Draft:
    order = refund.order
    return _draft(
        key=f"{order.document}:refund:{refund.pk}",
        date=timezone.localdate(refund.at),
        narration=_("Money returned: %(number)s, %(name)s") % {"number": order.number, "name": order.customer_name},
        order=order,
        debit=str(Role.REFUNDS_PAYABLE),
        credit=refund.account.role if refund.account else str(Role.EWALLET if refund.charge_id else Role.CASH),
        amount=refund.amount,
    )


def gateway_credit_draft(event: GatewayEvent) -> Draft:
    """What came to the payment service and the order did not need is owed to its customer."""
    order = event.charge.order
    return _draft(
        key=f"{order.document}:gateway:{event.pk}",
        date=timezone.localdate(event.at),
        narration=_("More than was owed: %(number)s, %(name)s") % {"number": order.number, "name": order.customer_name},
        order=order,
        debit=str(Role.EWALLET),
        credit=str(Role.REFUNDS_PAYABLE),
        amount=event.credited,
    )


def explanation_draft(explanation: Explanation) -> Draft | None:
    """Net into or out of the bank; what a provider of payments kept is a fee. None for less than a rupiah."""
    line, net = explanation.line, whole_rupiah(explanation.amount)
    legs = [
        (line.account.role, net),
        (str(Role.PAYMENT_FEES), explanation.fee),
        (explanation.role, -net - explanation.fee),
    ]
    if not any(amount for _role, amount in legs):
        return None
    text = _("Taken back: %(outcome)s") if explanation.reverses_id else "%(outcome)s"
    date = timezone.localdate(explanation.at) if explanation.reverses_id else line.date
    document = f"bank-line:{line.pk}"
    return Draft(
        key=f"{document}:{explanation.pk}",
        date=date,
        document_date=date,
        narration=": ".join([text % {"outcome": Outcome(explanation.outcome).label}, line.description]),
        source=document,
        source_url=f"/admin/payments/line/{line.pk}/",
        reverses_key=f"{document}:{explanation.reverses_id}" if explanation.reverses_id else "",
        lines=tuple(Leg(role=role, amount=amount) for role, amount in legs if amount),
    )


def post_explanation(explanation: Explanation, *, now: datetime) -> None:
    if draft := explanation_draft(explanation):
        post(draft, explanation.by, now=now)


def post_payment(payment: Payment, *, now: datetime) -> None:
    post(payment_draft(payment), payment.by, now=now)


def post_cancelled(order: Order, *, by: str, now: datetime) -> None:
    if order.receivable.paid:
        post(cancelled_draft(order, order.receivable.paid), by, now=now)


def post_credit_note(note: CreditNote, *, now: datetime) -> None:
    post(credit_note_draft(note), note.by, now=now)


def post_refund(refund: Refund, *, now: datetime) -> None:
    post(refund_draft(refund), refund.by, now=now)


def post_gateway_credit(event: GatewayEvent, *, now: datetime) -> None:
    post(gateway_credit_draft(event), event.by, now=now)


def replay() -> Iterator[Draft]:
    for payment in Payment.objects.select_related("order", "account").order_by("pk").iterator():
        yield payment_draft(payment)
    cancelled = Order.objects.filter(state=Order.State.CANCELLED, receivable__paid__gt=0)
    for order in cancelled.select_related("receivable").order_by("pk"):
        yield cancelled_draft(order, order.receivable.paid)
    for note in CreditNote.objects.select_related("order").order_by("pk").iterator():
        yield credit_note_draft(note)
    for refund in Refund.objects.select_related("order", "account").order_by("pk").iterator():
        yield refund_draft(refund)
    for event in GatewayEvent.objects.filter(credited__gt=0).select_related("charge__order").order_by("pk").iterator():
        yield gateway_credit_draft(event)
    for explanation in Explanation.objects.select_related("line__account").order_by("pk").iterator():
        if draft := explanation_draft(explanation):
            yield draft


def _draft(*, key, date, narration, order, debit, credit, amount, reverses_key="") -> Draft:
    return Draft(
        key=key,
        date=date,
        document_date=date,
        narration=narration,
        source=order.document,
        source_url=admin_url(order),
        reverses_key=reverses_key,
        lines=(Leg(role=debit, amount=amount), Leg(role=credit, amount=-amount)),
    )
