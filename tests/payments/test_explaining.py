"""Every rupiah of a bank line ends as something, with its entry in the books; nothing is explained twice."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from accounting.models import Entry
from accounting.selectors import balances
from shop.orders.models import Order
from shop.payments import explaining, services
from shop.payments.models import Explanation, Payment, Receivable, Refund, SettledMonth, StatementLine
from shop.payments.outcomes import Outcome, whole_rupiah
from shop.payments.postings import RULES, possible
from shop.payments.services import LineUsedUp, PaymentError
from tests import build
from tests.checks import changes, expect_all_is_well

pytestmark = pytest.mark.django_db
ACT = {"now": build.NOW, "by": "pemilik"}


def explained(line, outcome, key="k", **facts):
    return explaining.explain(line=line, outcome=outcome, key=key, **ACT, **facts)


def fresh(line) -> StatementLine:
    return StatementLine.objects.get(pk=line.pk)


@pytest.mark.parametrize(
    ("amount", "outcome", "role"),
    [
        ("50000.00", Outcome.OWNER, "capital"),
        ("-50000.00", Outcome.OWNER, "drawings"),
        ("50000.00", Outcome.TRANSFER, "cash_in_transit"),
        ("-50000.00", Outcome.TRANSFER, "cash_in_transit"),
        ("50000.00", Outcome.CASH, "cash"),
        ("-50000.00", Outcome.CASH, "cash"),
        ("-750000.00", Outcome.SUPPLIER, "payables"),
        ("750000.00", Outcome.SUPPLIER, "payables"),
        ("-20000.00", Outcome.EXPENSE, "other_expense"),
        ("20000.00", Outcome.INCOME, "other_income"),
        ("1250.37", Outcome.INTEREST, "interest_income"),
        ("-250.07", Outcome.TAX, "income_tax"),
        ("-15000.00", Outcome.FEE, "bank_charges"),
        ("64000.00", Outcome.UNKNOWN, "suspense_receipts"),
        ("-64000.00", Outcome.UNKNOWN, "suspense_receipts"),
        ("350000.00", Outcome.QRIS, "qris_receivables"),
    ],
)
def test_each_outcome_has_its_posting_and_can_be_taken_back(amount, outcome, role):
    line = build.statement_line(amount=amount)
    before = balances()
    made = explained(line, outcome)
    whole = whole_rupiah(Decimal(amount))
    assert changes(before) == {line.account.role: whole, role: -whole}
    assert fresh(line).left == 0
    expect_all_is_well()
    explaining.take_back(explanation=made, reason="Salah pilih", **ACT)
    assert changes(before) == {}
    assert fresh(line).left == Decimal(amount)
    expect_all_is_well()


def test_every_outcome_can_be_chosen_for_money_of_its_sign_and_no_other():
    for outcome, rule in RULES.items():
        for sign in (1, -1):
            alone = rule.role(Decimal(sign)) is not None and outcome != Outcome.REVERSAL
            assert (outcome in possible(Decimal(sign))) == alone


def test_what_cannot_be_is_refused_and_nothing_is_written():
    line = build.statement_line(amount="-5000.00")
    for outcome in (Outcome.QRIS, Outcome.INTEREST, Outcome.INCOME, Outcome.CREDIT, Outcome.REVERSAL):
        with pytest.raises(PaymentError):
            explained(line, outcome, key=outcome)
    with pytest.raises(PaymentError, match="what the expense was for"):
        explained(line, Outcome.EXPENSE, expense="sales")
    assert (Explanation.objects.count(), fresh(line).left) == (0, Decimal("-5000.00"))


def test_an_expense_is_booked_for_what_it_was():
    line = build.statement_line(amount="-20000.00")
    before = balances()
    explained(line, Outcome.EXPENSE, expense="packaging")
    assert changes(before) == {line.account.role: -20000, "packaging": 20000}


def test_the_same_key_books_once_and_a_second_explanation_finds_nothing_left():
    line = build.statement_line(amount="64000.00")
    assert explained(line, Outcome.UNKNOWN) == explained(line, Outcome.UNKNOWN)
    with pytest.raises(LineUsedUp):
        explained(line, Outcome.OWNER, key="other")
    assert Explanation.objects.count() == 1


def test_taking_back_twice_changes_nothing_more():
    made = explained(build.statement_line(amount="64000.00"), Outcome.UNKNOWN)
    again = [explaining.take_back(explanation=made, reason="Salah", **ACT) for _turn in range(2)]
    assert again[0] == again[1]
    with pytest.raises(PaymentError):
        explaining.take_back(explanation=again[0], reason="Salah", **ACT)


def test_a_qris_settlement_clears_the_gross_and_books_the_fee():
    text = "KR OTOMATIS TANGGAL :27/01 MID : 885001834534 SUSHI MAS-HO QR : 2224200.00 DDR: 15569.40"
    line = build.statement_line(amount="2208631.00", description=text)
    before = balances()
    made = explained(line, Outcome.QRIS)
    assert made.fee == 15569
    assert changes(before) == {line.account.role: 2208631, "payment_fees": 15569, "qris_receivables": -2224200}
    explaining.take_back(explanation=made, reason="Salah", **ACT)
    assert changes(before) == {}
    expect_all_is_well()


def test_sen_are_rounded_half_away_from_zero_and_less_than_half_a_rupiah_needs_no_entry():
    assert [whole_rupiah(Decimal(text)) for text in ("0.49", "0.50", "-0.50", "-1250.37")] == [0, 1, -1, -1250]
    line = build.statement_line(amount="0.37")
    entries = Entry.objects.count()
    explained(line, Outcome.INTEREST)
    assert Entry.objects.count() == entries
    expect_all_is_well()


def paid_too_much(extra=5000):
    order = build.order(build.sku(price=20000))
    line = build.statement_line(amount=order.payable + extra)
    build.pay(order, line=line)
    return build.fresh(order), line


def test_too_much_is_kept_for_the_customer_and_returned():
    order, line = paid_too_much()
    before = balances()
    explained(fresh(line), Outcome.CREDIT, order=order)
    assert changes(before) == {line.account.role: 5000, "refunds_payable": -5000}
    assert Receivable.objects.get(pk=order.pk).credit == 5000
    expect_all_is_well()
    with pytest.raises(PaymentError, match="more than this order"):
        refund(order, 5001, key="r0")
    refund(order, 5000, key="r1")
    assert services.owed_back(Receivable.objects.get(pk=order.pk), order) == 0
    expect_all_is_well()


def refund(order, amount, *, key, account="bank"):
    account = build.bank_account() if account == "bank" else account
    return services.refund(order=order, amount=amount, account=account, reason="Lebih bayar", key=key, **ACT)


def test_credit_needs_its_customer_and_only_credit_has_one():
    order, line = paid_too_much()
    with pytest.raises(PaymentError, match="Choose the order"):
        explained(fresh(line), Outcome.CREDIT)
    with pytest.raises(PaymentError, match="Choose the order"):
        explained(fresh(line), Outcome.OWNER, order=order)


def test_credit_pays_another_order_once():
    order, line = paid_too_much()
    explained(fresh(line), Outcome.CREDIT, order=order)
    other = build.order(build.sku(price=6000))
    facts = {"order": other, "way": Payment.Way.CREDIT, "credit_of": order, "reason": "Dari lebih bayar", **ACT}
    paid = services.confirm(amount=4000, key="c1", **facts)
    assert (paid.account, paid.credit_of, Receivable.objects.get(pk=order.pk).credit) == (None, order, 1000)
    expect_all_is_well()
    with pytest.raises(PaymentError, match="less credit"):
        services.confirm(amount=1001, key="c2", **facts)
    services.undo(payment=paid, reason="Salah", **ACT)
    assert Receivable.objects.get(pk=order.pk).credit == 5000
    expect_all_is_well()


def test_used_credit_is_not_taken_back():
    order, line = paid_too_much()
    kept = explained(fresh(line), Outcome.CREDIT, order=order)
    refund(order, 3000, key="r1", account=None)
    with pytest.raises(PaymentError, match="used or returned"):
        explaining.take_back(explanation=kept, reason="Salah", **ACT)
    assert fresh(line).left == 0
    expect_all_is_well()


def test_a_second_transfer_is_kept_for_the_customer_whole():
    order, line = paid_too_much(0)
    second = build.statement_line(amount=order.payable)
    explained(second, Outcome.CREDIT, order=order)
    assert services.owed_back(Receivable.objects.get(pk=order.pk), order) == order.payable
    expect_all_is_well()


def test_sen_of_a_credit_stay_open_for_another_word():
    order, _line = paid_too_much(0)
    second = build.statement_line(amount="5000.40")
    explained(second, Outcome.CREDIT, order=order)
    assert fresh(second).left == Decimal("0.40")


def test_a_little_that_is_missing_is_let_off_up_to_the_shops_tolerance():
    build.shop(waive_at_most=500)
    order = build.order(build.sku(price=20000))
    build.pay(order, order.payable - 501)
    with pytest.raises(PaymentError, match="At most Rp500"):
        services.waive(order=order, **ACT)
    build.pay(build.fresh(order), 1)
    before = balances()
    services.waive(order=build.fresh(order), **ACT)
    assert build.fresh(order).state == Order.State.CONFIRMED
    assert changes(before) == {"sales_discount": 500, "customer_deposits": -500}
    expect_all_is_well()


def nearly_paid(missing: int = 500):
    build.shop(waive_at_most=missing)
    order = build.order(build.sku(price=20000))
    build.pay(order, order.payable - missing)
    return order


def test_what_was_let_off_can_be_taken_back_and_let_off_again():
    order = nearly_paid()
    first = services.waive(order=order, **ACT)
    assert services.waive(order=order, **ACT) == first
    services.undo(payment=first, reason="Salah", **ACT)
    again = services.waive(order=order, **ACT)
    assert (again.pk != first.pk, build.fresh(order).state) == (True, "confirmed")
    expect_all_is_well()


def test_a_cancelled_order_owes_back_what_came_in_and_not_what_was_let_off():
    order = nearly_paid()
    services.waive(order=order, **ACT)
    before = balances()
    services.cancel(order=order, reason="Batal", **ACT)
    came_in = order.payable - 500
    assert services.owed_back(Receivable.objects.get(pk=order.pk), build.fresh(order)) == came_in
    assert changes(before) == {"customer_deposits": order.payable, "refunds_payable": -came_in, "sales_discount": -500}
    expect_all_is_well()


def test_nothing_is_let_off_of_an_order_that_nobody_paid():
    order = build.order(build.sku(price=300))
    with pytest.raises(PaymentError, match="At most"):
        services.waive(order=order, **ACT)
    assert build.fresh(order).receivable.paid == 0


@pytest.mark.parametrize(
    ("way", "role"),
    [("qris", "qris_receivables"), ("cash", "cash"), ("gateway", "ewallet")],
)
def test_other_ways_to_pay_have_their_own_place_in_the_books(way, role):
    order = build.order(build.sku(price=20000))
    before = balances()
    paid = services.confirm(order=order, amount=order.payable, way=Payment.Way(way), key="p", reason="Dilihat", **ACT)
    assert changes(before) == {role: order.payable, "customer_deposits": -order.payable}
    assert (paid.account, paid.line, build.fresh(order).state) == (None, None, "confirmed")
    expect_all_is_well()
    services.undo(payment=paid, reason="Salah", **ACT)
    assert changes(before) == {}
    expect_all_is_well()


def test_the_bank_takes_a_transfer_back_and_its_order_waits_again():
    order, line = paid_too_much(0)
    debit = build.statement_line(amount=-order.payable, account=line.account)
    explaining.pair(debit=debit, credit=line, key="pair", **ACT)
    explaining.pair(debit=debit, credit=line, key="pair", **ACT)
    assert build.fresh(order).state == Order.State.AWAITING
    assert (fresh(line).left, fresh(debit).left, fresh(line).allocated) == (0, 0, 0)
    assert balances().get("suspense_receipts", 0) == 0
    assert balances()[line.account.role] == 0
    expect_all_is_well()


def test_lines_that_do_not_cancel_each_other_out_are_no_pair():
    order, line = paid_too_much(0)
    debit = build.statement_line(amount=-order.payable - 1, account=line.account)
    with pytest.raises(PaymentError, match="do not cancel"):
        explaining.pair(debit=debit, credit=line, key="pair", **ACT)
    assert build.fresh(order).state == Order.State.CONFIRMED


def test_a_transfer_confirmed_before_its_statement_gets_its_line_and_no_second_entry():
    order = build.order(build.sku(price=20000))
    paid = build.pay(order)
    line = build.statement_line(amount=order.payable, account=paid.account)
    entries = Entry.objects.count()
    explaining.attach_payment(payment=paid, line=line)
    assert (Payment.objects.get(pk=paid.pk).line, fresh(line).left, Entry.objects.count()) == (line, 0, entries)
    with pytest.raises(PaymentError):
        explaining.attach_payment(payment=paid, line=build.statement_line(amount=order.payable, account=paid.account))
    expect_all_is_well()


def test_a_confirmation_that_was_read_before_its_line_came_gives_the_line_back():
    order = build.order(build.sku(price=20000))
    read_before = build.pay(order)
    line = build.statement_line(amount=order.payable, account=read_before.account)
    explaining.attach_payment(payment=Payment.objects.get(pk=read_before.pk), line=line)
    services.undo(payment=read_before, reason="Salah", **ACT)
    assert fresh(line).left == order.payable
    expect_all_is_well()


def test_a_refund_is_done_when_its_line_comes():
    order, line = paid_too_much(0)
    build.cancel(order)
    made = refund(order, order.payable, key="r1")
    out = build.statement_line(amount=-order.payable, account=made.account)
    entries = Entry.objects.count()
    with pytest.raises(PaymentError, match="another amount"):
        explaining.attach_refund(refund=made, line=build.statement_line(amount=-1, account=made.account))
    explaining.attach_refund(refund=made, line=out)
    assert (Refund.objects.get(pk=made.pk).line, fresh(out).left, Entry.objects.count()) == (out, 0, entries)
    with pytest.raises(PaymentError, match="already"):
        explaining.attach_refund(refund=made, line=build.statement_line(amount=-order.payable, account=made.account))
    expect_all_is_well()


def test_fee_interest_and_tax_are_booked_by_themselves_once_and_stay_taken_back():
    lines = [
        build.statement_line(amount="1250.37", description="BUNGA"),
        build.statement_line(amount="-250.07", description="PAJAK BUNGA"),
        build.statement_line(amount="-15000.00", description="BIAYA ADM"),
        build.statement_line(amount="87345.00"),
    ]
    made = explaining.explain_by_itself(lines=lines, **ACT)
    assert [(m.outcome, m.automatic) for m in made] == [("interest", True), ("tax", True), ("fee", True)]
    assert explaining.explain_by_itself(lines=lines, **ACT) == []
    explaining.take_back(explanation=made[2], reason="Bukan biaya", **ACT)
    assert explaining.explain_by_itself(lines=lines, **ACT) == []
    expect_all_is_well()


def test_a_month_is_settled_only_without_an_open_line():
    line = build.statement_line(amount="64000.00", day=date(2026, 11, 3))
    build.statement_line(amount="1.00", day=date(2026, 12, 1))
    month = date(2026, 11, 20)
    with pytest.raises(PaymentError, match="1 bank line of this month is not explained"):
        explaining.settle_month(month=month, **ACT)
    with pytest.raises(PaymentError, match="No bank line"):
        explaining.settle_month(month=date(2026, 10, 1), **ACT)
    explained(line, Outcome.UNKNOWN)
    settled = explaining.settle_month(month=month, **ACT)
    assert (settled.month, settled.lines) == (date(2026, 11, 1), 1)
    assert explaining.settle_month(month=month, **ACT) == settled
    assert SettledMonth.objects.count() == 1


@pytest.mark.parametrize(
    "row", [{"explained": "64000.01"}, {"explained": "-1.00"}, {"allocated": 1, "explained": "64000.00"}]
)
def test_the_database_lets_no_line_be_explained_beyond_its_amount(row):
    line = build.statement_line(amount="64000.00")
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementLine.objects.filter(pk=line.pk).update(**row)


def test_an_undone_line_is_not_explained_and_an_explained_file_is_not_undone():
    line = build.statement_line(amount="64000.00")
    explained(line, Outcome.UNKNOWN)
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementLine.objects.filter(pk=line.pk).update(undone_at=build.NOW)
    connection.check_constraints()
