"""place_order: one transaction, once for each checkout page, and never an order other than the page showed."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.cart import services as carts
from shop.catalog import services as catalog
from shop.checkout import services
from shop.orders.models import Order
from shop.payments.models import AmountOwner, AmountSlot, Receivable
from shop.stock import services as stock
from tests import build
from tests.checks import nothing_written

pytestmark = pytest.mark.django_db

ELSEWHERE = "Your basket was changed in another window. Please look at it again."


def press(cart, *, key=None, shown=None, now=build.NOW, token=None, **facts):
    """The button of a page; `shown` as the page had it, else as the basket is now."""
    return services.place_order(
        token=token or cart.token,
        checkout_key=key or cart.checkout_key,
        customer=build.customer(**facts),
        shown=page(cart) if shown is None else shown,
        now=now,
    )


def page(cart):
    """What a checkout page opened now shows, by SKU id."""
    return {line.sku_id: services.Seen(line.quantity, line.sku.price) for line in cart.lines.select_related("sku")}


def differences(cart, **facts):
    """The sentences of a refusal that wrote nothing."""
    with nothing_written(), pytest.raises(services.Changed) as refused:
        press(cart, **facts)
    assert str(refused.value) == " ".join(refused.value.differences)
    return refused.value.differences


# What is agreed is frozen


def test_an_order_freezes_what_was_agreed():
    build.shop(payment_hours=24, consent_text="Saya setuju (versi 4).")
    bag = build.sku(name="Keripik", variant="pedas", unit="bungkus", price=15000)
    tea = build.sku(name="Teh", price=8000)
    order = press(build.cart((bag, 2), (tea, 1)), name="Rina", note="Sore saja", consent_text="Saya setuju (versi 3).")
    assert (order.number, order.state, order.fulfilment) == ("LP-2611-0001", "awaiting", "new")
    assert (order.customer_name, order.phone, order.method, order.note) == ("Rina", build.PHONE, "pickup", "Sore saja")
    assert (order.subtotal, order.discount, order.delivery_fee, order.unique_code) == (38000, 0, 0, 1)
    assert order.payable == 38001
    assert (order.placed_at, order.expires_at) == (build.NOW, build.NOW + timedelta(hours=24))
    assert (order.consent_text, order.consent_at) == ("Saya setuju (versi 3).", build.NOW)
    frozen = order.lines.values_list("sku_id", "name", "unit", "unit_price", "quantity", "discount", "total", "cost")
    assert list(frozen) == [
        (bag.pk, "Keripik, pedas", "bungkus", 15000, 2, 0, 30000, None),
        (tea.pk, "Teh", "buah", 8000, 1, 0, 8000, None),
    ]


def test_later_changes_of_the_article_leave_the_order_alone():
    bag = build.sku(name="Keripik", price=15000)
    order = build.order(bag)
    catalog.change_price(sku=bag, price=99000, compare_at=None, now=build.NOW, by="pemilik")
    type(bag).objects.filter(pk=bag.pk).update(name="Lain", unit="dus")
    line = build.fresh(order).lines.get()
    assert (line.name, line.unit, line.unit_price, line.total) == ("Keripik", "buah", 15000, 15000)


def test_an_order_reserves_its_goods_and_empties_the_basket():
    bag = build.sku(stock=5)
    cart = build.cart((bag, 3))
    order = press(cart)
    assert build.level(bag)[:2] == (5, 3)
    assert list(cart.lines.all()) == []
    assert list(bag.movements.filter(kind="reserve").values_list("document", "reserved_change")) == [
        (order.document, 3)
    ]


def test_an_order_is_owed_and_its_amount_is_its_own():
    order = build.order(build.sku(price=20000))
    receivable = Receivable.objects.get(order=order)
    assert (receivable.payable, receivable.paid, receivable.refunded, receivable.is_unique) == (20001, 0, 0, True)
    assert list(AmountSlot.objects.order_by("amount").values_list("amount", "order_id")) == [
        (20001, order.pk),
        (20002, order.pk),
        (20003, order.pk),
    ]
    assert list(AmountOwner.objects.order_by("amount").values_list("amount", "order_id")) == [
        (20000, None),
        (20001, order.pk),
    ]


def test_the_first_event_tells_that_it_was_placed():
    order = build.order(build.sku(price=20000))
    assert list(order.events.values_list("kind", "at", "by", "amount")) == [("placed", build.NOW, "", 20001)]


def test_tokens_are_long_and_different():
    first, second = build.order(), build.order()
    assert len(first.token) == len(second.token) == 43
    assert first.token != second.token


def test_delivery_is_frozen_with_place_zone_and_fee():
    build.zone(name="Utara", fee=10000, regions=[build.region()])
    order = build.order(
        build.sku(price=20000), method="delivery", area="64.71.03.1006", address="Jalan 1", phone="62811111111"
    )
    assert (order.area, order.zone, order.address) == ("Graha Indah, 76129", "Utara", "Jalan 1")
    assert (order.delivery_fee, order.payable) == (10000, 30001)


def test_free_delivery_counts_the_goods():
    build.zone(code="L", fee=10000, free_from=20000)
    cheap, dear = build.sku(price=19999), build.sku(price=20000)
    facts = {"method": "delivery", "area": "zone:L", "address": "Jalan 1"}
    assert [build.order(sku, **facts).delivery_fee for sku in (cheap, dear)] == [10000, 0]


def test_who_fetches_the_goods_pays_no_delivery_whatever_place_was_chosen():
    build.zone(code="L", fee=10000)
    order = build.order(build.sku(price=20000), method="pickup", area="zone:L")
    assert (order.delivery_fee, order.area, order.zone, order.payable) == (0, "", "", 20001)


@pytest.mark.parametrize("area", ["", "zone:TIDAK", "64.71.03.1006"])
def test_where_nobody_delivers_no_order_is_made(area):
    cart = build.cart()
    with nothing_written(), pytest.raises(services.NoDelivery) as refused:
        press(cart, method="delivery", area=area, address="Jalan 1")
    assert str(refused.value) == "We do not deliver to that place. Choose another one, or pick up at the shop."


# Numbers


def test_numbers_are_gapless_also_after_a_refusal():
    build.order()
    last = build.sku(stock=1)
    cart, rival = build.cart(last), build.cart(last)
    press(rival)
    differences(cart)
    assert build.order().number == "LP-2611-0003"


def test_numbers_begin_again_each_month_of_the_shops_own_clock():
    """31 October 16:00 UTC is the first of November in Balikpapan."""
    build.shop(order_prefix="WR")
    zone = build.WITA
    before = build.order(now=datetime(2026, 10, 31, 23, 59, tzinfo=zone))
    after = build.order(now=datetime(2026, 11, 1, 0, 0, tzinfo=zone))
    assert (before.number, after.number) == ("WR-2610-0001", "WR-2611-0001")


# Once for each page


def test_a_double_click_ends_on_the_same_order():
    cart = build.cart()
    shown = page(cart)
    first = press(cart, shown=shown)
    with nothing_written():
        assert press(cart, shown=shown) == first


def test_a_second_tab_with_the_same_page_ends_on_the_same_order_even_when_something_was_added_since():
    cart = build.cart()
    first = press(cart)
    carts.add(token=cart.token, sku_id=build.sku().pk, quantity=1, now=build.NOW)
    with nothing_written():
        assert press(cart) == first


def test_a_retry_from_another_browser_ends_on_the_same_order():
    """The key alone names the order: the cookie may be gone."""
    cart = build.cart()
    first = press(cart)
    with nothing_written():
        assert press(cart, token="lost") == first


def test_the_next_basket_of_the_same_visitor_is_another_order():
    cart = build.cart()
    first = press(cart)
    carts.add(token=cart.token, sku_id=build.sku().pk, quantity=1, now=build.NOW)
    second = press(build.fresh(cart))
    assert second != first
    assert Order.objects.count() == 2


def test_a_click_that_waited_for_the_first_one_finds_its_order(monkeypatch):
    """Both looked before either wrote: the second finds the basket claimed."""
    cart = build.cart()
    shown = page(cart)
    first = press(cart, shown=shown)
    answers = iter([None, first])
    monkeypatch.setattr(services, "order_of", lambda key: next(answers))
    assert press(cart, shown=shown) == first
    assert Order.objects.count() == 1


# Nothing else than what was shown


def test_a_stale_page_makes_no_order():
    assert differences(build.cart(), key=uuid.uuid4()) == [ELSEWHERE]


def test_without_a_basket_there_is_no_order():
    with nothing_written(), pytest.raises(services.Changed) as refused:
        services.place_order(token=None, checkout_key=uuid.uuid4(), customer=build.customer(), shown={}, now=build.NOW)
    assert refused.value.differences == [ELSEWHERE]


def test_a_foreign_basket_is_not_ordered_by_its_key():
    mine, theirs = build.cart(), build.cart()
    assert differences(mine, key=theirs.checkout_key) == [ELSEWHERE]


def test_an_emptied_basket_makes_no_order():
    cart = build.cart()
    shown = page(cart)
    carts.empty(cart=cart)
    assert differences(cart, shown=shown) == [ELSEWHERE]


def test_an_empty_basket_shown_as_empty_makes_no_order():
    cart = build.cart()
    carts.empty(cart=cart)
    assert differences(cart, shown={}) == [ELSEWHERE]


def test_a_changed_price_is_named_with_both_prices():
    bag = build.sku(name="Keripik", price=15000)
    cart = build.cart(bag)
    shown = page(cart)
    catalog.change_price(sku=bag, price=17500, compare_at=None, now=build.NOW, by="pemilik")
    assert differences(cart, shown=shown) == ["Keripik: the price changed from Rp15.000 to Rp17.500."]
    assert press(cart).subtotal == 17500


def test_a_changed_quantity_is_named():
    bag = build.sku(name="Keripik")
    cart = build.cart((bag, 2))
    shown = page(cart)
    carts.set_quantities(token=cart.token, quantities={bag.pk: 5}, now=build.NOW)
    assert differences(cart, shown=shown) == ["Keripik: the quantity is now 5."]


def test_an_article_added_in_another_tab_is_named():
    cart = build.cart()
    shown = page(cart)
    carts.add(token=cart.token, sku_id=build.sku(name="Teh").pk, quantity=2, now=build.NOW)
    assert differences(cart, shown=shown) == ["Teh: the quantity is now 2.", ELSEWHERE]


def test_an_article_removed_in_another_tab_is_told():
    bag, tea = build.sku(), build.sku()
    cart = build.cart(bag, tea)
    shown = page(cart)
    carts.set_quantities(token=cart.token, quantities={tea.pk: 0}, now=build.NOW)
    assert differences(cart, shown=shown) == [ELSEWHERE]


def test_every_difference_is_named():
    bag, tea = build.sku(name="Keripik", price=15000), build.sku(name="Teh")
    cart = build.cart((bag, 2), (tea, 3))
    shown = page(cart)
    catalog.change_price(sku=bag, price=17500, compare_at=None, now=build.NOW, by="pemilik")
    stock.adjust(sku=tea, change=-8, reason="Rusak", key="a", at=build.NOW, by="pemilik")
    assert differences(cart, shown=shown) == [
        "Keripik: the price changed from Rp15.000 to Rp17.500.",
        "Teh: Only 2 left. Lower the quantity to go on.",
    ]


def test_an_archived_article_makes_no_order():
    bag = build.sku(name="Keripik")
    cart = build.cart(bag)
    shown = page(cart)
    catalog.archive(sku=bag, now=build.NOW)
    assert differences(cart, shown=shown) == ["Keripik: This product is not sold any more. Remove it to go on."]


def test_the_last_unit_goes_to_the_first_who_orders():
    bag = build.sku(name="Keripik", stock=1)
    first, second = build.cart(bag), build.cart(bag)
    shown = page(second)
    press(first)
    assert differences(second, shown=shown) == ["Keripik: Sold out since you put it in. Remove it to go on."]


def test_goods_that_go_between_the_look_and_the_grasp_make_half_no_order(monkeypatch):
    """The check by eye passes, the conditional UPDATE of the second article does not."""
    bag, tea = build.sku(stock=9), build.sku(name="Teh", stock=1)
    cart = build.cart((bag, 2), tea)
    shown = page(cart)
    build.order(tea)
    monkeypatch.setattr(services, "_refuse_differences", lambda basket, shown: None)
    assert differences(cart, shown=shown) == ["Teh has just sold out."]


def test_each_further_article_costs_two_queries():
    """The conditional UPDATE of its level, and its movement."""
    build.shop()
    build.order()
    counted = []
    for count in (2, 20):
        cart = build.cart(*[build.sku() for _ in range(count)])
        shown = page(cart)
        with CaptureQueriesContext(connection) as queries:
            press(cart, shown=shown)
        counted.append(len(queries))
    assert counted[1] - counted[0] == 18 * 2
