"""Terms, privacy, returns: honest words that the law allows."""

import pytest

from lapak.demo.content import build as demo
from tests.pages import build
from tests.pages.reading import english, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts():
    return demo.build_legal(build.home())


@pytest.mark.parametrize(
    "slug", ["cara-belanja", "syarat-dan-ketentuan", "kebijakan-privasi", "pengembalian-dan-pengaduan"]
)
def test_each_text_can_be_read_in_indonesian(client, texts, slug):
    answer = client.get(f"/{slug}/")
    assert answer.status_code == 200
    assert english(words(answer)) == set()


def test_no_text_refuses_returns(client, texts):
    """UU 8/1999 article 18 voids a clause by which a seller refuses to take goods or money back."""
    for page in texts:
        assert "tidak dapat dikembalikan" not in words(client.get(page.url)).lower()


def test_privacy_promises_an_end_within_three_days_of_withdrawal(client, texts):
    """UU 27/2022: processing stops within 3 x 24 hours after consent is withdrawn."""
    assert "berhenti memproses data Anda paling lambat 3 × 24 jam" in words(client.get("/kebijakan-privasi/"))


def test_rules_say_since_when_and_other_pages_do_not(client, texts):
    assert "Berlaku sejak 1 November 2026." in words(client.get("/syarat-dan-ketentuan/"))
    assert "Berlaku sejak" not in words(client.get("/cara-belanja/"))
