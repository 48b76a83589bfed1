"""Money of one order on its page: the missing rest, other ways to pay, credit, and what goes back."""

import uuid
from urllib.parse import unquote_plus

import pytest
from django.urls import reverse

from accounting import money
from shop.payments import explaining
from shop.payments.models import Payment, Receivable, Refund
from tests import build
from tests.backoffice.reading import text, told
from tests.checks import nothing_written

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


def page_of(client, order):
    return client.get(reverse("orders_admin:inspect", args=[order.pk]))


def post(client, name, order, **facts):
    address = reverse(f"orders_admin:{name}", args=[order.pk])
    return client.post(address, {"key": str(uuid.uuid4()), "reason": "Uji"} | facts, follow=True)


def names(page) -> list[str]:
    return [button.name for button in page.context["buttons"]]


def partly_paid(missing: int):
    order = build.order(build.sku(price=20000))
    build.pay(order, order.payable - missing)
    return build.fresh(order)


def with_credit(amount: int):
    order = build.paid_order()
    act = {"now": build.NOW, "by": "pemilik"}
    explaining.explain(line=build.statement_line(amount=amount), outcome="credit", order=order, key="c", **act)
    return order


def test_the_missing_rest_is_asked_for_with_a_text_that_is_ready(owner):
    order = partly_paid(2500)
    asked = unquote_plus(page_of(owner, order).context["ask"]["url"])
    assert "Rp2.500 are still missing" in asked
    assert reverse("payments:pay", args=[order.token]) in asked


def test_an_unpaid_order_is_reminded_of_its_deadline_and_an_ended_one_of_nothing(owner):
    order = build.order()
    asked = unquote_plus(page_of(owner, order).context["ask"]["url"])
    assert f"Please pay exactly {money.format(order.payable)} before 25 November 2026, 09:30 WITA" in asked
    for other in (build.paid_order(), build.expired_order(now=build.NOW - 3 * build.DAY)):
        assert page_of(owner, other).context["ask"] is None


@pytest.mark.parametrize(("missing", "offered"), [(1000, True), (1001, False)])
def test_a_little_that_is_missing_can_be_let_off_by_one_click(owner, missing, offered):
    order = partly_paid(missing)
    assert ("waive" in names(page_of(owner, order))) == offered
    page = post(owner, "waive", order)
    state, waived = build.fresh(order).state, Payment.objects.filter(way="waived").count()
    assert (state, waived) == (("confirmed", 1) if offered else ("awaiting", 0))
    words = f"Rp1.000 of order {order.number} are let off." if offered else "At most Rp1.000 may be let off"
    assert words in told(page)[0]


@pytest.mark.parametrize("way", ["qris", "cash"])
def test_money_by_another_way_is_confirmed_without_a_bank(owner, way):
    order = build.order()
    post(owner, "confirm", order, amount=str(order.payable), account=build.bank_account().pk, way=way)
    (payment,) = Payment.objects.all()
    assert (payment.way, payment.account, build.fresh(order).state) == (way, None, "confirmed")


def test_a_way_that_is_not_the_owners_to_choose_is_refused(owner):
    order, account = build.order(), build.bank_account()
    with nothing_written():
        page = post(owner, "confirm", order, amount="1", account=account.pk, way="waived")
    assert page.status_code == 422


def test_credit_of_the_same_buyer_pays_an_order(owner):
    source, order = with_credit(4000), build.order(build.sku(price=20000))
    assert "credit" in names(page_of(owner, order))
    page = post(owner, "credit", order, source=source.pk)
    assert told(page) == [f"Rp4.000 confirmed for order {order.number}."]
    payment = Payment.objects.get(way="credit")
    assert (payment.credit_of, payment.amount) == (source, 4000)
    assert "credit" not in names(page_of(owner, order))
    assert source.number in text(page_of(owner, order))


def test_credit_of_another_buyer_is_not_offered(owner):
    source, order = with_credit(4000), build.order(phone="6281299990000")
    assert "credit" not in names(page_of(owner, order))
    with nothing_written():
        assert post(owner, "credit", order, source=source.pk).status_code == 422


def test_credit_is_returned_to_an_account_or_from_the_drawer(owner):
    order = with_credit(4000)
    page = page_of(owner, order)
    assert "refund" in names(page)
    assert "Credit of the customer" in text(page)
    post(owner, "refund", order, amount="3.000", account=build.bank_account().pk, destination="BRI 123 a.n. Rina")
    post(owner, "refund", order, amount="1.000", account="")
    by_bank, by_cash = Refund.objects.order_by("pk")
    assert (by_bank.amount, by_bank.destination, by_bank.line) == (3000, "BRI 123 a.n. Rina", None)
    assert (by_cash.amount, by_cash.account) == (1000, None)
    shown = text(page_of(owner, order))
    assert shown.count("The bank's line is still to come.") == 1
    assert "cash from the drawer" in shown
    assert "refund" not in names(page_of(owner, order))
    assert Receivable.objects.get(pk=order.pk).refunded == 4000
