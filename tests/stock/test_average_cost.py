"""Moving average cost against published cases, as arithmetic and through the verbs that move goods."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.stock import services
from shop.stock.average_cost import cost_found, cost_out
from tests import build

FILE = Path(__file__).parents[1] / "golden" / "stock" / "average_cost.txt"


def cases():
    """(title, moves) of the file; a move is (verb, units, rupiah)."""
    found = []
    for line in FILE.read_text().splitlines():
        if line.startswith("case "):
            found.append((line.removeprefix("case "), []))
        elif line and not line.startswith("#"):
            verb, units, _word, rupiah = line.split()
            found[-1][1].append((verb, int(units), int(rupiah)))
    return found


CASES = pytest.mark.parametrize("moves", [moves for _title, moves in cases()], ids=[title for title, _moves in cases()])


@CASES
def test_the_arithmetic_gives_the_published_costs(moves):
    on_hand = value = 0
    for verb, units, rupiah in moves:
        if verb == "in":
            on_hand, value = on_hand + units, value + rupiah
        elif verb == "out":
            cost = cost_out(on_hand=on_hand, value=value, quantity=units)
            assert cost == rupiah
            on_hand, value = on_hand - units, value - cost
        else:
            assert (on_hand, value) == (units, rupiah)


@CASES
@pytest.mark.django_db
def test_the_verbs_give_the_published_costs(moves):
    sku = build.sku(stock=0)
    for number, (verb, units, rupiah) in enumerate(moves):
        facts = {"key": f"m{number}", "at": build.NOW, "by": "pemilik"}
        if verb == "in":
            services.receive(sku=sku, quantity=units, total_cost=rupiah, paid_from="cash", reason="", **facts)
        elif verb == "out":
            services.reserve(quantities={sku.pk: units}, document="d", **facts | {"key": f"r{number}"})
            assert services.issue(quantities={sku.pk: units}, document="d", **facts) == {sku.pk: rupiah}
        else:
            assert build.level(sku) == (units, 0, rupiah)


def test_every_case_of_the_file_is_read():
    assert len(cases()) == 11
    assert all(moves for _title, moves in cases())


@pytest.mark.parametrize("quantity", [0, -1, 4])
def test_nothing_or_more_than_all_cannot_leave(quantity):
    with pytest.raises(ValueError, match="between 1 and what is on hand"):
        cost_out(on_hand=3, value=900, quantity=quantity)


moves = st.lists(st.tuples(st.booleans(), st.integers(1, 50), st.integers(0, 10**7)), max_size=40)


@given(moves)
def test_what_came_in_is_what_left_and_what_is_there(moves):
    on_hand = value = came = left = 0
    for comes, units, rupiah in moves:
        if comes:
            on_hand, value, came = on_hand + units, value + rupiah, came + rupiah
        elif on_hand:
            units = min(units, on_hand)
            cost = cost_out(on_hand=on_hand, value=value, quantity=units)
            on_hand, value, left = on_hand - units, value - cost, left + cost
        assert value >= 0
        assert on_hand > 0 or value == 0
        assert came == left + value


@given(on_hand=st.integers(1, 10**4), value=st.integers(0, 10**12), data=st.data())
def test_a_cost_is_off_the_exact_average_by_at_most_half_a_rupiah(on_hand, value, data):
    quantity = data.draw(st.integers(1, on_hand))
    cost = cost_out(on_hand=on_hand, value=value, quantity=quantity)
    assert abs(2 * (cost * on_hand - value * quantity)) <= on_hand


@pytest.mark.parametrize(
    ("on_hand", "value", "quantity", "cost"),
    [(10, 90000, 3, 27000), (2, 5, 1, 3), (3, 1, 1, 0), (0, 0, 4, 28000)],
)
def test_found_goods_come_at_the_average_or_at_the_last_known_cost(on_hand, value, quantity, cost):
    assert cost_found(on_hand=on_hand, value=value, quantity=quantity, last_unit_cost=7000) == cost
