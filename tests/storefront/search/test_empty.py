"""Words without a result are kept in a column of both databases."""

import pytest

from shop.storefront.search.models import EmptySearch

pytestmark = pytest.mark.django_db
LONGEST = "zq" * 15 + " " + "xv" * 14 + "x"


@pytest.mark.parametrize(
    ("query", "kept"),
    [(LONGEST, [LONGEST]), (LONGEST + "x", []), ("\ufb03" * 20 + " " + "\ufb04" * 20, []), ("\u00bd" * 20 + "zz", [])],
    ids=["60", "61", "ligatures", "signs"],
)
def test_a_search_is_answered_also_when_its_words_are_longer_than_what_was_typed(client, query, kept):
    assert client.get("/cari/", {"q": query}).status_code == 200
    assert list(EmptySearch.objects.values_list("words", flat=True)) == kept
