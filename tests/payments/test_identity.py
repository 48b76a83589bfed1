"""Files overlap in every way; the account's lines must come out the same."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from itertools import permutations, product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop.payments.identity import KnownLine, classify, fingerprint, identify, with_balances
from shop.payments.statements import Line, read

pytestmark = pytest.mark.sqlite_only

GOLDEN = Path(__file__).parents[1] / "golden" / "mutasi"
FILES = {
    "individu": "bca/01_klikbca_individu_apostrof.csv",
    "english": "bca/03_klikbca_english_tahun_lengkap.csv",
    "a": "bca/04_tumpang_tindih_A_01-10_ada_PEND.csv",
    "b": "bca/05_tumpang_tindih_B_05-24.csv",
    "plain": "umum/04_umum_titikkoma_utf8bom.csv",
}
# The same twenty lines from other banks; as if all of them kept one account.
BANKS = {
    "livin": "mandiri/01_livin_estatement.xlsx",
    "kopra": "mandiri/03_kopra_titikkoma.csv",
    "bri": "bri/01_cms_19kolom.csv",
    "bni": "bni/01_bnidirect.csv",
    "bni xls": "bni/02_bnidirect_kolom_bergeser.xls",
    "bsi": "bsi/01_bsi_7kolom.csv",
    "jago": "jago/01_riwayat_id.csv",
    "seabank": "seabank/01_estatement_tabel.csv",
    "bca pdf": "bca/07_estatement.pdf",
    "brimo pdf": "bri/03_brimo_estatement.pdf",
    "mt940": "umum/01_mt940.sta",
    "ofx": "umum/02_ofx102_sgml.ofx",
}
STATEMENTS = {
    name: read((GOLDEN / path).read_bytes(), today=dt.date(2026, 11, 25)) for name, path in (FILES | BANKS).items()
}
STORY = [(line.date, line.amount, line.balance) for line in STATEMENTS["individu"].lines]
DAY = dt.date(2026, 11, 5)


def a_line(amount, balance=None, *, time=None, text="TRANSFER", date=DAY, id=""):
    size, after = Decimal(amount).quantize(Decimal("0.01")), balance
    if balance is not None:
        after = Decimal(balance).quantize(Decimal("0.01"))
    return Line(date, time, size, after, text, "", "", "transfer", 1, (), id)


def filed(line, identity, format=""):
    return KnownLine(
        line.date,
        line.time,
        line.amount,
        identity.balance,
        line.description,
        identity.fingerprint,
        identity.occurrence,
        line.external_id,
        format,
    )


class Account:
    """Keeps what is new, under the same UNIQUE as the table."""

    def __init__(self):
        self.known = []

    def apply(self, lines, *, format="", opening=None):
        found = identify(self.known, lines, format=format, opening=opening)
        new = [filed(line, one, format) for line, one in zip(lines, found, strict=True) if one.status == "new"]
        self.known += new
        assert len({(line.fingerprint, line.occurrence) for line in self.known}) == len(self.known)
        return [one.status for one in found]

    def take(self, name):
        statement = STATEMENTS[name]
        return self.apply(statement.lines, format=statement.format, opening=statement.opening)

    def story(self):
        return sorted((line.date, line.amount, line.balance) for line in self.known)


def covers_all(chain):
    return bool(set(chain) - {"a", "b"}) or {"a", "b"} <= set(chain)


@pytest.mark.parametrize("chain", [c for n in (2, 3) for c in product(FILES, repeat=n) if covers_all(c)])
def test_every_chain_of_overlapping_files_leaves_the_same_twenty_lines(chain):
    account = Account()
    statuses = [status for name in chain for status in account.take(name)]

    assert account.story() == sorted(STORY)
    assert statuses.count("new") == 20
    assert "maybe_known" not in statuses


WITH_BALANCES = [
    name for name, told in STATEMENTS.items() if len(told.lines) == 20 and all(line.balance for line in told.lines)
]
CHAINS = [chain for length in (2, 3) for chain in product(STATEMENTS, repeat=length) if covers_all(chain)]
LONG_CHAINS = [chain for chain in product(STATEMENTS, repeat=4) if covers_all(chain)]


@pytest.mark.parametrize("first", STATEMENTS)
def test_every_chain_of_files_of_any_format_leaves_the_same_twenty_lines(first):
    """All chains of two and three, some of four. What looks known is not stored: no line is lost, none comes twice."""
    chains = [chain for chain in CHAINS + Random(1711).sample(LONG_CHAINS, 2000) if chain[0] == first]
    assert len(chains) > 150

    for chain in chains:
        account = Account()
        statuses = [status for name in chain for status in account.take(name)]
        assert [told[:2] for told in account.story()] == [told[:2] for told in sorted(STORY)], chain
        assert statuses.count("new") == 20, chain
        assert "bni" in chain or "maybe_known" not in statuses, chain


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(st.sampled_from(WITH_BALANCES), st.integers(0, 19), st.integers(1, 20))))
def test_parts_of_files_of_any_format_add_up_to_what_they_cover(parts):
    """Cut anywhere, between two equal transfers too."""
    account, covered = Account(), set()
    for name, start, length in parts:
        statement = STATEMENTS[name]
        account.apply(statement.lines[start : start + length], format=statement.format)
        covered.update(range(20)[start : start + length])

    assert account.story() == sorted(STORY[number] for number in covered)


@pytest.mark.parametrize("cut", range(1, 20))
@pytest.mark.parametrize("bank", ["livin", "bri", "jago", "individu"])
def test_a_file_without_balances_over_a_part_that_ends_anywhere_loses_no_twin(bank, cut):
    account = Account()
    account.apply(STATEMENTS[bank].lines[:cut], format=STATEMENTS[bank].format)

    assert [status == "new" for status in account.take("bni")] == [number >= cut for number in range(20)]
    assert account.take(bank).count("new") == 0


def test_of_two_equal_transfers_the_one_of_the_same_second_is_the_known_one():
    account = Account()
    account.apply(STATEMENTS["kopra"].lines[7:8], format="mandiri-kopra")

    assert account.apply(STATEMENTS["bni"].lines[6:8], format="bni-direct-csv") == ["new", "maybe_known"]


def test_one_id_for_a_transfer_and_its_fee_is_two_lines():
    account = Account()
    account.apply([a_line(-5000, id="S1")], format="bri")

    assert account.apply([a_line(-5000, id="S1"), a_line(-2500, id="S1")], format="bri") == ["known", "new"]


def test_a_b_a_b_brings_eleven_nine_none_none():
    account = Account()

    assert [account.take(name).count("new") for name in ("a", "b", "a", "b")] == [11, 9, 0, 0]


def test_b_before_a_brings_fifteen_and_five():
    account = Account()

    assert [account.take(name).count("new") for name in ("b", "a", "b")] == [15, 5, 0]


def test_a_pending_row_that_is_dated_later_is_one_line():
    account = Account()
    account.take("a")
    assert Decimal("33909.00") not in {line.amount for line in account.known}

    account.take("b")
    assert [line.date for line in account.known if line.amount == Decimal("33909.00")] == [dt.date(2026, 11, 10)]


def test_the_fingerprint_is_the_same_in_every_format():
    prints = {
        name: [one.fingerprint for one in identify([], statement.lines, opening=statement.opening)]
        for name, statement in STATEMENTS.items()
    }

    assert prints["individu"] == prints["english"] == prints["plain"]
    assert prints["a"] == prints["individu"][:11]
    assert prints["b"] == prints["individu"][5:]
    assert len(set(prints["individu"])) == 20


def test_a_fingerprint_fits_its_column():
    assert len(fingerprint(DAY, Decimal("1.00"), None, "x")) == 64


def test_without_a_balance_the_text_tells_lines_apart():
    one = fingerprint(DAY, Decimal("1.00"), None, "Transfer  RINA")

    assert one == fingerprint(DAY, Decimal("1.00"), None, "transfer rina")
    assert one != fingerprint(DAY, Decimal("1.00"), None, "transfer dewi")


# Equal transfers


def test_two_equal_transfers_of_one_day_are_two_lines():
    account = Account()

    assert account.apply([a_line(45733, 100), a_line(45733, 45833)]) == ["new", "new"]
    assert account.apply([a_line(45733, 100), a_line(45733, 45833)]) == ["known", "known"]


def test_two_equal_transfers_without_balance_are_two_lines():
    account = Account()

    assert account.apply([a_line(45733), a_line(45733)]) == ["new", "new"]
    assert [line.occurrence for line in account.known] == [1, 2]


@pytest.mark.parametrize("order", list(permutations([slice(0, 1), slice(1, 2), slice(0, 2)])))
def test_equal_transfers_split_over_files_with_balances_stay_two(order):
    twins = [a_line(45733, 45733), a_line(45733, 91466)]
    account = Account()
    for part in order:
        account.apply(twins[part])

    assert account.story() == [(DAY, Decimal("45733.00"), Decimal(b)) for b in ("45733.00", "91466.00")]


def test_the_second_of_two_equal_transfers_without_balance_is_new():
    account = Account()
    account.apply([a_line(45733)])

    assert account.apply([a_line(45733), a_line(45733)]) == ["maybe_known", "new"]


def test_the_same_balance_may_come_twice_a_day():
    day = [a_line(100, 100), a_line(-100, 0), a_line(100, 100)]
    account = Account()

    assert account.apply(day) == ["new"] * 3
    assert account.apply(day) == ["known"] * 3
    assert account.apply(day[:2]) == ["known"] * 2


# Tiers


def test_the_banks_own_id_decides_within_its_format():
    account = Account()
    account.apply([a_line(100, id="FT1"), a_line(100, id="FT2")], format="bsi")

    assert account.apply([a_line(100, id="FT2"), a_line(100, id="FT3")], format="bsi") == ["known", "new"]


def test_the_same_id_in_another_format_says_nothing():
    account = Account()
    account.apply([a_line(100, 500, id="1")], format="bri")

    assert account.apply([a_line(100, 700, id="1")], format="ofx") == ["new"]


def test_a_line_without_balance_is_perhaps_one_with_balance():
    account = Account()
    account.apply([a_line(100, 500)])

    assert account.apply([a_line(100, text="other words")]) == ["maybe_known"]


def test_a_line_with_balance_is_perhaps_one_without():
    account = Account()
    account.apply([a_line(100)])

    assert account.apply([a_line(100, 500, text="other words")]) == ["maybe_known"]


def test_two_balances_that_differ_are_two_lines():
    account = Account()
    account.apply([a_line(100, 500)])

    assert account.apply([a_line(100, 600)]) == ["new"]


def test_the_same_second_and_text_is_the_same_line_without_any_balance():
    account = Account()
    account.apply([a_line(100, time=dt.time(20, 15, 20))])

    assert account.apply([a_line(100, time=dt.time(20, 15, 20))]) == ["known"]


def test_counting_uses_each_known_line_once():
    account = Account()
    account.apply([a_line(100, 500)])

    assert account.apply([a_line(100), a_line(100)]) == ["maybe_known", "new"]


def test_a_strong_likeness_comes_before_a_weak_one():
    account = Account()
    account.apply([a_line(100, time=dt.time(20, 15, 20))])

    assert account.apply([a_line(100), a_line(100, time=dt.time(20, 15, 20))]) == ["new", "known"]


def test_another_day_or_amount_is_another_line():
    account = Account()
    account.apply([a_line(100)])

    assert account.apply([a_line(100, date=dt.date(2026, 11, 6)), a_line(101)]) == ["new", "new"]


def test_an_undone_occurrence_is_taken_again():
    account = Account()
    account.apply([a_line(100), a_line(100)])
    account.known = account.known[1:]

    found = identify(account.known, [a_line(100), a_line(100)])
    assert [(one.status, one.occurrence) for one in found] == [("maybe_known", 2), ("new", 1)]


# Balances worked out


def test_missing_balances_follow_from_the_opening_one():
    filled = with_balances([a_line(100), a_line(-30)], Decimal("1000.00"))

    assert [line.balance for line in filled] == [Decimal("1100.00"), Decimal("1070.00")]


def test_missing_balances_follow_from_a_later_one():
    filled = with_balances([a_line(100), a_line(-30), a_line(5, 1075)])

    assert [line.balance for line in filled] == [Decimal("1100.00"), Decimal("1070.00"), Decimal("1075.00")]


def test_a_file_that_shows_one_balance_a_day_is_the_same_as_one_that_shows_all():
    whole = STATEMENTS["individu"].lines
    last_of_day = {line.date: line.row for line in whole}
    sparse = [line if last_of_day[line.date] == line.row else replace(line, balance=None) for line in whole]

    assert [one.status for one in identify(_filed(whole), sparse)] == ["known"] * 20


def test_a_file_without_balances_is_perhaps_known_throughout():
    bare = [replace(line, balance=None) for line in STATEMENTS["plain"].lines]

    assert classify(_filed(STATEMENTS["individu"].lines), bare) == ["maybe_known"] * 20


def test_a_file_with_balances_after_one_without_is_perhaps_known_throughout():
    bare = [replace(line, balance=None) for line in STATEMENTS["plain"].lines]

    assert classify(_filed(bare), STATEMENTS["individu"].lines) == ["maybe_known"] * 20


def _filed(lines):
    return [filed(line, one) for line, one in zip(lines, identify([], lines), strict=True)]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([100, 100, 250, -100]), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(1, 12)), min_size=1, max_size=5),
)
def test_any_parts_of_a_true_account_add_up_to_what_they_cover(amounts, parts):
    balance, day = 0, []
    for number, amount in enumerate(amounts):
        balance += amount
        day.append(a_line(amount, balance, date=DAY + dt.timedelta(days=number)))
    account = Account()
    covered = set()
    for start, length in parts:
        account.apply(day[start : start + length])
        covered.update(range(len(day))[start : start + length])

    assert account.story() == [(day[n].date, day[n].amount, day[n].balance) for n in sorted(covered)]
