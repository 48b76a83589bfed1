"""WhatsApp numbers as people type them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.store.phone import PhoneRefused, normalise, pretty
from shop.store.whatsapp import whatsapp_url

DIGITS = "Enter your WhatsApp number in digits, for example 0812 3456 7890."
LANDLINE = "This looks like a landline, which has no WhatsApp. Enter a mobile number that begins with 08."
FOREIGN = "Only Indonesian mobile numbers can be used here. Enter one that begins with 08 or +62."
LENGTH = "This number is too short or too long. Check it, for example 0812 3456 7890."


@pytest.mark.parametrize(
    "typed",
    [
        "081234567890",
        "0812 3456 7890",
        "0812-3456-7890",
        "0812.3456.7890",
        "(0812) 34567890",
        "  081234567890  ",
        "6281234567890",
        "+6281234567890",
        "+62 812-3456-7890",
        "0062 812 3456 7890",
        "+62 (0) 812 3456 7890",
        "81234567890",
        "0812\u20103456\u20107890",
        "0812\u20113456\u20117890",
        "0812\u20133456\u20137890",
        "0812\u20143456\u20147890",
        "0812\u00a03456\u00a07890",
        "0812\t3456\n7890",
    ],
)
def test_every_usual_spelling_is_the_same_number(typed):
    assert normalise(typed) == "6281234567890"


@pytest.mark.parametrize("national", ["812345678", "812345678901"])
def test_shortest_and_longest_numbers(national):
    assert normalise(f"0{national}") == f"62{national}"


@pytest.mark.parametrize("national", ["81234567", "8123456789012"])
def test_too_short_or_too_long(national):
    with pytest.raises(PhoneRefused) as refused:
        normalise(f"0{national}")
    assert str(refused.value) == LENGTH


@pytest.mark.parametrize(
    "typed", ["\u202a+62 812\u20113456\u20117890\u202c", "0812\u200b34567890", "0812\u22123456\u22127890"]
)
def test_a_number_copied_out_of_a_list_of_contacts_is_understood(typed):
    """Phones wrap copied numbers in marks of writing direction that nobody sees."""
    assert normalise(typed) == "6281234567890"


@pytest.mark.parametrize("typed", ["+84 912 345 678", "0084 912 345 678", "+60 12 345 6789", "+1 812 345 6789"])
def test_a_number_of_another_country_is_not_taken_for_one_of_ours(typed):
    with pytest.raises(PhoneRefused) as refused:
        normalise(typed)
    assert str(refused.value) == FOREIGN


@pytest.mark.parametrize("typed", ["0542 123456", "+62 542 7654321", "021-5551234", "0542765432"])
def test_a_landline_is_refused_with_its_reason(typed):
    with pytest.raises(PhoneRefused) as refused:
        normalise(typed)
    assert str(refused.value) == LANDLINE


@pytest.mark.parametrize(
    "typed", ["", "   ", "nomor saya", "0812a3456789", "08123456789 x2", "\u0660\u0668\u0661\u0662", "++62812"]
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(PhoneRefused) as refused:
        normalise(typed)
    assert str(refused.value) == DIGITS


@given(st.integers(10**7, 10**11 - 1).map(lambda n: f"8{n}"), st.sampled_from(["0", "62", "+62", "0062"]))
def test_the_prefix_makes_no_difference(national, prefix):
    assert normalise(prefix + national) == f"62{national}"


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_refused_with_a_sentence(text):
    number, sentence = "", ""
    try:
        number = normalise(text)
    except PhoneRefused as refused:
        sentence = str(refused)
    assert sentence in (DIGITS, FOREIGN, LANDLINE, LENGTH) or re.fullmatch(r"628[0-9]{8,11}", number)


@pytest.mark.parametrize(
    ("number", "shown"),
    [("6281234567890", "0812-3456-7890"), ("62812345678", "0812-3456-78"), ("62812345678901", "0812-3456-78901")],
)
def test_a_number_is_shown_in_groups(number, shown):
    assert pretty(number) == shown


def test_a_whatsapp_address_carries_the_text_with_real_spaces():
    assert whatsapp_url("628123", "Halo, pesanan A&B?") == "https://wa.me/628123?text=Halo%2C%20pesanan%20A%26B%3F"


def test_a_shop_without_a_number_has_no_whatsapp_address():
    assert whatsapp_url("", "Halo") == ""
