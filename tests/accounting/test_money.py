import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from accounting import money
from accounting.forms import RupiahField

AMOUNTS = st.integers(0, money.LARGEST)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("27000", 27000),
        ("27.000", 27000),
        ("Rp27.000", 27000),
        ("Rp 27.000", 27000),
        ("rp. 27.000", 27000),
        ("  27.000\n", 27000),
        ("\u00a027.000", 27000),
        ("0", 0),
        ("Rp0", 0),
        ("1.250.000", 1250000),
        ("007", 7),
        ("999.999.999.999.999", 999_999_999_999_999),
    ],
)
def test_an_amount_is_read_as_people_write_it(written, amount):
    assert money.parse(written) == amount


@pytest.mark.parametrize(
    "written",
    [
        *("27.00", "27,5", "27,000", "27.000,00", "27.0000", "2.70.00", "1234.567", "0.500", "27.", ".500"),
        *("-5", "-5.000", "+5", "", " ", "Rp", "Rp.", "lima ribu", "5rb", "5 000", "1e6", "٢٧", "27٠00", "²", "0x10"),
    ],
)
def test_what_could_mean_something_else_is_refused(written):
    with translation.override("en"), pytest.raises(money.MoneyError, match=r"^Write the amount in whole rupiah"):
        money.parse(written)


def test_an_amount_beyond_the_column_is_refused():
    with translation.override("en"), pytest.raises(money.MoneyError, match=r"^This amount is too large"):
        money.parse("1000000000000000")


def test_endless_digits_are_refused_at_once():
    with pytest.raises(money.MoneyError):
        money.parse("9" * 100_000)


def test_a_money_error_is_a_value_error():
    assert issubclass(money.MoneyError, ValueError)


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "Rp0"), (500, "Rp500"), (12500, "Rp12.500"), (-12500, "-Rp12.500"), (1234567, "Rp1.234.567")],
)
def test_an_amount_is_printed_with_dots_for_thousands(amount, text):
    assert money.format(amount) == text


@given(AMOUNTS)
def test_what_is_printed_reads_back_the_same(amount):
    assert money.parse(money.format(amount)) == amount
    assert money.parse(money.plain(amount)) == amount
    assert money.parse(str(amount)) == amount


@given(st.text())
def test_any_text_is_an_amount_or_a_money_error(text):
    try:
        amount = money.parse(text)
    except money.MoneyError:
        return
    assert 0 <= amount <= money.LARGEST


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (10, [3, 3, 1], [4, 4, 2]),
        (5, [50, 30, 20], [3, 1, 1]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (0, [5, 0], [0, 0]),
        (0, [0, 0], [0, 0]),
        (7, [0, 2, 0], [0, 7, 0]),
        (0, [], []),
    ],
)
def test_a_total_is_shared_by_largest_remainder(total, weights, shares):
    assert money.allocate(total, weights) == shares


@given(AMOUNTS, st.lists(st.integers(0, 10**12), min_size=1, max_size=30).filter(any))
@example(total=2, weights=[1, 1, 1])
def test_shares_sum_to_the_total_and_miss_their_exact_value_by_less_than_a_rupiah(total, weights):
    shares = money.allocate(total, weights)
    whole = sum(weights)
    assert sum(shares) == total
    assert all(abs(share * whole - total * weight) < whole for share, weight in zip(shares, weights, strict=True))


@pytest.mark.parametrize(("total", "weights"), [(5, []), (5, [0, 0]), (5, [2, -1])])
def test_a_total_that_cannot_be_shared_is_an_error(total, weights):
    with pytest.raises(ValueError, match=r"nothing to share|negative"):
        money.allocate(total, weights)


class PriceForm(forms.Form):
    price = RupiahField(min_value=1, max_value=1_000_000)
    discount = RupiahField(required=False)


def test_the_field_cleans_to_whole_rupiah():
    form = PriceForm({"price": "Rp 27.000", "discount": ""})
    assert form.is_valid()
    assert form.cleaned_data == {"price": 27000, "discount": None}


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("27,5", "Write the amount in whole rupiah, for example 27.000."),
        ("0", "At least Rp1."),
        ("2.000.000", "At most Rp1.000.000."),
    ],
)
def test_the_field_says_what_is_wrong(written, sentence):
    with translation.override("en"):
        form = PriceForm({"price": written})
        assert form.errors == {"price": [sentence]}


def test_the_field_shows_an_amount_with_dots_and_keeps_what_was_mistyped():
    assert 'value="27.000"' in str(PriceForm(initial={"price": 27000})["price"])
    assert 'value="27,5"' in str(PriceForm({"price": "27,5"})["price"])
    assert 'inputmode="numeric"' in str(PriceForm()["price"])


def test_the_field_has_changed_only_when_the_amount_has():
    assert PriceForm({"price": "27.000", "discount": ""}, initial={"price": 27000}).changed_data == []
    assert PriceForm({"price": "x"}, initial={"price": 27000}).changed_data == ["price"]


@pytest.mark.parametrize(("amount", "text"), [(12500, "Rp12.500"), (0, "Rp0"), (None, ""), ("", "")])
def test_templates_print_rupiah(amount, text):
    assert Template("{% load money %}{{ n|rupiah }}").render(Context({"n": amount})) == text
