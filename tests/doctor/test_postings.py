"""What each fact of the shop puts into the books, leg by leg."""

import pytest

from accounting.models import Entry
from accounting.rebuild import compare
from accounting.selectors import balances, trial_balance
from shop.backoffice.replay import replay
from shop.catalog import services as catalog
from shop.orders import services as orders
from shop.orders.models import Order, OrderLine
from shop.orders.postings import hand_over_draft
from shop.payments import services as payments
from shop.stock import services as stock
from tests import build
from tests.doctor import scenario

pytestmark = pytest.mark.django_db


def legs(key) -> dict[str, int]:
    """Role -> rupiah of the entry whose key ends so."""
    entry = Entry.objects.get(key__endswith=key)
    found = {line.account.role: line.amount for line in entry.lines.select_related("account")}
    assert len(found) == entry.lines.count()
    return found


def test_opening_stock_stands_against_the_opening_balance():
    sku = build.sku(stock=10, cost=9000)
    movement = sku.movements.get()
    assert legs(f"stock:{movement.pk}") == {"inventory": 90000, "opening_equity": -90000}
    entry = Entry.objects.get()
    assert (entry.date, entry.source, entry.posted_by) == (build.TODAY, f"sku:{sku.code}", "pemilik")


@pytest.mark.parametrize(
    ("paid_from", "role"),
    [("cash", "cash"), ("supplier", "payables"), ("capital", "capital"), ("bank:1234567890", "bank:1234567890")],
)
def test_received_goods_stand_against_what_paid_for_them(paid_from, role):
    build.bank_account()
    sku = build.sku(stock=0)
    movement = stock.receive(
        sku=sku, quantity=4, total_cost=40000, paid_from=paid_from, reason="x", key="r", at=build.NOW, by="p"
    )
    assert legs(f"stock:{movement.pk}") == {"inventory": 40000, role: -40000}


@pytest.mark.parametrize(("change", "value"), [(-3, -27000), (2, 18000)])
def test_a_correction_is_a_stock_difference(change, value):
    sku = build.sku(stock=10, cost=9000)
    movement = stock.adjust(sku=sku, change=change, reason="x", key="a", at=build.NOW, by="p")
    assert legs(f"stock:{movement.pk}") == {"inventory": value, "stock_difference": -value}


def test_goods_that_are_put_aside_or_given_back_are_no_entry():
    sku = build.sku(stock=0)
    build.cancelled_order(_stocked_for_nothing(sku))
    assert not Entry.objects.exists()


def _stocked_for_nothing(sku):
    stock.receive(sku=sku, quantity=1, total_cost=0, paid_from="cash", reason="", key="r", at=build.NOW, by="p")
    return sku


def test_a_payment_is_a_deposit_with_its_unique_code():
    order = build.order(build.sku(price=20000))
    payment = build.pay(order)
    key = f"{order.document}:payment:{payment.pk}"
    assert legs(key) == {"bank:1234567890": 20001, "customer_deposits": -20001}
    entry = Entry.objects.get(key=key)
    assert (entry.source, entry.source_url, entry.narration) == (
        order.document,
        f"/admin/orders/inspect/{order.pk}/",
        f"Payment: {order.number}, Rina Kartika",
    )


def test_a_payment_is_dated_as_the_bank_dated_it():
    order = build.order()
    line = build.statement_line(amount=order.payable, day=build.TODAY + build.DAY)
    payment = build.pay(order, line=line, now=build.NOW + 5 * build.DAY)
    assert Entry.objects.get(key__endswith=f"payment:{payment.pk}").date == build.TODAY + build.DAY


def test_a_payment_taken_back_reverses_its_entry():
    order = build.order(build.sku(price=20000))
    payment = build.pay(order)
    reversal = payments.undo(payment=payment, now=build.NOW + build.DAY, by="p", reason="x")
    key = f"{order.document}:payment:{reversal.pk}"
    assert legs(key) == {"bank:1234567890": -20001, "customer_deposits": 20001}
    entry = Entry.objects.get(key=key)
    assert entry.reverses.key == f"{order.document}:payment:{payment.pk}"
    assert entry.date == build.TODAY + build.DAY


def test_handed_over_goods_are_revenue_fee_code_and_cost():
    build.zone(code="LUAR", fee=10000)
    order = build.completed_order(
        (build.sku(price=15000, cost=9000), 2), method="delivery", area="zone:LUAR", address="Jalan 1"
    )
    assert order.payable == 40001
    assert legs(":handed_over") == {
        "customer_deposits": 40001,
        "sales": -30000,
        "delivery_income": -10000,
        "unique_code_income": -1,
        "cogs": 18000,
        "inventory": -18000,
    }


def test_goods_that_cost_nothing_and_are_fetched_are_revenue_and_code_only():
    build.completed_order(build.sku(price=15000, cost=0))
    assert legs(":handed_over") == {"customer_deposits": 15001, "sales": -15000, "unique_code_income": -1}


def test_revenue_is_gross_and_discounts_stand_apart():
    """PP 55/2022 counts turnover before discounts: on a line, and on the whole order."""
    order = build.paid_order((build.sku(price=15000, cost=0), 2))
    order.subtotal, order.discount, order.payable, order.handed_over_at = 28000, 3000, 25001, build.NOW
    line = OrderLine(order=order, unit_price=15000, quantity=2, discount=2000, total=28000, cost=0)
    found = {leg.role: leg.amount for leg in hand_over_draft(order, [line]).lines}
    assert found == {"customer_deposits": 25001, "sales_discount": 5000, "sales": -30000, "unique_code_income": -1}


def test_a_cancelled_order_that_was_paid_is_a_debt():
    order = build.cancelled_paid_order(build.sku(price=20000))
    assert legs(f"{order.document}:cancelled") == {"customer_deposits": 20001, "refunds_payable": -20001}


def test_a_cancelled_order_that_was_paid_in_part_is_a_debt_of_that_part():
    order = build.order(build.sku(price=20000))
    build.pay(order, 5000)
    build.cancel(order)
    assert legs(f"{order.document}:cancelled") == {"customer_deposits": 5000, "refunds_payable": -5000}


def test_a_cancelled_order_that_was_not_paid_is_no_entry():
    build.cancelled_order()
    assert not Entry.objects.filter(source__startswith="order:").exists()


def test_a_refund_pays_the_debt():
    order = build.cancelled_paid_order(build.sku(price=20000))
    made = payments.refund(
        order=order, amount=5000, account=build.bank_account(), reason="x", key="r", now=build.NOW, by="p"
    )
    assert legs(f"{order.document}:refund:{made.pk}") == {"refunds_payable": 5000, "bank:1234567890": -5000}


def test_a_price_change_and_a_part_payment_of_an_expired_order_move_no_revenue():
    bag = build.sku()
    catalog.change_price(sku=bag, price=99000, compare_at=None, now=build.NOW, by="p")
    order = build.order(bag)
    build.pay(order, 1000)
    orders.expire(order=build.fresh(order), now=order.expires_at)
    found = balances()
    assert (found["customer_deposits"], found.get("sales", 0)) == (-1000, 0)


def test_after_a_lively_day_the_trial_balance_is_zero_and_the_books_can_be_written_again():
    scenario.live()
    assert sum(row.balance for row in trial_balance()) == 0
    assert len(set(Order.objects.values_list("state", flat=True))) == 5
    result = compare(replay())
    assert (result.missing, result.extra, result.different, result.refused) == ([], [], [], [])
    assert result.equal


def test_a_lively_day_leaves_these_balances():
    """By hand: what was sold, what is owed, what is there."""
    scenario.live()
    found = balances()
    sold = list(Order.objects.filter(state="completed"))
    assert found["sales"] == -sum(order.subtotal for order in sold)
    assert found["delivery_income"] == -10000
    assert found["unique_code_income"] == -sum(order.unique_code for order in sold)
    assert found["cash"] == -70001
    assert found["refunds_payable"] == -(Order.objects.get(refunds__isnull=False).payable - 5000)
