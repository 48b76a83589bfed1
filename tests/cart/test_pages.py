"""The basket over HTTP: made with the first article, never on a visit, and every bad input gets a sentence."""

import re

import pytest

from shop.cart.models import Cart
from shop.catalog import services as catalog
from tests import build
from tests.checks import nothing_written, text_of
from tests.promotions import voucher

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

SHOW, ADD, UPDATE = "/keranjang/", "/keranjang/tambah/", "/keranjang/ubah/"


def lines():
    return list(Cart.objects.get().lines.values_list("sku_id", "quantity"))


def test_a_visit_makes_no_basket_and_leaves_no_cookie_of_it(client):
    response = client.get(SHOW)
    assert response.status_code == 200
    assert "lapak_cart" not in response.cookies
    assert not Cart.objects.exists()
    assert "Your basket is still empty" in text_of(response)


def test_the_first_article_makes_the_basket_and_its_cookie_for_30_days(client, clock):
    bag = build.sku()
    response = client.post(ADD, {"sku": bag.pk, "quantity": 2})
    assert (response.status_code, response.url) == (302, SHOW)
    cookie = response.cookies["lapak_cart"]
    assert cookie.value == Cart.objects.get().token
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"], cookie["path"]) == (2592000, True, "Lax", "/")
    assert lines() == [(bag.pk, 2)]
    assert "Added to your basket." in text_of(client.get(SHOW))


def test_without_a_quantity_one_is_put_in(client):
    bag = build.sku()
    client.post(ADD, {"sku": bag.pk})
    client.post(ADD, {"sku": bag.pk, "quantity": ""})
    assert lines() == [(bag.pk, 2)]


@pytest.mark.parametrize(
    ("target", "landed"),
    [
        ("/produk/", "/produk/#p{sku}"),
        ("/produk/?hal=2", "/produk/?hal=2#p{sku}"),
        ("/produk/#p0", "/produk/#p{sku}"),
        ("", SHOW),
        ("https://elsewhere.example/", SHOW),
        ("//elsewhere.example/", SHOW),
        ("/\\elsewhere.example/", SHOW),
        ("javascript:alert(1)", SHOW),
        ("cart:show", SHOW),
        ("produk", SHOW),
        ("admin", SHOW),
    ],
)
def test_after_putting_in_the_visitor_goes_on_inside_the_shop(client, target, landed):
    sku = build.sku()
    response = client.post(ADD, {"sku": sku.pk, "next": target})
    assert (response.status_code, response.url) == (302, landed.format(sku=sku.pk))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "Choose a product first."),
        ({"sku": ""}, "Choose a product first."),
        ({"sku": "987654"}, "This product is not sold any more."),
        ({"quantity": "two"}, "Enter the quantity as a whole number, for example 2."),
        ({"quantity": "1.5"}, "Enter the quantity as a whole number, for example 2."),
        ({"quantity": "-1"}, "Enter the quantity as a whole number, for example 2."),
        ({"quantity": "99999"}, "Enter the quantity as a whole number, for example 2."),
        ({"quantity": "\u0662"}, "Enter the quantity as a whole number, for example 2."),
        ({"quantity": "0"}, "Choose a quantity between 1 and 9999."),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_makes_no_basket(client, facts, sentence):
    bag = build.sku()
    sent = {"sku": bag.pk} | facts if facts and "sku" not in facts else facts
    with nothing_written():
        response = client.post(ADD, sent)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "lapak_cart" not in response.cookies


@pytest.mark.parametrize("sku", ["abc", "1;DROP TABLE", "1\x00", "9" * 13, "-1", "1e3", "\u0661"])
def test_an_article_that_is_no_number_is_answered_with_a_sentence(client, sku):
    with nothing_written():
        response = client.post(ADD, {"sku": sku})
    assert response.status_code == 422
    assert "That did not work" in text_of(response)


def test_quantities_are_changed_and_lines_removed(client):
    bag, tea = build.sku(), build.sku()
    for sku in (bag, tea):
        client.post(ADD, {"sku": sku.pk})
    response = client.post(UPDATE, {"sku": bag.pk, "quantity": 5})
    assert (response.status_code, response.url) == (302, f"{SHOW}#p{bag.pk}")
    assert f'<li class="line" id="p{bag.pk}" tabindex="-1">' in client.get(SHOW).content.decode()
    client.post(UPDATE, {"sku": tea.pk, "quantity": 0})
    assert lines() == [(bag.pk, 5)]


@pytest.mark.parametrize("sent", [{"remove": True, "quantity": 7}, {"remove": True, "quantity": "-x"}, {"quantity": 0}])
def test_a_removed_line_can_be_put_back_with_one_button(client, sent):
    bag = build.sku(name="Keripik")
    client.post(ADD, {"sku": bag.pk, "quantity": 3})
    if "remove" in sent:
        sent = sent | {"remove": bag.pk}
    response = client.post(UPDATE, {"sku": bag.pk} | sent)
    assert response.url == f"{SHOW}?removed={bag.pk}&quantity=3&place=0#dihapus"
    assert lines() == []
    shown = client.get(response.url)
    assert "Keripik has been removed." in text_of(shown)
    assert b'<input type="hidden" name="quantity" value="3">' in shown.content
    client.post(ADD, {"sku": bag.pk, "quantity": 3})
    assert lines() == [(bag.pk, 3)]


def page_says(*said) -> dict:
    """What the basket's page sends: for each line the article, what was shown, and what stands in its field now."""
    skus, shown, quantities = zip(*said, strict=True)
    return {"sku": [sku.pk for sku in skus], "shown": shown, "quantity": quantities}


@pytest.fixture
def two(client, clock):
    """Two packs of the first and one of the second lie in the basket."""
    bag, tea = build.sku(name="Keripik", stock=9), build.sku(name="Teh", stock=9)
    client.post(ADD, {"sku": bag.pk, "quantity": 2})
    client.post(ADD, {"sku": tea.pk})
    return bag, tea


@pytest.mark.parametrize(
    ("button", "landed"),
    [
        ({}, "/keranjang/#p{bag}"),
        ({"action": "checkout"}, "/checkout/"),
        ({"code": "HEMAT"}, "/keranjang/#p{bag}"),
        ({"action": "drop-voucher"}, "/keranjang/#p{bag}"),
        ({"remove": "{tea}"}, "/keranjang/?removed={tea}&quantity=1&place=1#dihapus"),
    ],
)
def test_whatever_button_is_pressed_the_typed_quantity_is_taken(client, two, button, landed):
    bag, tea = two
    voucher("HEMAT")
    keys = {"bag": bag.pk, "tea": tea.pk}
    sent = {name: value.format(**keys) for name, value in button.items()}
    response = client.post(UPDATE, page_says((bag, 2, 5), (tea, 1, 1)) | sent)
    assert (response.status_code, response.url) == (302, landed.format(**keys))
    assert lines()[0] == (bag.pk, 5)


def test_a_code_typed_on_the_way_to_checkout_goes_along_and_a_wrong_one_is_told(client, two):
    bag, tea = two
    voucher("HEMAT")
    said = page_says((bag, 2, 2), (tea, 1, 4))
    refused = client.post(UPDATE, said | {"action": "checkout", "code": "HEMMAT"})
    assert refused.status_code == 422
    assert "We do not know this voucher. Check the spelling. To order without a voucher" in text_of(refused)
    assert 'value="HEMMAT"' in refused.content.decode()
    assert lines() == [(bag.pk, 2), (tea.pk, 4)]
    said = page_says((bag, 2, 2), (tea, 4, 4))
    assert client.post(UPDATE, said | {"action": "checkout", "code": "hemat"}).url == "/checkout/"
    assert Cart.objects.get().voucher_code == "HEMAT"


@pytest.mark.parametrize("button", [{}, {"action": "checkout"}, {"code": "HEMAT"}])
def test_a_quantity_that_is_none_is_told_at_its_line_and_nothing_typed_is_lost(client, two, button):
    bag, tea = two
    voucher("HEMAT")
    with nothing_written():
        response = client.post(UPDATE, page_says((bag, 2, "dua"), (tea, 1, 6)) | button)
    html = response.content.decode()
    assert response.status_code == 422
    assert f'<a href="#jumlah-{bag.pk}"><span lang="id">Keripik</span>: Enter the quantity as a whole number' in html
    assert f'id="salah-{bag.pk}"' in html
    assert re.findall(r'name="(?:shown|quantity)" value="([^"]*)"', html) == ["2", "dua", "1", "6"]
    assert re.findall(r'value="dua".* aria-describedby="([^"]*)"', html) == [f"salah-{bag.pk}"]
    assert html.count("aria-invalid") == 1
    assert ('<details class="field" open>' in html) == ('name="code" value="HEMAT"' in html) == ("code" in button)
    assert "Go to checkout" in html


def test_more_than_there_is_is_kept_and_told_in_the_basket(client, two):
    bag, tea = two
    response = client.post(UPDATE, page_says((bag, 2, 50), (tea, 1, 1)) | {"action": "checkout"}, follow=True)
    assert response.redirect_chain == [("/checkout/", 302), (SHOW, 302)]
    assert "Only 9 left. Lower the quantity to go on." in text_of(response)
    assert lines() == [(bag.pk, 50), (tea.pk, 1)]


def test_what_another_window_changed_is_not_overwritten_and_not_ordered_unseen(client, two):
    bag, tea = two
    client.post(UPDATE, page_says((bag, 2, 2), (tea, 1, 7)))
    response = client.post(UPDATE, page_says((bag, 2, 3), (tea, 1, 1)) | {"action": "checkout"})
    assert response.status_code == 409
    assert "Your basket was changed in another window. Please look at it once more." in text_of(response)
    assert lines() == [(bag.pk, 3), (tea.pk, 7)]
    assert client.post(UPDATE, page_says((bag, 3, 3), (tea, 7, 7)) | {"action": "checkout"}).url == "/checkout/"


def test_a_line_that_another_window_removed_is_told_and_the_rest_is_still_typed(client, two):
    bag, tea = two
    client.post(UPDATE, {"remove": tea.pk})
    with nothing_written():
        response = client.post(UPDATE, page_says((bag, 2, 3), (tea, 1, 4)))
    assert response.status_code == 422
    assert "This product is not in your basket any more." in text_of(response)
    assert re.findall(r'name="quantity" value="([^"]*)"', response.content.decode()) == ["3"]


def test_a_page_that_nobody_changed_writes_nothing(client, two):
    bag, tea = two
    with nothing_written():
        assert client.post(UPDATE, page_says((bag, 2, 2), (tea, 1, 1)) | {"action": "checkout"}).url == "/checkout/"


@pytest.mark.parametrize(("place", "order"), [(0, "RL"), (1, "LR"), (99, "LR"), ("x", "L")])
def test_a_removal_is_told_where_the_line_was(client, place, order):
    bag, tea = build.sku(name="Keripik"), build.sku(name="Teh")
    client.post(ADD, {"sku": bag.pk})
    html = client.get(f"{SHOW}?removed={tea.pk}&quantity=1&place={place}").content.decode()
    found = re.findall(r'class="line"|id="dihapus"', html)
    assert "".join("L" if "line" in one else "R" for one in found) == order


# The answer to a wrong quantity on a product's page


@pytest.mark.parametrize("quantity", ["2 bungkus", "1,5", "0"])
def test_a_quantity_that_cannot_be_is_asked_again_with_what_was_chosen(client, quantity):
    hot = build.sku_of(build.product(title="Keripik", slug="keripik"))
    with nothing_written():
        response = client.post(ADD, {"sku": hot.pk, "quantity": quantity, "next": "/produk/"})
    html = response.content.decode()
    assert response.status_code == 422
    assert f'name="sku" value="{hot.pk}"' in html
    assert f'name="quantity" value="{quantity}"' in html
    assert 'name="next" value="/produk/"' in html
    assert '<a class="back" href="/produk/camilan/keripik/">' in html
    assert "empty" not in text_of(response)


def test_after_a_wrong_quantity_the_language_cannot_be_changed_which_would_lose_it(client):
    assert b"Bahasa" not in client.post(ADD, {"sku": build.sku().pk, "quantity": "x"}).content


# The place of what was put in, on a page of cards


def test_a_card_tells_what_was_put_in_and_can_take_the_focus(client):
    build.shop()
    sku = build.sku_of(build.product(title="Keripik"))
    landed = client.post(ADD, {"sku": sku.pk, "next": "/produk/camilan/"}).url
    assert landed == f"/produk/camilan/#p{sku.pk}"
    told, after = client.get("/produk/camilan/").content.decode(), client.get("/produk/camilan/").content.decode()
    assert f'<article class="card" id="p{sku.pk}" tabindex="-1">' in told
    assert f'<article class="card" id="p{sku.pk}" tabindex="-1">' in after
    words = [html.split('<article class="card"')[1].count("Added to your basket.") for html in (told, after)]
    assert words == [1, 0]


@pytest.mark.parametrize("quantity", ["", " ", "-1", "1,5", "dua"])
def test_a_quantity_that_is_none_changes_nothing(client, quantity):
    bag = build.sku()
    client.post(ADD, {"sku": bag.pk, "quantity": 3})
    response = client.post(UPDATE, {"sku": bag.pk, "quantity": quantity, "action": "set"})
    assert response.status_code == 422
    assert "Enter the quantity as a whole number, for example 2." in text_of(response)
    assert lines() == [(bag.pk, 3)]


def test_every_change_keeps_the_basket_for_thirty_more_days(client):
    bag = build.sku()
    client.post(ADD, {"sku": bag.pk})
    response = client.post(UPDATE, {"sku": bag.pk, "quantity": 2})
    assert response.cookies["lapak_cart"]["max-age"] == 30 * 24 * 60 * 60


@pytest.mark.parametrize("query", ["removed=x", "removed=987654", "removed=", "removed=1%00", "quantity=3"])
def test_an_invented_removal_offers_nothing_back(client, query):
    response = client.get(f"{SHOW}?{query}")
    assert response.status_code == 200
    assert "Put it back" not in text_of(response)


@pytest.mark.parametrize("gone", ["archived", "unpublished"])
def test_what_left_the_shop_is_not_offered_back(client, gone):
    page = build.product()
    bag = page.listings.get().sku
    if gone == "archived":
        catalog.archive(sku=bag, now=build.NOW)
    else:
        page.unpublish()
    assert "Put it back" not in text_of(client.get(f"{SHOW}?removed={bag.pk}&quantity=1"))


@pytest.mark.parametrize("cookie", ["", "unknown", "x" * 5000, '"\\000"', '"a\\000b"'])
def test_a_foreign_cookie_sees_and_touches_no_basket(client, cookie):
    bag = build.sku()
    build.cart(bag)
    client.cookies["lapak_cart"] = ""
    headers = {"HTTP_COOKIE": f"lapak_cart={cookie}"}
    with nothing_written():
        shown = client.get(SHOW, **headers)
        changed = client.post(UPDATE, {"sku": bag.pk, "quantity": 9}, **headers)
    assert "Your basket is still empty" in text_of(shown)
    assert (changed.status_code, "This product is not in your basket any more." in text_of(changed)) == (422, True)


def test_the_basket_tells_changes_and_blocks_what_cannot_be_had(client):
    bag, tea = build.sku(name="Keripik", price=15000), build.sku(name="Teh")
    for sku in (bag, tea):
        client.post(ADD, {"sku": sku.pk})
    catalog.change_price(sku=bag, price=17500, compare_at=None, now=build.NOW, by="p")
    catalog.archive(sku=tea, now=build.NOW)
    words = text_of(client.get(SHOW))
    assert "The price changed from Rp15.000 to Rp17.500." in words
    assert "This product is not sold any more. Remove it to go on." in words
    assert "Please put right the marked products first; then you can order." in words
    assert "Go to checkout" not in words


def test_the_header_counts_what_is_in_the_basket(client):
    client.post(ADD, {"sku": build.sku().pk, "quantity": 3})
    assert "Basket 3 in the basket" in text_of(client.get(SHOW))


@pytest.mark.parametrize("address", [SHOW, "/checkout/"])
def test_a_page_with_somebodys_basket_is_never_stored(client, address):
    client.post(ADD, {"sku": build.sku().pk})
    cached = client.get(address)["Cache-Control"]
    assert "no-store" in cached
    assert "private" in cached


def test_names_are_shown_and_never_run(client):
    client.post(ADD, {"sku": build.sku(name="<script>alert(1)</script>").pk})
    assert b"<script>alert(1)" not in client.get(SHOW).content
