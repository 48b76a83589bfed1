"""Kept pages: nobody sees another's basket, token or address, and nothing is shown longer than it is true."""

import gzip
import re

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import PageViewRestriction

from shop.catalog import services as catalog
from shop.orders import services as orders
from shop.stock import services as stock
from shop.store import freshness
from shop.storefront import page_cache
from tests import build
from tests.checks import text_of

pytestmark = pytest.mark.django_db

PAGES = ["/produk/", "/produk/camilan/", "/produk/camilan/keripik/", "/"]


@pytest.fixture(scope="module")
def keripik(kept_rows):
    build.shop()
    return build.product(title="Keripik", price=15000, stock=10)


@pytest.fixture
def window(keripik, django_capture_on_commit_callbacks):
    """A shop with one product; `with window():` acts as if its transaction were committed."""
    with django_capture_on_commit_callbacks(execute=True):
        freshness.changed()
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def page(window):
    return build.fresh(build.product_index().get_children().get().get_children().get().specific)


def token_in(response) -> list[str]:
    return re.findall(r'name="csrfmiddlewaretoken" value="([^"]*)"', response.content.decode())


def is_kept(django_assert_num_queries, address: str, **headers) -> bool:
    with django_assert_num_queries(1):
        return Client(headers=headers).get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_the_second_visitor_costs_one_query(window, django_assert_num_queries, address):
    first = Client().get(address)
    with django_assert_num_queries(1):
        second = Client().get(address)
    assert (first.status_code, text_of(second)) == (200, text_of(first))


@pytest.mark.parametrize("address", PAGES)
def test_each_visitor_has_a_form_token_of_its_own_that_works(window, address):
    visitors = [Client(enforce_csrf_checks=True) for _ in range(2)]
    answers = [visitor.get(address) for visitor in visitors]
    secrets = [visitor.cookies["csrftoken"].value for visitor in visitors]
    assert secrets[0] != secrets[1]
    for visitor, answer in zip(visitors, answers, strict=True):
        assert token_in(answer)
        for token in token_in(answer):
            sent = visitor.post("/keranjang/tambah/", {"sku": 1, "csrfmiddlewaretoken": token})
            assert sent.status_code != 403


@pytest.mark.parametrize("address", PAGES)
def test_nobody_sees_anothers_basket(window, page, address):
    buyer = Client()
    buyer.get(address)
    buyer.post("/keranjang/tambah/", {"sku": build.sku_of(page).pk, "quantity": 7})
    buyer.cookies.pop("messages", None)
    assert "7 in the basket" in text_of(buyer.get(address))
    assert "in the basket" not in text_of(Client().get(address))
    assert "7 in the basket" in text_of(buyer.get(address))


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": "lapak_count=99<script>"},
        {"cookie": f"lapak_count={page_cache.TOKEN_HOLE}"},
        {"cookie": "lapak_cart=abc; theme=dark; csrftoken=x"},
        {"accept-language": "en", "x-forwarded-host": "evil.example", "x-original-url": "/admin/"},
        {"user-agent": "<script>alert(1)</script>", "referer": "https://evil.example/"},
    ],
)
def test_odd_cookies_and_headers_leave_nothing_behind(window, address, headers):
    odd = Client(headers=headers).get(address)
    clean = Client().get(address)
    for answer in (odd, clean):
        assert answer.status_code == 200
        for trace in (b"evil.example", b"alert(1)", b"<script>", page_cache._SECRET.encode()):
            assert trace not in answer.content


@pytest.mark.parametrize("query", ["utm_source=ig", "x=%3Cb%3Eevil", "next=//evil", "hal=0000001&q=evil"])
def test_parameters_that_a_page_does_not_know_are_not_in_it(window, query):
    odd = Client().get(f"/produk/camilan/?{query}")
    assert odd.status_code == 200
    for trace in (b"evil", b"utm_source"):
        assert trace not in odd.content


def test_a_flood_of_parameters_makes_no_flood_of_pages(window, django_assert_num_queries):
    Client().get("/produk/camilan/")
    for number in range(5):
        with django_assert_num_queries(1):
            Client().get(f"/produk/camilan/?kunci{number}={number}")


def test_a_product_page_is_kept_for_each_of_its_articles_and_for_no_other_number(
    window, page, django_assert_num_queries
):
    here = str(build.sku_of(page).pk)
    for number in (here, "999999", "x", f"0{here}"):
        assert Client().get(page.url, {"varian": number}).status_code == 200
    assert is_kept(django_assert_num_queries, f"{page.url}?varian={here}")
    kept = [name[-1] for name in page_cache._pages if name[-2] == page.url]
    assert [name for name in kept if "varian" in name] == [f"varian={here}"]


def test_a_list_is_not_kept_for_an_article(window):
    for address in PAGES[:2]:
        Client().get(address, {"varian": "1"})
    assert [name for name in page_cache._pages if name[-2] in PAGES[:2] and "varian" in name[-1]] == []


def test_who_is_logged_in_or_has_a_message_gets_a_page_of_its_own(window, admin_client, page):
    buyer = Client()
    buyer.post("/keranjang/tambah/", {"sku": build.sku_of(page).pk, "next": "/produk/camilan/"})
    assert "Added to your basket." in text_of(buyer.get("/produk/camilan/"))
    for visitor in (Client(), buyer, admin_client):
        assert "Added to your basket." not in text_of(visitor.get("/produk/camilan/"))


@pytest.mark.parametrize("up", [0, 1, 2])
def test_a_page_behind_a_password_is_never_kept(window, page, up):
    """Its own, its category's or that of all products."""
    Client().get(page.url)
    closed = [page, *page.get_ancestors().reverse()][up]
    with window():
        PageViewRestriction.objects.create(page=closed, restriction_type="password", password="rahasia")
    for _ in range(2):
        assert "Rp15.000" not in text_of(Client().get(page.url))


def test_what_is_not_there_is_not_kept(window):
    assert [Client().get("/produk/camilan/nanti/").status_code for _ in range(2)] == [404, 404]
    with window():
        build.product(title="Nanti", slug="nanti")
    assert Client().get("/produk/camilan/nanti/").status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_a_kept_page_is_sent_small_to_whom_can_read_it(window, address):
    plain = Client().get(address)
    small = Client(headers={"accept-encoding": "br, gzip"}).get(address)
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    opened = gzip.decompress(small.content)
    assert re.sub(rb'value="[^"]{64}"', b"", opened) == re.sub(rb'value="[^"]{64}"', b"", plain.content)
    assert len(small.content) < len(opened) / 2


def test_a_page_that_is_not_kept_is_sent_small_too(window):
    answer = Client(headers={"accept-encoding": "gzip"}).get("/keranjang/")
    assert answer.headers["Content-Encoding"] == "gzip"


# What ends a kept page


def shows(address: str) -> str:
    return text_of(Client().get(address))


def test_a_new_price_is_shown_at_once_everywhere(window, page):
    for address in PAGES:
        shows(address)
    with window():
        catalog.change_price(sku=build.sku_of(page), price=17500, compare_at=None, now=build.NOW, by="p")
    for address in PAGES[:3]:
        assert "Rp17.500" in shows(address)
        assert "Rp15.000" not in shows(address)


def test_the_last_units_are_told_at_once_and_the_first_ones_change_nothing(window, page, django_assert_num_queries):
    sku = build.sku_of(page).pk
    before = shows(page.url)
    with window():
        stock.reserve(quantities={sku: 4}, key="a", document="d", at=build.NOW)
    assert is_kept(django_assert_num_queries, page.url)
    assert shows(page.url) == before
    with window():
        stock.reserve(quantities={sku: 3}, key="b", document="d", at=build.NOW)
    assert "Only 3 left" in shows(page.url)
    with window():
        stock.reserve(quantities={sku: 3}, key="c", document="d", at=build.NOW)
    assert "Sold out" in shows(page.url)
    with window():
        stock.release(quantities={sku: 3}, key="d", document="d", at=build.NOW)
    assert "Only 3 left" in shows(page.url)


def test_an_order_that_expires_brings_its_goods_back_to_the_page(window, page):
    with window():
        order = build.order((build.sku_of(page), 10))
    assert "Sold out" in shows(page.url)
    with window():
        orders.expire(order=order, now=order.expires_at)
    assert "In stock" in shows(page.url)


def test_publishing_and_settings_are_shown_at_once(window, page):
    shows(page.url)
    with window():
        page.title = "Keripik pedas"
        page.save_revision().publish()
    assert "Keripik pedas" in shows(page.url)
    with window():
        build.shop(name="Lapak Baru")
    assert "Lapak Baru" in shows(page.url)
    with window():
        page.unpublish()
    assert Client().get(page.url).status_code == 404


def test_a_page_is_kept_five_minutes_at_most(window, page, clock, django_assert_num_queries):
    shows(page.url)
    clock.now += page_cache.LONGEST - page_cache.timedelta(seconds=1)
    assert is_kept(django_assert_num_queries, page.url)
    clock.now += page_cache.timedelta(seconds=1)
    with pytest.raises(pytest.fail.Exception):
        is_kept(django_assert_num_queries, page.url)


def test_a_change_that_was_rolled_back_ends_nothing(window, page):
    before = freshness.current()
    with window() as waiting, transaction.atomic():
        catalog.archive(sku=build.sku_of(page), now=build.NOW)
        transaction.set_rollback(True)
    assert waiting == []
    assert freshness.current() == before


def test_only_so_many_pages_are_kept(window, monkeypatch):
    monkeypatch.setattr(page_cache, "MOST_PAGES", 2)
    monkeypatch.setattr(page_cache, "_pages", page_cache.OrderedDict())
    for name in "abc":
        page_cache._keep(name, page_cache.Kept(page_cache.Holed(b"", page_cache.HOLES), None, build.NOW))
    assert list(page_cache._pages) == ["b", "c"]
