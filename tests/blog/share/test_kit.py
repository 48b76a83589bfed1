"""What is put together for sharing a page."""

import pytest

from blog.share.kit import kit_for
from blog.share.subjects import subject
from shop.store.selectors import shop
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


@pytest.mark.parametrize(
    ("title", "drawn"),
    [("🌶️🔥", "Pedas dan renyah."), ("🌶️ Sambal 🔥", "🌶️ Sambal 🔥"), ("Keripik", "Keripik")],
)
def test_a_title_that_cannot_be_drawn_leaves_its_place_to_the_sentence(rf, title, drawn):
    page = build.product(title=title, summary="Pedas dan renyah.")
    assert kit_for(rf.get("/"), subject(page, offers=()), shop()).poster.title == drawn
