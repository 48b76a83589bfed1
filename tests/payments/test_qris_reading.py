"""A QRIS is read to the letter, or refused with a sentence that says what is wrong with it."""

import contextlib
import json
import string
import time
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from shop.payments.qris import QrisRefused, Tag, read
from shop.payments.qris.payload import compose, crc, parse, seal, split

pytestmark = pytest.mark.sqlite_only
SAMPLES = json.loads((Path(__file__).parents[1] / "golden" / "qris" / "samples.json").read_text())
GOOD = SAMPLES["good"]
STATIC = GOOD[0]["payload"]
REFUSED = {
    "CRC salah": "The check sum of this QRIS is wrong: a character was changed or lost. Copy it once more.",
    "terpotong": "This QRIS is damaged or cut off near character 85. Copy the whole text once more.",
    "panjang tag rusak": "This QRIS is damaged or cut off near character 149. Copy the whole text once more.",
    "bukan IDR": "This QRIS is not in rupiah.",
    "bukan ID (negara)": "This QRIS is not of an Indonesian merchant.",
    "bukan QRIS (tanpa tag 51 ID.CO.QRIS.WWW)": (
        "This code is not a QRIS: it has no entry in the national register of merchants."
    ),
    "tag 00 bukan 01": "This QRIS is of a version that is not known here. It should begin with 000201.",
    "url, bukan payload": "This is not the text of a QRIS. It begins with 000201.",
    "tag ganda": "This QRIS is damaged: it says the part 54 twice.",
}
IDS = st.integers(1, 99).filter(lambda number: number != 63).map("{:02}".format)
VALUES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)
TAGS = st.lists(st.builds(Tag, IDS, VALUES), max_size=20, unique_by=lambda tag: tag.id)


@pytest.fixture(autouse=True, scope="module")
def _english():
    with translation.override("en"):
        yield


def refused(text):
    with pytest.raises(QrisRefused) as refusal:
        read(text)
    assert str(refusal.value) == refusal.value.sentence
    return refusal.value.sentence


def having(text=STATIC, **values):
    """The sealed text with other tags, `t54="10"`; None takes a tag away."""
    tags = {tag.id: tag.value for tag in split(text) if tag.id != "63"}
    for name, value in values.items():
        tags[name[1:]] = value
    return seal(Tag(id, value) for id, value in sorted(tags.items()) if value is not None)


def national(**values):
    tags = {"00": "ID.CO.QRIS.WWW", "02": "ID0000000000001", "03": "UMI"} | {n[1:]: v for n, v in values.items()}
    return compose(Tag(*item) for item in sorted(tags.items()) if item[1] is not None)


def test_the_check_sum_is_the_published_one():
    assert crc("123456789") == "29B1"


def test_the_official_sample_shows_that_lengths_are_characters_and_the_check_sum_bytes():
    tags = {tag.id: tag.value for tag in parse(SAMPLES["emvco_official"]["payload"])}

    assert tags["59"] == "BEST TRANSPORT"
    assert tags["64"] == "0002ZH0104最佳运输0202北京"
    assert tags["63"] == "A13A"


def test_the_official_sample_is_no_qris():
    assert refused(SAMPLES["emvco_official"]["payload"]) == "This QRIS is not in rupiah."


def test_a_static_code_is_read():
    qris = read(STATIC)

    assert (qris.merchant, qris.city, qris.postcode) == ("LAPAK CONTOH UJI", "BALIKPAPAN", "76129")
    assert (qris.nmid, qris.criteria) == ("ID0000000000001", "UMI")
    assert (qris.is_static, qris.amount, qris.warnings) == (True, None, ())
    assert [tag.id for tag in qris.tags] == ["00", "01", "26", "51", "52", "53", "58", "59", "60", "61", "62", "63"]


@pytest.mark.parametrize("sample", GOOD, ids=lambda sample: sample["payload"][-4:])
def test_every_good_sample_is_read_to_the_letter(sample):
    qris = read(sample["payload"])

    assert (qris.merchant, qris.is_static, qris.amount, qris.text) == (
        sample["merchant"],
        sample["kind"] == "static",
        sample.get("amount"),
        sample["payload"],
    )


@pytest.mark.parametrize(
    "sample", [sample for sample in SAMPLES["bad"] if not sample.get("repairable")], ids=lambda sample: sample["why"]
)
def test_every_bad_sample_is_refused_with_its_own_sentence(sample):
    assert refused(sample["payload"]) == REFUSED[sample["why"]]


def test_blanks_and_line_breaks_of_a_paste_are_dropped_and_those_of_a_name_kept():
    (sample,) = [sample for sample in SAMPLES["bad"] if sample.get("repairable")]

    assert read(sample["payload"]).text == STATIC
    assert read(f"\r\n\t {STATIC[:90]}\r\n{STATIC[90:]} \n").merchant == "LAPAK CONTOH UJI"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This is not the text of a QRIS. It begins with 000201."),
        ("000201", "This QRIS is not complete: its check sum is missing at the end. Copy the whole text."),
        (STATIC[:-8], "This QRIS is not complete: its check sum is missing at the end. Copy the whole text."),
        (STATIC + "6001X", "This QRIS is damaged: it says the part 60 twice."),
        (STATIC + "6401X", "This QRIS is not complete: its check sum is missing at the end. Copy the whole text."),
        (
            STATIC[:-4] + "677f",
            "The check sum of this QRIS is wrong: a character was changed or lost. Copy it once more.",
        ),
        ("0002010١0211", "This QRIS is damaged or cut off near character 7. Copy the whole text once more."),
        ("0002010100", "This QRIS is damaged or cut off near character 7. Copy the whole text once more."),
        ("000201" + "1" * 600, "This text is too long for a QRIS."),
        (having(t53=None), "This QRIS is not in rupiah."),
        (having(t58=None), "This QRIS is not of an Indonesian merchant."),
        (having(t59=None), "This QRIS does not say the name of the merchant."),
        (having(t59="  "), "This QRIS does not say the name of the merchant."),
        (having(t60=None), "This QRIS does not say the city of the merchant."),
        (having(t01="13"), "This QRIS does not say whether it is for one payment or for many."),
        (having(t51="nothing"), "This QRIS is damaged or cut off near character 1. Copy the whole text once more."),
        (
            having(t51=national(t00="ID.CO.CONTOH.WWW")),
            "This code is not a QRIS: it has no entry in the national register of merchants.",
        ),
    ],
)
def test_each_fault_has_its_sentence(text, sentence):
    assert refused(text) == sentence


@pytest.mark.parametrize("nmid", [None, "ID000000000001", "ID00000000000012", "id0000000000001", "MY0000000000001"])
def test_the_merchants_number_must_be_a_national_one(nmid):
    text = having(t51=national(t02=nmid))

    assert refused(text) == "The merchant's number (NMID) in this QRIS is wrong: it should be ID and 13 digits."


@pytest.mark.parametrize(("written", "amount"), [("10000", 10000), ("100003.00", 100003), ("5.", 5), ("1", 1)])
def test_amounts_are_whole_rupiah(written, amount):
    assert read(having(t01="12", t54=written)).amount == amount


@pytest.mark.parametrize("written", ["0", "0.00", "1.50", "1,00", "-1", "1e3", "١٠", "12345678901"])
def test_an_amount_that_is_not_whole_rupiah_is_refused(written):
    assert refused(having(t01="12", t54=written)) == (
        "The amount in this QRIS cannot be read: it should be in whole rupiah."
    )


def test_a_long_name_is_a_warning():
    assert read(having(t59="X" * 25)).warnings == ()
    assert read(having(t59="RETRIBUSI PARKIR CONTOH KOTA BALIKPAPAN UTARA")).warnings == (
        "The merchant's name is longer than 25 characters; some apps will cut it off.",
    )


@pytest.mark.parametrize("tip", [{"t55": "01"}, {"t55": "02", "t56": "500"}, {"t55": "03", "t57": "5"}])
def test_a_tip_is_a_warning(tip):
    assert read(having(**tip)).warnings == ("This QRIS asks the buyer for a tip or a fee on top of the amount.",)


def test_what_a_merchant_need_not_say_is_empty():
    qris = read(having(t61=None, t62=None, t01=None, t51=national(t03=None)))

    assert (qris.postcode, qris.criteria, qris.is_static) == ("", "", True)


def test_sentences_are_in_the_readers_language():
    with translation.override("id"), pytest.raises(QrisRefused) as refusal:
        read("https://contoh.invalid")
    assert refusal.value.sentence == "Ini bukan teks QRIS. Teks QRIS diawali 000201."


@given(TAGS)
def test_tags_survive_writing_and_reading(tags):
    assert split(compose(tags)) == tuple(tags)


@given(TAGS)
def test_a_sealed_text_is_read_back(tags):
    text = seal([Tag("00", "01"), *tags])
    assert len(text) > 512 or parse(text)[:-1] == (Tag("00", "01"), *tags)


@given(st.integers(0, len(STATIC) - 1), st.sampled_from(string.printable[:95]))
def test_any_changed_character_is_refused(at, other):
    """The check sum finds every change within two bytes; these are changes within one."""
    changed = STATIC[:at] + other + STATIC[at + 1 :]
    if changed == STATIC:
        assert read(changed).text == STATIC
    else:
        with pytest.raises(QrisRefused):
            read(changed)


@given(st.integers(0, len(STATIC) - 1))
def test_any_lost_character_is_refused(at):
    with pytest.raises(QrisRefused):
        read(STATIC[:at] + STATIC[at + 1 :])


@given(st.one_of(st.text(), st.text("0123456789", max_size=600).map("000201".__add__)))
def test_rubbish_is_refused_and_nothing_else(text):
    with pytest.raises(QrisRefused):
        read(text)


@settings(max_examples=200)
@given(st.text(string.printable, max_size=99), st.sampled_from(["51", "54", "59", "60", "01", "62"]))
def test_rubbish_under_a_right_check_sum_is_read_to_the_letter_or_refused(value, tag):
    text = having(**{f"t{tag}": value or None})
    with contextlib.suppress(QrisRefused):
        assert read(text).text == text


def test_a_huge_paste_is_refused_at_once():
    began = time.process_time()
    refused("000201" + "\n 51" * 500_000)
    assert time.process_time() - began < 1
