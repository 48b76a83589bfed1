"""The 42 demo products by what people type: a golden list, and thousands of systematic slips."""

import random
from unittest import mock

import pytest

from lapak.demo.catalog import build_categories, build_products, facts
from shop.storefront.models import ProductPage
from shop.storefront.search.selectors import find
from shop.storefront.search.words import has_digit, tokenise, without_small_words
from tests import build
from tests.storefront.search import mistakes
from tests.storefront.search.golden import misspelt

pytestmark = pytest.mark.django_db
FIRST = 3


@pytest.fixture(scope="module")
def titles(kept_rows):
    # Nobody looks for a photo.
    with mock.patch("lapak.demo.catalog.photo", return_value=None):
        build_products(build_categories(build.home()), now=build.NOW)
    return dict(ProductPage.objects.values_list("pk", "title"))


def missed(cases, titles) -> list[tuple[str, str]]:
    """(query, product) of those that are not among the first three."""
    return [(query, name) for query, name in cases if name not in [titles[pk] for pk in find(query).ids[:FIRST]]]


def names() -> list[tuple[str, str]]:
    """(what somebody would type without a slip, product)."""
    return [
        (
            " ".join(word for word in without_small_words(tokenise(product["name"])) if not has_digit(word)),
            product["name"],
        )
        for product in facts()["products"]
    ]


def test_all_golden_queries_find_their_product(titles):
    cases = misspelt()
    assert len(cases) >= 60
    assert {case.product for case in cases} == set(titles.values())
    assert missed(cases, titles) == []


def test_names_written_rightly_come_first_and_are_not_corrected(titles):
    found = {name: find(name) for name in titles.values()}
    assert {name: titles[result.ids[0]] for name, result in found.items()} == {name: name for name in found}
    assert [name for name, result in found.items() if result.corrected or result.partial] == []


@pytest.mark.sqlite_only
def test_one_slip_in_a_name_is_forgiven(titles):
    """Every slip of every kind would take minutes: a fair sample of 150 of each."""
    dice = random.Random(42)
    wrong = {}
    for kind in [*mistakes.ONE_WORD, mistakes.joined, mistakes.split, mistakes.shortened]:
        slips = mistakes.everywhere(kind)
        cases = [(slip, name) for query, name in names() for slip in slips(query)]
        wrong[kind.__name__] = missed(dice.sample(cases, min(150, len(cases))), titles)
    assert {kind: cases for kind, cases in wrong.items() if cases} == {}


@pytest.mark.sqlite_only
def test_a_slip_in_every_word_is_forgiven(titles):
    """The worst spellers: at least 98 of 100 names are still found."""
    dice = random.Random(7)

    def slip(word: str) -> str:
        return dice.choice(dice.choice(mistakes.ONE_WORD)(word) or [word]) if len(word) > 3 else word

    cases = [(" ".join(map(slip, query.split())), name) for query, name in names() for _time in range(6)]
    assert len(missed(cases, titles)) <= 0.02 * len(cases)
