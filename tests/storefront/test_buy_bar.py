"""The bar of the product page that keeps price and button in view on telephones: its words, and when there is none."""

import re

import pytest

from shop.storefront.services import NewSku
from tests import build
from tests.promotions import rule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

PAGE = "/produk/camilan/keripik/"


@pytest.fixture(autouse=True)
def _shop():
    build.shop()


def bar(client) -> str:
    """The bar's HTML, empty when the page has none."""
    found = re.search(r'<div class="buy-bar .*?</button>', client.get(PAGE).content.decode(), re.DOTALL)
    return found.group() if found else ""


def prices(client) -> list[str]:
    return re.findall(r'class="price-now">([^<]+)', bar(client))


def test_its_button_sends_the_only_form_of_the_goods(client):
    build.product(title="Keripik")
    page = client.get(PAGE).content.decode()
    assert '<button class="button" form="beli"' in bar(client)
    assert "<form" not in bar(client)
    assert page.count('id="beli"') == 1
    assert re.search(r'<form [^>]*id="beli" method="post" action="/keranjang/tambah/"', page)


def test_it_says_the_price_that_the_page_says(client):
    rule(build.sku_of(build.product(title="Keripik", price=15000)), value=20)
    assert prices(client) == ["Rp12.000"]
    assert "Rp15.000" in bar(client)


def test_of_several_articles_it_holds_each_name_and_price_in_the_order_of_the_choices(client):
    skus = [NewSku("A", 10000, "kecil", 5), NewSku("B", 9000, "habis"), NewSku("C", 12000, "besar", 5)]
    build.product(title="Keripik", skus=skus)
    assert prices(client) == ["Rp10.000", "Rp9.000", "Rp12.000"]
    assert re.findall(r'buy-bar-name"[^>]*>([^<]+)', bar(client)) == ["kecil", "habis", "besar"]


def test_what_is_sold_out_has_none(client):
    build.product(title="Keripik", stock=0)
    assert bar(client) == ""


@pytest.mark.parametrize(("count", "shown"), [(12, True), (13, False)])
def test_more_articles_than_the_stylesheet_knows_have_none(client, count, shown):
    build.product(title="Keripik", skus=[NewSku(f"A-{n}", 10000 + n, f"isi {n}", 5) for n in range(count)])
    assert bool(bar(client)) is shown


def test_it_is_not_printed(client):
    build.product(title="Keripik")
    assert bar(client).startswith('<div class="buy-bar no-print">')
