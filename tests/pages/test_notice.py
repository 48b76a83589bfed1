"""Notices to hang up: one sheet, all points, a code that leads to the shop."""

import re

import pytest
import segno

from lapak.demo.content import build as demo
from lapak.pages import qr
from lapak.pages.models import NoticePage
from shop.store.models import Shop
from tests.pages import build
from tests.pages.reading import english, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def notices():
    return demo.build_notices(build.home())


def test_health_protocol_lists_all_five_points_in_order(client, notices):
    answer = client.get("/protokol-kesehatan/")
    sheet = answer.content.decode().split('class="sheet"')[1].split("</article>")[0]
    headlines = re.findall(r"<h2>(.*?)</h2>", sheet)
    assert answer.status_code == 200
    assert headlines == [
        "Memakai masker",
        "Mencuci tangan",
        "Menjaga jarak",
        "Menjauhi kerumunan",
        "Mengurangi mobilitas",
    ]
    assert english(words(answer)) == set()


def test_every_point_has_its_number_and_its_own_drawing(client, notices):
    body = client.get("/protokol-kesehatan/").content.decode()
    assert re.findall(r'sheet-number" aria-hidden="true">(\d)', body) == ["1", "2", "3", "4", "5"]
    drawings = re.findall(r'<svg class="notice-icon".*?</svg>', body, re.S)
    assert len(drawings) == len(set(drawings)) == 5


def test_notice_links_its_print_style_and_no_other_page_does(client, notices):
    assert "notice.css" in client.get("/protokol-kesehatan/").content.decode()
    assert "notice.css" not in client.get("/").content.decode()


def test_code_on_the_sheet_leads_to_the_shop_and_says_that_it_came_from_paper(client, notices):
    answer = client.get("/protokol-kesehatan/")
    address = "http://testserver/?utm_source=poster&utm_medium=qr"
    assert answer.context["qr_address"] == address
    drawn = re.search(r'class="qrline" stroke="#000" d="([^"]+)"', answer.content.decode()).group(1)
    expected = segno.make(address, error="m", micro=False).svg_inline(
        scale=4, border=4, omitsize=True, dark="#000", light="#fff"
    )
    assert f'd="{drawn}"' in expected


def test_title_of_the_code_cannot_carry_markup():
    assert "<script>" not in qr.qr_svg("http://x/", title="<script>alert(1)</script>")


def test_last_line_names_the_shop_when_the_owner_wrote_none(client, notices):
    Shop.objects.create(name="Lapak Uji", street="Jalan Melati 5", whatsapp="628125550000")
    assert "Lapak Uji · Jalan Melati 5 · WA +628125550000" in words(client.get("/jam-buka/"))
    NoticePage.objects.filter(slug="jam-buka").update(footer="Terima kasih")
    text = words(client.get("/jam-buka/"))
    assert "Terima kasih" in text
    assert "Lapak Uji ·" not in text


def test_empty_smaller_lines_are_left_out():
    assert NoticePage(extra="Satu.\n\n  Dua. \n").extra_lines == ["Satu.", "Dua."]


def test_remark_stands_on_the_screen_outside_the_sheet(client, notices):
    body = client.get("/protokol-kesehatan/").content.decode()
    assert body.index("sudah berakhir sejak Juni 2023") < body.index('class="sheet"')


def test_words_of_the_owner_are_escaped(client, notices):
    NoticePage.objects.filter(slug="jam-buka").update(subtitle="<b>tebal</b>")
    assert "&lt;b&gt;tebal&lt;/b&gt;" in client.get("/jam-buka/").content.decode()
