"""MT940: message by message, with balances that must meet."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop.payments.identity import with_balances
from shop.payments.statements import StatementRefused, read
from tests.payments.reading import KINDS, TODAY, refusal, statement

pytestmark = pytest.mark.sqlite_only

GOLDEN = Path(__file__).parents[1] / "golden" / "mutasi"
EXPECTED = json.loads((GOLDEN / "expected.json").read_text())["lines"]
SAMPLE = (GOLDEN / "umum/01_mt940.sta").read_bytes()


def message(*rows, opening="C261101IDR1000,00", closing, account="1490001234567", end="-"):
    return "\n".join([":20:X", f":25:{account}", ":28C:1/1", f":60F:{opening}", *rows, f":62F:{closing}", end, ""])


def one(row, details=":86:TRANSFER", closing="C261124IDR1100,00"):
    found = statement(message(row, details, closing=closing))
    assert found.errors == ()
    return found.lines[0]


def test_the_sample_tells_the_same_story_as_every_other_format():
    found = statement(SAMPLE)

    assert [
        (line.date.isoformat(), f"{line.amount:.2f}", f"{rebuilt.balance:.2f}", line.kind, line.payer)
        for line, rebuilt in zip(found.lines, with_balances(found.lines, found.opening), strict=True)
    ] == [(e["date"], e["amount"], e["balance"], KINDS[e["kind"]], e["name"]) for e in EXPECTED]
    assert (found.errors, found.warnings) == ((), ())
    assert (found.format, found.account_number) == ("mt940", "1490001234567")
    assert (found.opening, found.closing) == (Decimal("3250000.00"), Decimal("4329678.30"))
    assert found.period == (dt.date(2026, 11, 1), dt.date(2026, 11, 24))


def test_a_note_with_two_order_numbers_stays_whole():
    assert statement(SAMPLE).lines[15].description == ("TRF/PAY/TOP-UP ECHANNEL/JOKO SUSILO/LP-2611-0012 LP-2611-0013")


def test_the_banks_reference_is_the_id_of_a_row():
    line = statement(SAMPLE).lines[0]

    assert (line.reference, line.external_id) == ("261100000107919", "261100000107919 261102 87345.00")


@pytest.mark.parametrize(
    ("tail", "reference", "id"),
    [
        ("NTRFNONREF", "", ""),
        ("NTRFNONREF//B12", "B12", "B12 261102 100.00"),
        ("NTRFLP-2611-0012//B12", "B12", "B12 261102 100.00"),
        ("NTRFLP-2611-0012", "LP-2611-0012", ""),
        ("NTRF081200000000", "081200000000", ""),
        ("", "", ""),
    ],
)
def test_what_a_customer_writes_is_no_id(tail, reference, id):
    line = one(f":61:261102C100,00{tail}")

    assert (line.reference, line.external_id) == (reference, id)


def test_a_reference_that_two_equal_rows_share_is_no_id():
    row = ":61:261102C50,00NTRFNONREF//B12"
    found = statement(message(row, ":86:A", row, ":86:B", closing="C261124IDR1100,00"))

    assert [line.external_id for line in found.lines] == ["", ""]


@pytest.mark.parametrize(
    ("mark", "amount", "closing"),
    [("C", "100", "1100"), ("RD", "100", "1100"), ("D", "-100", "900"), ("RC", "-100", "900"), ("CR", "100", "1100")],
)
def test_marks_tell_the_direction_and_a_reversal_turns_it(mark, amount, closing):
    line = one(f":61:261102{mark}100,NTRFNONREF", closing=f"C261124IDR{closing},00")

    assert line.amount == Decimal(amount)


@pytest.mark.parametrize(
    ("row", "date"),
    [
        (":61:261102C100,00NTRFNONREF", dt.date(2026, 11, 2)),
        (":61:2611021103C100,00NTRFNONREF", dt.date(2026, 11, 3)),
        (":61:2612310102C100,00NTRFNONREF", dt.date(2027, 1, 2)),
        (":61:2701021231C100,00NTRFNONREF", dt.date(2026, 12, 31)),
    ],
)
def test_the_day_of_booking_counts_also_across_new_year(row, date):
    assert one(row).date == date


def test_a_description_over_several_lines_is_one():
    line = one(":61:261102C100,00NTRFNONREF", ":86:TRANSFER DARI BANK MANDIRI\nRINA KARTIKA 1150011530112")

    assert line.description == "TRANSFER DARI BANK MANDIRI RINA KARTIKA 1150011530112"
    assert line.payer == "RINA KARTIKA"


def test_a_word_that_a_full_line_breaks_is_whole_again():
    line = one(":61:261102C100,00NTRFNONREF", f":86:{'x' * 58} LP-261\n1-0012")

    assert line.description == f"{'x' * 58} LP-2611-0012"


@pytest.mark.parametrize("code", ["", "166"])
def test_a_structured_description_names_text_and_payer(code):
    details = f":86:{code}?00TRANSFER MASUK?20belanja LP-2611-00?2112?31115001153\n?32RINA KAR?33TIKA"
    line = one(":61:261102C100,00NTRFNONREF", details)

    assert (line.description, line.payer) == ("TRANSFER MASUK belanja LP-2611-0012", "RINA KARTIKA")


def test_a_row_without_a_type_does_not_swallow_the_one_before():
    rows = [":61:261102C40,00", ":86:A", ":61:261102C60,00", ":86:B"]

    assert [line.amount for line in statement(message(*rows, closing="C261124IDR1100,00")).lines] == [40, 60]


def test_a_row_without_any_description_is_read():
    found = statement(message(":61:261102C100,00NTRFNONREF", closing="C261124IDR1100,00"))

    assert [(line.amount, line.description) for line in found.lines] == [(Decimal("100.00"), "")]


def test_a_word_about_the_whole_statement_is_not_told_of_its_last_row():
    found = statement(
        message(
            ":61:261102C100,00NTRFNONREF", ":86:A", closing="C261124IDR1100,00\n:64:C261124IDR1100,00\n:86:TERIMA KASIH"
        )
    )

    assert [line.description for line in found.lines] == ["A"]


DAYS = (
    message(":61:261102C100,00NTRFNONREF", ":86:A", closing="C261102IDR1100,00"),
    message(closing="C261103IDR1100,00", opening="C261102IDR1100,00"),
    message(":61:261104D300,00NTRFNONREF", ":86:B", opening="C261103IDR1100,00", closing="C261104IDR800,00"),
)


@pytest.mark.parametrize("order", [DAYS, DAYS[::-1]])
def test_a_message_for_each_day_makes_one_statement_in_either_order(order):
    found = statement("".join(order))

    assert [(line.amount, line.balance) for line in found.lines] == [(100, 1100), (-300, 800)]
    assert (found.opening, found.closing, found.errors) == (1000, 800, ())
    assert found.period == (dt.date(2026, 11, 1), dt.date(2026, 11, 4))


def test_a_day_that_is_missing_between_two_messages_is_an_error():
    gap = message(":61:261105C50,00NTRFNONREF", opening="C261104IDR700,00", closing="C261105IDR750,00")

    assert "is missing" in statement(DAYS[0] + gap).errors[0]


def test_a_long_day_goes_on_in_a_second_message():
    first = message(":61:261102C100,00NTRFNONREF", ":86:A", closing="X").replace(":62F:X", ":62M:C261102IDR1100,00")
    second = message(":61:261102C200,00NTRFNONREF", ":86:B", closing="C261102IDR1300,00").replace(
        ":60F:C261101IDR1000", ":60M:C261102IDR1100"
    )
    found = statement(first + second)

    assert ([line.amount for line in found.lines], found.opening, found.closing) == ([100, 200], 1000, 1300)
    assert found.errors == ()


@pytest.mark.parametrize("account", ["BANKIDJA/1490001234567", "1490001234567IDR", "1490001234567 IDR"])
def test_the_account_is_found_beside_bank_and_currency(account):
    found = statement(message(":61:261102C100,00NTRFNONREF", closing="C261124IDR1100,00", account=account))

    assert found.account_number == "1490001234567"


@pytest.mark.parametrize("wrap", [str, lambda text: "{1:F01X}{2:I940X}{4:\n" + text.replace("\n-\n", "\n-}\n")])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_envelope_line_end_and_encoding_is_read(wrap, end, encoding):
    text = wrap(message(":61:261102C100,00NTRFNONREF", ":86:TRANSFER DARI RENÉE", closing="C261124IDR1100,00"))

    assert statement(text.replace("\n", end).encode(encoding)).lines[0].payer == "RENÉE"


def test_an_overdrawn_account_has_negative_balances():
    found = statement(message(":61:261102C100,00NTRFNONREF", opening="D261101IDR300,00", closing="D261124IDR200,00"))

    assert (found.opening, found.closing, found.errors) == (-300, -200, ())


def test_totals_that_do_not_meet_are_an_error():
    found = statement(message(":61:261102C100,00NTRFNONREF", closing="C261124IDR1200,00"))

    assert found.errors == (
        "A row is missing near row 7: the balance there should be Rp1.100,00, the file says Rp1.200,00.",
    )


def test_two_accounts_in_one_file_are_an_error():
    other = message(
        ":61:261102C100,00NTRFNONREF", opening="C261102IDR1100,00", closing="C261124IDR1200,00", account="77"
    )

    assert statement(DAYS[0] + other).errors == (
        "The file holds several accounts: 1490001234567, 77. Download each account alone.",
    )


def test_another_currency_is_refused():
    text = message(":61:261102C100,00NTRFNONREF", opening="C261101USD1000,00", closing="C261124USD1100,00")

    assert refusal(text) == "The statement is in USD. Only rupiah accounts can be read."


@pytest.mark.parametrize("date", ["260230", "261301", "261131"])
def test_an_impossible_date_is_refused_and_never_rolled_over(date):
    assert refusal(message(f":61:{date}C100,00NTRFNONREF", closing="C261124IDR1100,00")) == (
        "The MT940 file is damaged. Download it again."
    )


def test_a_file_that_ends_before_its_closing_balance_is_refused():
    assert refusal(SAMPLE[: SAMPLE.index(b":62F:")]) == (
        "The MT940 file ends in the middle of a statement. Download it again."
    )


@pytest.mark.parametrize(
    "row", [":61:BROKEN", ":61:261102X100,00NTRF", ":61:261102C1,2,3NTRFNONREF", ":61:261102C,NTRFNONREF"]
)
def test_a_row_that_cannot_be_read_is_never_left_out(row):
    assert refusal(message(row, closing="C261124IDR1000,00")) == "The MT940 file is damaged. Download it again."


def test_a_colon_in_the_wrong_place_is_no_message():
    assert refusal(b"x}:20:X\n:25:1\n:60F:C261101IDR1000,00") == "The MT940 file is damaged. Download it again."


def test_a_statement_without_rows_is_refused():
    assert refusal(DAYS[1]) == "The statement has no transactions."


def test_more_than_fifty_thousand_rows_are_refused():
    assert "50.000 rows" in refusal(message(*[":61:261102C1,00NTRFNONREF"] * 50_001, closing="C261124IDR1100,00"))


def sentence_or_statement(data):
    try:
        return read(data, today=TODAY)
    except StatementRefused as refused:
        return refused.sentence


@settings(deadline=None)
@given(st.data())
def test_no_damage_brings_the_reader_down(data):
    changed = bytearray(SAMPLE)
    for _flip in range(data.draw(st.integers(0, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))

    assert sentence_or_statement(bytes(changed[: data.draw(st.integers(1, len(changed)))]))


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=200))
def test_no_text_brings_the_reader_down(row, details):
    assert sentence_or_statement(message(f":61:{row}", f":86:{details}", closing="C261124IDR1100,00").encode("utf-8"))
    assert sentence_or_statement(
        message(":61:261102C100,00NTRFNONREF", f":86:{details}", closing="C261124IDR1100,00").encode()
    )
