"""The switch between Indonesian and English: Indonesian first, each visitor's own, and only for people."""

import re

import pytest
from django.test import Client
from django.utils import translation

from shop.store import freshness
from tests import build
from tests.checks import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

PAGES = ["/", "/produk/", "/produk/camilan/", "/produk/camilan/keripik/"]
MACHINES = ["/robots.txt", "/sitemap.xml", "/llms.txt", "/promo/rss.xml"]


@pytest.fixture(autouse=True)
def in_the_shops_language():
    with translation.override("id"):
        yield


@pytest.fixture(autouse=True)
def window(django_capture_on_commit_callbacks):
    build.shop()
    build.product(title="Keripik", price=15000, stock=10)
    with django_capture_on_commit_callbacks(execute=True):
        freshness.changed()


def english() -> Client:
    client = Client()
    client.post("/bahasa/", {"bahasa": "en", "next": "/"})
    return client


def language_of(answer) -> str:
    return re.search(r'<html lang="(\w+)"', answer.content.decode())[1]


@pytest.mark.parametrize("address", [*PAGES, "/keranjang/", "/cari/?q=keripik", "/lacak/", "/tidak-ada/"])
def test_each_visitor_has_a_language_of_their_own_whoever_came_first(address):
    for visitor, code in [(english(), "en"), (Client(), "id"), (english(), "en"), (Client(), "id")]:
        answer = visitor.get(address)
        assert (language_of(answer), answer.headers["Content-Language"]) == (code, code)
        assert "Cookie" in answer.headers["Vary"]
        assert ("Skip to the content" in text_of(answer)) == (code == "en")


def test_the_browsers_own_wish_is_not_asked():
    assert language_of(Client(headers={"accept-language": "en"}).get("/")) == "id"


@pytest.mark.parametrize("code", ["fr", "", "en\x00", "../en"])
def test_an_unknown_language_changes_nothing(code):
    visitor = Client()
    assert "lapak_bahasa" not in visitor.post("/bahasa/", {"bahasa": code, "next": "/"}).cookies
    visitor.cookies["lapak_bahasa"] = code.replace("\x00", "") + "x"
    assert language_of(visitor.get("/")) == "id"


def test_the_way_back_is_the_same_page_with_its_query():
    page = Client().get("/cari/?q=a%26b").content.decode()
    assert 'name="next" value="/cari/?q=a%26b"' in page
    answer = Client().post("/bahasa/", {"bahasa": "en", "next": "/cari/?q=a%26b"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cari/?q=a%26b")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", ""])
def test_the_switch_leads_nowhere_else(target):
    assert Client().post("/bahasa/", {"bahasa": "en", "next": target}).headers["Location"] == "/"


def test_another_sites_form_is_not_obeyed():
    answer = Client(enforce_csrf_checks=True).post("/bahasa/", {"bahasa": "en"})
    assert answer.status_code == 403
    assert "lapak_bahasa" not in answer.cookies


@pytest.mark.parametrize("address", MACHINES)
def test_what_machines_read_is_the_same_for_everybody(address):
    theirs, ours = english().get(address), Client().get(address)
    assert theirs.content == ours.content
    assert "Content-Language" not in theirs.headers


@pytest.mark.parametrize("address", PAGES)
def test_structured_data_and_canonical_do_not_follow_the_switch(address):
    found = [
        re.findall(
            r'<link rel="canonical".*?>|<script type="application/ld\+json">.*?</script>|<meta property="og.*?>', page
        )
        for page in (english().get(address).content.decode(), Client().get(address).content.decode())
    ]
    assert found[0] == found[1] != []


def test_the_editor_does_not_follow_the_switch():
    visitor = english()
    assert language_of(visitor.get("/admin/login/")) == "id"


def test_what_the_owner_wrote_names_its_language_on_an_english_page_only():
    theirs = english().get("/produk/camilan/keripik/").content.decode()
    assert '<h1 lang="id">Keripik</h1>' in theirs
    assert "<h1>Keripik</h1>" in Client().get("/produk/camilan/keripik/").content.decode()


def test_english_dates_name_the_day_first_and_24_hours():
    from lapak.templatetags.lapak import wita

    with translation.override("en"):
        assert wita(build.NOW) == "24 November 2026, 09:30 WITA"
