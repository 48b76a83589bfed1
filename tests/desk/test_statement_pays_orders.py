"""The payments desk on the sample statement: thirteen orders, twenty lines, the decisions that people agreed on."""

import json

import pytest
from django.core.management import call_command

from shop.backoffice.doctor import examine
from shop.orders.models import Order
from shop.payments import imports, services, settling, statements
from shop.payments.models import Payment, StatementImport, StatementLine
from shop.payments.statements import Statement
from tests.payments.story import GOLDEN, NOW, place_orders

FILES = {
    "whole": "bca/01_klikbca_individu_apostrof.csv",
    "english": "bca/03_klikbca_english_tahun_lengkap.csv",
    "first half": "bca/04_tumpang_tindih_A_01-10_ada_PEND.csv",
    "second half": "bca/05_tumpang_tindih_B_05-24.csv",
    "generic": "umum/04_umum_titikkoma_utf8bom.csv",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return services.open_account(bank="BCA", number="1234567890", holder="SITI CONTOH WARUNG")


@pytest.fixture
def thirteen_orders(account):
    place_orders()


def read(name: str) -> Statement:
    return statements.read((GOLDEN / FILES[name]).read_bytes(), today=NOW.date())


def apply(name: str, account) -> StatementImport:
    return imports.apply(statement=read(name), filename=FILES[name], account=account, now=NOW, by="pemilik")


def stored_lines() -> list[tuple[str, str]]:
    lines = StatementLine.objects.filter(undone_at=None).order_by("date", "balance")
    return sorted((line.date.isoformat(), str(line.amount), str(line.balance)) for line in lines)


def expected_lines() -> list[tuple[str, str]]:
    lines = json.loads((GOLDEN / "expected.json").read_text())["lines"]
    return sorted((line["date"], line["amount"], line["balance"]) for line in lines)


def problems() -> dict:
    return {name: rows for name, rows in examine() if rows}


@pytest.mark.parametrize(
    ("order", "new"),
    [
        (["whole", "whole"], [20, 0]),
        (["first half", "second half", "first half", "second half"], [11, 9, 0, 0]),
        (["second half", "first half"], [15, 5]),
        (["english", "generic", "whole"], [20, 0, 0]),
        (["generic", "second half", "english", "first half"], [20, 0, 0, 0]),
    ],
)
def test_files_in_any_order_give_the_same_twenty_lines(account, order, new):
    assert [apply(name, account).new_lines for name in order] == new
    assert stored_lines() == expected_lines()


def test_a_preview_stores_nothing(account):
    seen = imports.preview(statement=read("first half"), account=None)
    assert (seen.count("new"), len(seen.statement.pending), seen.account) == (11, 1, account)
    assert not StatementLine.objects.exists()
    assert not StatementImport.objects.exists()


def test_pending_rows_are_never_lines_until_they_are_dated(account):
    apply("first half", account)
    assert not StatementLine.objects.filter(amount=33909).exists()
    apply("second half", account)
    assert StatementLine.objects.get(amount=33909).date.isoformat() == "2026-11-10"


def test_the_thirteen_decisions(account, thirteen_orders):
    apply("whole", account)
    told = {
        (row["date"], row["amount"], tuple(row["orders"])): (row["result"], row["automatic"], row["difference"])
        for row in settling.report(now=NOW)
        if row["orders"]
    }
    number = "LP-2611-{:04d}".format
    assert told == {
        ("2026-11-02", "87345.00", (number(1),)): ("paid", True, 0),
        ("2026-11-03", "152618.00", (number(2),)): ("paid", True, 0),
        ("2026-11-03", "64000.00", (number(3),)): ("underpaid", False, -27),
        ("2026-11-04", "64501.00", (number(4),)): ("paid", True, 0),
        ("2026-11-05", "200000.00", (number(5),)): ("underpaid", False, -10212),
        ("2026-11-05", "45733.00", (number(6),)): ("paid_twice", False, 45733),
        ("2026-11-07", "100000.00", (number(7),)): ("overpaid", False, 1340),
        ("2026-11-10", "33909.00", (number(8),)): ("paid", True, 0),
        ("2026-11-12", "76090.00", (number(9),)): ("paid_after_expiry", False, 0),
        ("2026-11-13", "120256.00", (number(10),)): ("paid", True, 0),
        ("2026-11-13", "-120256.00", (number(10),)): ("reversal", False, -120256),
        ("2026-11-16", "100749.00", (number(12), number(13))): ("combined", True, 0),
    }
    twins = [row for row in settling.report(now=NOW) if row["amount"] == "45733.00"]
    assert [(row["result"], row["automatic"]) for row in twins] == [("paid", True), ("paid_twice", False)]


def test_what_is_certain_is_paid_by_itself_and_doing_it_again_changes_nothing(account, thirteen_orders):
    apply("whole", account)
    assert len(settling.settle(now=NOW, by="")) == 8
    before = list(Payment.objects.values_list("order__number", "amount", "automatic").order_by("order_id"))
    assert settling.settle(now=NOW, by="") == []
    assert list(Payment.objects.values_list("order__number", "amount", "automatic").order_by("order_id")) == before
    confirmed = Order.objects.filter(state="confirmed").order_by("number").values_list("number", flat=True)
    assert [int(number[-4:]) for number in confirmed] == [1, 2, 4, 6, 8, 10, 12, 13]
    assert all(reason for reason in Payment.objects.values_list("reason", flat=True))
    assert problems() == {}


def test_the_owner_decides_the_rest_and_part_payments_stay_within_line_and_order(account, thirteen_orders):
    apply("whole", account)
    settling.settle(now=NOW, by="")
    third = Order.objects.get(number="LP-2611-0003")
    line = StatementLine.objects.get(amount=64000)
    services.confirm(order=third, amount=64000, line=line, key="a", now=NOW, by="pemilik", reason="Kurang kode")
    line.refresh_from_db()
    third.refresh_from_db()
    assert (third.receivable.open, line.allocated, line.free) == (27, 64000, 0)
    other = Order.objects.get(number="LP-2611-0011")
    rival = StatementLine.objects.get(amount=200000)
    with pytest.raises(services.LineUsedUp):
        services.confirm(order=other, amount=1, line=line, key="b", now=NOW, by="pemilik", reason="Salah")
    with pytest.raises(services.AlreadyPaid):
        services.confirm(order=third, amount=28, line=rival, key="c", now=NOW, by="pemilik", reason="Terlalu banyak")
    assert Payment.objects.filter(key__in=["b", "c"]).count() == 0
    assert problems() == {}


def test_a_file_is_taken_back_only_while_no_order_depends_on_it(account, thirteen_orders):
    stored = apply("whole", account)
    settling.settle(now=NOW, by="")
    with pytest.raises(imports.ImportRefused, match="."):
        imports.undo(stored=stored, now=NOW, by="pemilik")
    assert StatementLine.objects.filter(undone_at=None).count() == 20
    for payment in Payment.objects.filter(amount__gt=0):
        services.undo(payment=payment, now=NOW, by="pemilik", reason="Uji")
    imports.undo(stored=stored, now=NOW, by="pemilik")
    assert StatementLine.objects.filter(undone_at=None).count() == 0
    assert apply("whole", account).new_lines == 20
    assert problems() == {}


@pytest.mark.parametrize("name", ["91_bukan_mutasi.csv", "92_baris_hilang_saldo_putus.csv"])
def test_a_broken_file_is_refused_in_a_sentence_and_stores_nothing(account, name):
    broken = (GOLDEN / "rusak" / name).read_bytes()

    def bring_in():
        statement = statements.read(broken, today=NOW.date())
        imports.apply(statement=statement, filename=name, account=account, now=NOW, by="pemilik")

    with pytest.raises((statements.StatementRefused, imports.ImportRefused)) as refusal:
        bring_in()
    assert len(str(refusal.value)) > 20
    assert not StatementLine.objects.exists()


def test_a_file_of_another_account_is_refused(account):
    other = services.open_account(bank="BSI", number="700", holder="SITI")
    with pytest.raises(imports.ImportRefused, match="1234567890"):
        apply("whole", other)
    assert not StatementLine.objects.exists()


def test_the_commands_import_and_match(account, thirteen_orders, capsys, tmp_path):
    path = GOLDEN / FILES["whole"]
    call_command("import_statement", str(path), "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["account_number"], len(told["lines"]), told["opening"]) == ("1234567890", 20, "3250000.00")
    assert not StatementLine.objects.exists()
    call_command("import_statement", str(path), "--apply", "--json")
    capsys.readouterr()
    call_command("match_payments", "--json")
    decisions = json.loads(capsys.readouterr().out)["decisions"]
    assert len(decisions) == 20
    assert sum(row["automatic"] for row in decisions) == 7
    assert list(decisions[0]) == [
        "date",
        "amount",
        "description",
        "orders",
        "result",
        "automatic",
        "reason",
        "difference",
    ]
