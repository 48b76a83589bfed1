"""Pesanan: the list, one order, and what can be done with it."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from shop.backoffice.doctor import examine
from shop.orders.models import Order
from shop.payments import proofs
from shop.payments.models import Payment, Refund
from tests import build
from tests.backoffice.reading import key_of, text, told
from tests.checks import nothing_written

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
LIST = "/admin/orders/"


def act(name: str, order, **more):
    return reverse(f"orders_admin:{name}", args=[order.pk, *more.values()])


def detail(client, order) -> str:
    return text(client.get(f"/admin/orders/inspect/{order.pk}/"))


def numbers(response) -> set[str]:
    return {order.number for order in response.context["object_list"]}


def tab_counts(response) -> dict[str, int]:
    return {tab.slug: tab.count for tab in response.context["tabs"]}


@pytest.fixture
def one_of_each(owner):
    build.shop()
    overdue = build.order(now=build.NOW - timedelta(hours=25))
    packed = build.paid_order()
    owner.post(act("pack", packed))
    return {
        "awaiting": build.order(),
        "to-pack": build.paid_order(),
        "packing": packed,
        "completed": build.completed_order(),
        "cancelled": build.cancelled_order(),
        "overdue": overdue,
    }


# The list


def test_tabs_count_the_orders_of_each_state_and_an_overdue_one_has_ended(owner, one_of_each):
    counts = tab_counts(owner.get(LIST))
    assert counts == {
        "": 6,
        "to-accept": 0,
        "awaiting": 1,
        "to-pack": 1,
        "packing": 1,
        "completed": 1,
        "cash": 0,
        "ended": 2,
    }


@pytest.mark.parametrize(
    ("tab", "shown"),
    [("awaiting", {"awaiting"}), ("packing", {"packing"}), ("ended", {"cancelled", "overdue"})],
)
def test_a_tab_shows_its_orders_only(owner, one_of_each, tab, shown):
    assert numbers(owner.get(LIST, {"tab": tab})) == {one_of_each[name].number for name in shown}


def test_a_tab_that_does_not_exist_shows_all(owner, one_of_each):
    assert len(numbers(owner.get(LIST, {"tab": "nothing"}))) == 6


@pytest.mark.parametrize(
    "typed",
    ["Nurul", "nurul h", "0812 3456 7890", "+62 812-3456-7890", "6281234567890", "3456-7890", "{number}", "{payable}"],
)
def test_an_order_is_found_by_name_telephone_number_or_amount(owner, typed):
    wanted = build.order(name="Nurul Hidayah", phone="6281234567890")
    build.order((build.sku(price=77000), 1), name="Rudi", phone="6285700000000")
    typed = typed.format(number=wanted.number, payable=f"{wanted.payable:,}".replace(",", "."))
    assert numbers(owner.get(LIST, {"q": typed})) == {wanted.number}


def test_a_search_looks_into_every_tab(owner, one_of_each):
    wanted = one_of_each["completed"].number
    assert numbers(owner.get(LIST, {"q": wanted, "tab": "awaiting"})) == {wanted}


@pytest.mark.parametrize("typed", ["%", "'; DROP TABLE", "99999999999999999999999999", "-", "(", "Rp"])
def test_any_text_may_be_searched_for(owner, typed):
    build.order()
    assert owner.get(LIST, {"q": typed}).status_code == 200


def test_the_list_takes_the_same_queries_for_one_order_and_for_many(owner, django_assert_max_num_queries):
    for _ in range(12):
        build.order()
    owner.get(LIST)
    with django_assert_max_num_queries(12):
        owner.get(LIST)


# One order


def test_times_are_shown_in_the_shops_zone(owner):
    order = build.order()
    shown = detail(owner, order)
    assert "24-11-2026 09:30" in shown
    assert "01:30" not in shown


def test_the_page_links_to_the_customers_whatsapp(owner):
    build.shop(name="Lapak Uji")
    order = build.order(name="Rina", phone="6281234567890")
    html = owner.get(f"/admin/orders/inspect/{order.pk}/").content.decode()
    assert "https://wa.me/6281234567890?text=Hello%20Rina%2C%20this%20is%20Lapak%20Uji" in html


def test_what_a_customer_wrote_is_shown_as_text(owner):
    order = build.order(name="<script>alert(1)</script>", note="<b>tebal</b>")
    html = owner.get(f"/admin/orders/inspect/{order.pk}/").content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;b&gt;tebal" in html


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("awaiting", ["confirm", "cancel"]),
        ("to-pack", ["pack", "handover", "cancel"]),
        ("packing", ["handover", "cancel"]),
        ("completed", ["refund", "restock"]),
        ("cancelled", []),
        ("overdue", ["confirm", "cancel"]),
    ],
)
def test_an_order_offers_what_its_state_allows(owner, one_of_each, state, offered):
    page = owner.get(f"/admin/orders/inspect/{one_of_each[state].pk}/")
    assert [button.name for button in page.context["buttons"]] == offered


def test_a_cashier_is_not_offered_to_cancel_a_paid_order(cashier):
    page = cashier.get(f"/admin/orders/inspect/{build.paid_order().pk}/")
    assert [button.name for button in page.context["buttons"]] == ["pack", "handover"]


def test_a_proof_comes_only_through_the_editor_and_never_as_a_page(owner):
    proof = proofs.attach(order=build.order(), data=b"%PDF-1.4 <script>", now=build.NOW)
    response = owner.get(reverse("orders_admin:proof", args=[proof.pk]))
    assert b"".join(response.streaming_content) == b"%PDF-1.4 <script>"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert "sandbox" in response["Content-Security-Policy"]


# Acts


def test_packing_and_handing_over_are_written_down_with_who_did_it(cashier):
    order = build.paid_order()
    assert "is being packed" in told(cashier.post(act("pack", order), follow=True))[0]
    assert "is handed over" in told(cashier.post(act("handover", order), follow=True))[0]
    order = build.fresh(order)
    assert (order.state, order.fulfilment) == ("completed", "delivered")
    assert list(order.events.values_list("kind", "by"))[-2:] == [
        ("packing", "test-cashier"),
        ("handed_over", "test-cashier"),
    ]


def test_packing_twice_is_told_and_changes_nothing(owner):
    order = build.paid_order()
    owner.post(act("pack", order))
    with nothing_written():
        assert "has changed meanwhile" in told(owner.post(act("pack", order), follow=True))[-1]


def test_an_unpaid_order_is_not_handed_over(owner):
    order = build.order()
    with nothing_written():
        response = owner.post(act("handover", order))
    assert response.status_code == 422
    assert "has changed meanwhile" in text(response)


def test_confirming_without_a_bank_line_wants_a_reason(owner):
    order = build.order()
    account = build.bank_account()
    form = {"key": str(uuid.uuid4()), "amount": order.payable, "account": account.pk}
    with nothing_written():
        response = owner.post(act("confirm", order), form)
    assert response.status_code == 422
    assert "Write the reason" in text(response)
    owner.post(act("confirm", order), form | {"reason": "Terlihat di m-BCA"})
    payment = Payment.objects.get()
    assert (payment.amount, payment.line, payment.reason, payment.by) == (
        order.payable,
        None,
        "Terlihat di m-BCA",
        "test-owner",
    )
    assert build.fresh(order).state == "confirmed"


def test_the_form_begins_with_what_is_still_open_and_a_key_of_its_own(owner):
    order = build.order()
    build.pay(order, 1000)
    first, second = (owner.get(act("confirm", order)) for _ in range(2))
    assert first.context["form"].initial == {"amount": order.payable - 1000}
    assert key_of(first) != key_of(second)


def test_a_double_click_on_confirm_is_one_payment(owner):
    order = build.order()
    form = {
        "key": str(uuid.uuid4()),
        "amount": "5.000",
        "account": build.bank_account().pk,
        "reason": "Uang muka",
    }
    for _ in range(2):
        assert owner.post(act("confirm", order), form).status_code == 302
    assert [payment.amount for payment in Payment.objects.all()] == [5000]
    assert order.receivable.open == order.payable - 5000


@pytest.mark.parametrize("amount", ["0", "-5", "27,5", "seribu", "99999999999999999999", ""])
def test_an_amount_that_is_none_is_told_beside_its_field(owner, amount):
    order = build.order()
    form = {"key": str(uuid.uuid4()), "amount": amount, "account": build.bank_account().pk, "reason": "Uji"}
    with nothing_written():
        response = owner.post(act("confirm", order), form)
    assert response.status_code == 422
    assert "amount" in response.context["form"].errors


def test_more_than_an_order_needs_is_refused(owner):
    order = build.order()
    form = {
        "key": str(uuid.uuid4()),
        "amount": order.payable + 1,
        "account": build.bank_account().pk,
        "reason": "Uji",
    }
    with nothing_written():
        assert "only needs" in text(owner.post(act("confirm", order), form))


def test_an_expired_order_is_taken_up_again_only_when_asked(owner):
    order = build.expired_order(now=build.NOW - 3 * build.DAY)
    form = {
        "key": str(uuid.uuid4()),
        "amount": order.payable,
        "account": build.bank_account().pk,
        "reason": "Terlambat",
    }
    with nothing_written():
        assert "has ended" in text(owner.post(act("confirm", order), form))
    owner.post(act("confirm", order), form | {"revive": "on"})
    assert build.fresh(order).state == "confirmed"


def test_an_expired_order_whose_goods_are_gone_stays_expired(owner):
    bag = build.sku(stock=1)
    order = build.expired_order((bag, 1), now=build.NOW - 3 * build.DAY)
    build.order((bag, 1))
    form = {
        "key": str(uuid.uuid4()),
        "amount": order.payable,
        "account": build.bank_account().pk,
        "reason": "Terlambat",
        "revive": "on",
    }
    with nothing_written():
        assert "has just sold out" in text(owner.post(act("confirm", order), form))


def test_a_wrong_confirmation_is_taken_back(owner):
    order = build.paid_order()
    payment = Payment.objects.get()
    url = reverse("orders_admin:undo", args=[order.pk, payment.pk])
    owner.post(url, {"key": str(uuid.uuid4()), "reason": "Salah pesanan"})
    assert build.fresh(order).state == "awaiting"
    assert [p.amount for p in Payment.objects.all()] == [order.payable, -order.payable]
    assert "Taken back" in detail(owner, order)


def test_a_confirmation_of_another_order_is_not_found(owner):
    build.paid_order()
    other = build.order()
    url = reverse("orders_admin:undo", args=[other.pk, Payment.objects.get().pk])
    assert owner.post(url, {"key": str(uuid.uuid4()), "reason": "Uji"}).status_code == 404


def test_after_the_hand_over_a_confirmation_stays(owner):
    order = build.completed_order()
    url = reverse("orders_admin:undo", args=[order.pk, Payment.objects.get().pk])
    with nothing_written():
        assert "The goods have left" in text(owner.post(url, {"key": str(uuid.uuid4()), "reason": "Uji"}))


def test_a_cancelled_paid_order_gives_its_money_back(owner):
    order = build.paid_order()
    owner.post(act("cancel", order), {"key": str(uuid.uuid4()), "reason": "Barang rusak"})
    assert build.fresh(order).state == "cancelled"
    assert owner.get(act("refund", order)).context["form"].initial == {"amount": order.payable}
    form = {
        "key": str(uuid.uuid4()),
        "amount": order.payable,
        "account": build.bank_account().pk,
        "reason": "Barang rusak",
    }
    for _ in range(2):
        assert owner.post(act("refund", order), form).status_code == 302
    assert [refund.amount for refund in Refund.objects.all()] == [order.payable]
    assert {name: rows for name, rows in examine() if rows} == {}


def test_a_cashier_who_opened_the_page_in_time_does_not_cancel_what_was_paid_since(cashier, monkeypatch):
    """The page looked at an unpaid order; the money came in before the button was pressed."""
    from shop.backoffice.orders.acts import Cancel

    order = build.order()
    seen_before = Cancel.get_permission

    def paid_in_between(view):
        permission = seen_before(view)
        if Order.objects.get(pk=order.pk).state == "awaiting":
            build.pay(order)
        return permission

    monkeypatch.setattr(Cancel, "get_permission", paid_in_between)
    response = cashier.post(act("cancel", order), {"key": str(uuid.uuid4()), "reason": "Uji"})
    assert response.status_code == 422
    assert build.fresh(order).state == "confirmed"
