"""Every sample of a statement meets the thirteen orders: `match_payments --json` says what is kept in golden/decisions.

The twenty lines are the same in every format, so the decisions must be, save where a bank's text has lost a fact: then
less is done by itself, and never for another order.
"""

import json
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone

from shop.payments import services
from shop.payments.models import Payment
from tests.payments.story import GOLDEN, NOW, place_orders

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

KEPT = GOLDEN.parent / "decisions"
ACCOUNT = "1234567890"
PASSWORD = "17081990"
# No statement, or one with a row missing.
UNREAD = {"rusak/91_bukan_mutasi.csv", "rusak/92_baris_hilang_saldo_putus.csv"}
NOT_FILES = {".json", ".md"}
SAMPLES = sorted(
    name
    for path in GOLDEN.rglob("*.*")
    if path.suffix not in NOT_FILES and (name := path.relative_to(GOLDEN).as_posix()) not in UNREAD
)
STORY = json.loads((KEPT / "story.json").read_text())["decisions"]
PARTS = {
    "bca/04_tumpang_tindih_A_01-10_ada_PEND.csv": slice(0, 11),
    "bca/05_tumpang_tindih_B_05-24.csv": slice(5, 20),
}
FORMULAS = "rusak/93_rumus_dan_skrip.csv"
# These print the text of line 16 without its order numbers, or cut the second one off: the pair is only a suggestion.
WITHOUT_NUMBERS = {"bri/03_brimo_estatement.pdf", "mandiri/03_kopra_titikkoma.csv", "seabank/01_estatement_tabel.csv"}


def kept(name):
    return json.loads((KEPT / f"{name.replace('/', '_')}.json").read_text())["decisions"]


@pytest.fixture
def decided(monkeypatch, capsys):
    """A function: the decisions after this sample was brought in."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)

    def run(name):
        place_orders()
        account = _account(name, capsys)
        call_command("import_statement", GOLDEN / name, "--apply", account=account, password=PASSWORD)
        capsys.readouterr()
        call_command("match_payments", "--json")
        return json.loads(capsys.readouterr().out)["decisions"]

    return run


def _account(name, capsys):
    """The file's own, opened for the shop, else the one that the owner would choose."""
    with pytest.raises(SystemExit):
        call_command("import_statement", GOLDEN / name, "--json", password=PASSWORD)
    number = json.loads(capsys.readouterr().out)["account_number"] or ACCOUNT
    return services.open_account(bank="BCA", number=number, holder="SITI CONTOH WARUNG").number


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_decided_as_kept(name, decided):
    assert decided(name) == kept(name)


def test_every_file_of_decisions_has_its_sample():
    named = {f"{name.replace('/', '_')}.json" for name in SAMPLES}

    assert {path.name for path in KEPT.iterdir()} == {*named, "story.json", "README.md"}


def judged(decision):
    return {name: decision[name] for name in ("date", "amount", "orders", "result", "automatic", "difference")}


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != FORMULAS])
def test_the_decisions_do_not_depend_on_the_format(name):
    expected = [dict(decision) for decision in STORY[PARTS.get(name, slice(None))]]
    if name in WITHOUT_NUMBERS:
        (pair,) = (decision for decision in expected if decision["result"] == "combined")
        pair["automatic"] = False

    assert [judged(decision) for decision in kept(name)] == expected


def test_the_story_is_what_people_agreed_on():
    agreed = json.loads((GOLDEN / "expected.json").read_text())

    assert [(told["date"], told["amount"]) for told in STORY] == [(e["date"], e["amount"]) for e in agreed["lines"]]
    for case in agreed["decisions"]:
        if "line" in case:
            told = STORY[case["line"] - 1]
            automatic = case["how"].startswith("otomatis")
            assert (told["orders"], told["automatic"]) == (case["order"].split("+"), automatic)


def test_a_payer_nobody_names_changes_nothing_of_an_exact_amount():
    assert [(told["orders"], told["automatic"]) for told in kept(FORMULAS)] == [
        (["LP-2611-0001"], True),
        (["LP-2611-0002"], True),
    ]


@pytest.mark.parametrize("name", ["bni/01_bnidirect.csv", "seabank/01_estatement_tabel.csv"])
def test_no_rupiah_is_given_twice_whichever_format_brought_it(name, decided):
    given = sum(Decimal(row["amount"]) for row in decided(name) if row["automatic"])

    assert sum(Payment.objects.values_list("amount", flat=True)) == given
