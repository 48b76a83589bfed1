"""Money comes in: never more than is owed, never more than the bank line has, each payment once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounting.models import Entry
from shop.payments import services
from shop.payments.models import BankAccount, BankHoliday, Payment, Refund, StatementLine
from shop.stock.services import OutOfStock
from tests import build
from tests.checks import nothing_written

pytestmark = pytest.mark.django_db

PRICE = 20000


def order(**facts):
    """It owes 20.001 to a shop with an account."""
    build.bank_account()
    return build.order(build.sku(price=PRICE), **facts)


def money(of) -> tuple[int, int]:
    """(paid, returned)"""
    receivable = build.fresh(of.receivable)
    return receivable.paid, receivable.refunded


def refund(of, amount, key="refund:1", now=build.NOW):
    return services.refund(
        order=of,
        amount=amount,
        account=build.bank_account(),
        reason="Batal",
        key=key,
        now=now,
        by="pemilik",
    )


# Confirming


def test_a_full_payment_confirms_the_order_in_the_same_act():
    mine = order()
    payment = build.pay(mine, reason="Ada di mutasi", by="kasir")
    assert (payment.amount, payment.automatic, payment.reason, payment.by) == (20001, False, "Ada di mutasi", "kasir")
    assert (payment.account, payment.line, payment.date, payment.at) == (
        build.bank_account(),
        None,
        build.TODAY,
        build.NOW,
    )
    assert build.fresh(mine).state == "confirmed"
    assert money(mine) == (20001, 0)
    assert list(mine.events.values_list("kind", "amount", "by")) == [
        ("placed", 20001, ""),
        ("payment", 20001, "kasir"),
        ("confirmed", None, "kasir"),
    ]


def test_a_part_payment_waits_for_the_rest():
    mine = order()
    build.pay(mine, 5000)
    assert build.fresh(mine).state == "awaiting"
    assert build.fresh(mine.receivable).open == 15001
    build.pay(mine, 15001)
    assert build.fresh(mine).state == "confirmed"
    assert list(mine.payments.values_list("amount", flat=True)) == [5000, 15001]


def test_a_payment_by_a_bank_line_has_the_lines_day_and_account():
    bsi = build.bank_account(bank="BSI", number="7001234567")
    line = build.statement_line(amount=20001, day=build.TODAY + build.DAY, account=bsi)
    mine = order()
    payment = build.pay(mine, line=line, automatic=True, now=build.NOW + 3 * build.DAY)
    assert (payment.date, payment.account, payment.line, payment.automatic) == (
        build.TODAY + build.DAY,
        bsi,
        line,
        True,
    )
    assert build.fresh(line).allocated == 20001


def test_the_same_confirmation_twice_is_one_payment():
    mine, line = order(), build.statement_line(amount=50000)
    first = build.pay(mine, line=line, key="klik-1")
    with nothing_written():
        assert build.pay(mine, 20001, line=line, key="klik-1") == first
    assert build.fresh(line).allocated == 20001


def test_a_part_payment_twice_by_one_key_is_one_payment():
    mine = order()
    first = build.pay(mine, 5000, key="klik-1")
    with nothing_written():
        assert build.pay(mine, 5000, key="klik-1") == first


def test_two_keys_cannot_pay_more_than_is_owed():
    mine = order()
    build.pay(mine, 15000)
    with nothing_written(), pytest.raises(services.AlreadyPaid) as refused:
        build.pay(mine, 5002)
    assert str(refused.value) == f"Order {mine.number} only needs Rp5.001 more."


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_cannot_be_paid(amount):
    mine = order()
    with nothing_written(), pytest.raises(services.PaymentError):
        build.pay(mine, amount)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_confirmation_needs_a_reason(reason):
    mine = order()
    with nothing_written(), pytest.raises(services.PaymentError, match=r"^Say why this payment is right\.$"):
        build.pay(mine, reason=reason)


def test_a_long_reason_is_kept_as_far_as_it_fits():
    """The matcher's own words about many orders may be long; SQLite would not mind, PostgreSQL would."""
    mine = order()
    payment = build.pay(mine, reason="x" * 500)
    assert payment.reason == "x" * 300
    assert mine.events.get(kind="payment").reason == "x" * 300


def test_without_any_bank_account_a_confirmation_is_refused_with_a_sentence():
    mine = build.order(build.sku(price=PRICE))
    with nothing_written(), pytest.raises(services.PaymentError):
        services.confirm(order=mine, amount=20001, key="k", now=build.NOW, by="pemilik", reason="x")
    assert not BankAccount.objects.exists()


# Bank lines


def test_one_line_pays_two_orders():
    first, second = order(), order()
    line = build.statement_line(amount=first.payable + second.payable)
    build.pay(first, line=line)
    build.pay(second, line=line)
    fresh = build.fresh(line)
    assert (fresh.allocated, fresh.free) == (40005, 0)
    assert {build.fresh(first).state, build.fresh(second).state} == {"confirmed"}


def test_two_lines_pay_one_order():
    mine = order()
    half, rest = build.statement_line(amount=12000), build.statement_line(amount=8001)
    build.pay(mine, 12000, line=half)
    build.pay(mine, 8001, line=rest)
    assert build.fresh(mine).state == "confirmed"
    assert [build.fresh(line).free for line in (half, rest)] == [0, 0]


def test_a_line_gives_no_more_than_it_has():
    first, second = order(), order()
    line = build.statement_line(amount=30000)
    build.pay(first, line=line)
    with nothing_written(), pytest.raises(services.LineUsedUp, match=r"^This bank line has less than that left\.$"):
        build.pay(second, 10000, line=line)
    build.pay(second, 9999, line=line)
    assert build.fresh(line).free == 0


def test_a_stale_line_gives_no_more_than_it_has_now():
    first, second = order(), order()
    line = build.statement_line(amount=20001)
    stale = StatementLine.objects.get(pk=line.pk)
    build.pay(first, line=line)
    with nothing_written(), pytest.raises(services.LineUsedUp):
        build.pay(second, 1, line=stale)


def test_sen_of_a_line_pay_nothing():
    line = build.statement_line(amount="1000.75")
    mine = order()
    with nothing_written(), pytest.raises(services.LineUsedUp):
        build.pay(mine, 1001, line=line)
    build.pay(mine, 1000, line=line)
    assert build.fresh(line).free == 0


def test_money_that_went_out_pays_no_order():
    line = build.statement_line(amount=-50000)
    mine = order()
    with nothing_written(), pytest.raises(services.LineUsedUp):
        build.pay(mine, 1, line=line)
    assert line.free == 0


def test_a_line_of_an_undone_statement_pays_no_order():
    line = build.statement_line(amount=20001)
    StatementLine.objects.filter(pk=line.pk).update(undone_at=build.NOW)
    mine = order()
    with nothing_written(), pytest.raises(services.LineUsedUp):
        build.pay(mine, line=line)


# Deadlines


def test_a_transfer_in_time_counts_though_its_statement_comes_late():
    mine = order()
    line = build.statement_line(amount=20001, day=build.TODAY + build.DAY)
    build.pay(mine, line=line, now=build.NOW + 10 * build.DAY)
    assert build.fresh(mine).state == "confirmed"


def test_a_transfer_may_be_booked_three_days_after_the_order():
    """Placed on Friday, booked on Monday."""
    assert services.last_day_to_pay(order()) == build.TODAY + timedelta(days=3)


def test_a_long_time_to_pay_is_the_last_day():
    build.shop(payment_hours=144)
    assert services.last_day_to_pay(order()) == build.TODAY + timedelta(days=6)


@pytest.mark.parametrize(("holidays", "days"), [([], 6), ([6], 7), ([6, 7], 8), ([4], 6)])
def test_a_deadline_on_a_day_on_which_banks_rest_ends_on_the_next_working_day(holidays, days):
    """120 hours from Tuesday are Sunday."""
    for day in holidays:
        BankHoliday.objects.create(date=build.TODAY + timedelta(days=day), name="Libur")
    build.shop(payment_hours=120)
    mine, last = order(), build.TODAY + timedelta(days=days)
    assert services.last_day_to_pay(mine) == last
    build.pay(mine, line=build.statement_line(amount=mine.payable, day=last))
    assert build.fresh(mine).state == "confirmed"


def test_a_transfer_after_the_last_day_waits_for_the_owner():
    mine = order()
    line = build.statement_line(amount=20001, day=build.TODAY + timedelta(days=4))
    with nothing_written(), pytest.raises(services.OrderEnded) as refused:
        build.pay(mine, line=line, now=build.NOW + 4 * build.DAY)
    assert str(refused.value) == f"Order {mine.number} has ended: its goods may be gone."


def test_a_late_part_payment_of_an_order_that_nobody_swept_gives_it_a_new_deadline():
    """Without one the next sweep would end the order that the owner has just taken up again."""
    mine, late = order(), build.NOW + 4 * build.DAY
    build.pay(mine, 5000, now=late, revive=True)
    assert build.fresh(mine).state_at(late) == "awaiting"
    assert build.fresh(mine).expires_at == late + build.DAY


def test_an_expired_order_is_paid_when_the_owner_takes_it_up_again():
    bag = build.sku(price=PRICE, stock=3)
    mine = build.expired_order((bag, 3))
    late = build.NOW + 2 * build.DAY
    build.pay(mine, now=late, revive=True, reason="Transfer telat")
    assert build.fresh(mine).state == "confirmed"
    assert build.level(bag)[:2] == (3, 3)
    kinds = list(mine.events.values_list("kind", "reason"))
    assert kinds[2:4] == [("revived", "Transfer telat"), ("payment", "Transfer telat")]


def test_an_expired_order_whose_goods_are_gone_takes_no_money():
    bag = build.sku(price=PRICE, stock=1)
    mine = build.expired_order(bag)
    build.order(bag)
    line = build.statement_line(amount=20001)
    with nothing_written(), pytest.raises(OutOfStock):
        build.pay(mine, line=line, revive=True)


# All together or nothing


def test_a_payment_that_the_books_refuse_is_no_payment(monkeypatch):
    mine, line = order(), build.statement_line(amount=20001)

    def refuse(payment, *, now):
        raise ZeroDivisionError

    monkeypatch.setattr(services.postings, "post_payment", refuse)
    with nothing_written(), pytest.raises(ZeroDivisionError):
        build.pay(mine, line=line)


def test_every_payment_is_posted_once():
    mine = order()
    build.pay(mine, 5000)
    build.pay(mine, 15001)
    keys = Entry.objects.filter(source=mine.document).values_list("key", flat=True)
    first, second = mine.payments.values_list("pk", flat=True)
    assert sorted(keys) == [f"{mine.document}:payment:{first}", f"{mine.document}:payment:{second}"]


# Accounts


def test_an_account_is_opened_once():
    with_number = {"number": "999", "holder": "SITI"}
    first = services.open_account(bank="BRI", **with_number)
    with nothing_written():
        assert services.open_account(bank="BRI", **with_number) == first
    assert first.role == "bank:999"


# Tables


@pytest.mark.parametrize("facts", [{"amount": 0}, {"amount": -1}, {"reverses": True}])
def test_the_database_refuses_a_payment_whose_sign_says_otherwise(facts):
    payment = build.pay(order(), 5000)
    if "reverses" in facts:
        facts = {"reverses": payment}
    row = {"amount": 1, "key": "k", "reason": "x", "date": build.TODAY, "at": build.NOW} | facts
    with nothing_written(), pytest.raises(IntegrityError, match="payment_sign"), transaction.atomic():
        Payment.objects.create(order=payment.order, account=payment.account, **row)


@pytest.mark.parametrize("field", ["key", "reverses"])
def test_the_database_refuses_the_same_payment_or_reversal_twice(field):
    payment = build.pay(order(), 5000, key="taken")
    services.undo(payment=payment, now=build.NOW, by="p", reason="x")
    row = {"key": "other", "amount": 1} if field == "reverses" else {"key": "taken", "amount": 1}
    if field == "reverses":
        row |= {"amount": -5000, "reverses": payment}
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(
            order=payment.order, account=payment.account, reason="x", date=build.TODAY, at=build.NOW, **row
        )


@pytest.mark.parametrize("facts", [{"amount": 0}, {"amount": -1}, {"key": "taken", "amount": 1}])
def test_the_database_refuses_an_empty_refund_and_a_second_one_by_its_key(facts):
    mine = build.cancelled_paid_order()
    refund(mine, 1, key="taken")
    row = {"key": "k"} | facts
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        Refund.objects.create(order=mine, account=build.bank_account(), reason="x", at=build.NOW, **row)


@pytest.mark.parametrize(
    ("amount", "changes", "constraint"),
    [
        (1000, {"allocated": 1001}, "line_allocated_within_amount"),
        (1000, {"allocated": -1}, "line_allocated_within_amount"),
        (-1000, {"allocated": 1}, "line_allocated_within_amount"),
        (1000, {"allocated": 1, "undone_at": build.NOW}, "line_undone_is_not_allocated"),
    ],
)
def test_the_database_refuses_an_over_allocated_line(amount, changes, constraint):
    line = build.statement_line(amount=amount)
    with nothing_written(), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        StatementLine.objects.filter(pk=line.pk).update(**changes)


def test_the_database_refuses_a_second_account_of_one_number():
    build.bank_account(number="1")
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        BankAccount.objects.create(bank="BRI", number="1", holder="X")
