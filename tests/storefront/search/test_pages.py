"""The search page and the suggestions, as a visitor meets them."""

import pytest
from django.test import Client

from shop.catalog import services as catalog
from shop.storefront.search import services
from shop.storefront.search.models import EmptySearch
from tests import build
from tests.checks import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


@pytest.fixture
def ask(client):
    def answer(query: str, **more):
        response = client.get("/cari/", {"q": query} | more)
        assert response.status_code == 200
        return response

    return answer


def titles(response) -> list[str]:
    return [card.title for card in response.context.get("cards", ())]


def empty() -> dict[str, int]:
    return dict(EmptySearch.objects.values_list("words", "count"))


def test_a_corrected_query_is_shown_and_the_field_keeps_what_was_typed(ask):
    build.product(title="Keripik Pisang")
    response = ask("kripik pisng")
    assert titles(response) == ["Keripik Pisang"]
    assert "Showing results for keripik pisang" in text_of(response)
    assert 'value="kripik pisng"' in response.content.decode()


def test_a_query_that_needs_no_correction_says_nothing_of_one(ask):
    build.product(title="Keripik Pisang")
    assert "Showing results for" not in text_of(ask("keripik"))
    assert "come closest" not in text_of(ask("keripik"))


def test_a_query_that_no_product_has_in_full_says_so(ask):
    build.product(title="Keripik Pisang")
    build.product(title="Kopi Bubuk")
    assert "No product has all of these words" in text_of(ask("kopi pisang"))


def test_nothing_found_helps_on(ask):
    build.shop(whatsapp="6281200000000")
    bought, sold_out = build.product(title="Kopi Bubuk"), build.product(title="Teh", stock=0)
    others = [build.product(title=f"Sirup {number}") for number in range(4)]
    build.order(build.sku_of(others[2]), build.sku_of(bought))
    response = ask("xyzzy")
    shown = [card.title for card in response.context["instead"]]
    assert set(shown[:2]) == {"Kopi Bubuk", "Sirup 2"}
    assert len(shown) == 3
    assert sold_out.title not in shown
    page = response.content.decode()
    assert "https://wa.me/6281200000000?text=Halo%2C%20apakah%20ada%20%E2%80%9Cxyzzy%E2%80%9D%3F" in page
    assert 'href="/produk/camilan/"' in page


def test_results_are_cut_into_pages_with_addresses(ask):
    for number in range(30):
        build.product(title=f"Keripik {number}")
    first, second, beyond = ask("keripik"), ask("keripik", hal=2), ask("keripik", hal=99)
    assert (len(titles(first)), len(titles(second))) == (24, 6)
    assert 'rel="next" href="?q=keripik&amp;hal=2"' in first.content.decode()
    assert 'rel="prev" href="?q=keripik&amp;hal=1"' in second.content.decode()
    assert titles(beyond) == titles(second)
    assert not set(titles(first)) & set(titles(second))


def test_what_is_not_on_sale_never_appears(ask, client):
    page = build.product(title="Keripik Arsip")
    build.product(title="Keripik Draf", publish=False)
    catalog.archive(sku=build.sku_of(page), now=build.NOW)
    assert titles(ask("keripik")) == []
    assert client.get("/cari/saran/", {"q": "keripik"}).json()["products"] == []


def test_what_is_typed_is_escaped(ask):
    build.product(title="Keripik")
    for query in ("<script>x</script>", "<b>xyzzy</b>", "kripik <script>x</script>"):
        page = ask(query).content.decode()
        assert "<script>x" not in page
        assert "<b>xyzzy" not in page


# Words without result


def test_words_without_result_are_counted(ask, clock):
    build.product(title="Keripik")
    ask("Sendok")
    clock.now += build.DAY
    ask("sendok!")
    assert empty() == {"sendok": 2}
    assert EmptySearch.objects.get().last_at == clock.now


def test_only_the_words_that_say_nothing_are_kept(ask):
    build.product(title="Keripik")
    ask("keripik qwertz")
    assert empty() == {"qwertz": 1}


@pytest.mark.parametrize("query", ["keripik", "kripik", "", "%", "🌶"])
def test_what_was_found_or_has_no_words_is_not_kept(ask, query):
    build.product(title="Keripik")
    ask(query)
    assert empty() == {}


@pytest.mark.parametrize(
    "query",
    [
        "081234567890",
        "+62 812-3456-7890",
        "siti@example.com",
        "tanya 0812 3456",
        "https://example.com/x",
        "1234",
        "q" * 61,
    ],
)
def test_what_may_belong_to_a_person_is_not_kept(ask, query):
    ask(query)
    assert empty() == {}


def test_suggestions_keep_nothing(client):
    client.get("/cari/saran/", {"q": "sendok"})
    assert empty() == {}


def test_a_flood_of_words_leaves_those_that_were_asked_most(monkeypatch):
    monkeypatch.setattr(services, "MOST_EMPTY_SEARCHES", 3)
    for number, word in enumerate(["sendok", "sendok", "satu", "dua", "tiga", "empat"]):
        services.note_empty(query=word, words=[word], now=build.NOW + number * build.HOUR)
    assert empty() == {"sendok": 2, "tiga": 1, "empat": 1}


# Suggestions


def test_suggestions_name_words_and_products_with_addresses(client):
    build.product(title="Sambal Bawang")
    build.product(title="Sambal Terasi")
    answer = client.get("/cari/saran/", {"q": "sambal ba"})
    assert answer.json() == {
        "words": [{"text": "sambal bawang", "url": "/cari/?q=sambal+bawang"}],
        "products": [
            {"text": "Sambal Bawang", "url": "/produk/camilan/sambal-bawang/"},
            {"text": "Sambal Terasi", "url": "/produk/camilan/sambal-terasi/"},
        ],
    }
    assert answer.headers["Cache-Control"] == "private, max-age=60"


@pytest.mark.parametrize("query", ["kri", "krip", "kripik", "keripk pi", "pisng"])
def test_suggestions_forgive_as_well(client, query):
    build.product(title="Keripik Pisang")
    found = client.get("/cari/saran/", {"q": query}).json()
    assert [product["text"] for product in found["products"]] == ["Keripik Pisang"]


@pytest.mark.parametrize("query", ["", "k", " ", "%", "🌶", "xyzzy", "x" * 5000, "a\x00"])
def test_nothing_to_suggest_is_an_empty_list(client, query):
    build.product(title="Teh")
    assert client.get("/cari/saran/", {"q": query}).json() == {"words": [], "products": []}


def test_suggestions_take_few_queries(client, django_assert_max_num_queries):
    for number in range(20):
        build.product(title=f"Keripik {number}")
    client.get("/cari/saran/", {"q": "kerip"})
    with django_assert_max_num_queries(5):
        client.get("/cari/saran/", {"q": "kerip"})


@pytest.mark.parametrize("address", ["/cari/", "/cari/saran/"])
def test_searching_is_a_matter_of_reading(address):
    assert Client().post(address).status_code == 405
