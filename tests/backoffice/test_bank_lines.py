"""What a bank line is besides orders: the owner says it on the line's page, and every line ends as something."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.payments import proofs, services
from shop.payments.models import Explanation, Payment, Proof, Receivable, Refund, SettledMonth, StatementLine
from tests import build
from tests.backoffice.reading import text, told
from tests.checks import nothing_written
from tests.payments.pictures import photo

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
DESK = "/admin/payments/"


def waiting(client, **query) -> list[StatementLine]:
    return [card.line for card in client.get(DESK, query).context["cards"]]


def page_of(client, line):
    return client.get(reverse("check_payments:line", args=[line.pk]))


def say(client, line, outcome, **facts):
    form = {"key": str(uuid.uuid4()), "outcome": outcome} | facts
    return client.post(reverse("check_payments:line", args=[line.pk]), form, follow=True)


def accept(client, line, order):
    form = {"key": str(uuid.uuid4()), "reason": "Cocok", "orders": [order.number]}
    return client.post(reverse("check_payments:accept", args=[line.pk]), form)


def test_the_likely_answer_is_chosen_when_the_page_opens(owner):
    out = build.statement_line(amount=-5000, description="TRANSFER KE/TOKO/")
    qris = build.statement_line(amount=9000, description="QRIS SETTLEMENT/LAPAK CONTOH")
    pages = [page_of(owner, line) for line in (out, qris)]
    assert [page.context["form"].initial["outcome"] for page in pages] == ["supplier", "qris"]
    assert "What are these -Rp5.000?" in text(pages[0])
    assert {"expense"} == {"expense", "order"} & set(pages[0].context["form"].fields)
    assert {"order"} == {"expense", "order"} & set(pages[1].context["form"].fields)


def test_the_owner_says_what_a_line_is_and_takes_it_back(owner):
    line = build.statement_line(amount=-5000)
    page = say(owner, line, "expense", expense="packaging", reason="Kardus")
    assert told(page) == ["It is written down: Expense of the shop."]
    (said,) = Explanation.objects.all()
    assert (said.outcome, said.role, said.reason, said.by) == ("expense", "packaging", "Kardus", "test-owner")
    assert waiting(owner) == []
    take_back = reverse("check_payments:take_back", args=[said.pk])
    page = owner.post(take_back, {"key": str(uuid.uuid4()), "reason": "Salah"}, follow=True)
    assert told(page) == ["The line waits for a decision again."]
    assert waiting(owner) == [line]
    assert owner.post(take_back, {"key": str(uuid.uuid4()), "reason": "Salah"}).status_code == 404


def test_a_double_click_on_what_a_line_is_books_it_once(owner):
    line, key = build.statement_line(amount=-5000), str(uuid.uuid4())
    for _turn in range(2):
        say(owner, line, "supplier", key=key)
    assert Explanation.objects.count() == 1


def test_too_much_is_kept_for_the_customer_of_the_order(owner):
    order = build.order()
    line = build.statement_line(amount=order.payable + 500)
    accept(owner, line, order)
    assert "Rp500 of it is still free." in text(page_of(owner, line))
    page = say(owner, line, "credit", order="LP-0000-0000")
    assert page.status_code == 422
    assert "No order has this number." in text(page)
    say(owner, line, "credit", order=order.number)
    assert Receivable.objects.get(pk=order.pk).credit == 500


@pytest.mark.parametrize("outcome", ["", "fee", "nonsense"])
def test_what_a_line_cannot_be_is_refused_beside_the_choice(owner, outcome):
    line = build.statement_line(amount=5000)
    with nothing_written():
        page = say(owner, line, outcome)
    assert page.status_code == 422
    assert "Choose one." in text(page)


def test_a_cashier_reads_what_a_line_is_and_says_nothing(cashier):
    line = build.statement_line(amount=-5000)
    assert "form" in page_of(cashier, line).context
    assert "Write it down" not in text(page_of(cashier, line))
    with nothing_written():
        say(cashier, line, "supplier")
    assert waiting(cashier) == [line]


# A line that completes what the shop knows already


def join(client, line, verb, row):
    address = reverse("check_payments:join", args=[line.pk, verb, row.pk])
    return client.post(address, {"key": str(uuid.uuid4())}, follow=True)


def partners(client, line):
    return page_of(client, line).context["partners"]


def test_a_transfer_confirmed_before_its_statement_is_offered_and_joined(owner):
    payment = build.pay(build.order())
    line = build.statement_line(amount=payment.amount, account=payment.account)
    assert partners(owner, line) == [("payment", payment)]
    assert told(join(owner, line, "payment", payment)) == ["The payment has found its bank line."]
    assert Payment.objects.get(pk=payment.pk).line == line
    assert waiting(owner) == []


def test_a_refund_is_offered_for_the_outgoing_line_and_joined(owner):
    order = build.paid_order()
    build.cancel(order)
    facts = {"reason": "Batal", "key": "r", "now": build.NOW, "by": "pemilik"}
    refund = services.refund(order=order, amount=order.payable, account=build.bank_account(), **facts)
    line = build.statement_line(amount=-order.payable, account=refund.account)
    assert partners(owner, line) == [("refund", refund)]
    join(owner, line, "refund", refund)
    assert Refund.objects.get().line == line


def test_a_correction_by_the_bank_reopens_the_order(owner):
    order = build.order()
    line = build.statement_line(amount=order.payable)
    build.pay(order, line=line)
    back = build.statement_line(amount=-order.payable, description="KOREKSI TRANSFER", account=line.account)
    assert partners(owner, back) == [("credit", line)]
    assert told(join(owner, back, "credit", line)) == ["Both lines are settled: the bank took the money back."]
    assert build.fresh(order).state == "awaiting"
    assert waiting(owner) == []


@pytest.mark.parametrize("verb", ["payment", "refund", "credit", "nonsense"])
def test_what_does_not_exist_is_not_joined(owner, verb):
    line = build.statement_line(amount=5000)
    with nothing_written():
        address = reverse("check_payments:join", args=[line.pk, verb, 999])
        assert owner.post(address, {"key": str(uuid.uuid4())}).status_code == 404


# The list


def test_exact_lines_are_accepted_all_at_once(owner):
    orders = [build.order(name="Rina Kartika"), build.order(name="Dewi Lestari")]
    for order in orders:
        build.statement_line(amount=order.payable, description="SETORAN TUNAI")
    other = build.statement_line(amount=77)
    assert "Accept all 2 exact ones" in text(owner.get(DESK))
    page = owner.get(reverse("check_payments:exact"))
    lines = [line.pk for line, _decision in page.context["found"]]
    assert len(lines) == 2
    form = {"key": str(uuid.uuid4()), "line": [*lines, other.pk]}
    for _turn in range(2):
        page = owner.post(reverse("check_payments:exact"), form, follow=True)
    assert told(page)[-1] == "None was left to accept."
    assert {build.fresh(order).state for order in orders} == {"confirmed"}
    assert waiting(owner) == [other]


def test_an_exact_line_that_was_taken_back_is_accepted_again(owner):
    order = build.order()
    line = build.statement_line(amount=order.payable, description="SETORAN TUNAI")
    for _turn in range(2):
        owner.post(reverse("check_payments:exact"), {"key": str(uuid.uuid4()), "line": [line.pk]})
        assert build.fresh(order).state == "confirmed"
        payment = Payment.objects.filter(reverses=None).latest("pk")
        services.undo(payment=payment, reason="Salah", now=build.NOW, by="pemilik")
    assert Payment.objects.filter(reverses=None).count() == 2


def test_only_the_chosen_exact_lines_are_accepted(owner):
    orders = [build.order(), build.order()]
    lines = [build.statement_line(amount=order.payable, description="SETORAN TUNAI") for order in orders]
    owner.post(reverse("check_payments:exact"), {"key": str(uuid.uuid4()), "line": [lines[1].pk]})
    assert [build.fresh(order).state for order in orders] == ["awaiting", "confirmed"]


def test_lines_are_found_by_amount_name_and_order(owner):
    order = build.order(name="Dewi Anggraini")
    near = build.statement_line(amount=order.payable - 1, description="TRANSFER DEWI ANGGRAINI")
    build.statement_line(amount=4321, description="LAIN")
    for query in (f"{order.payable - 1:,}".replace(",", "."), "anggraini", order.number):
        assert waiting(owner, q=query) == [near], query
    assert waiting(owner, q="tidak ada") == []
    assert "No bank line fits your search." in text(owner.get(DESK, {"q": "tidak ada"}))


def test_explained_lines_and_all_lines_can_be_looked_at(owner):
    done, still = build.statement_line(amount=-5000), build.statement_line(amount=77, description="X")
    say(owner, done, "supplier")
    assert owner.get(DESK, {"show": "explained"}).context["lines"] == [done]
    assert set(owner.get(DESK, {"show": "all"}).context["lines"]) == {done, still}
    assert owner.get(DESK, {"show": "all", "q": "5.000"}).context["lines"] == [done]


def test_a_proof_brings_its_order_to_the_top_and_pays_nothing(owner, tmp_path, monkeypatch):
    monkeypatch.setattr(Proof._meta.get_field("file").storage, "_location", str(tmp_path))
    sure, proven = build.order(name="Rina Kartika"), build.order(name="Dewi Anggraini")
    build.statement_line(amount=sure.payable, description="SETORAN TUNAI RINA KARTIKA")
    near = build.statement_line(amount=proven.payable - 1, description="TRANSFER DEWI ANGGRAINI")
    assert waiting(owner)[0] != near
    proofs.attach(order=proven, data=photo(), now=build.NOW)
    page = owner.get(DESK)
    assert page.context["cards"][0].line == near
    assert "The buyer sent a proof. It is no money." in text(page)
    assert not Payment.objects.exists()


def test_a_photo_that_was_sent_for_two_orders_is_warned_of_on_both(owner, tmp_path, monkeypatch):
    monkeypatch.setattr(Proof._meta.get_field("file").storage, "_location", str(tmp_path))
    warned = "The same file was sent for another order too."
    first, second = build.order(name="Rina Kartika"), build.order(name="Dewi Anggraini")
    build.statement_line(amount=second.payable - 1, description="TRANSFER DEWI ANGGRAINI")
    proofs.attach(order=second, data=photo(), now=build.NOW)
    pages = [DESK, *(reverse("orders_admin:inspect", args=[order.pk]) for order in (first, second))]
    assert [warned in text(owner.get(page)) for page in pages] == [False, False, False]
    proofs.attach(order=first, data=photo(), now=build.NOW)
    assert [warned in text(owner.get(page)) for page in pages] == [True, True, True]


def test_a_month_is_called_settled_when_nothing_is_open(owner):
    line = build.statement_line(amount=-5000)
    month = reverse("check_payments:month")
    page = owner.post(month, {"month": "2026-11-01"}, follow=True)
    assert told(page) == ["1 bank line of this month is not explained yet."]
    say(owner, line, "supplier")
    assert "Call it settled" in text(owner.get(DESK))
    page = owner.post(month, {"month": "2026-11-01"}, follow=True)
    assert told(page) == ["November 2026 is settled."]
    assert SettledMonth.objects.get().by == "test-owner"
    assert "Call it settled" not in text(page)
    with nothing_written():
        assert told(owner.post(month, {"month": "2026-13-01"}, follow=True)) == ["This month does not exist."]


def test_the_number_of_queries_does_not_grow_with_the_lines(owner, django_assert_max_num_queries):
    def fill(number):
        for _turn in range(number):
            build.statement_line(amount=build.order().payable - 1, description="TRANSFER DEWI ANGGRAINI")

    fill(2)
    owner.get(DESK)
    with CaptureQueriesContext(connection) as few:
        owner.get(DESK)
    fill(8)
    with django_assert_max_num_queries(len(few)):
        owner.get(DESK)
