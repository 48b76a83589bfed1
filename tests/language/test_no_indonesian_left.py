"""On an English page nothing of the interface is Indonesian: no text of the catalogue, wherever in the code it is."""

import html
import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from lapak.catalogues import read
from lapak.pages.models import NoticePage, PlainPage, ProfilePage
from shop.cart import links
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

CATALOGUE = settings.ROOT / "site" / "lapak" / "locale" / "id" / "LC_MESSAGES" / "django.po"
# Shorter texts are words that an owner also uses (Alamat, Harga).
LONG = 12
_FILLED_IN = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")
_NOT_FOR_PEOPLE = re.compile(r"<script\b.*?</script>|<meta\b.*?>|<article lang=\"id\".*?</article>", re.DOTALL)


def indonesian() -> set[str]:
    """What stands in the catalogue, in pieces between what is filled in."""
    pieces = {
        piece.strip()
        for message in read(CATALOGUE).values()
        for text in message.translations
        if text not in (message.singular, message.plural)
        for piece in _FILLED_IN.split(text)
    }
    english = " ".join(singular for _context, singular, _plural in read(CATALOGUE))
    return {piece for piece in pieces if len(piece) > LONG and piece not in english}


INDONESIAN = indonesian()


def left(answer) -> set[str]:
    page = html.unescape(_NOT_FOR_PEOPLE.sub("", answer.content.decode()))
    return {text for text in INDONESIAN if text in page}


@pytest.fixture(autouse=True)
def in_the_shops_language():
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def visitor() -> Client:
    """Who has chosen English, in a shop with goods."""
    build.shop(whatsapp="6281200000000", consent_text="Setuju.")
    build.bank_account()
    build.zone(regions=[build.region()])
    build.product(title="Keripik", price=15000, stock=3)
    client = Client()
    client.post("/bahasa/", {"bahasa": "en"})
    return client


def with_basket(client, **facts):
    cart = build.cart((build.sku(**facts), 2))
    client.cookies["lapak_cart"] = cart.token
    return cart


def test_the_net_catches_a_page_that_is_not_in_english(visitor):
    assert len(left(Client().get("/keranjang/"))) > 5


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/produk/",
        "/produk/camilan/",
        "/produk/camilan/?stok=ada&sampai=1",
        "/produk/camilan/keripik/",
        "/cari/",
        "/cari/?q=keripik",
        "/cari/?q=xyzzyx",
        "/keranjang/",
        "/keranjang/1.salah/",
        "/lacak/",
        "/tidak-ada/",
    ],
)
def test_on_pages_for_everybody(visitor, address):
    assert left(visitor.get(address)) == set()


def test_in_the_basket_and_at_the_checkout(visitor):
    cart = with_basket(visitor)
    for address in ("/keranjang/", "/checkout/"):
        assert left(visitor.get(address)) == set()
    for address in ("/checkout/", "/keranjang/ubah/", "/lacak/"):
        answer = visitor.post(address, {"action": "place", "code": "TIDAKADA", "number": "x"})
        assert (answer.status_code, left(answer)) == (422, set())
    assert left(Client(headers={"cookie": "lapak_bahasa=en"}).get(f"/keranjang/{links.token_for(cart)}/")) == set()


def test_a_sold_out_line_is_told_in_english(visitor):
    with_basket(visitor, stock=0)
    assert left(visitor.get("/keranjang/")) == set()


@pytest.mark.parametrize("make", [build.order, build.paid_order, build.expired_order, build.cancelled_order])
def test_on_the_pages_of_an_order(visitor, make):
    order = make(build.sku())
    for address in (f"/pesanan/{order.token}/", f"/pesanan/{order.token}/bayar/"):
        assert left(visitor.get(address)) == set()


def test_a_refused_proof_is_told_in_english(visitor):
    order = build.order(build.sku())
    answer = visitor.post(f"/pesanan/{order.token}/bayar/")
    assert (answer.status_code, left(answer)) == (422, set())


@pytest.mark.parametrize("model", [ProfilePage, NoticePage, PlainPage])
def test_on_the_owners_own_pages(visitor, model):
    page = build.home().add_child(instance=model(title="Judul", slug="judul"))
    answer = visitor.get(page.get_url())
    assert (answer.status_code, left(answer)) == (200, set())
