"""The jobs: what is certain is confirmed by itself, what is overdue is freed; doing either again changes nothing."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.cart.models import Cart
from shop.orders import services as orders
from shop.payments import services, settling
from shop.payments.expiry import expire_orders
from shop.payments.models import Payment, StatementImport, StatementLine
from tests import build
from tests.checks import nothing_written

pytestmark = pytest.mark.django_db


def settle(now=build.NOW):
    return settling.settle(now=now, by="pemilik")


def run(*arguments) -> int:
    try:
        call_command(*arguments)
    except SystemExit as ended:
        return ended.code
    return 0


# Settling


def test_an_exact_amount_confirms_its_order():
    order = build.order()
    line = build.statement_line(amount=order.payable)
    (payment,) = settle()
    assert (payment.order, payment.line, payment.amount) == (order, line, order.payable)
    assert (payment.automatic, payment.by) == (True, "pemilik")
    assert payment.reason
    assert build.fresh(order).state == "confirmed"


def test_settling_again_changes_nothing():
    order = build.order()
    build.statement_line(amount=order.payable)
    settle()
    with nothing_written():
        assert settle() == []


@pytest.mark.parametrize("off", [-1, 1, 500])
def test_another_amount_confirms_nothing(off):
    order = build.order()
    build.statement_line(amount=order.payable + off)
    with nothing_written():
        assert settle() == []


def test_two_equal_lines_confirm_one_order_once():
    order = build.order()
    for _ in range(2):
        build.statement_line(amount=order.payable)
    assert [payment.amount for payment in settle()] == [order.payable]
    assert build.fresh(order.receivable).paid == order.payable
    assert sorted(StatementLine.objects.values_list("allocated", flat=True)) == [0, order.payable]


def test_money_that_went_out_confirms_nothing():
    order = build.order()
    build.statement_line(amount=-order.payable)
    with nothing_written():
        assert settle() == []


def test_an_expired_order_is_not_revived_by_itself():
    order = build.expired_order()
    build.statement_line(amount=order.payable, day=build.TODAY)
    with nothing_written():
        settle(now=order.expires_at + build.HOUR)


def test_a_decision_that_became_wrong_meanwhile_confirms_nothing_and_stops_nobody(monkeypatch):
    """The owner was faster with the first; the second is still confirmed."""
    first, second = build.order(), build.order()
    for order in (first, second):
        build.statement_line(amount=order.payable)
    decided = settling.decisions(now=build.NOW)
    build.pay(first)
    monkeypatch.setattr(settling, "decisions", lambda *, now: decided)
    assert [payment.order for payment in settle()] == [second]
    assert first.payments.count() == 1


def test_a_decision_about_an_order_that_was_cancelled_meanwhile_confirms_nothing(monkeypatch):
    order = build.order()
    build.statement_line(amount=order.payable)
    decided = settling.decisions(now=build.NOW)
    build.cancel(order)
    monkeypatch.setattr(settling, "decisions", lambda *, now: decided)
    with nothing_written():
        assert settle() == []


def test_the_report_tells_of_settled_and_open_lines_oldest_first():
    order = build.order()
    build.statement_line(amount=123456, day=build.TODAY)
    build.statement_line(amount=order.payable, day=build.TODAY)
    settle()
    open_line, settled = settling.report(now=build.NOW)
    assert (open_line["amount"], open_line["orders"], open_line["automatic"]) == ("123456.00", [], False)
    assert (settled["orders"], settled["result"], settled["automatic"], settled["difference"]) == (
        [order.number],
        "paid",
        True,
        0,
    )


def test_match_payments_prints_its_decisions(clock, capsys):
    order = build.order()
    build.statement_line(amount=order.payable)
    assert run("match_payments", "--json") == 0
    (decision,) = json.loads(capsys.readouterr().out)["decisions"]
    assert set(decision) == {
        "date", "amount", "description", "orders", "result", "automatic", "reason", "difference",
    }  # fmt: skip
    assert (decision["orders"], decision["result"], decision["automatic"]) == ([order.number], "paid", True)
    assert build.fresh(order).state == "confirmed"


def test_match_payments_prints_lines_for_people(clock, capsys):
    build.statement_line(amount=order_amount())
    assert run("match_payments") == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("2026-11-24 ")
    assert "automatic: " in line


def order_amount() -> int:
    return build.order().payable


@pytest.mark.postgres_only
def test_one_line_for_two_orders_locks_both_before_it_touches_the_books():
    """Else it would hold the books and wait for an order whose holder waits for the books."""
    first, second = build.order(), build.order()
    build.statement_line(amount=first.payable + second.payable, description=f"TRF RINA {first.number} {second.number}")
    with CaptureQueriesContext(connection) as queries:
        assert len(settle()) == 2
    told = [query["sql"] for query in queries]
    books = next(index for index, sql in enumerate(told) if sql.startswith('UPDATE "accounting_book"'))
    locked = " ".join(sql for sql in told[:books] if "FOR UPDATE" in sql)
    assert all(f"'{order.number}'" in locked for order in (first, second))


# Expiring


def test_overdue_orders_expire_and_others_wait():
    bag = build.sku(stock=9)
    overdue = [build.order((bag, 2)) for _ in range(2)]
    waiting = build.order((bag, 1), now=build.NOW + build.HOUR)
    paid = build.paid_order((bag, 1))
    assert expire_orders(now=overdue[0].expires_at) == 2
    assert {build.fresh(order).state for order in overdue} == {"expired"}
    assert (build.fresh(waiting).state, build.fresh(paid).state) == ("awaiting", "confirmed")
    assert build.level(bag)[:2] == (9, 2)


def test_expiring_again_changes_nothing():
    order = build.order()
    expire_orders(now=order.expires_at)
    with nothing_written():
        assert expire_orders(now=order.expires_at) == 0


def test_an_order_that_was_paid_just_now_is_passed_over(monkeypatch):
    paid, overdue = build.order(), build.order()
    stale = [paid, overdue]
    build.pay(paid)
    monkeypatch.setattr("shop.payments.expiry.selectors.overdue", lambda *, now: stale)
    assert expire_orders(now=overdue.expires_at) == 1
    assert build.fresh(paid).state == "confirmed"
    assert build.fresh(overdue).state == "expired"


def test_one_order_that_cannot_expire_does_not_keep_the_others(monkeypatch):
    """Its goods are not reserved any more: the doctor's business, not the other customers'."""
    broken, sound = build.order(), build.order()
    level = broken.lines.get().sku.level
    type(level).objects.filter(pk=level.pk).update(reserved=0)
    assert expire_orders(now=sound.expires_at) == 1
    assert build.fresh(sound).state == "expired"
    assert build.fresh(broken).state == "awaiting"


def test_amounts_of_orders_that_ended_long_ago_are_swept_along():
    order = build.cancelled_order()
    expire_orders(now=build.NOW + timedelta(days=7, hours=1))
    assert not order.slots.exists()


def test_the_expiry_command_may_run_again_and_again(clock, capsys):
    order, old = build.order(), build.cart(now=build.NOW - 31 * build.DAY)
    clock.now = order.expires_at
    assert [run("expire_orders"), run("expire_orders")] == [0, 0]
    assert capsys.readouterr().out.splitlines() == ["1 expired", "0 expired"]
    assert not Cart.objects.filter(pk=old.pk).exists()


def test_a_part_payment_of_an_expired_order_stays_with_the_shop_until_it_is_cancelled():
    order = build.order(build.sku(price=20000))
    build.pay(order, 5000)
    orders.expire(order=build.fresh(order), now=order.expires_at)
    build.cancel(order, now=order.expires_at)
    returned = services.refund(
        order=order,
        amount=5000,
        account=build.bank_account(),
        reason="x",
        key="r",
        now=order.expires_at,
        by="p",
    )
    assert returned.amount == 5000


# Importing from the command line


@pytest.fixture
def file(tmp_path, clock):
    """A statement that pays one waiting order: (path, order)."""
    build.bank_account()
    order = build.order()
    path = tmp_path / "mutasi.csv"
    path.write_text(
        "Tanggal;Keterangan;Debet;Kredit;Saldo\n"
        f"24/11/2026;TRF RINA KARTIKA;;{order.payable},00;{order.payable + 1000000},00\n"
    )
    return path, order


def test_without_apply_a_statement_is_only_read(file, capsys):
    path, _order = file
    with nothing_written():
        assert run("import_statement", str(path), "--account", "1234567890") == 0
    assert "1 new, 0 known, 0 maybe_known, 0 pending. Nothing stored." in capsys.readouterr().out


def test_with_apply_its_lines_are_stored_and_what_is_certain_is_confirmed(file, capsys):
    path, order = file
    assert run("import_statement", str(path), "--account", "1234567890", "--apply") == 0
    assert capsys.readouterr().out.endswith("pending. Applied.\n")
    assert StatementLine.objects.get().allocated == order.payable
    assert build.fresh(order).state == "confirmed"


def test_applied_twice_its_lines_are_stored_once(file, capsys):
    path, _order = file
    for _ in range(2):
        run("import_statement", str(path), "--account", "1234567890", "--apply")
    assert StatementLine.objects.count() == Payment.objects.count() == 1
    assert "0 new, 1 known" in capsys.readouterr().out


def test_the_preview_as_json_shows_its_lines(file, capsys):
    path, order = file
    run("import_statement", str(path), "--account", "1234567890", "--json")
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {
        "bank", "format", "account_number", "holder", "currency", "opening", "closing", "period", "lines", "pending",
        "warnings", "errors",
    }  # fmt: skip
    (line,) = told["lines"]
    assert set(line) == {
        "date", "time", "amount", "balance", "description", "payer", "reference", "kind", "status",
    }  # fmt: skip
    assert (line["date"], line["amount"], line["time"], line["status"]) == (
        "2026-11-24",
        f"{order.payable}.00",
        None,
        "new",
    )


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_a_file_that_is_no_statement_is_refused_with_1(tmp_path, clock, capsys, as_json):
    build.bank_account()
    path = tmp_path / "surat.csv"
    path.write_text("Halo Bu,\nini bukan mutasi.\n")
    with nothing_written():
        assert run("import_statement", str(path), "--account", "1234567890", "--apply", *as_json) == 1
    printed = capsys.readouterr()
    if as_json:
        assert len(json.loads(printed.out)["errors"]) == 1
    else:
        assert printed.err.strip()


def test_a_file_that_does_not_name_its_account_is_refused_with_1(file, capsys):
    path, _order = file
    with nothing_written():
        assert run("import_statement", str(path), "--apply") == 1
    assert "This file does not say which account it belongs to. Choose the account." in capsys.readouterr().err


def test_an_unknown_account_or_file_is_a_wrong_use(file, tmp_path, capsys):
    path, _order = file
    with nothing_written():
        assert run("import_statement", str(path), "--account", "0") == 2
        assert run("import_statement", str(tmp_path / "none.csv"), "--account", "1234567890") == 2
        assert run("import_statement", str(tmp_path), "--account", "1234567890") == 2
    assert "The shop has no account 0." in capsys.readouterr().err
    assert not StatementImport.objects.exists()


KEYS = [
    "bank", "format", "account_number", "holder", "currency", "opening", "closing", "period", "lines", "pending",
    "warnings", "errors",
]  # fmt: skip


def as_json(capsys, code, *arguments) -> dict:
    """What the command prints; nothing is stored, whatever the flags."""
    capsys.readouterr()
    with nothing_written():
        assert run("import_statement", *map(str, arguments), "--apply", "--json") == code
    told = json.loads(capsys.readouterr().out)
    assert list(told) == KEYS
    return told


def test_of_a_refused_file_all_keys_are_printed(tmp_path, clock, capsys):
    path = tmp_path / "surat.csv"
    path.write_text("Halo Bu,\nini bukan mutasi.\n")
    told = as_json(capsys, 1, path)
    (sentence,) = told.pop("errors")
    assert sentence
    assert told.pop("period") == [None, None]
    assert [told.pop(name) for name in ("lines", "pending", "warnings")] == [[], [], []]
    assert set(told.values()) == {None}


def test_of_a_file_that_names_no_account_what_was_read_is_printed_beside_the_error(file, capsys):
    path, order = file
    told = as_json(capsys, 1, path)
    assert told["errors"] == ["This file does not say which account it belongs to. Choose the account."]
    assert [(line["amount"], line["status"]) for line in told["lines"]] == [(f"{order.payable}.00", None)]
    assert told["currency"] == "IDR"


def test_of_an_unknown_account_what_was_read_is_printed_beside_the_error(file, capsys):
    path, order = file
    told = as_json(capsys, 2, path, "--account", "0")
    assert told["errors"] == ["The shop has no account 0."]
    assert [(line["amount"], line["status"]) for line in told["lines"]] == [(f"{order.payable}.00", None)]


def test_of_a_file_that_is_not_there_all_keys_are_printed(tmp_path, clock, capsys):
    told = as_json(capsys, 2, tmp_path / "none.csv")
    assert told["errors"] == [f"{tmp_path / 'none.csv'}: No such file or directory"]
    assert told["lines"] == []
