"""The guide names what stands on the screens, and shows it."""

import re

import pytest
from django.conf import settings
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Collection

from accounting.chart import CHART
from lapak import catalogues
from lapak.demo.content import build as demo
from lapak.demo.content import guide as content
from lapak.demo.content.guide.pictures import COLLECTION, FOLDER
from lapak.guide.models import ChapterPage
from lapak.guide.pictures import prepare
from tests.pages import build

MOST_BYTES = 600_000
# Words of the bank's own pages.
AT_THE_BANK = {"Informasi Rekening", "Mutasi Rekening"}
# What stands on the screen is longer: "PEND, belum selesai di bank" counts them, "PEND" marks each.
MARKS = {"PEND"}
SLUGS = [chapter["slug"] for chapter in content.CHAPTERS]


def texts(value):
    """Every string in a chapter's body."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def named(chapter) -> list[tuple[str, str]]:
    """(file, alt) of the pictures in the chapter, in its order."""
    steps = [step for kind, value in chapter["body"] if kind == "steps" for step in value]
    return [step["picture"] for step in steps if "picture" in step]


def on_screens() -> set[str]:
    po = settings.LOCALE_PATHS[0] / "id" / "LC_MESSAGES" / "django.po"
    accounts = {name for rows in CHART.values() for _code, _role, name, _formal in rows}
    translated = {text for message in catalogues.read(po).values() for text in message.translations}
    return translated | accounts | AT_THE_BANK | MARKS


@pytest.mark.parametrize("chapter", content.CHAPTERS, ids=SLUGS)
def test_every_bold_word_of_a_chapter_stands_on_a_screen(chapter):
    quoted = {label for text in texts(chapter["body"]) for label in re.findall("<b>(.*?)</b>", text)}
    assert len(quoted) > 5
    assert quoted - on_screens() == set()


def test_every_picture_file_belongs_to_one_step():
    used = [name for chapter in content.CHAPTERS for name, _alt in named(chapter)]
    assert sorted(used) == sorted(file.stem for file in FOLDER.iterdir())


@pytest.mark.parametrize("chapter", content.CHAPTERS, ids=SLUGS)
def test_a_chapter_has_three_pictures_or_more_and_each_is_described(chapter):
    descriptions = [alt for _name, alt in named(chapter)]
    assert len(descriptions) >= 3
    assert min(map(len, descriptions)) > 30
    assert len(set(descriptions)) == len(descriptions)


def test_pictures_are_small():
    files = list(FOLDER.iterdir())
    assert sum(file.stat().st_size for file in files) <= MOST_BYTES
    for file in files:
        with Image.open(file) as picture:
            assert (picture.format, picture.width) == ("WEBP", 540)


@pytest.fixture(scope="module")
def index(kept_rows):
    return demo.build_guide(build.home())


@pytest.mark.parametrize("slug", SLUGS)
def test_a_chapter_shows_its_pictures_from_small_files_made_before_the_first_reader(db, client, index, slug):
    page = ChapterPage.objects.get(slug=slug)
    prepare(page)
    renditions = get_image_model().get_rendition_model().objects
    before = renditions.count()
    body = client.get(page.url).content.decode()
    shown = re.findall("<figure>(<img [^>]*>)</figure>", body)
    chapter = content.CHAPTERS[SLUGS.index(slug)]
    assert [re.search('alt="(.*?)"', tag)[1] for tag in shown] == [alt for _name, alt in named(chapter)]
    for tag in shown:
        assert 'loading="lazy"' in tag
        assert re.search(r'width="540"', tag)
        assert re.search(r'height="\d+"', tag)
    assert before == len(shown)
    assert renditions.count() == before


def test_building_the_guide_again_makes_no_second_picture(db, index):
    pictures = get_image_model().objects.filter(collection__name=COLLECTION)
    first = sorted(pictures.values_list("pk", "title"))
    assert len(first) == len(list(FOLDER.iterdir()))
    ChapterPage.objects.first().delete()
    demo.build_guide(build.home())
    assert ChapterPage.objects.count() == len(SLUGS)
    assert sorted(pictures.values_list("pk", "title")) == first
    assert Collection.objects.filter(name=COLLECTION).count() == 1
