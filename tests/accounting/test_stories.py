"""The stories in tests/golden/ledger, each against an empty book."""

from pathlib import Path

import pytest

from accounting import checks
from tests.accounting import plaintext

FOLDER = Path(__file__).parents[1] / "golden" / "ledger"
STORIES = sorted(FOLDER.glob("*.ledger"))


@pytest.mark.django_db
@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_the_books_end_as_the_story_says(story):
    assert plaintext.play(story.read_text(encoding="utf-8")) > 0
    assert {name: check() for name, check in checks.CHECKS.items()} == dict.fromkeys(checks.CHECKS, [])


@pytest.mark.django_db
def test_a_wrong_expectation_is_noticed():
    with pytest.raises(AssertionError, match="balances 2026-11-03"):
        plaintext.play("2026-11-03 a\n    cash 5\n    sales -5\n\nbalances 2026-11-03\n    cash 6\n    sales -6\n")
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        plaintext.play("2026-11-03 b\n    cash 5\n    sales -5\n    = refused Unbalanced\n")


def test_there_are_stories():
    assert len(STORIES) == 6
