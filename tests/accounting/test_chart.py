import pytest

from accounting import chart
from accounting.models import Account, Book
from accounting.roles import Kind, Role

FIRST_DIGIT = {Kind.ASSET: "1", Kind.LIABILITY: "2", Kind.EQUITY: "3", Kind.REVENUE: "4", Kind.EXPENSE: "567"}
ROWS = [(kind, *row) for kind, rows in chart.CHART.items() for row in rows]


def test_every_role_has_exactly_one_account():
    assert sorted(role for _kind, _code, role, _name, _formal in ROWS) == sorted(Role)


def test_codes_are_unique_and_begin_with_the_digit_of_their_kind():
    codes = [code for _kind, code, *_rest in ROWS]
    assert len(set(codes)) == len(codes)
    assert all(code[0] in FIRST_DIGIT[kind] for kind, code, *_rest in ROWS)


def test_both_names_are_unique():
    for column in (3, 4):
        names = [row[column] for row in ROWS]
        assert len(set(names)) == len(names)


@pytest.mark.django_db
def test_migrations_leave_a_book_with_its_chart():
    assert Account.objects.count() == len(ROWS)
    assert Book.objects.get().next_number == 1


@pytest.mark.django_db
def test_loading_again_adds_what_is_missing_and_leaves_what_was_renamed():
    Account.objects.filter(role="cash").update(name="Laci")
    Account.objects.get(role="rent").delete()
    chart.load()
    assert Account.objects.count() == len(ROWS)
    assert Account.objects.get(role="cash").name == "Laci"
    assert Account.objects.get(role="rent").code == "6210"
