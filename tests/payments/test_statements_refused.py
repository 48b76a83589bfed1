"""What is no readable statement gets a clear sentence and never half a statement."""

import codecs
import datetime as dt

import pytest

from shop.payments.statements import read
from tests.payments.reading import refusal

pytestmark = pytest.mark.sqlite_only

HEADER = "Tanggal;Keterangan;Debet;Kredit;Saldo\n"
ROW = "02/11/2026;TRANSFER DARI/RINA KARTIKA/;;87.345,00;3.337.345,00\n"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \r\n\r\n", "The file is empty."),
        (b"PK\x03\x04rest", "This Excel workbook is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "This Excel workbook is damaged"),
        (b"%PDF-1.7 rest", "This PDF is damaged"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture."),
        (b"\xff\xd8\xff\xe0JFIF", "This is a picture."),
        (b"\r\n <table><tr><td>Tanggal</td></tr></table>", "This is not a bank statement"),
        (b"<!DOCTYPE html><html></html>", "This is a web page"),
        (b"OFXHEADER:100\r\nDATA:OFXSGML", "The OFX file is damaged."),
        (b":20:MUTASI2611\r\n:25:149", "The MT940 file ends in the middle of a statement."),
        (b"<?xml version='1.0'?><mutasi/>", "This is an XML file of a kind that is not read."),
        (b"Tanggal;\0Keterangan", "This is not a text file."),
        (b"\x01\x02\x03binary", "This is not a text file."),
        (b"\x81\x8d\x8f", "This is not a text file."),
        (b"hello world", "This is not a bank statement"),
        (HEADER.encode(), "The statement has no transactions."),
    ],
)
def test_each_wrong_file_has_its_own_sentence(data, sentence):
    assert refusal(data).startswith(sentence)


def test_more_than_ten_megabytes_are_refused():
    assert "10 MB" in refusal(HEADER.encode() + b"x" * (10 * 1024 * 1024))


def test_more_than_fifty_thousand_rows_are_refused():
    assert "50.000 rows" in refusal((HEADER + ROW * 50_000).encode())


def test_a_cell_beyond_all_measure_is_refused_with_its_row():
    assert refusal(f"{HEADER}{ROW}03/11/2026;{'x' * 1001};;1.000;1\n".encode()).startswith("Row 3 ")


def test_a_line_beyond_all_measure_is_refused():
    assert refusal(HEADER.encode() + b";" * 200_000) == "The file has a line that is too long for a bank statement."


def test_another_currency_is_refused_by_the_head():
    text = f"No. rekening : ,'123\nKode Mata Uang : ,USD\n{HEADER}{ROW}"

    assert refusal(text.replace(";", "\t").encode()) == "The statement is in USD. Only rupiah accounts can be read."


def test_another_currency_is_refused_by_its_column():
    text = "Tanggal;Ccy;Keterangan;Debet;Kredit\n02/11/2026;SGD;TRANSFER;;10,00\n"

    assert "SGD" in refusal(text.encode())


@pytest.mark.parametrize(
    "data",
    [
        (HEADER + ROW).encode(),
        codecs.BOM_UTF8 + (HEADER + ROW).encode(),
        codecs.BOM_UTF16_LE + (HEADER + ROW).encode("utf-16-le"),
        codecs.BOM_UTF16_BE + (HEADER + ROW).encode("utf-16-be"),
        (HEADER + ROW).encode("utf-16-le"),
        (HEADER + ROW).encode("utf-16-be"),
    ],
)
def test_every_usual_encoding_is_read(data):
    statement = read(data, filename="statement.pdf", today=dt.date(2026, 11, 25))

    assert [line.payer for line in statement.lines] == ["RINA KARTIKA"]


def test_text_that_is_not_utf8_is_read_as_windows_1252():
    data = (HEADER + ROW.replace("RINA", "RENÉE")).encode("cp1252")

    assert read(data, today=dt.date(2026, 11, 25)).lines[0].payer == "RENÉE KARTIKA"
