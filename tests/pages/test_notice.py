"""Notices to hang up: one sheet, all points, a code that leads to the shop."""

import html
import json
import re
from datetime import UTC, datetime

import pypdfium2.raw as pdfium
import pytest
import segno
import zxingcpp
from PIL import ImageFile
from pypdfium2 import PdfDocument

from lapak.demo.content import build as demo
from lapak.pages import notices as notice_module
from lapak.pages import pdf, qr
from lapak.pages.models import NoticePage
from shop.catalog.models import Sku
from shop.store.models import Shop
from tests.pages import build
from tests.pages.reading import english, words

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


@pytest.fixture(scope="module")
def notices(kept_rows):
    return demo.build_notices(build.home())


def test_health_protocol_lists_all_five_points_in_order(client, notices):
    answer = client.get("/protokol-kesehatan/")
    sheet = answer.content.decode().split('<article class="sheet ')[1].split("</article>")[0]
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
    number = NoticePage.objects.get(slug="protokol-kesehatan").pk
    address = f"http://testserver/?utm_source=poster&utm_medium=qr&utm_campaign=halaman-{number}"
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
    assert body.index("sudah berakhir sejak Juni 2023") < body.index('<article class="sheet ')


def test_words_of_the_owner_are_escaped(client, notices):
    NoticePage.objects.filter(slug="jam-buka").update(subtitle="<b>tebal</b>")
    assert "&lt;b&gt;tebal&lt;/b&gt;" in client.get("/jam-buka/").content.decode()


# What is live


def notice(start, kind, **facts) -> NoticePage:
    page = NoticePage(title="Pengumuman", slug="pengumuman", kind=kind, **facts)
    return start.add_child(instance=page)


def stream(kind, values) -> str:
    return json.dumps([{"type": kind, "value": value} for value in values])


def test_price_list_reads_prices_at_the_moment_of_reading(client):
    start = build.home()
    product = build.product(build.category(start), "Amplang", price=27_000)
    notice(start, "prices", products=stream("product", [product.pk]))
    assert "Amplang Rp27.000" in words(client.get("/pengumuman/"))
    Sku.objects.update(price=31_500)
    assert "Amplang Rp31.500" in words(client.get("/pengumuman/"))


def test_price_list_says_what_is_sold_out_and_leaves_out_what_is_gone(client):
    start = build.home()
    shelf = build.category(start)
    empty, gone = build.product(shelf, "Amplang", stock=0), build.product(shelf, "Keripik")
    notice(start, "prices", products=stream("product", [empty.pk, gone.pk]))
    gone.delete()
    text = words(client.get("/pengumuman/"))
    assert "Amplang Stok habis Rp18.000" in text
    assert "Keripik" not in text


def test_opening_hours_are_those_of_the_settings(client):
    notice(build.home(), "hours")
    Shop.objects.create(week=stream("open", [{"days": ["0", "1"], "opens": "08:00", "closes": "20:00"}]))
    assert "Senin–Selasa 08.00–20.00 Rabu–Minggu tutup" in words(client.get("/pengumuman/"))


def test_holidays_are_those_to_come(client, monkeypatch):
    monkeypatch.setattr(notice_module.timezone, "now", lambda: datetime(2026, 12, 20, 4, tzinfo=UTC))
    later = [{"first": f"2027-{month:02}-17", "reason": f"Hari ke-{month}"} for month in range(1, 12)]
    days = [{"first": "2026-12-25", "reason": "Natal"}, {"first": "2026-12-19", "reason": "Sudah lewat"}, *later]
    notice(build.home(), "holiday")
    Shop.objects.create(holidays=stream("holiday", days))
    text = words(client.get("/pengumuman/"))
    assert "25 Desember 2026 Natal tutup" in text
    assert "17 November 2027 Hari ke-11 tutup" in text
    assert text.count("Hari ke-") == 11
    assert "Sudah lewat" not in text


def test_promotion_is_shown_and_opened_by_the_code(client):
    start = build.home()
    post = build.promotion(build.promotions(start), "Pekan keripik")
    notice(start, "promotion", promotion=post)
    answer = client.get("/pengumuman/")
    assert "Pekan keripik" in words(answer)
    assert answer.context["qr_address"].startswith("http://testserver/promo/pekan-keripik/?utm_source=poster")


def test_promotion_that_visitors_cannot_read_is_told_by_no_notice(client):
    start = build.home()
    post = build.promotion(build.promotions(start), "Pekan keripik")
    notice(start, "promotion", promotion=post)
    post.unpublish()
    answer = client.get("/pengumuman/")
    assert answer.status_code == 200
    assert "keripik" not in answer.content.decode()
    assert client.get("/pengumuman/pdf/").status_code == 200


def test_code_opens_the_page_that_the_owner_chose_unless_it_is_hidden(client):
    start = build.home()
    shelf = build.category(start)
    notice(start, "health", target=shelf)
    assert client.get("/pengumuman/").context["qr_address"].startswith("http://testserver/produk/camilan/?utm_")
    shelf.unpublish()
    assert client.get("/pengumuman/").context["qr_address"].startswith("http://testserver/?utm_")


# On paper


def paper(client, slug: str) -> PdfDocument:
    answer = client.get(f"/{slug}/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    return PdfDocument(answer.content)


def millimetres(document: PdfDocument) -> list[int]:
    return [round(side / 72 * 25.4) for side in document[0].get_size()]


@pytest.mark.parametrize(
    ("slug", "size"),
    [
        ("protokol-kesehatan", [210, 297]),
        ("jam-buka", [210, 297]),
        ("hari-libur", [210, 297]),
        ("daftar-harga", [210, 297]),
        ("poster-promo", [148, 210]),
        ("bayar-qris", [148, 210]),
    ],
)
def test_every_notice_is_one_tagged_sheet_whose_code_a_telephone_reads(client, notices, slug, size):
    document = paper(client, slug)
    assert (len(document), millimetres(document)) == (1, size)
    assert pdfium.FPDFCatalog_IsTagged(document)
    codes = [code.text for code in zxingcpp.read_barcodes(document[0].render(scale=3).to_pil())]
    number = NoticePage.objects.get(slug=slug).pk
    assert f"http://testserver/?utm_source=poster&utm_medium=qr&utm_campaign=halaman-{number}" in codes


def test_headline_on_paper_is_forty_points_high_so_that_it_is_read_from_three_metres(client, notices):
    page = paper(client, "protokol-kesehatan")[0]
    # WeasyPrint counts in pixels of CSS, four to three points.
    sizes = [round(item.get_font_size() * 0.75) for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])]
    assert sizes.count(40) >= 5


def test_sheet_holds_all_its_words(client, notices):
    text = " ".join(paper(client, "protokol-kesehatan")[0].get_textpage().get_text_range().split())
    for word in ("Memakai masker", "Mengurangi mobilitas", "Pindai untuk belanja", "Bayar nontunai lewat transfer"):
        assert word in text


NOON = [("08:00", "11:30"), ("13:30", "17:15")]
WEEK = [{"days": [str(day)], "opens": opens, "closes": closes} for day in range(0, 7, 2) for opens, closes in NOON]
FREE = [
    {"first": f"2027-01-{day}", "last": f"2027-01-{day + 1}", "reason": f"Pulang kampung dan arisan keluarga {day}"}
    for day in range(10, 28, 3)
]
POINTS = [
    {"icon": "mask", "headline": f"Menjauhi kerumunan {point}", "text": f"Paling banyak {point} pembeli di dalam. " * 3}
    for point in range(1, 6)
]


@pytest.mark.parametrize("size", ["a4", "a5"])
@pytest.mark.parametrize("kind", ["health", "hours", "holiday", "prices", "promotion"])
def test_what_is_long_is_printed_smaller_and_nothing_is_cut_off(client, monkeypatch, kind, size):
    monkeypatch.setattr(notice_module.timezone, "now", lambda: datetime(2026, 12, 20, 4, tzinfo=UTC))
    start = build.home()
    shelf = build.category(start)
    goods = [build.product(shelf, f"Keripik singkong balado pedas manis nomor {n}").pk for n in range(8)]
    post = build.promotion(
        build.promotions(start), "Pekan keripik dan sambal rumahan untuk tetangga sekampung akhir tahun"
    )
    Shop.objects.create(week=stream("open", WEEK), holidays=stream("holiday", FREE), street="Perumahan Contoh " * 7)
    longest = {
        "health": {"items": stream("item", POINTS)},
        "prices": {"products": stream("product", goods)},
        "promotion": {"promotion": post},
    }
    page = notice(
        start,
        kind,
        paper=size,
        subtitle="Mohon dibaca dulu " * 6,
        extra="Bila demam, batuk, atau sesak, belanjalah dari rumah.\n" * 5,
        **longest.get(kind, {}),
    )
    document = paper(client, page.slug)
    assert len(document) == 1
    printed = document[0]
    text = "".join(printed.get_textpage().get_text_range().split())
    sheet = client.get(page.url).content.decode().split('<article class="sheet ')[1].partition(">")[2]
    told = html.unescape(re.sub(r"<svg.*?</svg>|<[^>]*>", " ", sheet.split("</article>")[0], flags=re.DOTALL)).split()
    assert [word for word in told if word not in text] == []
    width, height = printed.get_size()
    boxes = [item.get_bounds() for item in printed.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])]
    assert all(left >= 0 and bottom >= 0 and right <= width and top <= height for left, bottom, right, top in boxes)
    codes = [code.text for code in zxingcpp.read_barcodes(printed.render(scale=4).to_pil())]
    assert any("utm_source=poster" in code for code in codes)


def test_sheet_of_a_hidden_notice_is_not_there(client, notices):
    NoticePage.objects.get(slug="jam-buka").unpublish()
    assert client.get("/jam-buka/pdf/").status_code == 404


def test_machine_without_pango_offers_no_pdf(client, notices, monkeypatch):
    monkeypatch.setattr(notice_module.pdf, "available", lambda: False)
    assert "pdf/" not in client.get("/jam-buka/").content.decode().split("<main")[1].split("</main>")[0]
    assert client.get("/jam-buka/pdf/").status_code == 404


def test_same_sheet_is_drawn_once(client, notices, monkeypatch):
    drawn = []
    monkeypatch.setattr(notice_module.pdf, "drawn", lambda html: drawn.append(html) or b"%PDF")
    for _ in range(3):
        client.get("/jam-buka/pdf/")
    assert len(drawn) == 1
    NoticePage.objects.filter(slug="jam-buka").update(footer="Terima kasih")
    client.get("/jam-buka/pdf/")
    assert len(drawn) == 2


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/",
        "file:///etc/passwd",
        "https://sheet.invalid/static/../../etc/passwd",
        "https://sheet.invalid/static/%2e%2e/secret",
        "https://sheet.invalid/admin/",
        "https://sheet.invalid.example/static/notice.css",
    ],
)
def test_sheet_takes_no_file_that_is_not_ours(address):
    with pytest.raises(pdf.NotOurs):
        pdf.our_file(address)


def test_sheet_takes_our_stylesheet():
    assert b".sheet" in pdf.our_file("https://sheet.invalid/static/notice.css")


def test_making_a_pdf_leaves_damaged_pictures_refused():
    pdf.available()
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
