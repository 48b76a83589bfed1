"""The guide: chapters in order, each explaining one screen."""

import json
import re

import pytest

from lapak.demo.content import build as demo
from lapak.demo.content import guide as content
from lapak.guide import screens
from lapak.guide.models import ChapterPage
from lapak.guide.selectors import chapter_for, neighbours
from tests.pages import build
from tests.pages.reading import english, words

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
SLUGS = [chapter["slug"] for chapter in content.CHAPTERS]


@pytest.fixture(scope="module")
def index(kept_rows):
    return demo.build_guide(build.home())


@pytest.fixture
def chapters(index):
    return list(ChapterPage.objects.child_of(index).order_by("path"))


def test_index_lists_the_chapters_in_reading_order(client, index):
    answer = client.get("/panduan/")
    linked = re.findall(r'href="/panduan/([\w-]+)/"', answer.content.decode())
    assert [slug for slug in linked if slug in SLUGS] == SLUGS
    assert english(words(answer)) == set()


@pytest.mark.parametrize("slug", SLUGS)
def test_each_chapter_can_be_read_in_indonesian(client, index, slug):
    answer = client.get(f"/panduan/{slug}/")
    assert answer.status_code == 200
    assert english(words(answer)) == set()


def test_chapter_says_for_whom_and_how_long(client, chapters):
    text = words(client.get(chapters[2].url))
    assert "8 menit membaca" in text
    assert "Untuk: pemilik, pegawai" in text


def test_contents_link_to_the_headings(client, chapters):
    body = client.get(chapters[0].url).content.decode()
    for anchor, heading in chapters[0].contents:
        assert f'<a href="#{anchor}">{heading}</a>' in body
        assert f'<h2 id="{anchor}">{heading}</h2>' in body


def test_first_chapter_has_no_previous_and_last_no_next(chapters):
    assert neighbours(chapters[0]) == (None, chapters[1])
    assert neighbours(chapters[2]) == (chapters[1], chapters[3])
    assert neighbours(chapters[-1]) == (chapters[-2], None)


def test_reading_order_follows_the_tree_after_a_move(chapters):
    chapters[-1].move(chapters[0], pos="left")
    moved = [ChapterPage.objects.get(pk=chapter.pk) for chapter in chapters]
    assert neighbours(moved[0]) == (moved[-1], moved[1])


def test_unpublished_chapter_is_skipped(chapters):
    chapters[1].unpublish()
    assert neighbours(ChapterPage.objects.get(pk=chapters[0].pk)) == (None, chapters[2])


def test_chapter_links_to_its_neighbours(client, chapters):
    body = client.get(chapters[1].url).content.decode()
    assert f'rel="prev" href="{chapters[0].url}"' in body
    assert f'rel="next" href="{chapters[2].url}"' in body


def test_each_screen_of_the_owner_finds_its_chapter(index):
    found = {screen: chapter_for(screen).slug for screen in screens.Screen.values}
    assert found == {chapter["screen"]: chapter["slug"] for chapter in content.CHAPTERS}


def test_screen_without_a_chapter_finds_none(index):
    assert chapter_for("kasir") is None


def test_unknown_screen_leads_to_the_home_of_the_editor():
    assert screens.address("kasir") == "/admin/"


def test_payment_chapter_leads_a_helper_through_every_step_in_order(client, chapters):
    text = words(client.get(chapters[2].url))
    milestones = [
        "KlikBCA",
        "Cek pembayaran",
        "Lihat isinya",
        "Pratinjau mutasi",
        "baru",
        "sudah ada",
        "mungkin sama",
        "PEND",
    ]
    milestones += ["Terapkan", "Kotak masuk", "Terima Rp", "Alasan", "Batalkan konfirmasi"]
    positions = []
    for milestone in milestones:
        positions.append(text.index(milestone, positions[-1] if positions else text.index("Mengambil mutasi")))
    assert positions == sorted(positions)


def test_step_with_a_picture_shows_the_text_for_those_who_cannot_see_it(client, chapters, tmp_path, settings):
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    settings.MEDIA_ROOT = tmp_path
    picture = get_image_model().objects.create(title="layar", file=get_test_image_file())
    shot = {"image": picture.pk, "decorative": False, "alt_text": "Tombol Terapkan di bawah daftar"}
    chapters[0].body = json.dumps([{"type": "steps", "value": [{"text": "<p>Tekan.</p>", "picture": shot}]}])
    chapters[0].save_revision().publish()
    assert 'alt="Tombol Terapkan di bawah daftar"' in client.get(chapters[0].url).content.decode()


def test_callout_says_its_kind_in_words(client, chapters):
    chapters[0].body = json.dumps([{"type": "callout", "value": {"kind": "warning", "text": "<p>Panas.</p>"}}])
    chapters[0].save_revision().publish()
    assert "Awas Panas." in words(client.get(chapters[0].url))
