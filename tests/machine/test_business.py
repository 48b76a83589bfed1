"""The whole business, played at random: after every step the doctor finds nothing and the model agrees.

Every verb is called in every state, also where it must be refused: then with the business's own exception, and
without having written anything. Bounded in the suite and the same each time; to search further:

    LAPAK_MACHINE_EXAMPLES=2000 LAPAK_MACHINE_STEPS=50 pytest tests/machine

With LAPAK_MACHINE_SHRINK=1 hypothesis looks for a shorter play of what it found, which takes minutes.
"""

import contextlib
import os
from copy import deepcopy
from datetime import timedelta
from itertools import combinations, count

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounting.selectors import balances, trial_balance
from shop.backoffice.doctor import examine
from shop.catalog import services as catalog
from shop.checkout.services import Changed
from shop.orders import services as orders
from shop.orders.models import Order
from shop.payments import imports, on_hand_over
from shop.payments import services as payments
from shop.payments.allocation import GAP
from shop.payments.expiry import expire_orders
from shop.stock import services as stock
from shop.stock.models import StockLevel
from tests import build
from tests.machine.model import BankLine, Confirmation, Deal, Goods, World, refuses_adjustment

EXAMPLES = int(os.environ.get("LAPAK_MACHINE_EXAMPLES", "0"))
STEPS = int(os.environ.get("LAPAK_MACHINE_STEPS", "30"))
# The verbs are the same on both; what PostgreSQL does otherwise (locks, triggers, types) shows within a few plays.
PLAYS = {"sqlite": 30, "postgresql": 10}
PHASES = [Phase.generate] + ([Phase.shrink] if os.environ.get("LAPAK_MACHINE_SHRINK") else [])

some = st.integers(0, 39)
quantities = st.sampled_from([1, 1, 1, 2, 3])
shares = st.sampled_from(["all", "all", "half", "one too many"])


def portion(whole: int, share: str) -> int:
    return {"all": whole, "half": whole // 2, "one too many": whole + 1}[share]


def possible(refuses):
    """The rule is played while it can be done with at least one order; it may still be tried with another one."""
    return precondition(lambda self: not all(map(refuses, self.world.deals)))


class Business(RuleBasedStateMachine):
    """Every play begins with the shop that was opened once, `opened`, and is rolled back to it."""

    opened: World
    keys = (f"machine:{number}" for number in count(1))

    def __init__(self):
        super().__init__()
        self.play = transaction.atomic()

    @initialize()
    def begin(self):
        self.play.__enter__()
        self.world = deepcopy(self.opened)

    def teardown(self):
        transaction.set_rollback(True)
        self.play.__exit__(None, None, None)

    def open_shop(self):
        self.world = World(now=build.NOW, account=build.bank_account())
        for price, units, cost in ((15000, 7, 9000), (22500, 5, 12345), (700, 9, 333)):
            self.world.goods.append(Goods(build.sku(price=price, stock=units, cost=cost), units, price))
        self.begin_with_an_order_in_each_state()

    def begin_with_an_order_in_each_state(self):
        for wanted in ({0: 1}, {1: 1, 2: 2}, {2: 1}, {0: 1, 1: 1}, {2: 2}):
            self.order_goods([(self.world.goods[index], quantity) for index, quantity in wanted.items()])
        for wanted in ({0: 1}, {2: 1}):
            self.order_goods([(self.world.goods[index], units) for index, units in wanted.items()], by_cash=True)
        _expired, confirmed, cancelled, completed, awaiting, accepted, delivered = self.world.deals
        for deal in (accepted, delivered):
            self.accept(deal)
        self.hand_over(delivered)
        for deal in (confirmed, cancelled, completed):
            self.confirm(deal, deal.open)
        self.confirm(awaiting, 1000)
        self.hand_over(completed)
        self.cancel(cancelled, "Barang rusak")
        awaiting.deadline += timedelta(hours=48)
        Order.objects.filter(pk=awaiting.pk).update(expires_at=awaiting.deadline)
        self.world.now += timedelta(hours=25)
        self.expire()

    # What customers do.

    @rule(wanted=st.dictionaries(st.integers(0, 2), quantities, min_size=1, max_size=3), by_cash=st.booleans())
    def place(self, wanted, by_cash):
        lines = [(self.world.goods[index], quantity) for index, quantity in wanted.items()]
        short = any(goods.free < quantity for goods, quantity in lines)
        with self.refused(Changed if short else None):
            self.order_goods(lines, by_cash=by_cash)

    def order_goods(self, lines, *, by_cash=False):
        maker = build.cash_order if by_cash else build.order
        order = maker(*[(goods.sku, quantity) for goods, quantity in lines], now=self.world.now)
        base = sum(goods.price * quantity for goods, quantity in lines)
        unique = order.receivable.is_unique
        deadline = order.expires_at.astimezone(build.WITA)
        payable, today = base + order.unique_code, self.world.now.date()
        deal = Deal(order.pk, today, lines, base, payable, unique, deadline, by_cash=by_cash)
        deal.reserve()
        self.world.deals.append(deal)

    @rule(hours=st.sampled_from([1, 13, 25, 8 * 24]), swept=st.booleans())
    def wait(self, hours, swept):
        """Time passes; the job that expires orders has run since, or not."""
        self.world.now += timedelta(hours=hours)
        if swept:
            self.expire()

    # What the bank and the owner do about money.

    @precondition(lambda self: self.world.deals)
    @rule(which=some, more=some, sen=st.sampled_from(["", ".50"]), days=st.integers(0, 1))
    def money_arrives(self, which, more, sen, days):
        """A bank line about the size of one or two orders."""
        amount = self.deal(which, self.refuses_money).open + self.deal(more).open // 2 + 1
        day = (self.world.now - timedelta(days=days)).date()
        row = build.statement_line(amount=f"{amount}{sen}", day=day, account=self.world.account, now=self.world.now)
        self.world.lines.append(BankLine(row, amount, day))

    @precondition(lambda self: self.world.deals)
    @rule(which=some, share=shares, revive=st.sampled_from([True, False]), again=st.booleans())
    def pay_by_the_owners_word(self, which, share, revive, again):
        deal = self.deal(which, self.refuses_money)
        self.confirm(deal, portion(deal.open, share), revive=revive, again=again)

    @precondition(lambda self: self.world.deals and self.world.lines)
    @rule(which=some, by=some, share=shares, revive=st.sampled_from([True, False]))
    def pay_by_a_line(self, which, by, share, revive):
        deal, line = self.deal(which, self.refuses_money), self.one_of(self.world.lines, by)
        self.confirm(deal, portion(min(deal.open, line.free), share), line=line, revive=revive)

    @precondition(lambda self: len(self.world.deals) > 1)
    @rule(which=some, step=some, missing=st.sampled_from([0, 0, 1]))
    def pay_two_orders_by_one_line(self, which, step, missing):
        """One transaction: both or none."""
        first = self.deal(which, self.refuses_money)
        second = self.deal(step, lambda deal: self.refuses_money(deal) or deal is first)
        if first is second:
            return
        amount = first.open + second.open - missing
        if amount < 1:
            return
        row = build.statement_line(
            amount=amount, day=self.world.now.date(), account=self.world.account, now=self.world.now
        )
        line = BankLine(row, amount, self.world.now.date())
        self.world.lines.append(line)
        pair = [(deal, deal.open, next(self.keys)) for deal in (first, second)]
        refusals = [deal.refuses_payment(open_, line.day, revive=False, line=line) for deal, open_, _key in pair]
        if missing and not refusals[0]:
            refusals[1] = refusals[1] or payments.LineUsedUp
        refusal = refusals[0] or refusals[1]
        with self.refused(refusal), transaction.atomic():
            made = [self.really_confirm(deal, open_, key=key, line=line) for deal, open_, key in pair]
        if not refusal:
            for (deal, open_, _key), payment in zip(pair, made, strict=True):
                self.note(payment, deal, open_, line)

    @precondition(lambda self: self.world.confirmations)
    @rule(which=some, again=st.booleans())
    def take_a_confirmation_back(self, which, again):
        done = self.one_of(self.world.confirmations, which, lambda done: done.undone or done.refuses_undo())
        refusal = done.refuses_undo()
        for _turn in range(1 + again):
            with self.refused(refusal):
                payments.undo(payment=done.payment, now=self.world.now, by="pemilik", reason="Salah pesanan")
        if not refusal and not done.undone:
            done.deal.give_back(done.amount, self.world.now)
            done.deal.in_drawer -= done.amount if done.in_drawer else 0
            done.undone = True
            if done.line:
                done.line.allocated -= done.amount

    @precondition(lambda self: self.world.lines)
    @rule(which=some)
    def take_a_statement_back(self, which):
        line = self.one_of(self.world.lines, which, BankLine.refuses_undo)
        refusal = line.refuses_undo()
        with self.refused(refusal):
            imports.undo(stored=line.row.statement, now=self.world.now, by="pemilik")
        line.undone = line.undone or not refusal

    @possible(lambda deal: deal.refuses_refund(1))
    @rule(which=some, share=shares, again=st.booleans())
    def refund(self, which, share, again):
        deal = self.deal(which, lambda deal: deal.refuses_refund(1))
        amount = portion(deal.paid - deal.refunded, share)
        refusal, key = deal.refuses_refund(amount), next(self.keys)
        for _turn in range(1 + again):
            with self.refused(refusal):
                payments.refund(
                    order=self.order(deal),
                    amount=amount,
                    account=self.world.account,
                    reason="Dibatalkan",
                    key=key,
                    now=self.world.now,
                    by="pemilik",
                )
        if not refusal:
            deal.refund(amount)

    # What happens to orders.

    @rule(which=some, what=st.sampled_from(["accept", "hand_in", "refuse", "restock"]), units=st.integers(0, 2))
    def cash_and_goods_at_the_door(self, which, what, units):
        """One rule for all four, as for goods."""
        if what == "accept":
            self.accept(self.deal(which, lambda deal: deal.is_accepted() or deal.refuses_accept(self.world.now)))
        elif what == "hand_in":
            self.hand_in(self.deal(which, lambda deal: deal.refuses_hand_in() or not deal.open))
        elif what == "refuse":
            self.refuse(self.deal(which, Deal.refuses_refusal))
        else:
            self.restock(self.deal(which, lambda deal: deal.refuses_restock(0, 1)), units)

    def accept(self, deal):
        refusal, already = deal.refuses_accept(self.world.now), deal.is_accepted()
        with self.refused(refusal):
            on_hand_over.accept(order=self.order(deal), now=self.world.now, by="kasir")
        if not refusal and not already:
            deal.state, deal.cash_due = "confirmed", deal.open

    def hand_in(self, deal):
        refusal, due = deal.refuses_hand_in(), deal.open
        with self.refused(refusal):
            payment = on_hand_over.hand_in(order=self.order(deal), now=self.world.now, by="kasir")
        if not refusal and due:
            deal.paid += due
            deal.in_drawer += due
            self.world.confirmations.append(Confirmation(payment, deal, due, None, True, in_drawer=True))

    def refuse(self, deal):
        refusal = deal.refuses_refusal()
        with self.refused(refusal):
            on_hand_over.refuse(order=self.order(deal), now=self.world.now, by="pemilik", reason="Ditolak")
        if not refusal and deal.state == "completed":
            deal.bring_back(self.world.now)
        elif not refusal:
            deal.end("cancelled", self.world.now)

    def restock(self, deal, units):
        refusal, key = deal.refuses_restock(0, units), next(self.keys)
        first = deal.lines[0][0].sku.pk
        line = self.order(deal).lines.get(sku=first)
        for _turn in range(1 if refusal else 2):
            with self.refused(refusal):
                orders.restock(
                    order=self.order(deal),
                    units={line.pk: units},
                    reason="Utuh",
                    key=key,
                    now=self.world.now,
                    by="pemilik",
                )
        if not refusal:
            deal.restock(0, units)

    def expire(self):
        overdue = self.world.overdue()
        assert expire_orders(now=self.world.now) == len(overdue)
        for deal in overdue:
            deal.end("expired", self.world.now)

    @possible(lambda deal: deal.refuses_cancel("Uji"))
    @rule(which=some, reason=st.sampled_from(["Pembeli berubah pikiran", "Barang rusak", ""]))
    def an_order_is_cancelled(self, which, reason):
        self.cancel(self.deal(which, lambda deal: deal.refuses_cancel("Uji")), reason)

    @possible(Deal.refuses_hand_over)
    @rule(which=some, packed_only=st.booleans())
    def an_order_is_served(self, which, packed_only):
        if packed_only:
            self.pack(self.deal(which, Deal.refuses_packing))
        else:
            self.hand_over(self.deal(which, Deal.refuses_hand_over))

    def cancel(self, deal, reason):
        refusal = deal.refuses_cancel(reason)
        with self.refused(refusal):
            payments.cancel(order=self.order(deal), now=self.world.now, by="pemilik", reason=reason)
        if not refusal:
            deal.end("cancelled", self.world.now)

    def pack(self, deal):
        refusal = deal.refuses_packing()
        with self.refused(refusal):
            orders.pack(order=self.order(deal), now=self.world.now, by="kasir")
        if not refusal:
            deal.fulfilment = "packing"

    def hand_over(self, deal):
        refusal = deal.refuses_hand_over()
        with self.refused(refusal):
            orders.hand_over(order=self.order(deal), now=self.world.now, by="kasir")
        if not refusal:
            deal.hand_over(self.world.now)

    # What happens to goods.

    @rule(index=st.integers(0, 2), units=st.integers(-3, 6), how=st.sampled_from(["receive", "adjust", "price"]))
    def goods_change(self, index, units, how):
        """One rule for all three, so that not half of the play is about the shelf."""
        goods = self.world.goods[index]
        if how == "receive":
            self.receive(goods, max(units, 0), cost=units * 7777 + 23331)
        elif how == "adjust":
            self.adjust(goods, units)
        else:
            self.change_price(goods, goods.price + 100 * units + 300)

    def receive(self, goods, units, cost):
        key = next(self.keys)
        for _turn in range(2):
            with self.refused(None if units else stock.StockError):
                stock.receive(
                    sku=goods.sku,
                    quantity=units,
                    total_cost=cost,
                    paid_from="cash",
                    reason="Kulakan",
                    key=key,
                    at=self.world.now,
                    by="pemilik",
                )
        goods.on_hand += units

    def adjust(self, goods, change):
        key, refusal = next(self.keys), refuses_adjustment(goods, change)
        for _turn in range(1 if refusal else 2):
            with self.refused(refusal):
                stock.adjust(sku=goods.sku, change=change, reason="Rusak", key=key, at=self.world.now, by="pemilik")
        if not refusal:
            goods.on_hand += change

    def change_price(self, goods, price):
        """Orders that were placed before keep what was agreed."""
        catalog.change_price(sku=goods.sku, price=price, compare_at=None, now=self.world.now, by="pemilik")
        goods.price = price

    # What must hold after every step.

    @invariant()
    def everything_holds(self):
        self.the_doctor_finds_nothing()
        self.the_trial_balance_is_zero()
        self.stock_is_what_the_model_says()
        self.orders_are_what_the_model_says()
        self.the_books_hold_the_models_money()
        self.no_two_payable_amounts_can_be_taken_for_each_other()

    def the_doctor_finds_nothing(self):
        assert {name: rows for name, rows in examine() if rows} == {}

    def the_trial_balance_is_zero(self):
        assert sum(row.balance for row in trial_balance()) == 0

    def stock_is_what_the_model_says(self):
        expected = {goods.sku.pk: (goods.on_hand, goods.reserved) for goods in self.world.goods}
        levels = StockLevel.objects.values_list("sku_id", "on_hand", "reserved")
        assert {sku: (on_hand, reserved) for sku, on_hand, reserved in levels} == expected

    def orders_are_what_the_model_says(self):
        fields = ("state", "fulfilment", "payable", "receivable__paid", "receivable__refunded")
        expected = {d.pk: (d.state, d.fulfilment, d.payable, d.paid, d.refunded) for d in self.world.deals}
        assert {row[0]: row[1:] for row in Order.objects.values_list("pk", *fields)} == expected

    def the_books_hold_the_models_money(self):
        stored = balances()
        assert stored.get(self.world.account.role, 0) == self.world.money_in_bank()
        assert -stored.get("sales", 0) == self.world.sold()
        assert stored.get("cod_receivables", 0) == self.world.cash_with_riders()

    def no_two_payable_amounts_can_be_taken_for_each_other(self):
        for earlier, later in combinations(self.world.amounts(), 2):
            assert abs(earlier.payable - later.payable) >= GAP
            assert later.payable != earlier.base

    # Helpers.

    def deal(self, which: int, refuses=None) -> Deal:
        return self.one_of(self.world.deals, which, refuses)

    @staticmethod
    def one_of(rows: list, which: int, refuses=None):
        """Three times of four one of those that `refuses` lets through, so that the play gets somewhere."""
        if refuses and which % 4 != 3:
            rows = [row for row in rows if not refuses(row)] or rows
        return rows[which // 4 % len(rows)]

    def refuses_money(self, deal: Deal):
        return deal.refuses_payment(1, self.world.now.date(), revive=True, line=None)

    @staticmethod
    def order(deal: Deal) -> Order:
        return Order.objects.get(pk=deal.pk)

    @staticmethod
    def refused(refusal):
        """The model's word: refused with just this exception, or done."""
        return pytest.raises(refusal) if refusal else contextlib.nullcontext()

    def confirm(self, deal, amount, *, line=None, revive=False, again=False):
        paid_on = line.day if line else self.world.now.date()
        refusal = deal.refuses_payment(amount, paid_on, revive=revive, line=line)
        key = next(self.keys)
        for _turn in range(1 + again):
            with self.refused(refusal):
                payment = self.really_confirm(deal, amount, key=key, line=line, revive=revive)
        if not refusal:
            self.note(payment, deal, amount, line)

    def really_confirm(self, deal, amount, *, key, line=None, revive=False):
        return payments.confirm(
            order=self.order(deal),
            amount=amount,
            line=line and line.row,
            account=None if line else self.world.account,
            key=key,
            revive=revive,
            reason="Terlihat di mutasi",
            now=self.world.now,
            by="pemilik",
        )

    def note(self, payment, deal, amount, line):
        if deal.state == "expired":
            # Its amount may be another order's by now; the shop then says that it names no order any more.
            deal.is_unique = self.order(deal).receivable.is_unique
        deal.take(amount, line.day if line else self.world.now.date(), self.world.now)
        if line:
            line.allocated += amount
        self.world.confirmations.append(Confirmation(payment, deal, amount, line, deal.state == "completed"))


@pytest.mark.django_db
def test_whatever_happens_to_the_business_stock_money_and_books_stay_right():
    opener = Business()
    opener.open_shop()
    Business.opened = opener.world
    bounded = settings(
        max_examples=EXAMPLES or PLAYS[connection.vendor],
        derandomize=not EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=PHASES,
    )
    run_state_machine_as_test(Business, settings=bounded)
