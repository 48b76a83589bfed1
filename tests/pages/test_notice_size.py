"""Of what type a notice is: as large as one sheet allows, never smaller than can be read on a wall."""

import json
import re

import pypdfium2.raw as pdfium
import pytest
from django.urls import reverse
from pypdfium2 import PdfDocument
from wagtail.test.utils.form_data import nested_form_data, streamfield

from lapak.demo.content.build import drawing
from lapak.pages import notices as notice_module
from lapak.pages.models import NoticePage
from shop.storefront.models import ProductPage
from tests.pages import build
from tests.pages.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

FLOOR = {"a4": 9, "a5": 6.5}
# Smaller lines below five points and in a price list of eight goods: they fill a sheet; more than it takes; and so many
# that nobody needs to lay them out.
FULL, FULL_OF_PRICES, TOO_MANY, A_BOOK = 30, 24, 40, 500


@pytest.fixture
def start():
    return build.home()


def lines(count: int) -> str:
    return "\n".join(f"Bila demam, batuk, atau sesak, belanjalah dari rumah {n}." for n in range(count))


def rules(start, *, paper: str = "a4", extra: str = "") -> NoticePage:
    point = {"icon": "mask", "headline": "Menjauhi kerumunan", "text": "Paling banyak lima pembeli di dalam toko. " * 2}
    items = json.dumps([{"type": "item", "value": point}] * 5)
    page = NoticePage(title="Aturan", slug="aturan", kind="health", paper=paper, items=items, extra=extra)
    return start.add_child(instance=page)


def price_list(start, *, extra: str) -> NoticePage:
    shelf = build.category(start)
    goods = [build.product(shelf, f"Keripik pisang kepok manis {n}").pk for n in range(8)]
    products = json.dumps([{"type": "product", "value": pk} for pk in goods])
    page = NoticePage(title="Daftar", slug="daftar", kind="prices", products=products, extra=extra)
    return start.add_child(instance=page)


def points(document: PdfDocument) -> list[float]:
    # WeasyPrint counts in pixels of CSS, four to three points.
    texts = document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    return sorted(round(item.get_font_size() * 0.75, 2) for item in texts)


def refused(answer, paper: str = "a4") -> bool:
    """Is the reader told that the notice is too long?"""
    return notice_module.too_long_words(NoticePage(paper=paper)) in words(answer)


def size_on_screen(client, page) -> int:
    return int(re.search(r"sheet--(\d+)", client.get(page.url).content.decode()).group(1))


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_no_word_of_a_full_sheet_is_smaller_than_can_be_read_on_a_wall(client, start, paper):
    page = rules(start, paper=paper, extra=lines(FULL))
    document = PdfDocument(client.get(f"{page.url}pdf/").content)
    assert len(document) == 1
    assert FLOOR[paper] <= points(document)[0] < FLOOR[paper] + 0.2


@pytest.mark.parametrize(("paper", "count"), [("a4", 1), ("a4", 12), ("a5", FULL)])
def test_browser_prints_in_the_type_of_the_pdf(client, start, paper, count):
    page = rules(start, paper=paper, extra=lines(count))
    title = points(PdfDocument(client.get(f"{page.url}pdf/").content))[-1]
    usual = 12 * 3.83 * {"a4": 1, "a5": 0.7}[paper]
    assert size_on_screen(client, page) == round(title / usual * 100)


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_what_does_not_fit_is_not_cut_but_answered_with_what_to_do(client, start, paper):
    page = rules(start, paper=paper, extra=lines(TOO_MANY))
    answer = client.get(f"{page.url}pdf/")
    assert (answer.status_code, answer["Content-Type"]) == (422, "text/html; charset=utf-8")
    assert refused(answer, paper)
    shown = client.get(page.url)
    assert refused(shown, paper)
    assert f"belanjalah dari rumah {TOO_MANY - 1}." in words(shown)
    assert 'href="pdf/"' not in shown.content.decode()


def test_price_list_that_has_grown_on_its_own_is_answered_like_one_that_was_written_so(client, start):
    page = price_list(start, extra=lines(FULL_OF_PRICES))
    assert client.get(f"{page.url}pdf/").status_code == 200
    for product in ProductPage.objects.all():
        product.title = "Keripik singkong balado pedas manis dengan daun jeruk dari kebun sendiri " * 3
        product.save_revision().publish()
    assert client.get(f"{page.url}pdf/").status_code == 422
    assert len(NoticePage.objects.get().products) == 8


def test_size_is_found_once_for_the_same_words(client, start, monkeypatch):
    looks = []
    monkeypatch.setattr(notice_module.pdf, "fits", lambda html: bool(looks.append(html)) or True)
    page = rules(start)
    for _ in range(3):
        client.get(page.url)
    client.get(f"{page.url}pdf/")
    assert len(looks) == 1
    NoticePage.objects.update(footer="Terima kasih")
    client.get(page.url)
    assert len(looks) == 2


@pytest.mark.parametrize("largest", notice_module.SIZES["a4"])
def test_largest_type_that_fits_is_taken_after_four_looks_at_most(client, start, monkeypatch, largest):
    looks = []

    def fits(html):
        looks.append(int(re.search(r"sheet--(\d+)", html).group(1)))
        return looks[-1] <= largest

    monkeypatch.setattr(notice_module.pdf, "fits", fits)
    assert size_on_screen(client, rules(start)) == largest
    assert len(looks) <= 4


@pytest.mark.parametrize("extra", [lines(A_BOOK), "kata " * 10 * A_BOOK])
def test_book_is_too_long_without_a_look(client, start, monkeypatch, extra):
    monkeypatch.setattr(notice_module.pdf, "fits", lambda html: pytest.fail("laid out"))
    assert refused(client.get(rules(start, extra=extra).url))


def test_machine_without_pango_shows_a_long_notice_in_its_usual_type(client, start, monkeypatch):
    monkeypatch.setattr(notice_module.pdf, "available", lambda: False)
    page = rules(start, extra=lines(TOO_MANY))
    assert size_on_screen(client, page) == 100
    assert not refused(client.get(page.url))


def test_photo_whose_file_is_lost_does_not_hide_the_notice(client, start):
    page = rules(start)
    page.photo = drawing("qris-contoh.png", "Kode")
    page.save()
    assert client.get(page.url).status_code == 200
    page.photo.file.storage.delete(page.photo.file.name)
    for rendition in page.photo.renditions.all():
        rendition.file.storage.delete(rendition.file.name)
    NoticePage.objects.update(footer="Terima kasih")
    assert client.get(page.url).status_code == 200
    assert client.get(f"{page.url}pdf/").status_code == 200


# In the editor


def form(extra: str, **button) -> dict:
    facts = {"title": "Aturan", "slug": "aturan", "kind": "health", "paper": "a4", "extra": extra}
    return nested_form_data(facts | {"items": streamfield([]), "products": streamfield([])} | button)


PUBLISH = {"action-publish": "1"}


def begin(client, start, extra: str, **button):
    return client.post(reverse("wagtailadmin_pages:add", args=["pages", "noticepage", start.pk]), form(extra, **button))


def test_owner_is_told_that_a_notice_is_too_long_and_what_to_do_before_it_is_published(admin_client, start):
    answer = begin(admin_client, start, lines(A_BOOK), **PUBLISH)
    assert answer.status_code == 200
    assert refused(answer)
    assert f"belanjalah dari rumah {A_BOOK - 1}." in answer.content.decode()
    assert NoticePage.objects.count() == 0


def test_draft_may_be_too_long(admin_client, start):
    assert begin(admin_client, start, lines(A_BOOK)).status_code == 302
    assert NoticePage.objects.get().live is False
    assert NoticePage.objects.get().extra.endswith(f"rumah {A_BOOK - 1}.")


def test_change_that_makes_a_notice_too_long_leaves_the_one_that_hangs(admin_client, start):
    begin(admin_client, start, lines(1), **PUBLISH)
    page = NoticePage.objects.get()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert refused(admin_client.post(address, form(lines(A_BOOK), **PUBLISH)))
    assert NoticePage.objects.get().extra == lines(1)
    assert admin_client.post(address, form(lines(2), **PUBLISH)).status_code == 302
    assert NoticePage.objects.get().extra.splitlines() == lines(2).splitlines()


def test_machine_without_pango_publishes_what_it_cannot_measure(admin_client, start, monkeypatch):
    monkeypatch.setattr(notice_module.pdf, "available", lambda: False)
    assert begin(admin_client, start, lines(TOO_MANY), **PUBLISH).status_code == 302
    assert NoticePage.objects.get().live
