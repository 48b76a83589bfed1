"""Orders in cash on the owner's screens: accepted, handed over, handed in, refused; and goods that come back."""

import uuid
from urllib.parse import unquote_plus

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from shop.payments import on_hand_over
from shop.payments.models import CreditNote, Payment, Receivable, Refund
from tests import build
from tests.backoffice.reading import told
from tests.checks import nothing_written, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
ACT = {"now": build.NOW, "by": "pemilik"}


def page_of(client, order):
    return client.get(reverse("orders_admin:inspect", args=[order.pk]))


def labels(client, order) -> list[str]:
    return [button.label for button in page_of(client, order).context["buttons"]]


def post(client, name, order, **facts):
    address = reverse(f"orders_admin:{name}", args=[order.pk])
    return client.post(address, {"key": str(uuid.uuid4())} | facts, follow=True)


def paid(order) -> int:
    return Receivable.objects.get(pk=order.pk).paid


def test_the_buttons_follow_the_life_of_an_order_in_cash(owner):
    waiting = build.cash_order(build.sku(price=15000))
    assert labels(owner, waiting) == [
        "Accept: Rp15.000 in cash",
        "Confirm payment",
        "Ask for a transfer",
        "Cancel order",
    ]
    on_hand_over.accept(order=waiting, **ACT)
    assert labels(owner, waiting) == ["Pack", "Hand over", "Paid otherwise", "Ask for a transfer", "Cancel order"]
    on_hand_over.hand_over(order=build.fresh(waiting), cash_received=False, **ACT)
    assert labels(owner, waiting) == [
        "Rp15.000 handed in",
        "Paid otherwise",
        "Goods came back",
        "Refused at the door",
    ]
    on_hand_over.hand_in(order=waiting, **ACT)
    assert labels(owner, waiting) == ["Return money", "Goods came back"]


def test_the_buyer_is_asked_before_anything_is_packed_for_cash(owner):
    asked = page_of(owner, build.cash_order(build.sku(price=15000))).context["ask"]
    assert asked["label"] == "Ask on WhatsApp"
    assert "Is it right that you pay Rp15.000 in cash when you get the goods?" in unquote_plus(asked["url"])


def test_an_order_in_cash_is_never_called_paid_before_it_is(owner):
    order = build.accepted_order(build.sku(price=15000))
    page = page_of(owner, order)
    assert (page.context["state"], page.context["paid"]) == ("To pack", "Rp15.000 in cash")
    assert "Rp15.000 in cash" in text_of(page)


def test_one_click_accepts(owner):
    order = build.cash_order()
    page = post(owner, "accept", order)
    assert told(page) == [f"Order {order.number} is accepted: it can be packed."]
    assert build.fresh(order).state == "confirmed"


@pytest.mark.parametrize(("method", "ticked"), [("pickup", True), ("delivery", False)])
def test_at_pick_up_the_cash_is_most_likely_there_and_at_the_door_not_yet(owner, method, ticked):
    order = build.accepted_order(method=method)
    form = owner.get(reverse("orders_admin:handover", args=[order.pk])).context["form"]
    assert form["cash_received"].value() is ticked


@pytest.mark.parametrize(("facts", "came"), [({"cash_received": "on"}, 15000), ({}, 0)])
def test_the_hand_over_takes_the_cash_when_it_is_there(owner, facts, came):
    order = build.accepted_order(build.sku(price=15000))
    post(owner, "handover", order, **facts)
    assert (build.fresh(order).state, paid(order)) == ("completed", came)


@pytest.mark.parametrize("shown", ["14000", "x", "9" * 5000])
def test_another_amount_than_the_page_showed_is_not_handed_in(owner, shown):
    order = build.delivered_order(build.sku(price=15000))
    with nothing_written():
        post(owner, "cash", order, shown=shown)
    assert paid(order) == 0


def test_the_button_carries_the_amount_that_it_shows(owner):
    order = build.delivered_order(build.sku(price=15000))
    (button,) = [b for b in page_of(owner, order).context["buttons"] if b.name == "cash"]
    post(owner, "cash", order, **button.facts)
    assert paid(order) == 15000


def test_who_takes_no_money_hands_over_and_leaves_it_with_the_rider(owner, django_user_model):
    order = build.accepted_order(build.sku(price=15000))
    packer = django_user_model.objects.get(username="test-owner")
    packer.groups.clear()
    packer.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "handover_order"]))
    form = owner.get(reverse("orders_admin:handover", args=[order.pk])).context["form"]
    assert list(form.fields) == ["shown"]
    post(owner, "handover", order, shown=form["shown"].value(), cash_received="on")
    assert (build.fresh(order).state, paid(order)) == ("completed", 0)


def test_who_has_paid_is_not_asked_for_cash_at_the_hand_over(owner):
    form = owner.get(reverse("orders_admin:handover", args=[build.paid_order().pk])).context["form"]
    assert list(form.fields) == ["shown"]


def test_the_cash_of_many_orders_is_handed_in_together(owner):
    article = build.sku(price=15000, stock=10)
    rows = [build.delivered_order(article, phone=f"628123456780{n}") for n in range(3)]
    address = reverse("orders_admin:cash_to_hand_in")
    page = owner.get(address)
    assert page.context["total"] == 45000
    page = owner.post(address, {"order": [f"{rows[0].pk}:15000", f"{rows[2].pk}:15000"]}, follow=True)
    assert told(page) == ["Rp30.000 are in the drawer."]
    assert [paid(row) for row in rows] == [15000, 0, 15000]
    assert [row.pk for row in page.context["rows"]] == [rows[1].pk]


@pytest.mark.parametrize("chosen", [[], ["x"], ["9" * 30 + ":1"], ["-1:1"], ["0:1"], ["1"]])
def test_nothing_that_makes_sense_chosen_hands_nothing_in(owner, chosen):
    build.delivered_order()
    with nothing_written():
        page = owner.post(reverse("orders_admin:cash_to_hand_in"), {"order": chosen}, follow=True)
    assert told(page) == ["Choose the orders whose cash you have counted."]


def test_when_all_cash_is_there_the_page_says_so(owner):
    assert "All cash is in the drawer." in text_of(owner.get(reverse("orders_admin:cash_to_hand_in")))


def test_the_first_page_tells_of_cash_orders_only_when_there_are_some(owner):
    home = reverse("wagtailadmin_home")
    assert "orders to accept" not in text_of(owner.get(home))
    build.cash_order(phone="6281234567801")
    build.delivered_order(phone="6281234567802")
    words = text_of(owner.get(home))
    assert "orders to accept" in words
    assert "orders whose cash is to be handed in" in words


def test_goods_refused_at_the_door_come_back_by_one_button(owner):
    bag = build.sku(stock=5)
    order = build.delivered_order((bag, 2))
    page = post(owner, "refuse", order, reason="Tidak di rumah")
    assert told(page) == [f"The goods of order {order.number} are on the shelf again."]
    assert build.level(bag)[:2] == (5, 0)
    assert page_of(owner, order).context["state"] == "Brought back"


def test_cash_that_was_counted_wrongly_is_taken_back(owner):
    order = build.delivered_order(build.sku(price=15000))
    payment = on_hand_over.hand_in(order=order, **ACT)
    address = reverse("orders_admin:undo", args=[order.pk, payment.pk])
    assert address in page_of(owner, order).content.decode()
    owner.post(address, {"key": str(uuid.uuid4()), "reason": "Salah hitung"})
    assert paid(order) == 0
    assert Payment.objects.count() == 2


def test_money_goes_back_of_an_order_that_was_handed_over(owner):
    order = build.completed_order(build.sku(price=15000))
    page = post(owner, "refund", order, amount="5.000", account="", destination="", reason="Remuk")
    assert told(page) == [f"Rp5.000 returned for order {order.number}."]
    assert (CreditNote.objects.get().amount, Refund.objects.get().amount) == (5000, 5000)


def test_goods_that_came_back_are_put_on_the_shelf_line_by_line(owner):
    bag, tea = build.sku(stock=5), build.sku(stock=5)
    order = build.completed_order((bag, 2), (tea, 1))
    first, second = order.lines.order_by("pk")
    page = post(owner, "restock", order, reason="Utuh", **{f"line{first.pk}": "1", f"line{second.pk}": ""})
    assert told(page) == [f"The goods of order {order.number} are on the shelf again."]
    assert (build.level(bag)[0], build.level(tea)[0]) == (4, 4)


def test_more_than_was_handed_over_keeps_the_form_with_a_sentence(owner):
    order = build.completed_order((build.sku(), 2))
    line = order.lines.get()
    with nothing_written():
        page = post(owner, "restock", order, reason="Utuh", **{f"line{line.pk}": "3"})
    assert page.status_code == 422
    assert page.context["form"]["reason"].value() == "Utuh"
    assert page.context["form"].errors[f"line{line.pk}"]
