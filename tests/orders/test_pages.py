"""The customer's own pages: the token is the only key, and a wrong one learns nothing."""

import pytest
from django.core.cache import cache

from shop.orders import selectors
from shop.orders import services as orders
from shop.orders.models import Order
from shop.payments import services as payments
from tests import build
from tests.checks import nothing_written, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

WRONG = "We found no order with these details. Check them, or wait a quarter of an hour."


def page(client, order, end=""):
    return client.get(f"/pesanan/{order.token}/{end}")


# Wrong tokens


@pytest.mark.parametrize("end", ["", "bayar/"])
@pytest.mark.parametrize(
    "wrong",
    [
        lambda token: "x" * 43,
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: token.swapcase(),
        lambda token: token[:-1],
        lambda token: token + "a",
        lambda token: "x",
        lambda token: "%00" * 43,
        lambda token: "%F0%9F%8C%B6" * 43,
    ],
    ids=["another", "last letter", "case", "short", "long", "one letter", "nul", "chilli"],
)
def test_every_wrong_token_gets_the_same_answer(client, end, wrong):
    order = build.order()
    control = client.get(f"/pesanan/{'y' * 43}/{end}")
    response = client.get(f"/pesanan/{wrong(order.token)}/{end}")
    assert response.status_code == control.status_code == 404
    assert response.content == control.content
    assert order.number not in text_of(response)


def test_one_look_into_the_database_tells_a_token_apart(django_assert_num_queries):
    order = build.order()
    for token in (order.token, "y" * 43, order.token[:42] + "-"):
        with django_assert_num_queries(1):
            selectors.by_token(token)


@pytest.mark.parametrize("end", ["", "bayar/"])
def test_the_page_is_neither_stored_nor_indexed_nor_named_to_other_sites(client, end):
    response = page(client, build.order(), end)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    # Not no-referrer: the browser would then send the page's own form with `Origin: null`, which CSRF refuses.
    assert response["Referrer-Policy"] == "same-origin"


def test_the_order_page_is_only_for_looking(client):
    order = build.order()
    assert client.post(f"/pesanan/{order.token}/").status_code == 405


# What happens next


def completed():
    return build.completed_order()


def cancelled():
    return build.cancelled_order()


@pytest.mark.parametrize(
    ("make", "label", "sentence"),
    [
        (build.order, "Awaiting payment", "Transfer the exact amount before the deadline."),
        (build.paid_order, "Paid", "We are preparing your goods and will tell you when to fetch them."),
        (completed, "Completed", "The goods have been handed over. Thank you for shopping with us!"),
        (build.expired_order, "Expired", "The time to pay is over and the goods are free again."),
        (cancelled, "Cancelled", "This order was cancelled. If you have paid, we will return your money."),
    ],
)
def test_the_page_says_what_happens_next(client, clock, make, label, sentence):
    order = make()
    words = text_of(page(client, order))
    assert f"{label} Order {order.number}" in words
    assert sentence in words


def test_who_gets_a_delivery_is_told_so(client, clock):
    build.zone(code="L", fee=10000)
    order = build.paid_order(method="delivery", area="zone:L", address="Jalan 1")
    assert "We are preparing your goods and will bring them to you." in text_of(page(client, order))


def test_an_overdue_order_is_shown_as_expired_before_anybody_swept_it(client, clock):
    order = build.order()
    clock.now = order.expires_at
    words = text_of(page(client, order))
    assert f"Expired Order {order.number}" in words
    assert "Pay Rp" not in words
    assert build.fresh(order).state == "awaiting"


def test_the_page_shows_the_frozen_goods_and_sums(client, clock):
    build.zone(code="L", fee=10000)
    bag = build.sku(name="Keripik", price=15000)
    order = build.order((bag, 2), method="delivery", area="zone:L", address="Jalan Mawar 3", note="Sore")
    type(bag).objects.filter(pk=bag.pk).update(name="Lain", price=99000)
    words = text_of(page(client, order))
    for shown in (
        "Keripik",
        "Rp30.000",
        "Rp10.000",
        "Unique code Rp1",
        "Order total Rp40.001",
        "Jalan Mawar 3",
        "Sore",
    ):
        assert shown in words
    assert "Lain" not in words
    assert "Before 25 November 2026, 09:30 WITA" in words


def test_a_part_payment_is_shown_with_what_is_still_open(client, clock):
    order = build.order(build.sku(price=20000))
    build.pay(order, 5000)
    words = text_of(page(client, order))
    assert "Paid Rp5.000 Still open Rp15.001" in words


def test_returned_money_is_shown(client, clock):
    order = build.cancelled_paid_order()
    payments.refund(order=order, amount=5000, account=build.bank_account(), reason="x", key="r", now=build.NOW, by="p")
    assert "Money returned Rp5.000" in text_of(page(client, order))


def test_the_owners_reasons_and_name_stay_inside_the_house(client, clock):
    order = build.cancelled_order()
    words = text_of(page(client, order))
    assert "Pembeli berubah pikiran" not in words
    assert "pemilik" not in words


def test_what_customers_typed_is_shown_and_never_run(client, clock):
    order = build.order(name="<script>x</script>", note="<img src=x onerror=x>")
    content = page(client, order).content
    assert b"<script>x" not in content
    assert b"<img src=x" not in content


# Steps


def test_the_steps_of_an_order():
    order = build.order()
    shown = [(step.title, step.done, step.current) for step in selectors.steps(order, now=build.NOW)]
    assert shown == [
        ("Order placed", True, True),
        ("Payment received", False, False),
        ("Being packed", False, False),
        ("Handed over", False, False),
    ]


def test_the_steps_of_a_packed_order():
    order = build.paid_order()
    orders.pack(order=order, now=build.NOW + build.HOUR, by="kasir")
    shown = [(step.done, step.current, step.at) for step in selectors.steps(order, now=build.NOW)]
    assert shown == [
        (True, False, build.NOW),
        (True, False, build.NOW),
        (True, True, build.NOW + build.HOUR),
        (False, False, None),
    ]


def test_the_steps_of_an_order_that_was_handed_over_unpacked():
    order = build.completed_order()
    shown = [(step.done, step.current) for step in selectors.steps(order, now=build.NOW)]
    assert shown == [(True, False), (True, False), (True, False), (True, True)]


@pytest.mark.parametrize(("make", "title"), [(build.expired_order, "Expired"), (cancelled, "Cancelled")])
def test_the_steps_of_an_order_that_ended(make, title):
    order = make()
    shown = [(step.title, step.done, step.current, step.at) for step in selectors.steps(order, now=build.NOW)]
    assert shown == [("Order placed", True, False, build.NOW), (title, True, True, order.ended_at)]


def test_an_overdue_order_ended_on_its_deadline():
    order = build.order()
    assert selectors.steps(order, now=order.expires_at)[-1].at == order.expires_at


def test_after_a_payment_was_taken_back_its_step_is_open_again():
    order = build.paid_order()
    payments.undo(payment=order.payments.get(), now=build.NOW, by="p", reason="x")
    step = selectors.steps(build.fresh(order), now=build.NOW)[1]
    assert (step.done, step.at) == (False, None)


# The owner's tabs


def test_every_order_stands_under_the_tab_of_its_state():
    made = {
        "to-accept": [build.cash_order()],
        "awaiting": [build.order()],
        "to-pack": [build.paid_order()],
        "packing": [build.paid_order()],
        "completed": [build.completed_order()],
        "cash": [],
        "ended": [build.expired_order(), build.cancelled_order(), build.order(now=build.NOW - 2 * build.DAY)],
    }
    orders.pack(order=made["packing"][0], now=build.NOW, by="kasir")
    found = {tab: list(Order.objects.filter(selectors.tab_filter(tab, now=build.NOW)).order_by("pk")) for tab in made}
    assert found == made
    assert Order.objects.filter(selectors.tab_filter("all", now=build.NOW)).count() == 8


def test_overdue_orders_are_those_that_wait_past_their_deadline():
    late = build.order(now=build.NOW - build.DAY)
    build.order(now=build.NOW - build.DAY + build.HOUR)
    build.expired_order(now=build.NOW - 2 * build.DAY)
    build.paid_order(now=build.NOW - build.DAY)
    assert list(selectors.overdue(now=build.NOW)) == [late]


# Finding an order again


def track(client, number, tail):
    return client.post("/lacak/", {"number": number, "phone_tail": tail})


@pytest.mark.parametrize("typed", ["{}", " {} ", "lower"])
def test_number_and_four_digits_lead_to_the_order(client, typed):
    order = build.order()
    number = order.number.lower() if typed == "lower" else typed.format(order.number)
    response = track(client, number, "7890")
    assert (response.status_code, response.url) == (302, f"/pesanan/{order.token}/")


@pytest.mark.parametrize(("number", "tail"), [(None, "7891"), ("LP-2611-9999", "7890"), ("%", "7890"), ("", "7890")])
def test_wrong_details_all_get_the_same_sentence(client, number, tail):
    order = build.order()
    response = track(client, order.number if number is None else number, tail)
    assert response.status_code == 422
    expected = "Enter the order number." if number == "" else WRONG
    assert expected in text_of(response)
    assert order.token not in response.content.decode()


@pytest.mark.parametrize("tail", ["789", "78901", "abcd", "", "\u0667\u0668\u0669\u0660", "78\x00"])
def test_exactly_four_digits_are_asked_for(client, tail):
    order = build.order()
    response = track(client, order.number, tail)
    assert response.status_code == 422
    assert WRONG not in text_of(response)


def test_after_ten_tries_the_right_details_get_the_sentence_of_wrong_ones(client):
    order = build.order()
    for _ in range(10):
        track(client, order.number, "0000")
    throttled, wrong = track(client, order.number, "7890"), track(client, order.number, "0000")
    assert throttled.status_code == 422
    assert WRONG in text_of(throttled)
    assert text_of(throttled).replace("7890", "0000") == text_of(wrong)


def test_ten_tries_are_counted_for_each_visitor_alone(client):
    order = build.order()
    for _ in range(11):
        track(client, order.number, "0000")
    elsewhere = client.post("/lacak/", {"number": order.number, "phone_tail": "7890"}, REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 302


def test_the_count_that_ran_out_between_two_looks_is_no_error(client, monkeypatch):
    """The cache forgot the key just after it said that it had it."""
    monkeypatch.setattr(cache, "add", lambda *args, **kwargs: False, raising=False)
    assert track(client, build.order().number, "0000").status_code == 422


def test_an_empty_visit_shows_the_form_and_is_not_stored(client):
    with nothing_written():
        response = client.get("/lacak/")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
