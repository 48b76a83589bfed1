"""Cards, lists and search: live price and stock, only what is sold, in the order that was asked for."""

import pytest

from shop.catalog import services as catalog
from shop.catalog.models import Sku
from shop.storefront import cards, lists, selectors
from shop.storefront.filters import filters
from shop.storefront.services import NewSku
from tests import build
from tests.checks import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


def titles(**asked) -> list[str]:
    """`titles(under=page, urut="murah")`: what a list shows, the filters as the address says them."""
    under = asked.pop("under", None)
    return [card.title for card in lists.listing(lists.under(under), filters=filters(asked), rules=()).cards]


def card(page):
    (only,) = selectors.cards_of([page], ())
    return only


# One card


def test_a_card_of_one_article_can_be_bought_from_the_shelf():
    page = build.product(title="Keripik", price=15000, stock=10, summary="Renyah")
    shown = card(page)
    assert (shown.title, shown.url, shown.summary) == ("Keripik", "/produk/camilan/keripik/", "Renyah")
    assert (shown.price, shown.compare_at, shown.price_from) == (15000, None, False)
    assert (shown.sku_id, shown.in_stock, shown.low, shown.photo) == (build.sku_of(page).pk, True, None, None)


def test_a_card_of_variants_shows_the_lowest_price_and_must_be_opened():
    page = build.product(skus=[NewSku("A", 20000, "besar", 5), NewSku("B", 12000, "kecil", 5)])
    shown = card(page)
    assert (shown.price, shown.price_from, shown.sku_id, shown.in_stock) == (12000, True, None, True)


def test_variants_of_one_price_are_not_shown_as_from():
    page = build.product(skus=[NewSku("A", 12000, "pedas", 5), NewSku("B", 12000, "manis", 5)])
    assert not card(page).price_from


def test_a_card_shows_the_struck_price_of_the_price_that_it_shows():
    page = build.product(price=15000)
    catalog.change_price(sku=build.sku_of(page), price=12000, compare_at=15000, now=build.NOW, by="p")
    assert (card(page).price, card(page).compare_at) == (12000, 15000)


@pytest.mark.parametrize(("stock", "low"), [(1, 1), (5, 5), (6, None)])
def test_few_left_is_said_from_five_down(stock, low):
    assert card(build.product(stock=stock)).low == low


def test_reserved_goods_are_not_for_sale():
    page = build.product(stock=3)
    build.order((build.sku_of(page), 3))
    shown = card(page)
    assert (shown.in_stock, shown.sku_id, shown.low) == (False, None, None)


def test_a_variant_that_is_sold_out_does_not_hide_the_other():
    page = build.product(skus=[NewSku("A", 10000, "pedas", 0), NewSku("B", 12000, "manis", 5)])
    assert (card(page).in_stock, card(page).price) == (True, 12000)


def test_an_archived_variant_is_not_counted():
    page = build.product(skus=[NewSku("A", 10000, "pedas", 5), NewSku("B", 12000, "manis", 5)])
    catalog.archive(sku=Sku.objects.get(code="A"), now=build.NOW)
    assert (card(page).price, card(page).price_from) == (12000, False)
    assert [offer.label for offer in selectors.offers(page, ())] == ["manis"]


def test_chosen_products_come_in_the_order_of_the_choice():
    one, two, three = (build.product(title=title) for title in ("Satu", "Dua", "Tiga"))
    assert [shown.title for shown in selectors.cards_of([three, one, two], ())] == ["Tiga", "Satu", "Dua"]


def test_offers_are_what_can_be_bought_now():
    page = build.product(skus=[NewSku("A", 10000, "pedas", 4), NewSku("B", 12000, "", 9)], title="Keripik")
    shown = [
        (offer.label, offer.price, offer.available, offer.in_stock, offer.low, offer.unit)
        for offer in selectors.offers(page, ())
    ]
    assert shown == [("pedas", 10000, 4, True, 4, "buah"), ("Keripik", 12000, 9, True, None, "buah")]


# Lists


def test_only_published_products_with_something_for_sale_are_listed():
    build.product(title="Ada")
    build.product(title="Draf", publish=False)
    gone = build.product(title="Arsip")
    catalog.archive(sku=build.sku_of(gone), now=build.NOW)
    bare = build.product(title="Kosong")
    bare.listings.all().delete()
    assert titles() == ["Ada"]


def test_a_sold_out_product_stays_listed():
    build.product(title="Habis", stock=0)
    assert titles() == ["Habis"]


def test_a_category_lists_its_own_products():
    build.product(title="Keripik")
    spices = build.category(title="Bumbu", slug="bumbu")
    build.product(title="Sambal", category=spices)
    assert titles(under=spices) == ["Sambal"]
    assert titles(under=build.product_index()) == ["Keripik", "Sambal"]


def test_a_product_with_many_variants_is_listed_once():
    build.product(
        title="Keripik", skus=[NewSku(code, 10000 + n, code) for n, code in enumerate("ABC")], tags=["a", "b"]
    )
    for sort in lists.SORTS:
        assert titles(urut=sort) == ["Keripik"]
    assert titles(label="a") == ["Keripik"]


def test_lists_are_sorted_by_the_lowest_price_that_is_for_sale():
    build.product(title="Mahal", price=30000)
    build.product(title="Sedang", skus=[NewSku("A", 20000, "a"), NewSku("B", 50000, "b")])
    cheap = build.product(title="Dulu murah", skus=[NewSku("C", 1000, "c"), NewSku("D", 40000, "d")])
    gone = Sku.objects.get(code="C")
    catalog.archive(sku=gone, now=build.NOW)
    cards.refresh_of_article(gone.pk)
    build.product(title="Murah", price=10000)
    assert titles(urut="murah") == ["Murah", "Sedang", "Mahal", "Dulu murah"]
    assert titles(urut="mahal") == ["Dulu murah", "Mahal", "Sedang", "Murah"]
    assert cheap.live


def test_the_newest_come_first_when_asked(clock):
    build.product(title="Lama")
    clock.now += build.DAY
    build.product(title="Baru")
    assert titles(urut="baru") == ["Baru", "Lama"]
    assert titles(urut="") == titles(urut="entah") == ["Lama", "Baru"]


@pytest.fixture
def fifty():
    """50 products: two full pages of 24 and a rest of 2."""
    for number in range(50):
        build.product(title=f"Produk {number:02d}")


def test_a_list_is_cut_into_pages(fifty):
    first, second, third = (lists.listing(selectors.on_sale(), page_number=number, rules=()) for number in (1, 2, 3))
    assert [len(page.cards) for page in (first, second, third)] == [24, 24, 2]
    assert [(page.has_previous, page.has_next) for page in (first, second, third)] == [
        (False, True),
        (True, True),
        (True, False),
    ]
    shown = [shown.title for page in (first, second, third) for shown in page.cards]
    assert shown == [f"Produk {number:02d}" for number in range(50)]


def test_related_products_are_of_the_same_shelf_without_the_page_itself():
    spices = build.category(title="Bumbu", slug="bumbu")
    build.product(title="Sambal", category=spices)
    pages = [build.product(title=f"Keripik {number}") for number in range(6)]
    assert [shown.title for shown in selectors.offers_and_related(pages[1], ())[1]] == [
        "Keripik 0",
        "Keripik 2",
        "Keripik 3",
        "Keripik 4",
    ]


# Pages


@pytest.fixture
def site(client):
    """`site("/produk/")` -> the words of a page that answers with 200."""

    def words(address: str) -> str:
        response = client.get(address)
        assert response.status_code == 200
        return text_of(response)

    return words


def test_index_category_and_product_pages_show_live_prices(site):
    page = build.product(title="Keripik", price=15000, stock=3)
    catalog.change_price(sku=build.sku_of(page), price=17500, compare_at=None, now=build.NOW, by="p")
    for address in ("/produk/", "/produk/camilan/", "/produk/camilan/keripik/", "/cari/?q=keripik"):
        assert "Rp17.500" in site(address)
        assert "Only 3 left" in site(address)


def test_a_sold_out_product_cannot_be_put_into_the_basket(client, site):
    build.product(title="Keripik", stock=0)
    assert "Sold out" in site("/produk/camilan/")
    assert "Sold out for now" in site("/produk/camilan/keripik/")
    assert b'name="sku"' not in client.get("/produk/camilan/keripik/").content


def test_a_product_whose_articles_are_all_archived_is_shown_without_a_button(client):
    page = build.product(title="Keripik")
    catalog.archive(sku=build.sku_of(page), now=build.NOW)
    response = client.get("/produk/camilan/keripik/")
    assert response.status_code == 200
    assert b'name="sku"' not in response.content


def test_variants_are_chosen_on_the_page(client):
    build.product(title="Keripik", skus=[NewSku("A", 10000, "pedas", 0), NewSku("B", 12000, "manis", 5)])
    hot, sweet = Sku.objects.order_by("code")
    content = client.get("/produk/camilan/keripik/").content.decode()
    assert f'name="sku" value="{hot.pk}" disabled' in content
    assert f'name="sku" value="{sweet.pk}" checked' in content


def test_a_draft_can_be_previewed_before_it_is_published():
    page = build.product(title="Keripik", skus=[NewSku("A", 10000, "pedas", 5), NewSku("B", 12000, "manis", 5)])
    draft = page.get_latest_revision_as_object()
    draft.title = "Keripik Draf"
    draft.listings = [listing for listing in draft.listings.all() if listing.sku.code == "B"]
    response = draft.make_preview_request()
    assert response.status_code == 200
    words = text_of(response)
    assert "Keripik Draf" in words
    assert "Rp12.000" in words
    assert "Rp10.000" not in words


@pytest.mark.parametrize(
    "address", ["/produk/?hal=2", "/produk/camilan/?hal=9999", "/produk/entah/", "/produk/camilan/entah/"]
)
def test_pages_that_do_not_exist_are_not_found(client, address):
    build.product()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "query", ["hal=x", "hal=-1", "hal=0", "hal=", "hal=1e3", "hal=99999", "hal=\u0662", "urut=entah", "urut=%00"]
)
def test_nonsense_in_the_address_shows_the_first_page(site, query):
    build.product(title="Keripik")
    assert "Keripik" in site(f"/produk/?{query}")


@pytest.mark.parametrize(
    "query", ["", "q=", "q=%20", "q=%00", "q=" + "x" * 500, "q=a%00b", "q=%F0%9F%8C%B6", "q=keripik&hal=99", "q=%25"]
)
def test_any_search_is_answered(client, query):
    build.product(title="Keripik")
    assert client.get(f"/cari/?{query}").status_code == 200


def test_what_is_searched_for_is_shown_and_never_run(client):
    assert b"<script>x" not in client.get("/cari/", {"q": "<script>x</script>"}).content
