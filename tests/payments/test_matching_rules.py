"""Each rule of matching alone, and each doubt that forbids to confirm by itself."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from shop.payments.matching import BankLine, OpenOrder, decide, suggestions
from shop.payments.matching.names import agree
from shop.payments.matching.numbers import OrderNumbers

pytestmark = pytest.mark.sqlite_only

WITA = dt.timezone(dt.timedelta(hours=8))
PLACED = dt.datetime(2026, 11, 3, 10, tzinfo=WITA)


def an_order(number="LP-2611-0001", payable=87345, **changes):
    order = OpenOrder(
        number=number,
        buyer="Rina Kartika",
        payable=payable,
        base=payable // 1000 * 1000,
        paid=0,
        state="awaiting",
        placed_at=PLACED,
        expires_at=PLACED + dt.timedelta(days=1),
        unique=True,
    )
    return replace(order, **changes)


def a_line(amount=87345, key=1, **changes):
    line = BankLine(key, dt.date(2026, 11, 3), None, Decimal(amount), "TRANSFER", "RINA KARTIKA", "transfer")
    return replace(line, **changes)


def one(line, *orders):
    (decision,) = decide([line], orders)
    return decision.orders, decision.result, decision.automatic, decision.difference


PAID = (("LP-2611-0001",), "paid", True, 0)
NOTHING = ((), "unknown", False, 0)


def test_the_exact_amount_of_one_order_is_confirmed():
    assert one(a_line(), an_order(), an_order("LP-2611-0002", 87348)) == PAID


@pytest.mark.parametrize("kind", ["transfer", "interbank", "ewallet", "other"])
def test_every_kind_of_transfer_can_be_confirmed(kind):
    assert one(a_line(kind=kind, payer=""), an_order()) == PAID


REFERENCE = "260000000001234"


def test_a_reference_that_has_paid_another_order_is_not_confirmed_by_itself():
    line = a_line(reference=REFERENCE, used_for=frozenset({"LP-2611-0009"}))
    (decision,) = decide([line], [an_order()])

    assert (decision.orders, decision.result, decision.automatic) == (("LP-2611-0001",), "paid", False)
    assert decision.reason.endswith(f"the bank's reference {REFERENCE} has paid order LP-2611-0009 already")


def test_of_two_lines_with_one_reference_the_second_does_not_confirm_another_order():
    lines = [a_line(reference=REFERENCE), a_line(90000, key=2, reference=REFERENCE)]
    decisions = decide(lines, [an_order(), an_order("LP-2611-0002", 90000)])

    assert [(d.orders, d.automatic) for d in decisions] == [(("LP-2611-0001",), True), (("LP-2611-0002",), False)]


def test_a_second_transfer_for_the_same_order_is_no_second_use_of_its_reference():
    line = a_line(reference=REFERENCE, used_for=frozenset({"LP-2611-0001"}))

    assert one(line, an_order()) == PAID


@pytest.mark.parametrize(
    "change", [{"account": 2}, {"date": dt.date(2026, 11, 4), "reference": "700001"}, {"reference": "NONREF"}]
)
def test_a_reference_counts_within_its_account_and_a_short_one_within_its_day(change):
    first = a_line(account=1, reference=change.get("reference", REFERENCE))
    second = replace(first, key=2, amount=Decimal(90000), **change)

    assert all(d.automatic for d in decide([first, second], [an_order(), an_order("LP-2611-0002", 90000)]))


def test_a_reference_that_stands_at_many_lines_names_none_of_them():
    orders = [an_order(f"LP-2611-{number:04}", 87000 + 7 * number) for number in range(1, 5)]
    lines = [a_line(order.payable, key=order.number, reference=REFERENCE) for order in orders]

    assert all(d.automatic for d in decide(lines, orders))


def test_a_suggestion_by_name_tells_of_a_used_reference_too():
    line = a_line(87000, reference=REFERENCE, used_for=frozenset({"LP-2611-0009"}))
    (decision,) = decide([line], [an_order()])

    assert decision.reason.endswith(f"the bank's reference {REFERENCE} has paid order LP-2611-0009 already")


def test_another_name_is_only_marked():
    (decision,) = decide([a_line(payer="BUDI")], [an_order()])

    assert decision.automatic
    assert decision.reason == "The amount is this order's; the payer's name differs: BUDI"


# What is never confirmed by itself


@pytest.mark.parametrize(
    ("line", "order", "why"),
    [
        (a_line(kind="cash"), an_order(), "this kind of line is never confirmed by itself"),
        (a_line(), an_order(unique=False), "the amount is not reserved for one order"),
        (a_line(date=dt.date(2026, 11, 7)), an_order(), "the date is outside the time to pay"),
        (a_line(), an_order(paid=1000), "part of the order was paid before"),
        (a_line(100000, allocated=12655), an_order(), "part of the line is given to another order already"),
    ],
)
def test_a_doubt_makes_a_suggestion_of_it_and_is_named(line, order, why):
    (decision,) = decide([line], [order])

    assert decision.orders == ("LP-2611-0001",)
    assert not decision.automatic
    assert why in decision.reason


@pytest.mark.parametrize(
    "rival",
    [
        an_order("LP-2611-0002", 99345, base=87345),
        an_order("LP-2611-0002", 99345, paid=12000),
        an_order("LP-2611-0002", 99345, base=87345, placed_at=PLACED + dt.timedelta(days=9)),
    ],
)
def test_an_amount_of_another_live_order_is_never_confirmed(rival):
    (decision,) = decide([a_line()], [an_order(), rival])

    assert not decision.automatic


@pytest.mark.parametrize("state", ["awaiting", "expired", "confirmed"])
def test_two_orders_of_the_same_amount_are_ambiguous(state):
    assert one(a_line(), an_order(), an_order("LP-2611-0002", state=state)) == (
        ("LP-2611-0001", "LP-2611-0002"),
        "ambiguous",
        False,
        0,
    )


@pytest.mark.parametrize(
    ("state", "result", "difference"),
    [
        ("expired", "paid_after_expiry", 0),
        ("cancelled", "paid_after_expiry", 0),
        ("confirmed", "paid_twice", 87345),
        ("completed", "paid_twice", 87345),
    ],
)
def test_an_order_that_waits_no_more_is_never_confirmed(state, result, difference):
    paid = 87345 if result == "paid_twice" else 0

    assert one(a_line(), an_order(state=state, paid=paid)) == (("LP-2611-0001",), result, False, difference)


def test_an_amount_with_sen_matches_nothing():
    assert one(a_line("87345.37"), an_order()) == NOTHING


def test_the_number_of_one_order_with_the_amount_of_another_is_ambiguous():
    line = a_line(description="LP-2611-0002")

    assert one(line, an_order(), an_order("LP-2611-0002", 50000)) == (
        ("LP-2611-0001", "LP-2611-0002"),
        "ambiguous",
        False,
        0,
    )


@pytest.mark.parametrize(
    ("kind", "amount", "result"),
    [
        ("outgoing", -87345, "not_income"),
        ("fee", -87345, "not_income"),
        ("tax", -87345, "not_income"),
        ("interest", 87345, "not_income"),
        ("qris", 87345, "qris_settlement"),
    ],
)
def test_what_is_no_customers_money_pays_nothing(kind, amount, result):
    assert one(a_line(amount, kind=kind), an_order()) == ((), result, False, 0)


def test_a_line_that_is_given_away_whole_is_decided_no_more():
    assert decide([a_line(allocated=87345)], [an_order()]) == []


# The time to pay


@pytest.mark.parametrize("day", [3, 4, 5, 6])
def test_a_payment_may_take_three_days(day):
    assert one(a_line(date=dt.date(2026, 11, day)), an_order()) == PAID


def test_a_late_deadline_gives_more_time():
    order = an_order(expires_at=dt.datetime(2026, 11, 9, 23, 59, tzinfo=WITA))

    assert one(a_line(date=dt.date(2026, 11, 9)), order) == PAID


def test_a_line_from_before_the_order_is_not_for_it():
    assert one(a_line(date=dt.date(2026, 11, 2)), an_order()) == NOTHING


def test_a_bank_in_western_time_may_print_the_day_before():
    just_after_midnight = dt.datetime(2026, 11, 3, 0, 30, tzinfo=WITA)

    assert one(a_line(date=dt.date(2026, 11, 2)), an_order(placed_at=just_after_midnight)) == PAID


def test_a_deadline_in_another_zone_is_that_zones_day():
    utc = dt.datetime(2026, 11, 2, 17, 0, tzinfo=dt.UTC)  # 3 November, 01:00 in Makassar

    assert one(a_line(date=dt.date(2026, 11, 6)), an_order(placed_at=utc)) == PAID


# Numbers in the text


@pytest.mark.parametrize(
    "text",
    [
        "LP-2611-0012",
        "LP26110012",
        "lp 2611 0012",
        "Lp.2611.12",
        "bayar LP-2611-12 ya",
        "LP 261112",
        "100749.00LP-2611-0012",
        "LP_2611/0012 JOKO",
    ],
)
def test_an_order_number_is_found_however_it_is_written(text):
    assert OrderNumbers(["LP-2611-0012", "LP-2611-0001"]).within(text) == ("LP-2611-0012",)


@pytest.mark.parametrize(
    "text",
    ["LP-2611-001", "LP-2611-00", "LP-2611-", "LP-2611-00123", "HELP 2611 0012", "2611-0012", "LP-2612-0012", ""],
)
def test_a_number_that_is_cut_or_anothers_is_not_found(text):
    assert OrderNumbers(["LP-2611-0012", "LP-2611-0001"]).within(text) == ()


def test_several_numbers_are_found_in_their_order():
    numbers = OrderNumbers(["LP-2611-0012", "LP-2611-0013"])

    assert numbers.within("LP-2611-0013LP26110012 lp-2611-13") == ("LP-2611-0013", "LP-2611-0012")


def test_one_transfer_for_two_named_orders_is_confirmed():
    line = a_line(100749, description="LP-2611-0012 LP-2611-0013", payer="JOKO")

    assert one(line, an_order("LP-2611-0012", 41105), an_order("LP-2611-0013", 59644)) == (
        ("LP-2611-0012", "LP-2611-0013"),
        "combined",
        True,
        0,
    )


def test_two_named_orders_and_too_little_money_are_a_suggestion():
    line = a_line(100000, description="LP-2611-0012 LP-2611-0013", payer="JOKO")

    assert one(line, an_order("LP-2611-0012", 41105), an_order("LP-2611-0013", 59644)) == (
        ("LP-2611-0012", "LP-2611-0013"),
        "underpaid",
        False,
        -749,
    )


def test_a_named_order_whose_sum_another_order_asks_for_is_not_confirmed():
    line = a_line(100749, description="LP-2611-0012 LP-2611-0013")
    orders = [an_order("LP-2611-0012", 41105), an_order("LP-2611-0013", 59644), an_order("LP-2611-0014", 100749)]

    assert not one(line, *orders)[2]


def test_a_named_order_takes_any_amount_as_a_suggestion():
    line = a_line(50000, description="DP LP-2611-0001", payer="BUDI")

    assert one(line, an_order()) == (("LP-2611-0001",), "underpaid", False, -37345)


def test_a_named_order_that_is_paid_is_paid_twice():
    line = a_line(description="LP-2611-0001")

    assert one(line, an_order(state="confirmed", paid=87345)) == (("LP-2611-0001",), "paid_twice", False, 87345)


# Names and near amounts


def test_the_rest_of_a_part_payment_is_a_suggestion():
    assert one(a_line(37345, payer="BUDI"), an_order(paid=50000)) == (("LP-2611-0001",), "paid", False, 0)


def test_two_orders_of_one_name_that_make_the_sum_are_a_suggestion():
    assert one(a_line(100749), an_order("LP-2611-0012", 41105), an_order("LP-2611-0013", 59644)) == (
        ("LP-2611-0012", "LP-2611-0013"),
        "combined",
        False,
        0,
    )


def test_two_pairs_that_make_the_sum_are_ambiguous():
    orders = [an_order(f"LP-2611-000{n}", amount) for n, amount in enumerate((41105, 59644, 41205, 59544))]

    assert one(a_line(100749), *orders)[1] == "ambiguous"


@pytest.mark.parametrize(
    ("amount", "result", "difference"),
    [(87000, "underpaid", -345), (90000, "overpaid", 2655), (79000, "underpaid", -8345), (96079, "overpaid", 8734)],
)
def test_a_name_and_nearly_the_amount_is_a_suggestion(amount, result, difference):
    assert one(a_line(amount), an_order()) == (("LP-2611-0001",), result, False, difference)


@pytest.mark.parametrize("amount", [78610, 96080])
def test_more_than_a_tenth_off_is_nobodys(amount):
    assert one(a_line(amount), an_order()) == NOTHING


def test_small_amounts_may_be_two_thousand_off():
    assert one(a_line(7000), an_order(payable=9000)) == (("LP-2611-0001",), "underpaid", False, -2000)
    assert one(a_line(6999), an_order(payable=9000)) == NOTHING


def test_the_total_without_code_is_a_suggestion_even_without_a_name():
    assert one(a_line(87000, payer=""), an_order()) == (("LP-2611-0001",), "underpaid", False, -345)


def test_the_total_without_code_of_two_orders_and_no_name_is_ambiguous():
    orders = [an_order("LP-2611-0003", 64027), an_order("LP-2611-0004", 64501)]

    assert one(a_line(64000, payer=""), *orders)[1] == "ambiguous"


@pytest.mark.parametrize(
    ("buyer", "payer"),
    [
        ("Rina Kartika", "RINA KARTIKA"),
        ("Stepanus Hendrik", "STEPANUS HEN"),
        ("Stepanus Hendrik", "STEPANUS H"),
        ("Bambang Prasetyo", "BAMBANG"),
        ("Mario Karokaro", "MARIO KARO-KARO"),
        ("Dewi Anggraini", "BELANJA LAPAK DEWI ANGGRAINI"),
        ("Lisdrisustiwi", "LISDRISUSTIW"),
        ("Hj. Siti Aminah", "SITI AMINAH"),
        ("René Kasim", "RENE KASIM"),
        ("Rina", "RINA KARTIKA"),
    ],
)
def test_names_agree_as_far_as_the_bank_prints_them(buyer, payer):
    assert agree(buyer, payer)


@pytest.mark.parametrize(
    ("buyer", "payer"),
    [
        ("Rina Kartika", "NURUL HIDAYAH"),
        ("Siti Aminah", "SITI RAHMA"),
        ("Rina Kartika", ""),
        ("", "RINA"),
        ("Rina Kartika", "RI"),
        ("Rina Kartika", "DEWI RINA"),
        ("Rina Kartika", "KARTIKA"),
    ],
)
def test_other_names_do_not_agree(buyer, payer):
    assert not agree(buyer, payer)


# Twice, and taken back


def test_the_second_of_two_equal_transfers_is_paid_twice():
    decisions = decide([a_line(key=2), a_line(key=1)], [an_order()])

    assert [(d.key, d.result, d.automatic) for d in decisions] == [(1, "paid", True), (2, "paid_twice", False)]


def test_a_correction_points_to_the_order_of_the_credit():
    back = a_line(-87345, key=2, kind="reversal", date=dt.date(2026, 11, 4))
    paid, taken = decide([a_line(), back], [an_order()])

    assert (taken.orders, taken.result, taken.automatic) == (("LP-2611-0001",), "reversal", False)
    assert taken.difference == -87345
    assert paid.reason.endswith("the bank took it back later")


def test_a_correction_of_a_credit_from_an_earlier_file_finds_the_paid_order():
    back = a_line(-87345, kind="reversal", date=dt.date(2026, 11, 4))

    assert one(back, an_order(state="confirmed", paid=87345))[:2] == (("LP-2611-0001",), "reversal")
    assert suggestions(back, [an_order(state="confirmed", paid=87345)])[0].orders == ("LP-2611-0001",)


def test_a_correction_before_the_credit_takes_nothing_back():
    back = a_line(-87345, key=0, kind="reversal")
    decisions = decide([a_line(), back], [an_order()])

    assert [(d.result, d.orders) for d in decisions] == [("reversal", ()), ("paid", ("LP-2611-0001",))]


def test_a_debit_of_the_same_size_that_is_no_correction_is_not_income():
    decisions = decide([a_line(), a_line(-87345, key=2, kind="outgoing")], [an_order()])

    assert [d.result for d in decisions] == ["paid", "not_income"]


# The inbox


def test_suggestions_are_ranked_and_never_automatic():
    orders = [
        an_order(),
        an_order("LP-2611-0002", 87900),
        an_order("LP-2611-0003", 92000),
        an_order("LP-2611-0004", 87345, buyer="Dewi", paid=300),
    ]
    found = suggestions(a_line(87900), orders)

    assert [(s.orders[0], s.result, s.difference) for s in found] == [
        ("LP-2611-0002", "paid", 0),
        ("LP-2611-0001", "overpaid", 555),
        ("LP-2611-0003", "underpaid", -4100),
    ]
    assert not any(s.automatic for s in found)
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)


def test_a_line_that_fits_nothing_has_no_suggestions():
    assert suggestions(a_line(1), [an_order()]) == []
    assert suggestions(a_line(-1, kind="outgoing"), [an_order()]) == []
