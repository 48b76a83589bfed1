"""Terms, privacy, returns: honest words that the law allows."""

from pathlib import Path

import pytest

from lapak.demo.content import build as demo
from lapak.pages.clauses import refuses_returns
from tests.pages import build
from tests.pages.reading import english, words

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


@pytest.fixture
def texts():
    return demo.build_legal(build.home())


@pytest.mark.parametrize(
    "slug",
    [
        "cara-belanja",
        "syarat-dan-ketentuan",
        "kebijakan-privasi",
        "pengembalian-dan-pengaduan",
        "tata-cara-pengaduan",
    ],
)
def test_each_text_can_be_read_in_indonesian(client, texts, slug):
    answer = client.get(f"/{slug}/")
    assert answer.status_code == 200
    assert english(words(answer)) == set()


def test_no_text_refuses_returns(client, texts):
    """UU 8/1999 article 18 voids a clause by which a seller refuses to take goods or money back."""
    for page in texts:
        assert "tidak dapat dikembalikan" not in words(client.get(page.url)).lower()


def test_nothing_that_we_ship_refuses_returns():
    """Not in any template, text of the demo or translation, in whatever form it is usually hung up."""
    folders = ("templates", "site", "shop", "blog")
    texts = [path for f in folders for kind in ("html", "py", "po", "json") for path in (ROOT / f).rglob(f"*.{kind}")]
    assert len(texts) > 100
    assert [str(path) for path in texts if refuses_returns(path.read_text())] == []


@pytest.mark.parametrize(
    "clause",
    [
        "Barang yang sudah " + "dibeli tidak dapat dikembalikan.",
        "BARANG YANG TELAH DIBELI\nTIDAK BISA DITUKAR / DIKEMBALIKAN",
        "Barang yg sudah " + "dibeli tidak boleh ditukar atau dikembalikan",
        "Barang yang dibeli tidak dapat ditukar atau dikembalikan",
        "<p>Barang yang sudah <b>dibeli</b> tidak&nbsp;dapat dikembalikan.</p>",
        "Barang apa pun yang sudah di beli tdk bisa diretur",
        "Uang yang sudah dibayar tidak dapat dikembalikan",
        "Uang muka yang telah dibayarkan tidak bisa diminta kembali.",
        "Maaf, semua pembelian tidak dapat dikembalikan.",
        "Untuk barang yang sudah dibeli kami tidak menerima retur.",
    ],
)
def test_clause_that_refuses_returns_is_known_in_its_usual_forms(clause):
    assert refuses_returns(clause)


@pytest.mark.parametrize(
    "rule",
    [
        "Makanan yang segelnya sudah dibuka hanya bisa ditukar kalau ada cacatnya.",
        'Kami tidak memakai aturan "barang yang sudah dibeli tidak dapat dikembalikan": undang-undang melarangnya.',
        "Di toko kami tidak ada aturan <i>barang yang dibeli tidak dapat ditukar</i>.",
        "Barang yang dibeli dan ternyata rusak atau tidak bisa dipakai boleh ditukar.",
        "Barang yang dibeli bisa ditukar, tetapi makanan yang sudah dibuka tidak dapat dikembalikan.",
        "Uang yang sudah dibayar kami kembalikan bila pesanan tidak dapat kami kirim atau tukar.",
        "Tanpa bukti pembelian barang tidak dapat ditukar.",
        "<h2>Barang yang dibeli</h2><p>Tidak dapat datang? Kami ambil kembali.</p>",
    ],
)
def test_honest_rule_is_not_taken_for_a_refusal(rule):
    assert not refuses_returns(rule)


def test_rule_that_somebody_breaks_does_not_excuse_the_shop():
    assert refuses_returns("Jika Anda tidak mengikuti aturan, barang yang dibeli tidak dapat dikembalikan.")


def test_complaints_name_time_limits_and_the_ministry(client, texts):
    """PP 80/2019 article 27 asks for a procedure with a time limit; the Ministry's desk takes reports of consumers."""
    text = words(client.get("/tata-cara-pengaduan/"))
    assert "Paling lambat 5 hari kerja" in text
    assert "Ditjen PKTN" in text
    assert "0853-1111-1010" in text


def test_data_protection_is_spelt_as_the_law_spells_it(client, texts):
    text = words(client.get("/kebijakan-privasi/"))
    assert "Pelindungan Data Pribadi" in text
    assert "Perlindungan Data" not in text


def test_privacy_promises_an_end_within_three_days_of_withdrawal(client, texts):
    """UU 27/2022: processing stops within 3 x 24 hours after consent is withdrawn."""
    assert "berhenti memproses data Anda paling lambat 3 × 24 jam" in words(client.get("/kebijakan-privasi/"))


def test_rules_say_since_when_and_other_pages_do_not(client, texts):
    assert "Berlaku sejak 1 November 2026." in words(client.get("/syarat-dan-ketentuan/"))
    assert "Berlaku sejak" not in words(client.get("/cara-belanja/"))
