"""Who is counted, how often, and that it costs nothing; who is not."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client

from shop.cart.models import Cart
from shop.visits import counter, services
from shop.visits.models import Tally
from shop.visits.sources import Origin
from tests import build
from tests.visits.conftest import TELEPHONE, counted

pytestmark = pytest.mark.django_db
TAG = "?utm_source=whatsapp&utm_medium=social&utm_campaign=keripik"


def test_the_table_has_no_column_for_a_person():
    assert {field.name for field in Tally._meta.get_fields()} == {"id", "day", "source", "campaign", "step", "count"}


def test_a_landing_and_a_look_at_a_product_are_counted_by_their_tag(page, visitor):
    visitor().get("/produk/camilan/" + TAG)
    visitor().get(page.url + TAG)
    visitor(referer="https://www.google.com/").get(page.url)
    visitor().get(page.url)
    assert counted() == {
        ("visit", "whatsapp", "keripik"): 2,
        ("product", "whatsapp", "keripik"): 1,
        ("visit", "google", ""): 1,
        ("product", "google", ""): 1,
        ("visit", "direct", ""): 1,
        ("product", "direct", ""): 1,
    }


def test_a_step_within_the_shop_is_no_visit_and_keeps_the_tag_of_the_page_before(page, visitor):
    visitor(referer=f"http://testserver/{TAG}").get(page.url)
    visitor(referer="http://testserver/").get("/produk/camilan/")
    assert counted() == {("product", "whatsapp", "keripik"): 1}


def test_kept_pages_are_counted_and_still_cost_one_query(page, visitor, django_assert_num_queries):
    visitor().get(page.url)
    for _ in range(3):
        with django_assert_num_queries(1):
            visitor().get(page.url + TAG)
    assert counted()[("product", "whatsapp", "keripik")] == 3


def test_made_up_tags_do_not_fill_the_table(page, visitor):
    for number in range(20):
        visitor().get(f"/produk/?utm_source=x{number}&utm_campaign=y{number}")
    assert counted() == {("visit", "other", ""): 20}


def test_made_up_campaigns_do_not_fill_the_memory(page, monkeypatch):
    monkeypatch.setattr(counter, "MOST_KEYS", 3)
    for number in range(10):
        counter.count(step="visit", origin=Origin("x", f"c{number}"), day=build.TODAY)
    assert len(counter._gathered) == 4
    assert counted() == {("visit", "x", ""): 10}


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user-agent": "WhatsApp/2.23.20.0 A"},
        {"user-agent": "facebookexternalhit/1.1"},
        {"user-agent": "TelegramBot (like TwitterBot)"},
        {"user-agent": "curl/8.5.0"},
        {"user-agent": ""},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
    ],
)
def test_robots_previews_and_pages_fetched_ahead_are_not_counted(page, visitor, headers):
    assert visitor(**headers).get(page.url + TAG).status_code == 200
    assert counted() == {}


@pytest.mark.parametrize(
    "agent", ["Mozilla/5.0 (Linux; Android 10; CUBOT X30) Chrome/120.0 Mobile Safari/537.36", TELEPHONE]
)
def test_telephones_are_counted(page, visitor, agent):
    visitor(**{"user-agent": agent}).get("/produk/")
    assert counted() == {("visit", "direct", ""): 1}


def test_head_other_answers_and_other_addresses_are_not_counted(page, visitor):
    visitor().head(page.url)
    visitor().get("/produk/tidak-ada/")
    visitor().get("/produk")
    visitor().get("/keranjang/")
    visitor().get("/cari/saran/?q=ke")
    visitor().get("/robots.txt")
    visitor().get("/healthz")
    assert counted() == {}


def test_whoever_is_logged_in_is_not_counted(page, admin_client):
    admin_client.get(page.url, headers={"user-agent": TELEPHONE})
    assert counted() == {}


def test_a_search_is_a_landing_too(page, visitor):
    visitor().get("/cari/?q=keripik&utm_source=tiktok")
    assert counted() == {("visit", "tiktok", ""): 1}


def test_a_basket_is_counted_once_and_a_checkout_whenever_it_is_opened(page, visitor):
    client = visitor(referer=f"http://testserver{page.url}{TAG}")
    for _ in range(2):
        client.post("/keranjang/tambah/", {"sku": build.sku_of(page).pk})
        assert client.get("/checkout/").status_code == 200
    assert counted() == {("basket", "whatsapp", "keripik"): 1, ("checkout", "whatsapp", "keripik"): 2}


def test_flushes_add_to_what_another_process_wrote(page):
    key = (build.TODAY, "x", "", "visit")
    services.add({key: 2})
    services.add({key: 3, (build.TODAY, "x", "nobody", "visit"): 4})
    assert counted() == {("visit", "x", ""): 9}


def test_a_flush_that_fails_loses_nothing(page, monkeypatch):
    counter.count(step="visit", origin=Origin("x"), day=build.TODAY)

    def refuse(counts):
        raise IntegrityError

    with monkeypatch.context() as broken:
        broken.setattr(services, "add", refuse)
        with pytest.raises(IntegrityError):
            counter.flush()
    assert counted() == {("visit", "x", ""): 1}


def test_threads_that_count_at_once_lose_nothing(page):
    def many():
        for _ in range(2000):
            counter.count(step="visit", origin=Origin("x"), day=build.TODAY)

    threads = [threading.Thread(target=many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted() == {("visit", "x", ""): 8000}


def test_counts_go_after_twenty_five_months(page):
    services.add({(build.TODAY - timedelta(days=776), "x", "", "visit"): 1})
    services.add({(build.TODAY - timedelta(days=775), "x", "", "visit"): 1})
    services.add({(build.TODAY, "x", "", "visit"): 1})
    assert set(Tally.objects.values_list("day", flat=True)) == {build.TODAY - timedelta(days=775), build.TODAY}


# From basket to order


def put(page, client: Client, **sent) -> Cart:
    client.post("/keranjang/tambah/", {"sku": build.sku_of(page).pk, **sent})
    return Cart.objects.get(token=client.cookies["lapak_cart"].value)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"utm_source": "whatsapp", "utm_campaign": "keripik"}, ("whatsapp", "keripik")),
        ({"utm_source": "whatsapp", "utm_campaign": "nobody"}, ("whatsapp", "")),
        ({"utm_source": "whatsapp", "utm_campaign": "halaman-999999"}, ("whatsapp", "")),
        ({"utm_source": "whatsapp", "utm_campaign": "halaman-" + "9" * 99}, ("whatsapp", "")),
        ({"utm_source": "<script>", "utm_campaign": "\0"}, ("other", "")),
        ({"utm_source": "l.instagram.com"}, ("instagram", "")),
        ({}, ("direct", "")),
    ],
)
def test_the_basket_keeps_what_the_tab_remembered(page, visitor, sent, kept):
    cart = put(page, visitor(), **sent)
    assert (cart.source, cart.campaign) == kept


def test_a_page_is_named_by_its_number(page, visitor):
    cart = put(page, visitor(), utm_source="whatsapp", utm_campaign=f"halaman-{page.pk}")
    assert (cart.source, cart.campaign) == ("whatsapp", f"halaman-{page.pk}")


def test_the_first_source_stays_and_only_direct_gives_way(page, visitor):
    client = visitor()
    assert put(page, client).source == "direct"
    assert put(page, client, utm_source="poster").source == "poster"
    assert put(page, client, utm_source="facebook").source == "poster"
    assert put(page, client).source == "poster"


def test_the_order_keeps_the_source_and_the_next_basket_begins_anew(page, visitor):
    cart = put(page, visitor(), utm_source="poster", utm_campaign="keripik")
    order = build.place(cart)
    assert (order.source, order.campaign) == ("poster", "keripik")
    assert Cart.objects.values_list("source", "campaign").get(pk=cart.pk) == ("", "")


def test_an_order_without_a_known_source_says_nothing():
    order = build.order()
    assert (order.source, order.campaign) == ("", "")
