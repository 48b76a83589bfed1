"""A page that was renamed or moved: links that were passed on and codes that were printed go on working."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import build
from tests.visits.conftest import TELEPHONE, counted

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
OLD, NEW = "/produk/camilan/keripik/", "/produk/camilan/keripik-pisang/"
TAGS = "utm_source=poster&utm_medium=cetak&utm_campaign=a%20b"


@pytest.fixture
def renamed(django_capture_on_commit_callbacks):
    """`renamed(page, slug)`: published under another name."""

    def publish(page, slug: str):
        page = build.fresh(page)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return build.fresh(page)

    return publish


@pytest.fixture
def page(renamed):
    build.shop()
    return renamed(build.product(title="Keripik", slug="keripik"), "keripik-pisang")


def test_the_old_address_leads_to_the_new_one(client, page):
    answer = client.get(OLD)
    assert (answer.status_code, answer.url, answer["Cache-Control"]) == (301, NEW, "no-cache")
    assert client.get(NEW).status_code == 200


@pytest.mark.parametrize("cookies", [{}, {"sessionid": "x"}], ids=["anybody", "with a session"])
def test_the_tags_go_along(client, page, cookies):
    client.cookies.load(cookies)
    assert client.get(f"{OLD}?{TAGS}").url == f"{NEW}?{TAGS}"


def test_the_visit_counts_for_the_link(client, page):
    client.get(f"{OLD}?utm_source=poster", headers={"user-agent": TELEPHONE}, follow=True)
    assert counted() == {("visit", "poster", ""): 1, ("product", "poster", ""): 1}


def test_a_category_takes_its_products_along_and_so_does_a_move(client, page, renamed):
    other = build.category(title="Lain", slug="lain")
    renamed(page.get_parent().specific, "jajanan")
    assert client.get(NEW).url == "/produk/jajanan/keripik-pisang/"
    assert client.get(OLD).url == "/produk/jajanan/keripik-pisang/"
    build.fresh(page).move(build.fresh(other), pos="last-child")
    assert client.get(OLD).url == "/produk/lain/keripik-pisang/"


def test_another_page_of_the_old_name_goes_before(client, page):
    build.product(title="Keripik lain", slug="keripik")
    assert client.get(OLD).status_code == 200


def test_a_page_that_took_its_old_name_back_leads_nowhere_in_a_circle(
    client, page, renamed, django_capture_on_commit_callbacks
):
    page = renamed(page, "keripik")
    assert (client.get(OLD).status_code, client.get(NEW).url) == (200, OLD)
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert client.get(OLD).status_code == 404


@pytest.mark.parametrize("query", ["", "?utm_source=x", "?next=//evil.example"])
def test_what_never_was_a_page_is_not_there(client, page, query):
    assert client.get(f"/produk/camilan/nanti/{query}").status_code == 404


@pytest.mark.parametrize(("address", "more"), [("/produk/camilan/nanti/", 1), ("/media/nanti.jpg", 0), (NEW, 0)])
def test_one_query_is_asked_and_only_where_a_page_could_have_been(page, settings, address, more):
    def queries() -> int:
        Client().get(address)
        with CaptureQueriesContext(connection) as asked:
            Client().get(address)
        return len(asked)

    found = queries()
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != "lapak.middleware.OldAddresses"]
    assert found - queries() == more
