"""Lists are narrowed as the address says; nonsense in it narrows nothing."""

import re
from urllib.parse import quote

import pytest

from shop.catalog import services as catalog
from shop.stock import services as stock
from shop.storefront import cards, lists
from shop.storefront.filters import Filters, filters
from shop.storefront.search import selectors as search
from shop.storefront.search import shelf as shelf_of_words
from shop.storefront.search.models import EmptySearch
from shop.storefront.selectors import on_sale
from shop.storefront.services import NewSku
from tests import build
from tests.checks import text_of

WHOLE, TOO_LARGE = "Write the amount in whole rupiah, for example 27.000.", "This amount is too large."


@pytest.mark.parametrize(
    ("parameters", "meant"),
    [
        ({}, Filters()),
        ({"urut": "murah", "stok": "ada", "label": "pedas"}, Filters("murah", True, "pedas")),
        ({"dari": "5000", "sampai": "Rp20.000"}, Filters(lowest=5000, highest=20000)),
        ({"dari": "Rp1.000.000", "sampai": " Rp. 1.000.000.000 "}, Filters(lowest=1_000_000, highest=1_000_000_000)),
        (
            {"label": "oleh-oleh-khas-kalimantan-timur-dari-balikpapan"},
            Filters(label="oleh-oleh-khas-kalimantan-timur-dari-balikpapan"),
        ),
        ({"label": "gurih-renyah-é"}, Filters(label="gurih-renyah-é")),
        ({"urut": "path", "stok": "1", "label": "a b"}, Filters()),
        ({"dari": "-1", "sampai": "1e9"}, Filters(unread={"dari": WHOLE, "sampai": WHOLE})),
        ({"dari": "1" * 16, "sampai": "٣"}, Filters(unread={"dari": TOO_LARGE, "sampai": WHOLE})),
        ({"dari": "\x00", "sampai": " ", "label": "x" * 101, "stok": "\x00"}, Filters(unread={"dari": WHOLE})),
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
    return [card.title for card in lists.listing(on_sale(), filters=filters(asked), rules=()).cards]


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
    facets = lists.facets(lists.under(build.category()))
    assert (facets.total, facets.in_stock) == (3, 2)
    assert facets.labels == (lists.Label("manis", "manis", 2), lists.Label("pedas", "pedas", 2))


def test_prices_of_variants_count_from_the_lowest_to_the_highest_that_can_be_bought(db):
    build.product(title="Keripik", skus=[NewSku("A", 5000, "kecil", 1), NewSku("B", 50000, "besar", 1)])
    assert titles(sampai="6000") == ["Keripik"]
    assert titles(dari="50000") == ["Keripik"]
    assert titles(dari="50001") == []
    assert titles(sampai="4999") == []


def test_the_last_unit_leaves_the_list_of_what_is_in_stock(db):
    page = build.product(title="Keripik", stock=1)
    stock.reserve(quantities={build.sku_of(page).pk: 1}, key="k", document="d", at=build.NOW)
    assert titles(stok="ada") == []


def shown(client, address: str):
    response = client.get(address)
    assert response.status_code == 200
    return response, text_of(response)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/produk/", "3 products"),
        ("/produk/?label=pedas", "2 products of 3"),
        ("/produk/camilan/?label=pedas&stok=ada", "1 product of 3"),
        ("/produk/label/pedas/", "2 products"),
        ("/produk/label/pedas/?stok=ada", "1 product of 2"),
        ("/cari/?q=sedang", "1 product"),
    ],
)
def test_a_list_says_how_many_it_holds(client, shelf, address, said):
    response, text = shown(client, address)
    assert f" {said} " in text
    assert len(response.context["cards"]) == int(said[0])
    assert ("Clear the filter" in text) == (" of " in said)


def test_a_long_narrowed_list_is_not_counted_to_its_end(client, db, monkeypatch):
    monkeypatch.setattr(lists, "MOST_COUNTED", 2)
    for number in range(3):
        build.product(title=f"Produk {number}", tags=["pedas"])
    assert "More than 2 products Sort:" in shown(client, "/produk/?label=pedas")[1]
    assert " 3 products " in shown(client, "/produk/label/pedas/")[1]


def test_pages_are_counted_as_far_as_products_are(client, db, monkeypatch):
    build.shop()
    for number in range(30):
        build.product(title=f"Produk {number:02d}", tags=["pedas"])
    assert "Page 1 of 2" in shown(client, "/produk/")[1]
    assert "Page 2 of 2" in shown(client, "/produk/label/pedas/?hal=2")[1]
    assert "Page 2 of 2" in shown(client, "/cari/?q=produk&hal=2")[1]
    monkeypatch.setattr(lists, "MOST_COUNTED", 25)
    text = shown(client, "/produk/?label=pedas")[1]
    assert "Page 1 " in text
    assert "Page 1 of" not in text


def test_an_amount_that_is_too_large_is_said_so(client, shelf):
    assert "Mistake: This amount is too large." in shown(client, "/produk/?sampai=9999999999999999")[1]


def test_an_amount_that_nobody_can_read_is_said_beside_the_field_and_kept(client, shelf):
    response, text = shown(client, "/produk/?dari=27,5&sampai=Rp1.000.000")
    assert "Mistake: Write the amount in whole rupiah, for example 27.000." in text
    page = response.content.decode()
    assert 'value="27,5" inputmode="numeric" maxlength="20" autocomplete="off" autofocus aria-invalid="true"' in page
    assert "<title>Mistake: Produk" in page
    assert page.count("aria-invalid") == 1
    assert 'value="Rp1.000.000"' in page
    assert len(response.context["cards"]) == 3


@pytest.mark.parametrize(
    ("address", "counts"),
    [
        ("/produk/", ["(2)", "manis (2)", "pedas (2)"]),
        ("/produk/?label=pedas", ["manis (2)", "pedas (2)"]),
        ("/produk/?stok=ada", ["(2)"]),
        ("/produk/?dari=1000", []),
        ("/produk/?stok=ada&label=pedas", []),
    ],
)
def test_no_choice_tells_a_number_that_another_choice_has_changed(client, shelf, address, counts):
    """In the order of the page: in stock, then the labels."""
    form = client.get(address).content.decode().split('<form class="filters-form"')[1].split("</form>")[0]
    assert re.findall(r">(\w* ?\(\d+\))<", form) == counts


def test_a_label_that_is_chosen_is_among_the_choices_however_rare(client, db, monkeypatch):
    monkeypatch.setattr(lists, "MOST_LABELS", 1)
    for number in range(2):
        build.product(title=f"Produk {number}", tags=["pedas"])
    build.product(title="Teh", tags=["manis"])
    assert b"manis" not in client.get("/produk/").content
    assert '<option value="manis" selected>manis (1)</option>' in client.get("/produk/?label=manis").content.decode()


# A label's own page


def test_a_label_has_a_page_of_its_own(client, shelf):
    response, text = shown(client, "/produk/label/pedas/")
    assert [card.title for card in response.context["cards"]] == ["Sedang", "Mahal"]
    assert "Products with the label “pedas”" in text
    page = response.content.decode()
    assert 'rel="canonical" href="http://testserver/produk/label/pedas/"' in page
    assert "noindex" not in page
    assert 'aria-current="page"' not in page.split("<main", 1)[1]


@pytest.mark.parametrize("address", ["tidak-ada/", "pedas/x/", "", "manis%00/"])
def test_no_page_for_what_is_no_label(client, shelf, address):
    assert client.get(f"/produk/label/{address}").status_code == 404


def test_a_label_of_nothing_that_is_sold_has_no_page(client, db):
    page = build.product(title="Keripik", tags=["pedas"])
    build.product(title="Teh", tags=["manis"])
    assert client.get("/produk/label/pedas/").status_code == 200
    page.unpublish()
    assert client.get("/produk/label/pedas/").status_code == 404


def test_a_category_of_the_same_address_goes_before(client, db):
    category = build.category(title="Label", slug="label")
    build.product(title="Pedas", category=category)
    build.product(title="Teh", tags=["pedas"])
    response = client.get("/produk/label/pedas/")
    assert response.context["page"].title == "Pedas"


def test_a_label_in_other_letters_is_found(client, db):
    build.shop()
    page = build.product(title="Keripik", tags=["Crème brûlée"])
    (tag,) = page.tags.all()
    address = f"/produk/label/{tag.slug}/"
    assert client.get(address).status_code == 200
    assert quote(address) in client.get(page.url).content.decode()
    assert f'value="{tag.slug}" selected' in client.get("/produk/", {"label": tag.slug}).content.decode()


def test_a_label_of_signs_alone_has_no_address_and_is_no_choice(client, db):
    for number in range(2):
        page = build.product(title=f"Keripik {number}", tags=["\N{HOT PEPPER}", "pedas"])
    assert set(page.tags.values_list("slug", flat=True)) == {"", "pedas"}
    assert "/produk/label//" not in client.get(page.url).content.decode()
    content = client.get("/produk/").content.decode()
    assert re.findall(r'<option value="([^"]*)"( selected)?>', content) == [("", ""), ("pedas", "")]


def test_a_label_says_what_it_is_to_machines(client, shelf):
    page = client.get("/produk/label/pedas/").content.decode()
    assert '<meta name="description" content="Products with the label “pedas”">' in page
    assert 'property="og:description" content="Products with the label “pedas”"' in page


def test_a_product_leads_to_its_like(client, shelf):
    page = client.get("/produk/camilan/mahal/").content.decode()
    assert set(re.findall(r'<a href="(/produk/label/[^"]+)"[^>]*>(\w+)</a>', page)) == {
        ("/produk/label/pedas/", "pedas"),
        ("/produk/label/manis/", "manis"),
    }


def test_a_product_that_is_not_sold_leads_nowhere(client, db):
    build.shop()
    page = build.product(title="Keripik", tags=["pedas"])
    catalog.archive(sku=build.sku_of(page), now=build.NOW)
    assert "/produk/label/" not in client.get(page.url).content.decode()


# What was found


def found(client, address: str) -> list[str]:
    return [card.title for card in client.get(address).context["cards"]]


def test_what_was_found_is_narrowed_and_ordered(client, db):
    for title, price, units, tags in [
        ("Keripik Pisang", 15000, 0, ["manis"]),
        ("Keripik Singkong", 9000, 5, ["pedas"]),
        ("Keripik Pedas", 40000, 5, ["pedas"]),
    ]:
        build.product(title=title, price=price, stock=units, tags=tags)
    build.product(title="Teh", tags=["pedas"])
    assert found(client, "/cari/?q=kripik&urut=murah") == ["Keripik Singkong", "Keripik Pisang", "Keripik Pedas"]
    assert found(client, "/cari/?q=kripik&urut=mahal") == ["Keripik Pedas", "Keripik Pisang", "Keripik Singkong"]
    assert sorted(found(client, "/cari/?q=kripik&label=pedas")) == ["Keripik Pedas", "Keripik Singkong"]
    assert found(client, "/cari/?q=kripik&sampai=Rp10.000") == ["Keripik Singkong"]
    best = found(client, "/cari/?q=kripik")
    assert found(client, "/cari/?q=kripik&stok=ada") == [title for title in best if title != "Keripik Pisang"]


def test_the_tools_of_a_search_keep_its_words(client, db):
    build.shop()
    for number in range(2):
        build.product(title=f"Keripik {number}", tags=["pedas"])
    page = client.get("/cari/?q=keripik&label=pedas").content.decode()
    assert '<input type="hidden" name="q" value="keripik">' in page
    assert 'href="?q=keripik&amp;label=pedas&amp;urut=murah"' in page
    assert '<option value="pedas" selected>pedas (2)</option>' in page
    assert 'href="?q=keripik">Clear the filter</a>' in page


def test_a_search_narrowed_to_nothing_is_no_search_without_result(client, db):
    build.product(title="Keripik")
    response, text = shown(client, "/cari/?q=keripik&label=tidak-ada")
    assert "Nothing fits this filter" in text
    assert "We found nothing with these words" not in text
    assert "instead" not in response.context
    assert not EmptySearch.objects.exists()


@pytest.fixture
def near_sighted(monkeypatch):
    """A search that finds two, or six when it looks further."""
    monkeypatch.setattr(search, "MOST_FOUND", 2)
    monkeypatch.setattr(search, "FURTHER", 3)
    monkeypatch.setattr(shelf_of_words, "LIKELIEST", 3)


@pytest.mark.parametrize(("count", "said"), [(2, " 2 products "), (3, " 3 products "), (6, " 6 products ")])
def test_a_search_that_is_ordered_or_turned_counts_on(client, db, near_sighted, count, said):
    for number in range(count):
        build.product(title=f"Keripik {number}")
    for asked in ("urut=baru", "hal=2"):
        assert said in shown(client, f"/cari/?q=keripik&{asked}")[1]


def test_a_search_alone_says_that_there_is_more_and_counts_no_choice(client, db, near_sighted):
    for number in range(3):
        build.product(title=f"Keripik {number}", tags=["pedas"])
    response, text = shown(client, "/cari/?q=keripik")
    assert "More than 2 products" in text
    assert '<option value="pedas">pedas</option>' in response.content.decode()
    assert "In stock only (" not in text
    assert "In stock only (3)" in shown(client, "/cari/?q=keripik&urut=baru")[1]


def test_more_than_a_search_finds_is_said(client, db, near_sighted):
    for number in range(7):
        build.product(title=f"Keripik {number}", price=1000 * (7 - number), tags=["pedas"])
    assert "More than 6 products " in shown(client, "/cari/?q=keripik&urut=murah")[1]
    assert "More than 1 products " in shown(client, "/cari/?q=keripik&dari=7000")[1]
    text = shown(client, "/cari/?q=keripik&dari=9000")[1]
    assert "More than" not in text
    assert "Nothing fits this filter" in text


def test_the_cheapest_is_not_only_that_of_the_best(client, db, near_sighted):
    for number in range(5):
        build.product(title=f"Keripik {number}", price=1000 * (5 - number))
    assert found(client, "/cari/?q=keripik&urut=murah")[0] == "Keripik 4"
    assert found(client, "/cari/?q=keripik&sampai=1000") == ["Keripik 4"]


def test_an_empty_choice_helps_on(client, shelf):
    response = client.get("/produk/camilan/?label=tidak-ada")
    assert response.status_code == 200
    assert "Nothing fits this filter" in text_of(response)
    assert (
        b'href="/produk/camilan/">Clear the filter' in response.content
        or b'href="?">Clear the filter' in response.content
    )


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
