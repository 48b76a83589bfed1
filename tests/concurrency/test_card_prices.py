"""Lists by price may write what they sort by: whoever asks at the same moment, no row is left with a wrong price."""

from shop.catalog import services as catalog
from shop.catalog.selectors import current_rules
from shop.storefront import cards, lists
from shop.storefront.filters import filters
from shop.storefront.models import ProductCardRow
from shop.storefront.selectors import on_sale
from tests import build, promotions
from tests.concurrency.crew import race

ROUNDS = 15
BY_PRICE = filters({"urut": "murah"})


def ask(rules) -> None:
    lists.listing(on_sale(), filters=BY_PRICE, rules=rules)


def wrong(*rules) -> int:
    return sum(len(cards.mispriced(each)) for each in rules)


def nothing() -> None:
    """The others look at what came of the moment before."""


def errors(outcomes) -> set[str]:
    return {outcome.error for job in outcomes for outcome in job}


def ask_while_the_price_changes(url: str, patch: str = "") -> list[int]:
    """Two visitors ask for the list just as an article in a promotion gets another price; after each time, how many
    rows are wrong."""
    bag = build.sku_of(build.product(price=10000))
    promotions.rule(bag, value=50)
    rules = current_rules(now=build.NOW)

    def change(price):
        catalog.change_price(sku=bag, price=price, compare_at=None, now=build.NOW, by="pemilik")
        cards.refresh_of_article(bag.pk)

    visitor = [lambda: ask(rules), lambda: wrong(rules)] * ROUNDS
    owner = [act for n in range(ROUNDS) for act in (lambda n=n: change(20000 + 2 * n), nothing)]
    outcomes = race(visitor, visitor, owner, url=url, patch=patch)
    assert errors(outcomes) == {""}
    return [outcome.value for outcome in outcomes[0][1::2]]


def test_a_price_that_changes_while_two_visitors_ask_is_the_one_that_sorts(unguarded_database):
    assert ask_while_the_price_changes(unguarded_database()) == [0] * ROUNDS
    ask(current_rules(now=build.NOW))
    last = 20000 + 2 * (ROUNDS - 1)
    assert list(ProductCardRow.objects.values_list("lowest", "lowest_now")) == [(last, last // 2)]


def test_visitors_on_both_sides_of_the_minute_leave_each_row_as_its_name_says(unguarded_database):
    url = unguarded_database()
    pages = [build.product(price=1000 * (number + 1)) for number in range(30)]
    promotions.rule(*[build.sku_of(page) for page in pages[::2]], value=50)
    before, promoted = current_rules(now=build.NOW - build.DAY), current_rules(now=build.NOW)
    jobs = [[lambda rules=rules: ask(rules), lambda: wrong(before, promoted)] * ROUNDS for rules in (before, promoted)]
    outcomes = race(*jobs, *jobs, url=url)
    assert errors(outcomes) == {""}
    assert [outcome.value for job in outcomes for outcome in job[1::2]] == [0] * (4 * ROUNDS)
    ask(promoted)
    half = [(1000 * (number + 1)) // (1 if number % 2 else 2) for number in range(30)]
    assert list(ProductCardRow.objects.order_by("pk").values_list("lowest_now", flat=True)) == half


def test_control_prices_read_before_the_rows_are_held_are_left_behind(unguarded_database):
    url = unguarded_database()
    assert max(ask_while_the_price_changes(url, patch="tests.concurrency.unguarded.card_rows")) > 0
