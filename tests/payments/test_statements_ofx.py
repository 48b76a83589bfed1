"""OFX in both dialects: SGML without end tags, and XML."""

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
SAMPLE = (GOLDEN / "umum/02_ofx102_sgml.ofx").read_bytes()
SGML = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n"
XML = '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE"?>\n'
DAMAGED = "The OFX file is damaged. Download it again."
NO_ACCOUNT = "The OFX file holds no statement of an account."
DECLARED = "The OFX file declares a document type. No bank does that; download it again."


def row(amount="100.00", posted="20261102094112", fitid="1", name="", memo="TRANSFER DARI RINA", more=""):
    fields = {"DTPOSTED": posted, "TRNAMT": amount, "FITID": fitid, "NAME": name, "MEMO": memo}
    told = "\n".join(f"<{tag}>{value}" for tag, value in fields.items() if value)
    return f"<STMTTRN><TRNTYPE>OTHER\n{told}\n{more}</STMTTRN>\n"


def ofx(*rows, currency="IDR", account="1234567890", balance="1100.00", asof="20261124", end="20261124", head=SGML):
    return (
        f"{head}<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>{currency}<BANKACCTFROM><BANKID>014<ACCTID>{account}"
        f"<ACCTTYPE>SAVINGS</BANKACCTFROM><BANKTRANLIST><DTSTART>20261101<DTEND>{end}\n{''.join(rows)}</BANKTRANLIST>"
        f"<LEDGERBAL><BALAMT>{balance}<DTASOF>{asof}</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )


def one(**fields):
    found = statement(ofx(row(**fields)))
    assert found.errors == ()
    return found.lines[0]


def test_the_sample_tells_the_same_story_as_every_other_format():
    found = statement(SAMPLE)

    assert [
        (
            line.date.isoformat(),
            line.time.isoformat(),
            f"{line.amount:.2f}",
            f"{known.balance:.2f}",
            line.kind,
            line.payer,
        )
        for line, known in zip(found.lines, with_balances(found.lines, found.opening), strict=True)
    ] == [(e["date"], e["time"], e["amount"], e["balance"], KINDS[e["kind"]], e["name"]) for e in EXPECTED]
    assert (found.errors, found.warnings) == ((), ())
    assert (found.format, found.account_number) == ("ofx", "1234567890")
    assert (found.opening, found.closing) == (None, Decimal("4329678.30"))
    assert found.period == (dt.date(2026, 11, 1), dt.date(2026, 11, 24))


def test_fitid_is_the_id_and_memo_the_text():
    line = statement(SAMPLE).lines[2]

    assert line.external_id == "261100000323757"
    assert line.description == "TRF/PAY/TOP-UP ECHANNEL/DEWI ANGGRAINI/belanja lapak"


def test_an_id_that_stands_twice_is_none():
    found = statement(ofx(row(fitid="0"), row(fitid="0"), row(fitid="7")))

    assert [line.external_id for line in found.lines] == ["", "", "7"]


XML_ROW = (
    "<STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20261102</DTPOSTED><TRNAMT>100.00</TRNAMT><FITID>1</FITID>"
    "<NAME>TOKO A &amp; B</NAME><MEMO><![CDATA[bayar <lunas> & terima kasih]]></MEMO></STMTTRN>"
)


def xml(rows=XML_ROW, head=XML):
    return (
        f"{head}<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>IDR</CURDEF><BANKACCTFROM><ACCTID>0012345</ACCTID>"
        f"</BANKACCTFROM><BANKTRANLIST>{rows}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )


@pytest.mark.parametrize("gap", ["", "\n", "\r\n  "])
def test_the_xml_dialect_is_read_with_its_escapes(gap):
    found = statement(xml().replace("><", f">{gap}<").replace(f">{gap}<![", "><!["))
    line = found.lines[0]

    assert (found.account_number, line.date, line.time) == ("0012345", dt.date(2026, 11, 2), None)
    assert (line.payer, line.description) == ("TOKO A & B", "bayar <lunas> & terima kasih")


def test_a_credit_card_is_read_like_an_account():
    text = ofx(row(amount="-100.00")).replace("STMTRS", "CCSTMTRS").replace("BANKACCTFROM", "CCACCTFROM")
    found = statement(text.replace("<BANKID>014", "").replace("<ACCTTYPE>SAVINGS", ""))

    assert (found.account_number, found.lines[0].amount) == ("1234567890", Decimal("-100.00"))


@pytest.mark.parametrize(
    ("posted", "date", "time"),
    [
        ("20261102094112[+8:WITA]", dt.date(2026, 11, 2), dt.time(9, 41, 12)),
        ("20261102234112[+7:WIB]", dt.date(2026, 11, 3), dt.time(0, 41, 12)),
        ("20261102234112.123[+9:WIT]", dt.date(2026, 11, 2), dt.time(22, 41, 12)),
        ("20261102200000[0:GMT]", dt.date(2026, 11, 3), dt.time(4, 0)),
        ("20261102200000[-5:EST]", dt.date(2026, 11, 3), dt.time(9, 0)),
        ("20261102120000[+5.30:IST]", dt.date(2026, 11, 2), dt.time(14, 30)),
        ("20261102234112", dt.date(2026, 11, 2), dt.time(23, 41, 12)),
        ("20261102234112[WITA]", dt.date(2026, 11, 2), dt.time(23, 41, 12)),
        ("202611022341", dt.date(2026, 11, 2), dt.time(23, 41)),
        ("20261102", dt.date(2026, 11, 2), None),
        ("20261102000000", dt.date(2026, 11, 2), None),
        ("20261102000000.000[+7:WIB]", dt.date(2026, 11, 2), None),
    ],
)
def test_a_moment_is_told_in_the_shops_zone_and_without_a_zone_as_it_is_written(posted, date, time):
    line = one(posted=posted)

    assert (line.date, line.time) == (date, time)


@pytest.mark.parametrize("posted", ["20260230", "20261301120000", "2026", "soon", "20261102990000"])
def test_an_impossible_date_is_an_error_of_its_row(posted):
    found = statement(ofx(row(posted=posted), row(fitid="2")))

    assert found.errors[0].endswith(f"“{posted}” is not a date.")
    assert len(found.lines) == 1


@pytest.mark.parametrize(
    ("amount", "size"),
    [("100.00", "100.00"), ("+100", "100.00"), ("-100,50", "-100.50"), ("-.07", "-0.07"), ("100.5000", "100.50")],
)
def test_an_amount_has_a_sign_and_a_point_or_a_comma(amount, size):
    assert one(amount=amount).amount == Decimal(size)


@pytest.mark.parametrize("amount", ["1e5", "NaN", "Infinity", "100.555", "10 0", "1,0,0"])
def test_an_amount_that_the_standard_does_not_know_is_an_error_of_its_row(amount):
    found = statement(ofx(row(amount=amount), row(fitid="2")))

    assert found.errors == (f"Row 6: “{amount}” is not an amount.",)
    assert [line.amount for line in found.lines] == [100]


@pytest.mark.parametrize(
    ("name", "memo", "amount", "text", "payer"),
    [
        ("RINA KARTIKA", "TRANSFER MASUK", "1", "TRANSFER MASUK", "RINA KARTIKA"),
        ("RINA KARTIKA", "", "1", "RINA KARTIKA", "RINA KARTIKA"),
        ("", "TRANSFER DARI/RINA/", "1", "TRANSFER DARI/RINA/", "RINA"),
        ("SETORAN TUNAI", "CABANG KUTA", "1", "SETORAN TUNAI CABANG KUTA", ""),
        ("BI-FAST CR", "RINA", "1", "BI-FAST CR RINA", ""),
        ("BANK", "TRANSFER DARI/DANA/081200000000", "1", "TRANSFER DARI/DANA/081200000000", ""),
        ("BIAYA ADM", "BIAYA ADM", "-1", "BIAYA ADM", ""),
        ("", "", "1", "OTHER", ""),
    ],
)
def test_a_name_is_the_payer_unless_it_says_what_the_row_is(name, memo, amount, text, payer):
    line = one(name=name, memo=memo, amount=amount)

    assert (line.description, line.payer) == (text, payer)


def test_a_payee_stands_in_for_a_name():
    assert one(more="<PAYEE><NAME>RINA<CITY>KUTA</PAYEE>").payer == "RINA"


def test_every_byte_of_a_file_that_is_cut_off_is_missed():
    text = ofx(row()).rstrip()

    assert {refusal(text[:end]) for end in range(text.index("<STMTTRN>"), len(text))} == {DAMAGED}


@pytest.mark.parametrize("end", ["", "</MEMO>"])
def test_a_field_that_is_left_empty_does_not_disturb_the_others(end):
    text = ofx(row()).replace("<MEMO>TRANSFER DARI RINA", f"<NAME>RINA\n<MEMO>{end}")

    assert statement(text).lines[0].description == "RINA"


# Balances


def test_newest_first_is_turned_round():
    found = statement(ofx(row(posted="20261103"), row(posted="20261102", fitid="2", amount="50.00")))

    assert [(line.date.day, line.amount, line.balance) for line in found.lines] == [(2, 50, None), (3, 100, 1100)]


@pytest.mark.parametrize(
    ("asof", "closing"),
    [("20261102", 1100), ("20261124", 1100), ("20261124235959[+8:WITA]", 1100), ("20261125", None), ("20261101", None)],
)
def test_the_ledger_balance_counts_only_where_no_row_can_lie_between(asof, closing):
    found = statement(ofx(row(), asof=asof))

    assert (found.closing, found.lines[0].balance) == (closing, closing)


def test_two_accounts_in_one_file_are_an_error():
    second = ofx(row(fitid="2"), account="99", head="").removeprefix("<OFX>")
    text = ofx(row()).removesuffix("</OFX>") + second

    assert statement(text).errors == ("The file holds several accounts: 1234567890, 99. Download each account alone.",)


def test_another_currency_is_refused():
    assert refusal(ofx(row(), currency="USD")) == "The statement is in USD. Only rupiah accounts can be read."


# Letters


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("make", [lambda: ofx(row(name="RENÉE")), lambda: xml(XML_ROW.replace("TOKO", "RENÉE"))])
def test_every_usual_encoding_is_read_whatever_the_head_claims(make, encoding):
    assert statement(make().encode(encoding)).lines[0].payer.startswith("RENÉE")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", " "])
def test_every_line_end_is_read_and_none_is_needed(end):
    assert len(statement(ofx(row(), row(fitid="2")).replace("\n", end)).lines) == 2


def test_control_characters_never_reach_the_database():
    line = one(memo="A\x01B&#0;\x7f", name="C\ud800".encode("utf-8", "replace").decode())

    assert line.description.isprintable()


# What is refused


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!doctype x [<!ENTITY e SYSTEM "http://contoh.invalid/">]>',
    ],
)
def test_a_document_type_is_refused(declared):
    assert refusal(xml(head=XML + declared)) == DECLARED
    assert refusal(ofx(row(memo="&lol2;"), head=SGML + declared)) == DECLARED


def test_an_entity_is_only_text():
    assert one(memo="TRANSFER &lol9; &#82;INA").description == "TRANSFER &lol9; RINA"


@pytest.mark.parametrize(
    "text",
    [
        ofx(row()).removesuffix("</OFX>"),
        ofx(row())[:-80],
        ofx(row()).replace("</BANKTRANLIST>", "</STMTRS>"),
        SGML,
        f"{SGML}<OFX>",
        f"{SGML}<OFX></OFX></OFX>",
        xml(XML_ROW.replace("</FITID>", "</NAME>")),
    ],
)
def test_a_damaged_file_is_refused(text):
    assert refusal(text) == DAMAGED


def test_a_file_without_an_account_is_refused():
    assert refusal(f"{SGML}<OFX><SIGNONMSGSRSV1></SIGNONMSGSRSV1></OFX>") == NO_ACCOUNT


def test_an_account_without_rows_is_refused():
    assert refusal(ofx()) == "The statement has no transactions."


def test_more_than_fifty_thousand_rows_are_refused():
    assert "50.000 rows" in refusal(ofx("<STMTTRN></STMTTRN>" * 50_001))


@pytest.mark.parametrize(
    "body",
    ["<MEMO><![CDATA[x" * 100_000, "<A>" * 200_000, "<" * 1_000_000, "<MEMO>" + " " * 1_000_000, "&" * 1_000_000],
    ids=["sections without end", "deep nesting", "angles", "blanks", "ampersands"],
)
def test_nonsense_of_any_size_is_refused_at_once(body):
    assert refusal(f"{SGML}<OFX>{body}") in {DAMAGED, DECLARED, NO_ACCOUNT}


def sentence_or_statement(data):
    try:
        return read(data, today=TODAY)
    except StatementRefused as refused:
        return refused.sentence


@settings(deadline=None)
@given(st.data())
def test_no_damage_brings_the_reader_down(data):
    changed = bytearray(data.draw(st.sampled_from([SAMPLE, xml().encode()])))
    for _flip in range(data.draw(st.integers(0, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))

    assert sentence_or_statement(bytes(changed[: data.draw(st.integers(1, len(changed)))]))


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=40), st.text(max_size=40))
def test_no_text_brings_the_reader_down(body, amount, moment):
    assert sentence_or_statement(f"{SGML}<OFX>{body}</OFX>".encode())
    assert sentence_or_statement(ofx(row(amount=amount, posted=moment, memo=body)).encode())
