"""Stok: what is there, goods that come in, counts that differ."""

import uuid

import pytest
from django.urls import reverse

from accounting.roles import Role
from accounting.selectors import balance
from shop.stock.models import StockMovement
from tests import build
from tests.backoffice.reading import text, told
from tests.checks import nothing_written

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
LIST = "/admin/stock/"


def at(name: str, sku) -> str:
    return reverse(f"stock:{name}", args=[sku.pk])


def receipt(**facts) -> dict:
    return {"key": str(uuid.uuid4()), "quantity": "6", "unit_cost": "10.000", "paid_from": "cash"} | facts


def count(**facts) -> dict:
    return {"key": str(uuid.uuid4()), "reason": "Hitung rak"} | facts


# The list


def test_what_must_be_ordered_comes_first(owner):
    build.sku(name="Abon", stock=50)
    build.sku(name="Zaitun", stock=2, reorder_point=5)
    shown = text(owner.get(LIST))
    assert shown.index("Zaitun") < shown.index("Abon")
    assert "Abon" not in text(owner.get(LIST, {"tab": "low"}))


def test_goods_put_aside_for_an_order_cannot_be_sold(owner):
    sku = build.sku(stock=10)
    build.order((sku, 4))
    assert "10 on the shelf 4 put aside 6 can be sold" in text(owner.get(LIST))


def test_an_article_shows_its_movements_with_the_order_behind_them(owner):
    sku = build.sku(stock=10)
    order = build.order((sku, 4))
    shown = owner.get(at("inspect", sku))
    assert "+4 put aside" in text(shown)
    assert f"/admin/orders/?q={order.number}" in shown.content.decode()


# Goods come in


@pytest.mark.parametrize(
    ("cost", "value"), [({"unit_cost": "10.000"}, 60000), ({"unit_cost": "", "total_cost": "59.999"}, 59999)]
)
def test_goods_come_in_at_the_cost_of_one_or_of_all(owner, cost, value):
    sku = build.sku(stock=0)
    owner.post(at("receive", sku), receipt(**cost))
    assert build.level(sku) == (6, 0, value)
    assert balance(Role.CASH) == -value


def test_goods_may_be_paid_from_a_bank_account_or_not_yet(owner):
    sku, account = build.sku(stock=0), build.bank_account()
    owner.post(at("receive", sku), receipt(paid_from=account.role))
    owner.post(at("receive", sku), receipt(paid_from="supplier"))
    assert (balance(account.role), balance(Role.PAYABLES)) == (-60000, -60000)


def test_a_double_click_takes_the_goods_in_once(owner):
    sku, form = build.sku(stock=0), receipt()
    for _ in range(2):
        assert owner.post(at("receive", sku), form).status_code == 302
    assert build.level(sku) == (6, 0, 60000)


@pytest.mark.parametrize(
    "wrong",
    [
        {"quantity": "0"},
        {"quantity": "1,5"},
        {"quantity": "99999999999999999999"},
        {"unit_cost": ""},
        {"total_cost": "1000"},
        {"paid_from": "bank:000"},
        {"unit_cost": "27,50"},
    ],
)
def test_a_receipt_that_cannot_be_is_told(owner, wrong):
    sku = build.sku(stock=0)
    with nothing_written():
        assert owner.post(at("receive", sku), receipt(**wrong)).status_code == 422


# The count differs


@pytest.mark.parametrize("how", [{"counted": "8"}, {"change": "-2"}])
def test_a_count_puts_the_stock_right_with_who_and_why(owner, how):
    sku = build.sku(stock=10, cost=9000)
    assert "corrected by -2" in told(owner.post(at("adjust", sku), count(**how), follow=True))[0]
    assert build.level(sku) == (8, 0, 72000)
    last = StockMovement.objects.filter(kind="adjust").get()
    assert (last.on_hand_change, last.reason, last.by) == (-2, "Hitung rak", "test-owner")


def test_a_count_that_agrees_changes_nothing(owner):
    sku = build.sku(stock=10)
    with nothing_written():
        assert "The count agrees" in told(owner.post(at("adjust", sku), count(counted="10"), follow=True))[0]


def test_what_customers_have_reserved_cannot_be_counted_away(owner):
    sku = build.sku(stock=10)
    build.order((sku, 4))
    with nothing_written():
        response = owner.post(at("adjust", sku), count(counted="3"))
    assert "Only 6 units may leave" in text(response)


@pytest.mark.parametrize(
    "wrong", [{}, {"counted": "3", "change": "1"}, {"change": "x"}, {"counted": "8", "reason": ""}]
)
def test_a_correction_that_says_too_little_or_too_much_is_told(owner, wrong):
    sku = build.sku(stock=10)
    with nothing_written():
        assert owner.post(at("adjust", sku), count(**wrong)).status_code == 422
