"""Each check of the doctor finds the corruption it is there for, and names it."""

import json

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.db import connection
from django.db.models import F

from accounting import guards as book_guards
from accounting.models import Entry
from shop.backoffice.doctor import CHECKS, examine
from shop.catalog.models import Voucher
from shop.orders.models import Order, OrderLine
from shop.payments.models import AmountSlot, CreditNote, Payment, Receivable, Refund, StatementLine
from shop.stock.models import StockLevel, StockMovement
from shop.store import guards
from shop.store.models import NumberSeries
from tests import build, promotions
from tests.doctor import scenario

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def lived(kept_rows):
    scenario.live()
    # PostgreSQL alters no table while foreign keys wait to be checked.
    connection.check_constraints()


@pytest.fixture
def at_the_door():
    scenario.live_at_the_door()
    connection.check_constraints()


def findings() -> dict[str, list[str]]:
    """Only the checks that found something."""
    return {name: rows for name, rows in examine() if rows}


def test_a_fresh_shop_is_well():
    assert findings() == {}


def test_a_lively_shop_is_well(lived):
    assert findings() == {}


def test_a_shop_that_takes_cash_at_the_door_is_well(at_the_door):
    assert findings() == {}


def test_every_check_runs_by_its_name():
    assert [name for name, _rows in examine()] == list(CHECKS)
    assert [name for name, _rows in examine(["guards_installed"])] == ["guards_installed"]


def _planted(order, key="planted") -> Payment:
    """A payment that is not in the books, as if the process had died before the posting, without a transaction."""
    row = {"amount": 1000, "reason": "x", "date": build.TODAY, "at": build.NOW}
    return Payment.objects.create(order=order, account=build.bank_account(), key=key, **row)


def plant(rows, **changes):
    """Write past every guard."""
    with guards.suspend():
        assert rows.update(**changes)


def test_reserved_goods_without_an_order(lived):
    level = StockLevel.objects.filter(reserved__gt=0).first()
    StockLevel.objects.filter(pk=level.pk).update(reserved=level.reserved - 1)
    found = findings()
    assert set(found) == {"reserved_equals_open_lines", "levels_equal_movements"}
    assert found["reserved_equals_open_lines"] == [
        f"{level.sku.code}: {level.reserved - 1} reserved, open orders hold {level.reserved}"
    ]


def test_goods_that_appeared_without_a_movement(lived):
    level = StockLevel.objects.first()
    StockLevel.objects.filter(pk=level.pk).update(on_hand=level.on_hand + 1)
    assert findings() == {
        "levels_equal_movements": [
            f"{level.sku.code}: level {(level.on_hand + 1, level.reserved, level.value)}, "
            f"movements {(level.on_hand, level.reserved, level.value)}"
        ]
    }


def test_a_level_that_was_lost(lived):
    level = StockLevel.objects.filter(reserved__gt=0).first()
    StockLevel.objects.filter(pk=level.pk).delete()
    assert level.sku.code in findings()["levels_equal_movements"][0]


def test_stock_that_is_worth_something_else_than_the_books_say(lived):
    level = StockLevel.objects.first()
    StockLevel.objects.filter(pk=level.pk).update(value=level.value + 7)
    assert set(findings()) == {"levels_equal_movements", "stock_value_equals_ledger"}
    total = sum(StockLevel.objects.values_list("value", flat=True))
    assert findings()["stock_value_equals_ledger"] == [f"value of stock {total}, ledger {total - 7}"]


def test_a_receivable_that_counts_other_money_than_the_payments(lived):
    order = Order.objects.filter(state="awaiting").first()
    Receivable.objects.filter(pk=order.pk).update(paid=7)
    assert set(findings()) == {"payments_equal_receivables", "deposits_equal_ledger"}
    assert findings()["payments_equal_receivables"] == [
        f"{order.number}: receivable says 7 paid, 0 returned; payments say 0, refunds 0"
    ]


def test_a_refund_that_nobody_counted(lived):
    order = Order.objects.get(refunds__isnull=False)
    plant(Refund.objects.filter(order=order), amount=5001)
    found = findings()
    assert set(found) == {"payments_equal_receivables"}
    assert found["payments_equal_receivables"][0].startswith(f"{order.number}: receivable says")


def test_cash_that_riders_have_and_the_books_do_not_know(at_the_door):
    order = Order.objects.filter(state="completed", cash_due__gt=0, receivable__paid=0).get()
    Receivable.objects.filter(pk=order.pk).update(paid=500)
    assert set(findings()) == {"payments_equal_receivables", "cash_due_equals_ledger"}
    assert findings()["cash_due_equals_ledger"] == ["cash to be handed in 14500, ledger 15000"]


def test_a_sale_that_was_taken_back_without_a_note(at_the_door):
    note = CreditNote.objects.get()
    plant(CreditNote.objects.all(), amount=3999)
    found = findings()
    assert set(found) == {"credit_notes_equal_receivables", "credits_equal_explanations"}
    assert found["credit_notes_equal_receivables"] == [
        f"{note.order.number}: 4000 of its sale taken back, credit notes say 3999"
    ]


def test_goods_that_came_back_without_a_movement(at_the_door):
    line = OrderLine.objects.filter(restocked=1).get()
    OrderLine.objects.filter(pk=line.pk).update(restocked=2)
    assert findings() == {
        "goods_back_equal_movements": [f"{line.order.document}, article {line.sku_id}: 2 came back, movements say 1"]
    }


def test_a_bank_line_that_is_given_away_twice(lived):
    line = StatementLine.objects.filter(allocated__gt=0).first()
    StatementLine.objects.filter(pk=line.pk).update(allocated=line.allocated - 1)
    assert findings() == {
        "payments_equal_bank_lines": [
            f"bank line {line.pk} of {line.date}: {line.allocated - 1} allocated, payments say {line.allocated}"
        ]
    }


def test_a_payment_that_is_not_in_the_books(lived):
    order = Order.objects.filter(state="awaiting").first()
    payment = _planted(order)
    Receivable.objects.filter(pk=order.pk).update(paid=1000)
    assert findings()["every_fact_posted_once"] == [f"not posted: {order.document}:payment:{payment.pk}"]
    assert set(findings()) == {"every_fact_posted_once", "deposits_equal_ledger"}


def test_an_entry_without_a_document(lived):
    order = Order.objects.filter(state="cancelled", receivable__paid__gt=0).get()
    plant(Refund.objects.filter(order=order), order=Order.objects.filter(state="completed").first())
    found = findings()["every_fact_posted_once"]
    refund = Refund.objects.get()
    assert found == [
        f"not posted: {refund.order.document}:refund:{refund.pk}",
        f"posted without a document: {order.document}:refund:{refund.pk}",
    ]


@pytest.mark.parametrize("state", ["expired", "awaiting"])
def test_an_order_that_is_paid_and_not_confirmed(lived, state):
    order = Order.objects.filter(state=state).first()
    Receivable.objects.filter(pk=order.pk).update(paid=order.payable)
    assert findings()["states_agree_with_money"] == [
        f"{order.number}: {state} with {order.payable} of {order.payable} paid"
    ]


@pytest.mark.parametrize("state", ["confirmed", "completed"])
def test_an_order_that_is_confirmed_and_not_paid(lived, state):
    order = Order.objects.filter(state=state).first()
    Receivable.objects.filter(pk=order.pk).update(paid=order.payable - 1)
    assert findings()["states_agree_with_money"] == [
        f"{order.number}: {state} with {order.payable - 1} of {order.payable} paid"
    ]


def test_an_order_that_owes_something_else_than_its_goods(lived):
    order = Order.objects.filter(state="awaiting").first()
    Receivable.objects.filter(pk=order.pk).update(payable=order.payable + 1)
    assert findings()["orders_add_up"] == [
        f"{order.number}: goods {order.subtotal}, lines {order.subtotal}, owed {order.payable + 1}"
    ]


def test_a_line_that_was_added_to_an_order_later(lived):
    order = Order.objects.filter(state="completed").first()
    OrderLine.objects.create(
        order=order, sku=build.sku(), name="x", unit="x", unit_price=1, quantity=1, total=1, cost=0
    )
    assert (
        f"{order.number}: goods {order.subtotal}, lines {order.subtotal + 1}, owed {order.payable}"
        in (findings()["orders_add_up"])
    )


def test_an_order_that_owes_nothing_at_all(lived):
    order = Order.objects.filter(state="awaiting", payments=None).first()
    Receivable.objects.filter(pk=order.pk).delete()
    assert any(order.number in row for row in findings()["orders_add_up"])


def test_a_voucher_that_is_counted_or_held_wrongly(lived):
    made = promotions.voucher("HEMAT")
    order = promotions.order_with("HEMAT", build.sku())
    Voucher.objects.update(used=2)
    assert findings() == {"vouchers_equal_orders": ["HEMAT: counted 2, held 1"]}
    Voucher.objects.update(used=0)
    made.uses.update(released_at=build.NOW)
    assert findings() == {"vouchers_equal_orders": [f"HEMAT: not held for {order.document}"]}
    Voucher.objects.update(used=1)
    made.uses.update(released_at=None, document="order:unknown")
    assert findings()["vouchers_equal_orders"] == [
        f"HEMAT: not held for {order.document}",
        "HEMAT: held for order:unknown, which does not need it",
    ]


def test_an_amount_that_is_not_reserved(lived):
    order = Order.objects.filter(state="awaiting").first()
    AmountSlot.objects.filter(order=order, amount=order.payable).delete()
    assert findings() == {"amounts_are_kept_apart": [f"{order.number}: its amount {order.payable} is not reserved"]}


def test_a_number_that_is_missing(lived):
    NumberSeries.objects.filter(name="order:2611").update(next=F("next") + 1)
    count = Order.objects.count()
    assert findings() == {"order_numbers_gapless": [f"order 2611-{count + 1:04d} is missing"]}


def test_a_number_series_that_was_set_back(lived):
    """The next order would ask for a number that is taken."""
    count = Order.objects.count()
    NumberSeries.objects.filter(name="order:2611").update(next=count)
    assert findings() == {
        "order_numbers_gapless": [f"orders of 2611: {count}, but only {count - 1} numbers were given out"]
    }


@pytest.mark.parametrize("model", [StockMovement, OrderLine, Payment])
def test_a_guard_that_is_missing(lived, model):
    guards.remove(connection, model)
    names = list(guards.statements(model, connection.vendor))
    assert findings()["guards_installed"] == [f"missing: {name}" for name in names]


def test_a_guard_of_the_books_that_is_missing(lived):
    with connection.cursor() as cursor:
        on_table = " ON accounting_entry" if connection.vendor == "postgresql" else ""
        name = next(name for name in _triggers() if name.startswith("accounting") and "entry" in name)
        cursor.execute(f"DROP TRIGGER {name}{on_table}")
    assert book_guards.missing() != []
    assert len(findings()["guards_installed"]) == 1


def _triggers() -> list[str]:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'accounting_entry'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'accounting_entry'::regclass AND NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(name for (name,) in cursor.fetchall())


# The command


def run(*arguments, **options) -> int:
    try:
        call_command(*arguments, **options)
    except SystemExit as ended:
        return ended.code
    return 0


def test_the_command_is_content_with_a_sound_shop(lived, capsys):
    assert run("doctor") == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed == [f"ok     {name}" for name in CHECKS]


def test_the_command_ends_with_1_and_prints_the_offending_rows(lived, capsys):
    order = Order.objects.filter(state="awaiting").first()
    AmountSlot.objects.filter(order=order).delete()
    assert run("doctor", "amounts_are_kept_apart", "guards_installed") == 1
    assert capsys.readouterr().out.splitlines() == [
        "wrong  amounts_are_kept_apart",
        f"         {order.number}: its amount {order.payable} is not reserved",
        "ok     guards_installed",
    ]


def test_the_command_ends_with_2_when_it_does_not_know_a_check(capsys):
    assert run("doctor", "no_such_check") == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("No such check: no_such_check. There are: reserved_equals_open_lines, ")


def test_the_command_prints_json(lived, capsys):
    assert run("doctor", "guards_installed", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "checks": {"guards_installed": []}}


def test_the_command_prints_findings_as_json(lived, capsys):
    order = Order.objects.filter(state="awaiting").first()
    AmountSlot.objects.filter(order=order).delete()
    assert run("doctor", "amounts_are_kept_apart", "--json") == 1
    row = f"{order.number}: its amount {order.payable} is not reserved"
    assert json.loads(capsys.readouterr().out) == {"ok": False, "checks": {"amounts_are_kept_apart": [row]}}


# The books


def test_books_verify_and_rebuild_are_content_with_a_sound_shop(lived, capsys):
    assert run("books", "verify") == 0
    assert run("books", "rebuild") == 0
    assert "wrong" not in capsys.readouterr().out


def test_books_rebuild_ends_with_1_when_a_document_is_missing_in_the_books(lived, capsys):
    order = Order.objects.filter(state="awaiting").first()
    payment = _planted(order)
    assert run("books", "rebuild", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert told["checks"]["missing"] == [f"{order.document}:payment:{payment.pk}"]


def test_books_rebuild_says_why_a_document_cannot_be_posted(lived, capsys):
    """A receipt paid from an account that does not exist."""
    movement = StockMovement.objects.filter(kind="receive").first()
    plant(StockMovement.objects.filter(pk=movement.pk), paid_from="bank:gone")
    assert run("books", "rebuild") == 1
    assert "The books have no account for “bank:gone”." in capsys.readouterr().out


def test_books_print_each_finding_on_a_line_of_its_own(lived, capsys):
    order = Order.objects.filter(state="completed").first()
    planted = [_planted(order, key) for key in ("a", "b")]
    assert run("books", "rebuild") == 1
    printed = capsys.readouterr().out.splitlines()
    start = printed.index("wrong  missing")
    assert printed[start + 1 : start + 3] == [
        *(f"         {order.document}:payment:{payment.pk}" for payment in planted),
    ]


def test_books_verify_ends_with_1_on_a_broken_chain(lived, capsys):
    with book_guards.suspend():
        Entry.objects.filter(number=2).update(narration="forged")
    assert run("books", "verify") == 1
    assert "entry 2 is not what was sealed" in capsys.readouterr().out


def test_books_export_prints_the_journal(lived, capsys):
    assert run("books", "export") == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "number,date,account,name,debit,credit,narration,document"
    assert len(printed) > Entry.objects.count()


@pytest.mark.parametrize(
    "command",
    [
        ["books", "burn"],
        ["books"],
        ["doctor", "--loud"],
        ["import_statement"],
        ["match_payments", "x"],
        ["expire_orders", "x"],
    ],
)
def test_a_command_that_is_used_wrongly_ends_with_2(command, capsys):

    runner = load_command_class(get_commands()[command[0]], command[0])
    with pytest.raises(SystemExit) as ended:
        runner.run_from_argv(["manage.py", *command])
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err.lower()
