"""Two states of a page side by side, in which places for pictures are empty."""

import io
import re

import pytest
from django.core.files.images import ImageFile
from django.urls import reverse
from wagtail.images import get_image_model

from lapak.pages.models import ProfilePage
from tests import build
from tests.checks import text_of
from tests.ground.hostile_pictures import photo

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only, pytest.mark.usefixtures("clock")]

STEP = {"title": "Pilih barang", "text": "Di rak"}
PERSON = {"name": "Siti", "role": "Pemilik", "text": ""}
SEASON = {"first": "2026-11-01", "last": "2026-12-31", "title": "Musim durian", "text": "", "button": ""}


def profile() -> ProfilePage:
    return build.home().add_child(instance=ProfilePage(title="Tentang", slug="tentang"))


def steps(*values) -> list[dict]:
    listed = [{"type": "item", "value": value, "id": str(number)} for number, value in enumerate(values)]
    return [{"type": "how_to_buy", "value": {"heading": "Cara belanja", "steps": listed}, "id": "how"}]


def compared(client, page, field: str, *states):
    """What the editor answers when two states of one field are compared."""
    revisions = []
    for state in states:
        stream = page._meta.get_field(field).stream_block
        setattr(page, field, stream.to_python(state))
        revisions.append(page.save_revision().pk)
    answer = client.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, *revisions]))
    assert answer.status_code == 200
    return answer


# Of one block with the same id Wagtail compares what is inside; without an id it has come or gone as a whole.
@pytest.mark.parametrize("known", [{"id": "one"}, {}], ids=["changed", "exchanged"])
@pytest.mark.parametrize(
    ("made", "field", "kind", "value", "word"),
    [
        (build.home, "seasons", "season", SEASON, "title"),
        (profile, "way_in", "step", STEP, "text"),
        (profile, "people", "person", PERSON, "role"),
    ],
)
def test_a_place_without_a_picture(admin_client, made, field, kind, value, word, known):
    before, after = ([{"type": kind, "value": value | {word: said}, **known}] for said in ("Lama", "Baru"))
    words = text_of(compared(admin_client, made(), field, before, after))
    assert "Lama" in words
    assert "Baru" in words
    assert "None" not in words


def test_steps_of_buying_without_pictures(admin_client):
    before, after = (steps(STEP, STEP | {"text": said}) for said in ("Lama", "Baru"))
    words = text_of(compared(admin_client, build.home(), "body", before, after))
    assert "Lama Baru" in words
    assert "None" not in words


def test_a_picture_that_is_added(admin_client):
    file = ImageFile(io.BytesIO(photo()), "gerbang.jpg")
    picture = get_image_model().objects.create(title="Gerbang", file=file)
    chosen = {"photo": {"image": picture.pk, "alt_text": "Gerbang biru", "decorative": False}}
    before, after = ([{"type": "step", "value": STEP | more, "id": "one"}] for more in ({}, chosen))
    answer = compared(admin_client, profile(), "way_in", before, after)
    assert re.search(r'preview-image addition">\s*<img', answer.content.decode())
    assert "Gerbang biru" in text_of(answer)
    assert "None" not in text_of(answer)
