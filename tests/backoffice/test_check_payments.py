"""Cek pembayaran: a statement comes in, what is certain is paid by itself, the owner decides the rest."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse

from shop.backoffice.payments import uploads
from shop.orders.models import Order
from shop.payments.models import Explanation, Payment, StatementImport, StatementLine
from tests import build
from tests.backoffice.reading import text, told
from tests.checks import nothing_written

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
DESK = "/admin/payments/"
GOLDEN = Path(__file__).parents[1] / "golden" / "mutasi"
WHOLE = "bca/01_klikbca_individu_apostrof.csv"
FIRST_HALF = "bca/04_tumpang_tindih_A_01-10_ada_PEND.csv"


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(tmp_path):
    options = {"location": tmp_path, "base_url": None}
    kinds = {"private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}}
    from django.conf import settings

    with override_settings(STORAGES=settings.STORAGES | kinds):
        yield


def upload(client, name: str = WHOLE, data: bytes | None = None, **facts):
    build.bank_account()
    file = SimpleUploadedFile(Path(name).name, (GOLDEN / name).read_bytes() if data is None else data)
    return client.post(f"{DESK}upload/", {"file": file} | facts)


def statement(*rows: tuple[str, str, str]) -> bytes:
    """(date, text, credit) -> a statement without balances."""
    lines = [f"{date};{words};;{credit}" for date, words, credit in rows]
    return "\n".join(["Tanggal;Keterangan;Debet;Kredit", *lines, ""]).encode()


def apply(client, preview_url: str, **data):
    return client.post(preview_url.replace("/preview/", "/apply/"), data, follow=True)


def waiting_files() -> list[str]:
    storage = storages["private"]
    return storage.listdir(uploads.FOLDER)[1] if storage.exists(uploads.FOLDER) else []


def accept(client, line, *orders, **facts):
    form = {"key": str(uuid.uuid4()), "reason": "Cocok", "orders": [order.number for order in orders]}
    return client.post(reverse("check_payments:accept", args=[line.pk]), form | facts, follow=True)


# The statement


def test_a_preview_shows_what_would_happen_and_stores_no_line(owner):
    build.bank_account()
    with nothing_written():
        response = upload(owner)
        page = owner.get(response.url)
    assert not StatementLine.objects.exists()
    assert page.context["counts"] == {"new": 20, "known": 0, "maybe_known": 0}
    shown = text(page)
    assert "Nothing is stored yet" in shown
    assert "The lines add up to the bank's own balance." in shown
    assert "RINA KARTIKA" in shown


def test_pending_rows_are_shown_and_explained(owner):
    shown = text(owner.get(upload(owner, FIRST_HALF).url))
    assert "1 pending at the bank" in shown
    assert "Pending at the bank Rp33.909" in shown
    assert "The lines add up to the bank's own balance." in shown
    assert "The bank has not finished this one" in shown


def test_applying_stores_the_lines_pays_what_is_certain_and_says_so(owner):
    order = build.order((build.sku(price=87342), 1), now=build.NOW - timedelta(days=23))
    Order.objects.filter(pk=order.pk).update(expires_at=build.NOW + build.DAY)
    assert order.payable == 87343
    data = statement(("24/11/2026", "TRSF E-BANKING CR RINA KARTIKA", "87.343,00"))
    page = apply(owner, upload(owner, "mutasi.csv", data, account=build.bank_account().pk).url)
    assert told(page) == ["1 new line. 1 order was paid by itself."]
    assert build.fresh(order).state == "confirmed"
    assert Payment.objects.get().by == "test-owner"
    assert StatementImport.objects.get().filename == "mutasi.csv"


def test_the_uploaded_file_is_gone_after_applying(owner):
    url = upload(owner).url
    assert len(waiting_files()) == 1
    apply(owner, url)
    assert waiting_files() == []
    with nothing_written():
        assert "does not wait any more" in told(apply(owner, url))[0]


def test_another_session_cannot_see_or_apply_the_file(owner, cashier):
    url = upload(owner).url
    with nothing_written():
        assert cashier.get(url).status_code == 302
        assert "does not wait any more" in told(apply(cashier, url))[0]


def test_files_that_nobody_came_back_for_are_swept_after_a_day(owner, monkeypatch):
    upload(owner)
    monkeypatch.setattr("django.utils.timezone.now", lambda: _far_future())
    upload(owner)
    assert len(waiting_files()) == 1


def _far_future():
    from datetime import UTC, datetime

    return datetime.now(UTC) + timedelta(days=2)


def test_the_same_file_again_has_nothing_to_apply(owner):
    apply(owner, upload(owner).url)
    page = owner.get(upload(owner).url)
    assert page.context["counts"] == {"new": 0, "known": 20, "maybe_known": 0}
    shown = text(page)
    assert "This very file has been brought in before." in shown
    assert "There is nothing new in this file." in shown
    assert "Apply" not in shown


def test_a_line_that_is_perhaps_known_is_taken_in_only_when_the_owner_says_so(owner):
    account = build.bank_account().pk
    first = statement(("24/11/2026", "SETORAN", "50.000,00"))
    apply(owner, upload(owner, "a.csv", first, account=account).url)
    other = statement(("24/11/2026", "SETORAN TUNAI", "50.000,00"))
    url = upload(owner, "b.csv", other, account=account).url
    page = owner.get(url)
    assert page.context["counts"] == {"new": 0, "known": 0, "maybe_known": 1}
    row = page.context["seen"].rows[0][0].row
    assert f'name="also_new" value="{row}"' in page.content.decode()
    apply(owner, url, also_new=[str(row)])
    assert StatementLine.objects.filter(amount=50000).count() == 2


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("rusak/91_bukan_mutasi.csv", None, "not a bank statement"),
        ("kosong.csv", b"", "file is empty"),
        ("gambar.csv", b"\x89PNG\r\n\x1a\n" + b"0" * 100, "This is a picture"),
        ("tanpa-rekening.csv", statement(("24/11/2026", "A", "1.000,00")), "Choose the account"),
    ],
)
def test_what_is_no_statement_is_refused_beside_the_field(owner, name, data, why):
    build.bank_account()
    with nothing_written():
        response = upload(owner, name, data)
    assert response.status_code == 422
    assert why in text(response)
    assert waiting_files() == []


def test_a_statement_with_a_hole_is_shown_but_cannot_be_applied(owner):
    url = upload(owner, "rusak/92_baris_hilang_saldo_putus.csv", account=build.bank_account().pk).url
    page = owner.get(url)
    assert page.context["seen"].problems
    assert "Apply" not in text(page)
    with nothing_written():
        apply(owner, url)
    assert not StatementImport.objects.exists()


def test_formulas_and_scripts_of_a_file_are_shown_as_text(owner):
    page = owner.get(upload(owner, "rusak/93_rumus_dan_skrip.csv", account=build.bank_account().pk).url)
    assert "<script>alert" not in page.content.decode()


def test_a_statement_is_undone_while_no_order_depends_on_it(owner):
    apply(owner, upload(owner).url)
    stored = StatementImport.objects.get()
    undo = reverse("check_payments:undo", args=[stored.pk])
    assert "are taken back" in told(owner.post(undo, follow=True))[0]
    assert not StatementLine.objects.filter(undone_at=None).exists()


def test_a_statement_that_has_paid_an_order_stays(owner):
    order = build.order()
    line = build.statement_line(amount=order.payable)
    build.pay(order, line=line)
    with nothing_written():
        response = owner.post(reverse("check_payments:undo", args=[line.statement_id]))
    assert "Orders were paid by lines of this file" in text(response)


# Money to decide


def test_a_card_shows_the_bank_beside_the_order_and_says_why(owner):
    order = build.order(name="Dewi Anggraini")
    build.statement_line(amount=order.payable - 1, description="TRANSFER DEWI ANGGRAINI")
    page = owner.get(DESK)
    shown = text(page)
    assert "TRANSFER DEWI ANGGRAINI" in shown
    assert order.number in shown
    assert "Too little" in shown
    assert page.context["cards"][0].ideas[0].amount == order.payable - 1


def test_accepting_too_little_is_a_part_payment(owner):
    order = build.order()
    line = build.statement_line(amount=order.payable - 1)
    assert "Confirmed" in told(accept(owner, line, order))[0]
    assert (order.receivable.open, build.fresh(order).state) == (1, "awaiting")
    payment = Payment.objects.get()
    assert (payment.line, payment.reason, payment.automatic) == (line, "Cocok", False)


def test_accepting_too_much_takes_what_the_order_needs_and_leaves_the_rest(owner):
    order = build.order()
    line = build.statement_line(amount=order.payable + 500)
    accept(owner, line, order)
    assert build.fresh(order).state == "confirmed"
    assert build.fresh(line).free == 500


def test_one_transfer_for_two_orders_pays_both_or_neither(owner):
    first, second = build.order(), build.order()
    line = build.statement_line(amount=first.payable + second.payable)
    accept(owner, line, first, second)
    assert {build.fresh(order).state for order in (first, second)} == {"confirmed"}
    assert build.fresh(line).free == 0


def test_a_double_click_on_accept_is_one_payment(owner):
    order = build.order()
    line, key = build.statement_line(amount=order.payable - 1), str(uuid.uuid4())
    for _ in range(2):
        assert "Confirmed" in told(accept(owner, line, order, key=key))[0]
    assert Payment.objects.count() == 1


def test_accepting_what_is_paid_already_is_told(owner):
    order = build.paid_order()
    line = build.statement_line(amount=order.payable)
    with nothing_written():
        assert "Nothing is left of this money" in told(accept(owner, line, order))[0]


def test_a_late_transfer_revives_the_order_when_the_goods_are_there(owner):
    order = build.expired_order(now=build.NOW - 3 * build.DAY)
    line = build.statement_line(amount=order.payable)
    card = owner.get(DESK).context["cards"][0]
    assert (card.ideas[0].orders, card.ideas[0].revive) == ((order,), True)
    accept(owner, line, order, revive="1")
    assert build.fresh(order).state == "confirmed"


def test_a_late_transfer_for_goods_that_are_gone_is_told(owner):
    bag = build.sku(stock=1)
    order = build.expired_order((bag, 1), now=build.NOW - 3 * build.DAY)
    build.order((bag, 1))
    line = build.statement_line(amount=order.payable)
    with nothing_written():
        assert "sold out" in told(accept(owner, line, order, revive="1"))[0]


def test_a_suggestion_that_names_no_order_is_refused(owner):
    line = build.statement_line(amount=1000)
    with nothing_written():
        assert "not complete" in told(accept(owner, line, orders=["LP-0000-0000"]))[0]


def test_interest_and_fees_are_booked_with_the_statement_and_wait_for_nobody(owner):
    rows = [("24/11/2026", "BUNGA", "12,34"), ("24/11/2026", "SETORAN TUNAI", "50.000,00")]
    apply(owner, upload(owner, "a.csv", statement(*rows), account=build.bank_account().pk).url)
    assert [card.line.description for card in owner.get(DESK).context["cards"]] == ["SETORAN TUNAI"]
    (said,) = Explanation.objects.all()
    assert (said.outcome, said.automatic, said.by) == ("interest", True, "test-owner")


# Choosing by hand


def choose(line) -> str:
    return reverse("check_payments:choose", args=[line.pk])


def test_orders_are_found_by_several_numbers_at_once(owner):
    first, second, _third = build.order(), build.order(), build.order()
    line = build.statement_line(amount=1000)
    page = owner.get(choose(line), {"q": f"{first.number}, {second.number}"})
    assert {order for order, _take, _amount in page.context["form"].rows} == {first, second}


def test_shares_are_given_as_written(owner):
    first, second = build.order(), build.order()
    line = build.statement_line(amount=3000)
    form = {
        "key": str(uuid.uuid4()),
        "shown": [first.pk, second.pk],
        f"take_{first.pk}": "on",
        f"amount_{first.pk}": "1.000",
        f"take_{second.pk}": "on",
        f"amount_{second.pk}": "2000",
    }
    owner.post(choose(line), form)
    assert {p.order: p.amount for p in Payment.objects.all()} == {first: 1000, second: 2000}
    assert build.fresh(line).free == 0


def test_more_than_the_line_has_gives_nothing_to_anybody(owner):
    first, second = build.order(), build.order()
    line = build.statement_line(amount=3000)
    form = {
        "key": str(uuid.uuid4()),
        "shown": [first.pk, second.pk],
        f"take_{first.pk}": "on",
        f"amount_{first.pk}": "1000",
        f"take_{second.pk}": "on",
        f"amount_{second.pk}": "2001",
    }
    with nothing_written():
        response = owner.post(choose(line), form)
    assert response.status_code == 422
    assert "less than that left" in text(response)


@pytest.mark.parametrize(("take", "amount"), [(False, "1000"), (True, ""), (True, "nol"), (True, "0")])
def test_a_choice_without_order_or_amount_is_told(owner, take, amount):
    order = build.order()
    line = build.statement_line(amount=3000)
    form = {"key": str(uuid.uuid4()), "shown": [order.pk], f"amount_{order.pk}": amount}
    with nothing_written():
        response = owner.post(choose(line), form | ({f"take_{order.pk}": "on"} if take else {}))
    assert response.status_code == 422


def test_a_line_that_went_out_has_nothing_to_choose(owner):
    line = build.statement_line(amount=-1000)
    assert owner.get(choose(line)).status_code == 404
