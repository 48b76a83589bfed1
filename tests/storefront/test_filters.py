"""Lists are narrowed as the address says; nonsense in it narrows nothing."""

import pytest

from shop.stock import services as stock
from shop.storefront import cards, selectors
from shop.storefront.filters import Filters, filters
from shop.storefront.services import NewSku
from tests import build
from tests.checks import text_of


@pytest.mark.parametrize(
    ("parameters", "meant"),
    [
        ({}, Filters()),
        ({"urut": "murah", "stok": "ada", "label": "pedas"}, Filters("murah", True, "pedas")),
        ({"dari": "5000", "sampai": "Rp20.000"}, Filters(lowest=5000, highest=20000)),
        ({"urut": "path", "stok": "1", "label": "a b", "dari": "-1", "sampai": "1e9"}, Filters()),
        ({"dari": "1" * 10, "sampai": "٣", "label": "x" * 41, "stok": "\x00"}, Filters()),
    ],
)
def test_an_address_says_what_is_wanted(parameters, meant):
    assert filters(parameters) == meant


@pytest.fixture
def shelf(db):
    build.shop()
    build.product(title="Murah", price=5000, tags=["manis"])
    build.product(title="Sedang", price=15000, stock=0, tags=["pedas"])
    build.product(title="Mahal", price=40000, tags=["pedas", "manis"])


def titles(**asked) -> list[str]:
    return [card.title for card in selectors.products(filters=filters(asked), rules=()).cards]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"stok": "ada"}, ["Murah", "Mahal"]),
        ({"label": "pedas"}, ["Sedang", "Mahal"]),
        ({"label": "pedas", "stok": "ada"}, ["Mahal"]),
        ({"dari": "15000"}, ["Sedang", "Mahal"]),
        ({"sampai": "15000"}, ["Murah", "Sedang"]),
        ({"dari": "6000", "sampai": "14000"}, []),
        ({"label": "tidak-ada"}, []),
    ],
)
def test_a_list_is_narrowed(shelf, asked, left):
    assert titles(**asked) == left


def test_a_page_counts_what_each_choice_would_leave(shelf):
    facets = selectors.facets(build.category())
    assert (facets.total, facets.in_stock) == (3, 2)
    assert facets.labels == (selectors.Label("manis", "manis", 2), selectors.Label("pedas", "pedas", 2))


def test_a_price_of_variants_counts_by_the_lowest(db):
    build.product(title="Keripik", skus=[NewSku("A", 5000, "kecil", 1), NewSku("B", 50000, "besar", 1)])
    assert titles(sampai="6000") == ["Keripik"]
    assert titles(dari="6000") == []


def test_the_last_unit_leaves_the_list_of_what_is_in_stock(db):
    page = build.product(title="Keripik", stock=1)
    stock.reserve(quantities={build.sku_of(page).pk: 1}, key="k", document="d", at=build.NOW)
    assert titles(stok="ada") == []


def test_an_empty_choice_helps_on(client, shelf):
    response = client.get("/produk/camilan/?label=tidak-ada")
    assert response.status_code == 200
    assert "Nothing fits this filter" in text_of(response)
    assert b'href="/produk/camilan/"' in response.content


def test_a_choice_is_kept_on_the_next_page(client, db):
    build.shop()
    for number in range(26):
        build.product(title=f"Produk {number:02d}", tags=["pedas"])
    content = client.get("/produk/?label=pedas&urut=baru").content.decode()
    assert "?urut=baru&amp;label=pedas&amp;hal=2" in content


def test_a_price_that_the_owner_changed_moves_in_the_order(db):
    page = build.product(title="Keripik", price=5000)
    build.product(title="Teh", price=6000)
    sku = build.sku_of(page)
    sku.price = 7000
    sku.save()
    cards.refresh_of_article(sku.pk)
    assert titles(urut="murah") == ["Teh", "Keripik"]
