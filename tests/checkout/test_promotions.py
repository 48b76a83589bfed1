"""Promotions and vouchers from the basket to the books: the same price everywhere, and what was agreed stays."""

from datetime import timedelta

import pytest

from accounting.models import Entry
from shop.backoffice.doctor import examine
from shop.cart import selectors as carts
from shop.cart.models import Cart
from shop.catalog import promotions as rules
from shop.catalog import vouchers
from shop.catalog.models import Voucher
from shop.checkout import services
from shop.orders import services as orders
from shop.orders.models import Order
from shop.payments import services as payments
from tests import build
from tests.checkout.test_pages import URL, hidden, order_by, press, typed
from tests.checks import nothing_written, text_of
from tests.promotions import cart_with, order_with, rule, voucher

pytestmark = pytest.mark.django_db

START, END = build.NOW + build.HOUR, build.NOW + 2 * build.HOUR


def findings():
    return {name: rows for name, rows in examine() if rows}


@pytest.fixture
def basket(client, clock):
    """Two Keripik of 15.000 in a visitor's basket; 20 % off them from START to END."""
    build.shop()
    bag = build.sku(name="Keripik", price=15000, stock=20)
    rule(bag, name="Promo Sore", value=20, starts_at=START, ends_at=END)
    client.post("/keranjang/tambah/", {"sku": bag.pk, "quantity": 2})
    return bag


# At the minute


@pytest.mark.parametrize(
    ("now", "total"),
    [
        (START - timedelta(seconds=1), "Rp30.000"),
        (START, "Rp24.000"),
        (END - timedelta(seconds=1), "Rp24.000"),
        (END, "Rp30.000"),
    ],
)
def test_basket_checkout_and_order_change_their_price_at_the_minute(client, clock, basket, now, total):
    clock.now = now
    for address in ("/keranjang/", URL):
        text = text_of(client.get(address))
        assert total in text
        assert ({"Rp30.000", "Rp24.000"} - {total}).pop() not in text
    order_by(client)
    order = Order.objects.get()
    assert f"Rp{order.subtotal // 1000}.000" == total
    assert (order.discount, order.lines.get().unit_price) == (0, order.subtotal // 2)


def test_the_basket_tells_that_the_price_changed_and_shows_the_regular_one(client, clock, basket):
    clock.now = START
    text = text_of(client.get("/keranjang/"))
    assert "The price changed from Rp15.000 to Rp12.000." in text
    assert "original price Rp15.000 Rp12.000 / buah" in text


def test_a_promotion_that_ended_while_the_page_was_open_is_told_and_nothing_is_ordered(client, clock, basket):
    clock.now = END - timedelta(seconds=1)
    first = press(client, client.get(URL))
    clock.now = END
    with nothing_written():
        late = press(client, first)
    assert late.status_code == 409
    assert "Keripik: the price changed from Rp12.000 to Rp15.000." in text_of(late)
    press(client, late)
    assert Order.objects.get().subtotal == 30000


def test_a_basket_offer_that_ended_meanwhile_is_told(clock):
    build.shop()
    bag = build.sku(price=10000)
    rule(bag, kind="buy_get", value=None, buy=2, get=1, ends_at=END)
    cart = build.cart((bag, 3))
    shown = services.seen(carts.basket(cart.token, now=build.NOW).rows)
    with nothing_written(), pytest.raises(services.Changed) as refused:
        build.place(cart, now=END, shown=shown)
    assert refused.value.differences == ["The discount changed from Rp10.000 to Rp0."]


# What is frozen


def discounted() -> Order:
    """2 x 12.000 (20 % off 15.000) + 3 x 7.000, every third of which is free, and a voucher of 10 %."""
    bag, tea = build.sku(name="Keripik", price=15000), build.sku(name="Teh", price=7000)
    rule(bag, value=20)
    rule(tea, name="Beli 2 gratis 1", kind="buy_get", value=None, buy=2, get=1)
    voucher("HEMAT", kind="percent", value=10, limit=3)
    return order_with("HEMAT", (bag, 2), (tea, 3))


def test_an_order_freezes_prices_and_discounts_line_by_line():
    build.shop()
    order = discounted()
    assert (order.subtotal, order.discount, order.voucher_code) == (45000, 10800, "HEMAT")
    assert order.payable == 34200 + order.unique_code
    frozen = list(order.lines.values_list("name", "unit_price", "quantity", "discount", "total"))
    assert frozen == [("Keripik", 12000, 2, 2400, 21600), ("Teh", 7000, 3, 8400, 12600)]
    assert Voucher.objects.get().used == 1
    assert Cart.objects.get().voucher_code == ""


def test_later_changes_of_rule_and_voucher_leave_the_order_alone():
    build.shop()
    order = discounted()
    before = (order.payable, list(order.lines.values()))
    for made in rules.PriceRule.objects.all():
        rules.switch_rule(rule=made, on=False, now=build.NOW, by="pemilik")
    vouchers.switch_voucher(voucher=Voucher.objects.get(), on=False, now=build.NOW, by="pemilik")
    order = build.fresh(order)
    assert (order.payable, list(order.lines.values())) == before


def test_the_books_keep_revenue_gross_and_the_discount_apart_and_the_doctor_is_content():
    build.shop()
    order = discounted()
    assert findings() == {}
    build.pay(order)
    orders.hand_over(order=build.fresh(order), now=build.NOW, by="pemilik")
    entry = Entry.objects.get(key__endswith=":handed_over")
    legs = {line.account.role: line.amount for line in entry.lines.select_related("account")}
    assert (legs["sales"], legs["sales_discount"], legs["customer_deposits"]) == (-45000, 10800, order.payable)
    assert findings() == {}
    assert Voucher.objects.get().used == 1


def test_delivery_is_free_from_what_the_goods_cost_after_the_discount():
    build.shop()
    build.zone(fee=10000, free_from=30000)
    bag = build.sku(price=15000)
    voucher("HEMAT", value=1000)
    place = {"method": "delivery", "area": "zone:UTARA", "address": "Jalan 1"}
    assert build.order((bag, 2), **place).delivery_fee == 0
    order = order_with("HEMAT", (bag, 2), **place)
    assert (order.subtotal, order.discount, order.delivery_fee) == (30000, 1000, 10000)


def test_a_voucher_worth_more_than_the_goods_leaves_one_rupiah_to_pay():
    build.shop()
    voucher("HEMAT", value=99000)
    order = order_with("HEMAT", build.sku(price=15000))
    assert (order.discount, order.base) == (14999, 1)
    assert findings() == {}


# The voucher in the basket


def send(client, code, **more):
    return client.post("/keranjang/ubah/", {"code": code} | more)


def test_a_code_is_kept_with_the_basket_and_taken_out_again(client, basket):
    voucher("HEMAT", value=5000)
    assert send(client, " hemat ").status_code == 302
    text = text_of(client.get("/keranjang/"))
    assert "Voucher HEMAT -Rp5.000" in text
    assert "Subtotal Rp25.000" in text
    send(client, "", action="drop-voucher")
    assert "Subtotal Rp30.000" in text_of(client.get("/keranjang/"))
    assert Voucher.objects.get().used == 0


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("TIDAKADA", "We do not know this voucher. Check the spelling."),
        ("\x00", "We do not know this voucher. Check the spelling."),
        ("x" * 300, "We do not know this voucher. Check the spelling."),
        ("NANTI", "The voucher NANTI is not valid yet."),
        ("LEWAT", "The voucher LEWAT is not valid any more."),
        ("<b>x</b>", "We do not know this voucher. Check the spelling."),
    ],
)
def test_a_code_that_nobody_can_use_is_refused_in_a_sentence(client, basket, code, sentence):
    voucher("NANTI", starts_at=START)
    voucher("LEWAT", starts_at=build.NOW - build.HOUR, ends_at=build.NOW)
    with nothing_written():
        answer = send(client, code)
    assert answer.status_code == 422
    assert b"<b>x" not in answer.content
    assert sentence in text_of(answer) or "Null characters are not allowed." in text_of(answer)


def test_a_voucher_below_its_minimum_says_what_is_missing_and_is_not_used_up_by_an_order(client, basket):
    voucher("HEMAT", minimum=50000)
    send(client, "HEMAT")
    sentence = "Buy for Rp20.000 more, then the voucher HEMAT counts."
    assert all(sentence in text_of(client.get(address)) for address in ("/keranjang/", URL))
    order_by(client)
    assert (Order.objects.get().discount, Order.objects.get().voucher_code) == (0, "")
    assert Voucher.objects.get().used == 0


def test_checkout_shows_subtotal_discount_and_total(client, basket):
    voucher("HEMAT", value=5000)
    send(client, "HEMAT")
    page = client.get(URL)
    assert "Goods Rp30.000 Discount HEMAT -Rp5.000" in text_of(page)
    assert 'data-subtotal="25000"' in page.content.decode()
    order_by(client)
    assert Order.objects.get().payable == 25000 + Order.objects.get().unique_code


def test_a_voucher_that_ended_while_the_page_was_open_is_told(client, clock, basket):
    voucher("HEMAT", ends_at=START - timedelta(minutes=1))
    send(client, "HEMAT")
    first = press(client, client.get(URL))
    clock.now = START - timedelta(minutes=1)
    with nothing_written():
        late = press(client, first, action="place")
    assert "The discount changed from Rp5.000 to Rp0." in text_of(late) or "Your total is Rp30.000." in text_of(late)
    assert not Order.objects.exists()


def test_a_number_that_used_it_before_orders_without_it_at_the_second_press(client, basket):
    voucher("HEMAT", per_phone=1)
    order_with("HEMAT", build.sku())
    send(client, "HEMAT")
    refused = order_by(client)
    assert refused.status_code == 409
    assert "The voucher HEMAT was used with this WhatsApp number already." in text_of(refused)
    assert Order.objects.count() == 1
    again = client.post(URL, hidden(refused) | typed())
    assert again.status_code == 302
    assert Order.objects.first().discount == 0


# Given back with the goods


def end(order: Order, how: str) -> None:
    if how == "expired":
        orders.expire(order=order, now=order.expires_at)
    elif how == "cancelled":
        build.cancel(order)
    elif how == "cancelled after it was paid":
        build.pay(order)
        build.cancel(build.fresh(order))
    elif how == "expired, then cancelled":
        orders.expire(order=order, now=order.expires_at)
        build.cancel(build.fresh(order))


@pytest.mark.parametrize("how", ["expired", "cancelled", "cancelled after it was paid", "expired, then cancelled"])
def test_an_order_that_ends_gives_its_use_back_once(how):
    build.shop()
    voucher("HEMAT", limit=2)
    order_with("HEMAT", build.sku())
    order = order_with("HEMAT", build.sku(), phone="6289999999999")
    assert Voucher.objects.get().used == 2
    end(order, how)
    assert Voucher.objects.get().used == 1
    assert findings() == {}


def revive(order: Order) -> None:
    payments.confirm(
        order=order,
        amount=order.payable,
        account=build.bank_account(),
        key="late",
        now=order.expires_at + build.HOUR,
        by="pemilik",
        reason="Terlambat",
        revive=True,
    )


def test_a_revived_order_takes_its_use_again_even_after_the_period():
    build.shop()
    voucher("HEMAT", limit=1, ends_at=END)
    order = order_with("HEMAT", build.sku())
    end(order, "expired")
    revive(build.fresh(order))
    assert (build.fresh(order).state, Voucher.objects.get().used) == ("confirmed", 1)
    assert findings() == {}


def test_an_order_whose_use_was_taken_by_another_is_not_revived():
    build.shop()
    voucher("HEMAT", limit=1)
    order = order_with("HEMAT", build.sku())
    end(order, "expired")
    order_with("HEMAT", build.sku(), phone="6289999999999")
    build.bank_account()
    with nothing_written(), pytest.raises(orders.OrderError, match="has been used up"):
        revive(build.fresh(order))
    assert Voucher.objects.get().used == 1


def test_a_lost_last_use_writes_no_order(clock):
    build.shop()
    voucher("HEMAT", limit=1)
    first, second = (cart_with("HEMAT", build.sku()) for _buyer in range(2))
    shown = services.seen(carts.basket(second.token, now=build.NOW).rows)
    build.place(first)
    with pytest.raises(services.Changed, match="has been used up"):
        build.place(second, shown=shown)
    assert Order.objects.count() == 1
    assert build.level(second.lines.get().sku)[1] == 0
