"""Cash on delivery and at pick-up: agreed, due at the hand-over, handed in or refused; goods and books follow."""

import pytest
from django.db import IntegrityError, transaction

from accounting.selectors import balances
from shop.backoffice.payments import inbox
from shop.checkout.services import NoCash
from shop.orders import services as orders
from shop.orders.models import Order, OrderLine
from shop.payments import expiry, on_hand_over, services, settling
from shop.payments.models import CreditNote, Payment, Receivable, Refund
from shop.payments.services import OrderEnded, PaymentError
from shop.stock import services as stock
from tests import build
from tests.checks import changes, expect_all_is_well, nothing_written
from tests.promotions import order_with, voucher

pytestmark = pytest.mark.django_db
ACT = {"now": build.NOW, "by": "pemilik"}
DOOR = {"method": "delivery"}


def hand_over(order, *, cash_received=False):
    on_hand_over.hand_over(order=order, cash_received=cash_received, **ACT)
    return build.fresh(order)


def paid(order) -> int:
    return Receivable.objects.get(pk=order.pk).paid


def refuse(order, reason="Tidak jadi"):
    on_hand_over.refuse(order=order, reason=reason, **ACT)
    return build.fresh(order)


# The checkout


def test_an_order_in_cash_has_no_unique_code_and_waits_for_the_shop():
    order = build.cash_order(build.sku(price=15000))
    assert (order.state, order.pay_by, order.unique_code, order.payable, order.cash_due) == (
        "awaiting",
        "cash",
        0,
        15000,
        0,
    )
    assert not order.slots.exists()
    assert not Receivable.objects.get(pk=order.pk).is_unique
    expect_all_is_well()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"at_most": 0}, "Cash is not possible there. Please choose bank transfer."),
        ({"at_most": 0, **DOOR}, "Cash is not possible there. Please choose bank transfer."),
        (
            {"at_most": 14999},
            "Cash is possible up to Rp14.999; this order is Rp15.000. Please choose bank transfer.",
        ),
        (
            {"at_most": 24999, **DOOR},
            "Cash is possible up to Rp24.999; this order is Rp25.000. Please choose bank transfer.",
        ),
    ],
)
def test_cash_has_its_limit_by_place_and_total(facts, sentence):
    with pytest.raises(NoCash) as refused:
        build.cash_order(build.sku(price=15000), **facts)
    assert str(refused.value) == sentence
    assert not Order.objects.exists()


@pytest.mark.parametrize(("facts", "total"), [({"at_most": 15000}, 15000), ({"at_most": 25000, **DOOR}, 25000)])
def test_the_limit_itself_is_still_possible(facts, total):
    assert build.cash_order(build.sku(price=15000), **facts).payable == total


def test_one_telephone_has_two_unpaid_orders_in_cash_at_most():
    bag = build.sku(stock=10)
    mine = {"phone": build.PHONE}
    first, _second = build.cash_order(bag, **mine), build.accepted_order(bag, **mine)
    with pytest.raises(NoCash) as refused:
        build.cash_order(bag, **mine)
    assert str(refused.value) == "Cash is not possible for this order just now. Please choose bank transfer."
    build.cancel(first)
    assert build.cash_order(bag, **mine).pay_by == "cash"


def test_somebody_else_may_order_in_cash_meanwhile():
    bag = build.sku(stock=10)
    for _order in range(2):
        build.cash_order(bag, phone=build.PHONE)
    assert build.cash_order(bag, phone="6281234567899").pay_by == "cash"


# Accepted


def test_an_accepted_order_is_packed_though_no_money_has_come_in_and_no_entry_is_made():
    order = build.cash_order()
    before = balances()
    on_hand_over.accept(order=order, **ACT)
    order = build.fresh(order)
    assert (order.state, order.cash_due, paid(order)) == ("confirmed", 15000, 0)
    assert [event.kind for event in order.events.all()] == ["placed", "accepted"]
    assert changes(before) == {}
    assert not Payment.objects.exists()
    orders.pack(order=order, **ACT)
    assert build.fresh(order).fulfilment == "packing"
    expect_all_is_well()


def test_accepting_twice_changes_nothing():
    order = build.accepted_order()
    with nothing_written():
        on_hand_over.accept(order=order, **ACT)


def test_an_order_by_transfer_is_not_accepted_for_cash():
    order = build.order()
    with nothing_written(), pytest.raises(PaymentError) as refused:
        on_hand_over.accept(order=order, **ACT)
    assert str(refused.value) == "This buyer pays by transfer."


def test_an_overdue_order_is_not_accepted():
    order = build.cash_order()
    with nothing_written(), pytest.raises(orders.StateChanged):
        on_hand_over.accept(order=order, now=order.expires_at, by="pemilik")


def test_what_the_shop_does_not_answer_expires_and_an_accepted_order_does_not():
    bag = build.sku(stock=5)
    silent, accepted = build.cash_order(bag), build.accepted_order(bag)
    assert expiry.expire_orders(now=build.NOW + 30 * build.DAY) == 1
    assert (build.fresh(silent).state, build.fresh(accepted).state) == ("expired", "confirmed")
    assert build.level(bag)[:2] == (5, 1)
    expect_all_is_well()


def test_the_shop_may_ask_for_a_transfer_instead():
    order = build.accepted_order()
    orders.pack(order=order, **ACT)
    later = build.NOW + build.HOUR
    on_hand_over.ask_for_transfer(order=build.fresh(order), now=later, by="pemilik", reason="Belum kenal")
    order = build.fresh(order)
    assert (order.state, order.pay_by, order.cash_due, order.fulfilment) == ("awaiting", "transfer", 0, "new")
    assert order.expires_at == later + 24 * build.HOUR
    build.pay(order)
    assert build.fresh(order).state == "confirmed"
    expect_all_is_well()


def test_nobody_asks_for_a_transfer_once_the_goods_are_gone():
    order = build.delivered_order()
    with nothing_written(), pytest.raises(orders.StateChanged):
        on_hand_over.ask_for_transfer(order=order, reason="x", **ACT)


# Paid otherwise after all


def test_a_transfer_before_the_hand_over_leaves_less_to_take_in_cash():
    order = build.accepted_order(build.sku(price=15000))
    build.pay(order, 4000)
    order = build.fresh(order)
    assert (order.state, order.cash_due, paid(order)) == ("confirmed", 11000, 4000)
    before = balances()
    hand_over(order)
    moved = changes(before)
    assert (moved["customer_deposits"], moved["cod_receivables"], moved["sales"]) == (4000, 11000, -15000)
    expect_all_is_well()


def test_a_transfer_of_all_leaves_nothing_in_cash():
    order = build.accepted_order(build.sku(price=15000))
    build.pay(order, 15000)
    assert build.fresh(order).cash_due == 0
    expect_all_is_well()


def test_a_transfer_at_the_door_clears_what_was_due_in_cash():
    order = build.delivered_order(build.sku(price=15000))
    before = balances()
    line = build.statement_line(amount=15000, description="TRSF RINA KARTIKA")
    services.confirm(order=order, amount=15000, line=line, key="k", reason="Ditransfer di pintu", **ACT)
    assert changes(before) == {"bank:1234567890": 15000, "cod_receivables": -15000}
    assert (paid(order), build.fresh(order).state) == (15000, "completed")
    expect_all_is_well()


def test_a_transfer_with_the_number_of_an_order_in_cash_waits_for_the_owners_yes():
    order = build.accepted_order(build.sku(price=15000))
    line = build.statement_line(amount=15000, description=f"TRSF RINA KARTIKA {order.number}")
    assert settling.settle(now=build.NOW, by="") == []
    ((found, decision),) = settling.decisions(now=build.NOW)
    assert (found.pk, decision.orders, decision.automatic) == (line.pk, (order.number,), False)
    assert decision.result == "paid"


def test_the_amount_alone_of_an_order_in_cash_decides_nothing():
    build.accepted_order(build.sku(price=15000))
    build.statement_line(amount=15000, description="TRSF BUDI")
    assert settling.settle(now=build.NOW, by="") == []
    expect_all_is_well()


# Handed over


def test_the_hand_over_books_a_sale_against_the_riders_cash():
    order = build.accepted_order((build.sku(price=15000, cost=9000), 2))
    before = balances()
    hand_over(order)
    assert changes(before) == {"cod_receivables": 30000, "sales": -30000, "cogs": 18000, "inventory": -18000}
    assert [row.pk for row in on_hand_over.to_hand_in()] == [order.pk]
    expect_all_is_well()


def test_cash_handed_in_clears_it_once():
    order = build.delivered_order(build.sku(price=15000))
    before = balances()
    payment = on_hand_over.hand_in(order=order, **ACT)
    assert (payment.way, payment.amount, payment.after_hand_over) == ("cash", 15000, True)
    assert changes(before) == {"cash": 15000, "cod_receivables": -15000}
    with nothing_written():
        assert on_hand_over.hand_in(order=order, **ACT) is None
    assert not on_hand_over.to_hand_in()
    expect_all_is_well()


def test_at_pick_up_goods_and_cash_change_hands_in_one_act():
    order = build.accepted_order(build.sku(price=15000, cost=9000))
    before = balances()
    order = hand_over(order, cash_received=True)
    assert changes(before) == {"cash": 15000, "sales": -15000, "cogs": 9000, "inventory": -9000}
    assert (order.state, paid(order)) == ("completed", 15000)
    expect_all_is_well()


def test_cash_is_not_handed_in_before_the_goods_are_gone():
    order = build.accepted_order()
    with nothing_written(), pytest.raises(orders.StateChanged):
        on_hand_over.hand_in(order=order, **ACT)


def test_cash_that_was_not_there_is_due_again_and_can_come_in_again():
    order = build.delivered_order(build.sku(price=15000))
    payment = on_hand_over.hand_in(order=order, **ACT)
    before = balances()
    services.undo(payment=payment, reason="Salah hitung", **ACT)
    assert changes(before) == {"cash": -15000, "cod_receivables": 15000}
    assert (paid(order), build.fresh(order).state) == (0, "completed")
    assert on_hand_over.hand_in(order=order, **ACT).amount == 15000
    expect_all_is_well()


def test_cash_that_was_given_back_in_part_is_not_taken_back():
    order = build.delivered_order(build.sku(price=15000))
    payment = on_hand_over.hand_in(order=order, **ACT)
    services.refund(order=order, amount=5000, account=None, reason="Satu remuk", key="r", **ACT)
    with nothing_written(), pytest.raises(OrderEnded):
        services.undo(payment=payment, reason="Salah", **ACT)


# Refused


def test_goods_refused_at_the_door_are_free_again():
    bag = build.sku(stock=5)
    order = refuse(build.accepted_order((bag, 2)))
    assert (order.state, order.cash_due, order.fulfilment) == ("cancelled", 0, "new")
    assert build.level(bag)[:2] == (5, 0)
    expect_all_is_well()


def test_goods_refused_after_they_were_booked_bring_goods_and_books_back():
    bag = build.sku(price=15000, cost=9000, stock=5)
    level, before = build.level(bag), balances()
    order = refuse(build.delivered_order((bag, 2)))
    assert (order.state, order.fulfilment, order.ended_at) == ("cancelled", "returned", build.NOW)
    assert build.level(bag) == level
    assert changes(before) == {}
    assert order.events.last().kind == "brought_back"
    expect_all_is_well()


def test_what_was_paid_of_refused_goods_is_owed_back():
    order = build.accepted_order(build.sku(price=15000))
    build.pay(order, 4000)
    order = refuse(hand_over(build.fresh(order)))
    assert services.owed_back(Receivable.objects.get(pk=order.pk), order) == 4000
    expect_all_is_well()


def test_a_voucher_of_refused_goods_can_be_used_again():
    bag, made = build.sku(price=15000), voucher("HEMAT", limit=1)
    build.shop(pickup_cash_at_most=100_000)
    order = order_with("HEMAT", bag, pay_by="cash")
    on_hand_over.accept(order=order, **ACT)
    order = hand_over(build.fresh(order))
    assert (order.cash_due, build.fresh(made).used) == (10000, 1)
    assert refuse(order).state == "cancelled"
    assert build.fresh(made).used == 0
    expect_all_is_well()


@pytest.mark.parametrize("what", [build.completed_order, build.delivered_order])
def test_goods_whose_money_is_there_are_not_simply_refused(what):
    order = what()
    if order.by_cash:
        on_hand_over.hand_in(order=order, **ACT)
    with nothing_written(), pytest.raises(PaymentError) as refused:
        refuse(order)
    assert str(refused.value) == (
        f"Money has come in for order {order.number} since: return it, and put the goods back on the shelf."
    )


def test_a_refusal_needs_a_reason():
    order = build.delivered_order()
    with nothing_written(), pytest.raises(PaymentError):
        refuse(order, reason=" ")


def test_a_handed_over_order_cannot_be_cancelled():
    order = build.delivered_order()
    with nothing_written(), pytest.raises(orders.StateChanged):
        services.cancel(order=order, reason="x", **ACT)


# Money back, and goods back, after the hand-over


def test_a_refund_of_a_completed_order_takes_so_much_of_the_sale_back():
    order = build.completed_order(build.sku(price=15000))
    before = balances()
    services.refund(
        order=order, amount=5000, account=build.bank_account(), reason="Satu remuk", destination="BNI 1", key="r", **ACT
    )
    assert changes(before) == {"sales_returns": 5000, "bank:1234567890": -5000}
    assert CreditNote.objects.get().amount == 5000
    assert (Refund.objects.get().amount, build.level(order.lines.get().sku)[0]) == (5000, 9)
    expect_all_is_well()


def test_a_second_click_on_a_refund_takes_nothing_more_back():
    order = build.completed_order()
    facts = {"order": order, "amount": 5000, "account": None, "reason": "Remuk", "key": "r"} | ACT
    services.refund(**facts)
    with nothing_written():
        services.refund(**facts)


def test_no_more_goes_back_than_was_paid():
    order = build.completed_order(build.sku(price=15000))
    services.refund(order=order, amount=10000, account=None, reason="Remuk", key="a", **ACT)
    with nothing_written(), pytest.raises(PaymentError) as refused:
        services.refund(order=order, amount=5002, account=None, reason="Remuk", key="b", **ACT)
    assert str(refused.value) == "That is more than this order has paid."
    with transaction.atomic(), pytest.raises(IntegrityError), transaction.atomic():
        Receivable.objects.filter(pk=order.pk).update(credited=15002)


def test_a_sale_taken_back_may_pay_the_next_order():
    order = build.completed_order(build.sku(price=15000))
    services.credit_sale(order=order, amount=15000, reason="Basi", key="c", **ACT)
    other = build.order(build.sku(price=20000))
    services.confirm(
        order=other, amount=15000, way=Payment.Way.CREDIT, credit_of=order, reason="Kredit", key="k", **ACT
    )
    assert paid(other) == 15000
    expect_all_is_well()


def test_goods_that_came_back_are_on_the_shelf_at_the_cost_at_which_they_left():
    bag = build.sku(price=15000, cost=9001, stock=5)
    order = build.completed_order((bag, 3))
    line, before = order.lines.get(), balances()
    orders.restock(order=order, units={line.pk: 2}, reason="Kemasan utuh", key="g", **ACT)
    assert changes(before) == {"inventory": 18002, "cogs": -18002}
    assert build.level(bag) == (4, 0, 4 * 9001)
    assert OrderLine.objects.get().restocked == 2
    assert paid(order) == order.payable
    expect_all_is_well()


def test_the_cost_of_a_line_comes_back_to_the_last_rupiah():
    bag = build.sku(stock=0)
    stock.receive(sku=bag, quantity=3, total_cost=100, paid_from="cash", reason="", key="x", at=build.NOW, by="")
    order = build.completed_order((bag, 3))
    line = order.lines.get()
    for number in range(3):
        orders.restock(order=order, units={line.pk: 1}, reason="Utuh", key=f"g{number}", **ACT)
    assert build.level(bag) == (3, 0, 100)
    expect_all_is_well()


def test_putting_goods_back_twice_with_one_click_does_it_once():
    order = build.completed_order((build.sku(), 2))
    facts = {"order": order, "units": {order.lines.get().pk: 1}, "reason": "Utuh", "key": "g"} | ACT
    orders.restock(**facts)
    with nothing_written():
        orders.restock(**facts)


def test_no_more_comes_back_than_was_handed_over():
    order = build.completed_order((build.sku(name="Teh"), 2))
    with nothing_written(), pytest.raises(orders.OrderError) as refused:
        orders.restock(order=order, units={order.lines.get().pk: 3}, reason="Utuh", key="g", **ACT)
    assert str(refused.value) == "Of Teh at most 2 can come back."


@pytest.mark.parametrize(("units", "reason"), [({}, "Utuh"), ({1: 0}, "Utuh"), (None, " ")])
def test_who_puts_goods_back_says_which_and_why(units, reason):
    order = build.completed_order((build.sku(), 2))
    units = {order.lines.get().pk: 1} if units is None else units
    with nothing_written(), pytest.raises(orders.OrderError) as refused:
        orders.restock(order=order, units=units, reason=reason, key="g", **ACT)
    assert str(refused.value) == "Say which goods came back, and why."


def test_only_what_was_handed_over_can_come_back():
    order = build.paid_order()
    with nothing_written(), pytest.raises(orders.StateChanged):
        orders.restock(order=order, units={order.lines.get().pk: 1}, reason="Utuh", key="g", **ACT)


# The database's own word


def test_the_database_refuses_cash_that_nobody_agreed_to():
    order = build.order()
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(cash_due=1)
    accepted = build.accepted_order()
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=accepted.pk).update(cash_due=accepted.payable + 1)


# What an order in cash must not be taken for


def test_a_transfer_between_the_page_and_the_hand_over_stops_it():
    order = build.accepted_order(build.sku(price=15000))
    build.pay(order, 5000)
    with nothing_written(), pytest.raises(orders.StateChanged):
        orders.hand_over(order=order, **ACT)
    on_hand_over.hand_over(order=build.fresh(order), cash_received=True, shown=10000, **ACT)
    assert paid(order) == 15000
    expect_all_is_well()


def test_cash_is_only_taken_in_the_amount_that_the_page_showed():
    order = build.accepted_order(build.sku(price=15000))
    with nothing_written(), pytest.raises(orders.StateChanged):
        on_hand_over.hand_over(order=order, cash_received=True, shown=14000, **ACT)
    order = hand_over(order)
    with nothing_written(), pytest.raises(orders.StateChanged):
        on_hand_over.hand_in(order=order, shown=14000, **ACT)
    assert on_hand_over.hand_in(order=order, shown=15000, **ACT).amount == 15000


@pytest.mark.parametrize("make", [build.cash_order, build.accepted_order, build.delivered_order])
def test_a_round_transfer_of_somebody_else_is_never_exactly_for_an_order_in_cash(make):
    mine = make(build.sku(price=15000), name="Rina Kartika")
    his = build.order(build.sku(price=15000), name="Budi Santoso")
    for text in ("BUDI SANTOSO", "SETORAN"):
        build.statement_line(amount=15000, description=f"TRSF E-BANKING {text}")
    found = {line.description[15:]: decision for line, decision in settling.decisions(now=build.NOW)}
    assert (found["BUDI SANTOSO"].orders, found["BUDI SANTOSO"].result) == ((his.number,), "underpaid")
    assert found["SETORAN"].result == "ambiguous"
    assert set(found["SETORAN"].orders) == {mine.number, his.number}
    assert inbox.exact(inbox.waiting(now=build.NOW)) == []


def test_the_round_transfer_of_its_own_buyer_is_suggested_for_an_order_in_cash():
    order = build.accepted_order(build.sku(price=15000), name="Rina Kartika")
    build.statement_line(amount=15000, description="TRSF E-BANKING RINA KARTIKA")
    ((_line, decision),) = settling.decisions(now=build.NOW)
    assert (decision.orders, decision.result, decision.automatic) == ((order.number,), "paid", False)


def test_a_transfer_that_is_taken_back_is_due_in_cash_again():
    order = build.accepted_order(build.sku(price=15000))
    payment = build.pay(order, 5000)
    orders.pack(order=build.fresh(order), **ACT)
    services.undo(payment=payment, reason="Salah orang", **ACT)
    order = build.fresh(order)
    assert (order.state, order.fulfilment, order.cash_due) == ("confirmed", "packing", 15000)
    expect_all_is_well()


def test_an_overdue_order_in_cash_does_not_stand_in_the_way_of_the_next():
    bag = build.sku(stock=10)
    for _order in range(2):
        build.cash_order(bag, phone=build.PHONE)
    assert build.cash_order(bag, phone=build.PHONE, now=build.NOW + 25 * build.HOUR).state == "awaiting"


# What was let off is no money


def test_what_was_let_off_does_not_go_back():
    order = build.order(build.sku(price=15000))
    build.pay(order, order.payable - 500)
    services.waive(order=order, **ACT)
    orders.hand_over(order=build.fresh(order), **ACT)
    with nothing_written(), pytest.raises(PaymentError) as refused:
        services.refund(order=order, amount=order.payable, account=None, reason="Remuk", key="r", **ACT)
    assert str(refused.value) == "That is more than this order has paid."
    services.refund(order=order, amount=order.payable - 500, account=None, reason="Remuk", key="r", **ACT)
    expect_all_is_well()


@pytest.mark.parametrize("expired", [False, True])
def test_a_cancelled_order_that_waited_again_owes_nothing_that_was_let_off(expired):
    order = build.order(build.sku(price=15000))
    payment = build.pay(order, order.payable - 500)
    services.waive(order=order, **ACT)
    services.undo(payment=payment, reason="Salah orang", **ACT)
    if expired:
        order = build.fresh(order)
        orders.expire(order=order, now=order.expires_at)
    services.cancel(order=order, reason="Batal", **ACT)
    assert services.owed_back(Receivable.objects.get(pk=order.pk), build.fresh(order)) == 0
    expect_all_is_well()


def test_a_few_rupiah_of_what_is_due_in_cash_can_be_let_off():
    order = build.delivered_order(build.sku(price=15000))
    services.confirm(order=order, amount=14500, way=Payment.Way.CASH, reason="Kurang 500", key="k", **ACT)
    before = balances()
    services.waive(order=order, **ACT)
    assert changes(before) == {"sales_discount": 500, "cod_receivables": -500}
    expect_all_is_well()
