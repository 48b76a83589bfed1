"""A bank's reference that turns up for a second order: the card says so, and nothing is paid by itself."""

import pytest
from django.urls import reverse

from shop.payments import imports, references, services, settling
from shop.payments.models import Payment
from shop.payments.statements import read
from tests import build
from tests.backoffice.reading import text
from tests.checks import nothing_written

pytestmark = pytest.mark.django_db
REFERENCE = "260000000001234"


def bring_in(*rows):
    """(amount, reference) -> the lines of one file."""
    lines = ["Tanggal;Keterangan;Debet;Kredit;Referensi"]
    lines += [f"{build.TODAY:%d/%m/%Y};TRANSFER DARI/BUDI/;;{amount},00;{reference}" for amount, reference in rows]
    statement = read("\n".join(lines).encode(), today=build.TODAY)
    account = build.bank_account()
    stored = imports.apply(statement=statement, filename="a.csv", account=account, now=build.NOW, by="pemilik")
    return list(stored.lines.order_by("pk"))


def settle():
    return settling.settle(now=build.NOW, by="")


def test_a_reference_that_has_paid_an_order_does_not_pay_another_one_by_itself():
    first, second = build.order(), build.order(build.sku(price=31000))
    bring_in((first.payable, REFERENCE))
    settle()
    bring_in((second.payable, REFERENCE))

    with nothing_written():
        assert settle() == []
    assert [payment.order for payment in Payment.objects.all()] == [first]
    ((_line, decision),) = settling.decisions(now=build.NOW)
    assert (decision.orders, decision.automatic) == ((second.number,), False)


def test_a_reference_whose_confirmation_was_taken_back_is_free_again():
    first, second = build.order(), build.order(build.sku(price=31000))
    bring_in((first.payable, REFERENCE))
    (payment,) = settle()
    services.undo(payment=payment, now=build.NOW, by="pemilik", reason="Salah")
    build.cancel(build.fresh(first))
    bring_in((second.payable, REFERENCE))

    assert [payment.order for payment in settle()] == [second]


def test_the_card_says_that_the_reference_was_used(owner):
    first, second = build.order(), build.order(build.sku(price=31000))
    (line,) = bring_in((first.payable, REFERENCE))
    build.pay(first, line=line)
    (again,) = bring_in((second.payable, REFERENCE))

    assert not owner.get(reverse("check_payments:exact")).context["found"]
    said = f"reference {REFERENCE} has paid order {first.number} already"
    assert said in text(owner.get(reverse("check_payments:index")))
    assert said in text(owner.get(reverse("check_payments:choose", args=[again.pk])))


def test_however_many_references_wait_the_database_is_asked_in_portions(monkeypatch):
    monkeypatch.setattr(references, "PORTION", 1)
    orders = [build.order(build.sku(price=31000 + 100 * number)) for number in range(3)]
    first = bring_in(*((order.payable, f"{REFERENCE}{number}") for number, order in enumerate(orders)))
    settle()
    again = bring_in(*((999, f"{REFERENCE}{number}") for number in range(3)))

    assert references.used_before(again) == {
        line.pk: frozenset({order.number}) for line, order in zip(again, orders, strict=True)
    }
    assert references.used_before(first) == {}
