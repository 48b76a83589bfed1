"""The rules of prices, without any database: what must hold for every basket, and the cases a customer would try."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.catalog.pricing import (
    AmountOff,
    BuyXGetY,
    Fault,
    FixedPrice,
    Level,
    Line,
    Part,
    PercentOff,
    Rule,
    Rulebook,
    Tiers,
    Voucher,
    basket_rules,
    price,
    quote,
)

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
BAG, TEA, BOX = 1, 2, 3


def rule(terms, *skus, pk=1, combines=True, **facts):
    covered = frozenset(skus) if skus else None
    return Rule(pk, f"Promo {pk}", terms, covered, combines, facts.pop("starts_at", NOW), facts.pop("ends_at", None))


# What must hold for every basket

amounts = st.integers(1, 100_000)
percents = st.integers(1, 99)
levels = st.builds(Level, st.integers(2, 20), percents, st.none()) | st.builds(
    Level, st.integers(2, 20), st.none(), amounts
)
terms = st.one_of(
    st.builds(PercentOff, percents),
    st.builds(AmountOff, amounts),
    st.builds(FixedPrice, amounts),
    st.builds(BuyXGetY, st.integers(1, 4), st.integers(1, 4)),
    st.builds(Tiers, st.lists(levels, min_size=1, max_size=3).map(tuple)),
)
articles = st.none() | st.frozensets(st.integers(1, 5), min_size=1)
rule_lists = st.lists(st.tuples(terms, articles, st.booleans()), max_size=6).map(
    lambda drawn: [Rule(pk, f"P{pk}", kind, skus, combines, NOW) for pk, (kind, skus, combines) in enumerate(drawn, 1)]
)
baskets = st.dictionaries(st.integers(1, 5), st.tuples(st.integers(1, 30), amounts), min_size=1).map(
    lambda drawn: [Line(sku, quantity, regular) for sku, (quantity, regular) in drawn.items()]
)
caps, minimums = st.none() | amounts, st.integers(0, 50_000)
vouchers = st.none() | st.one_of(
    st.builds(Voucher, st.just("V"), st.integers(1, 100), st.none(), minimums, caps),
    st.builds(Voucher, st.just("V"), st.none(), amounts, minimums, caps),
)


@given(baskets, rule_lists, vouchers)
def test_lines_sum_to_the_total_and_nothing_goes_below_its_floor(lines, rules, voucher):
    priced = price(lines, rules, voucher)
    assert sum(line.total for line in priced.rows) == priced.subtotal - priced.discount == priced.goods >= 1
    for line, given_line in zip(priced.rows, lines, strict=True):
        assert (line.sku_id, line.quantity, line.regular) == (
            given_line.sku_id,
            given_line.quantity,
            given_line.regular,
        )
        assert 1 <= line.unit_price <= line.regular
        assert 0 <= line.total <= line.gross
        assert all(part.amount > 0 for part in line.parts)


@given(baskets, rule_lists, vouchers)
def test_stacking_is_as_the_rules_say(lines, rules, voucher):
    by_name = {one.name: one for one in rules}
    for line in price(lines, rules, voucher).rows:
        from_rules = [by_name[part.name] for part in line.parts if part.name != "V"]
        assert len(from_rules) <= 1
        assert len([part for part in line.parts if part.name == "V"]) <= 1
        if line.rule and not line.rule.combines:
            assert line.parts == ()
        if from_rules and not from_rules[0].combines:
            assert len(line.parts) == 1


@given(baskets, rule_lists, vouchers, st.randoms())
def test_the_order_of_the_rules_makes_no_difference(lines, rules, voucher, chance):
    mixed = rules[:]
    chance.shuffle(mixed)
    assert price(lines, mixed, voucher) == price(lines, rules, voucher)


@given(baskets, rule_lists, vouchers)
def test_a_voucher_keeps_to_its_cap_and_minimum(lines, rules, voucher):
    priced, without = price(lines, rules, voucher), price(lines, rules)
    assert priced.goods == without.goods - priced.voucher_discount
    if voucher and priced.voucher_discount:
        assert without.goods >= voucher.minimum
        assert priced.voucher_discount <= (without.goods if voucher.cap is None else voucher.cap)
    if voucher and without.goods < voucher.minimum:
        assert (priced.fault, priced.missing) == (Fault.BELOW_MINIMUM, voucher.minimum - without.goods)


@given(amounts, rule_lists)
def test_an_article_costs_what_its_best_rule_says_and_the_basket_says_the_same(regular, rules):
    quoted = quote(BAG, regular, rules)
    offered = [one.terms.price(regular) for one in rules if one.is_for_articles and one.covers(BAG)]
    assert quoted.price == min([regular, *(offer for offer in offered if offer >= 1)])
    assert price([Line(BAG, 1, regular)], rules).rows[0].unit_price == quoted.price


@given(amounts, rule_lists)
def test_a_basket_rule_is_told_of_an_article_if_it_alone_takes_something_off_enough_units(regular, rules):
    lowering = [one for one in rules if one.is_for_articles]
    for one in rules:
        if not one.is_for_articles:
            told = [rule.pk for rule in basket_rules(BAG, quote(BAG, regular, lowering), [one])]
            alone = price([Line(BAG, one.terms.enough, regular)], [*lowering, one])
            assert told == ([one.pk] if alone.discount else [])


# Cases


@pytest.mark.parametrize(
    ("terms", "expected"),
    [(PercentOff(15), 10494), (AmountOff(2000), 10345), (FixedPrice(9900), 9900)],
)
def test_article_rules(terms, expected):
    assert quote(BAG, 12345, [rule(terms)]).price == expected


@pytest.mark.parametrize("terms", [AmountOff(15000), AmountOff(20000), FixedPrice(15000), FixedPrice(16000)])
def test_a_rule_that_gives_goods_away_or_makes_them_dearer_is_no_rule(terms):
    assert quote(BAG, 15000, [rule(terms)]) == quote(BAG, 15000, [])


def test_levels_that_would_not_make_an_article_cheaper_are_not_told_of_it():
    ten, fixed = Level(3, percent=10), Level(6, price=8000)
    tiers = rule(Tiers((ten, fixed)))
    assert basket_rules(BAG, quote(BAG, 8000, []), [tiers]) == (rule(Tiers((ten,))),)
    assert basket_rules(BAG, quote(BAG, 10000, []), [tiers]) == (tiers,)


def test_levels_that_would_never_be_charged_are_not_told_either():
    """Of 8.001 rupiah ten percent are more than what the price of 8.000 takes off."""
    ten, fixed, less = Level(3, percent=10), Level(6, price=8000), Level(9, percent=5)
    tiers = rule(Tiers((fixed, less, ten)))
    assert basket_rules(BAG, quote(BAG, 8001, []), [tiers]) == (rule(Tiers((ten,))),)
    assert basket_rules(BAG, quote(BAG, 10000, []), [tiers]) == (rule(Tiers((ten, fixed))),)


def test_a_rule_is_for_its_articles_only():
    assert quote(TEA, 10000, [rule(PercentOff(50), BAG)]).price == 10000


def test_of_two_that_cost_the_same_the_one_that_combines_is_taken():
    alone, open_ = rule(FixedPrice(9000), pk=1, combines=False), rule(AmountOff(1000), pk=2)
    assert quote(BAG, 10000, [alone, open_]).rule == open_


@pytest.mark.parametrize(("units", "off"), [(2, 0), (3, 5000), (5, 5000), (6, 10000), (7, 10000)])
def test_buy_two_get_one(units, off):
    assert price([Line(BAG, units, 5000)], [rule(BuyXGetY(2, 1))]).discount == off


def test_the_cheapest_are_free_and_their_worth_is_shared_by_all_lines_of_the_offer():
    priced = price([Line(BAG, 2, 10000), Line(TEA, 1, 4001), Line(BOX, 1, 9999)], [rule(BuyXGetY(2, 1), BAG, TEA)])
    assert [line.parts for line in priced.rows] == [(Part("Promo 1", 3334),), (Part("Promo 1", 667),), ()]
    assert priced.discount == 4001


def test_tiers_count_all_units_of_the_offer_and_the_best_reached_level_counts():
    tiers = rule(Tiers((Level(3, percent=10), Level(5, price=8000))))
    for bag, tea, off in [(1, 1, 0), (2, 1, 3000), (3, 2, 10000)]:
        assert price([Line(BAG, bag, 10000), Line(TEA, tea, 10000)], [tiers]).discount == off


def test_a_percentage_is_shared_by_largest_remainder():
    tiers = rule(Tiers((Level(3, percent=10),)))
    priced = price([Line(BAG, 1, 3335), Line(TEA, 1, 3335), Line(BOX, 1, 3335)], [tiers])
    assert [line.discount for line in priced.rows] == [334, 333, 333]


def test_of_two_basket_rules_the_better_one_takes_its_lines_and_the_other_one_what_is_left():
    better, other = rule(BuyXGetY(1, 1), BAG, pk=1), rule(Tiers((Level(2, percent=10),)), BAG, TEA, pk=2)
    priced = price([Line(BAG, 2, 10000), Line(TEA, 2, 5000)], [other, better])
    assert [line.parts for line in priced.rows] == [(Part("Promo 1", 10000),), (Part("Promo 2", 1000),)]


def test_a_line_that_a_basket_rule_makes_no_cheaper_stays_open_to_others():
    tiers = rule(Tiers((Level(5, price=8000),)), BAG, TEA, pk=1, combines=False)
    pairs = rule(BuyXGetY(1, 1), TEA, pk=2)
    priced = price([Line(BAG, 5, 10000), Line(TEA, 2, 7000)], [tiers, pairs])
    assert [line.parts for line in priced.rows] == [(Part("Promo 1", 10000),), (Part("Promo 2", 7000),)]


def test_a_voucher_leaves_out_what_does_not_combine():
    alone = rule(PercentOff(50), BAG, combines=False)
    priced = price([Line(BAG, 1, 10000), Line(TEA, 1, 10000)], [alone], Voucher("V", percent=10))
    assert [line.discount for line in priced.rows] == [0, 1000]
    only = price([Line(BAG, 1, 10000)], [alone], Voucher("V", percent=10))
    assert (only.voucher_discount, only.fault) == (0, Fault.NOT_COMBINED)


def test_a_voucher_that_is_worth_more_than_the_goods_leaves_one_rupiah():
    assert price([Line(BAG, 1, 5000)], [], Voucher("V", amount=20000)).goods == 1


# The clock


def test_a_rule_counts_from_its_first_minute_and_not_at_its_last():
    one = rule(PercentOff(10), starts_at=NOW, ends_at=NOW + timedelta(hours=1))
    assert [one.in_force(NOW + timedelta(seconds=s)) for s in (-1, 0, 3599, 3600)] == [False, True, True, False]


def test_the_book_names_the_next_minute_at_which_something_changes():
    hour = timedelta(hours=1)
    first = rule(PercentOff(10), starts_at=NOW, ends_at=NOW + 3 * hour)
    second = replace(first, pk=2, starts_at=NOW + hour, ends_at=None)
    book = Rulebook((first, second))
    assert [book.next_change(NOW + h * hour) for h in (-1, 0, 1, 3)] == [NOW, NOW + hour, NOW + 3 * hour, None]
    assert [one.pk for one in book.at(NOW + 2 * hour)] == [1, 2]
