"""Checkout over HTTP: the total before the button, nothing typed is lost, every repeated click ends on one order."""

import re
import uuid

import pytest

from shop.cart.models import Cart
from shop.catalog import services as catalog
from shop.checkout.forms import version
from shop.orders.models import Order
from tests import build
from tests.checks import nothing_written, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

URL = "/checkout/"
ASKED = "If that suits you, place the order."


@pytest.fixture
def basket(client):
    """A visitor with two Keripik of 15.000 in the basket."""
    build.shop()
    bag = build.sku(name="Keripik", price=15000, stock=5)
    client.post("/keranjang/tambah/", {"sku": bag.pk, "quantity": 2})
    return bag


def hidden(response) -> dict[str, str]:
    """What the page sends back by itself."""
    found = re.findall(
        rb'<input type="hidden" name="(checkout_key|seen|consent_version|total_shown)"(?: value="([^"]*)")?',
        response.content,
    )
    assert len(found) == 4
    return {name.decode(): value.decode() for name, value in found}


def typed(**facts) -> dict[str, str]:
    """A visitor who fetches the goods."""
    return {
        "name": "Rina Kartika",
        "phone": "0812-3456-7890",
        "method": "pickup",
        "area": "",
        "address": "",
        "note": "",
        "consent": "on",
        "action": "place",
    } | facts


def test_the_language_is_not_switched_where_that_would_empty_the_form(client, basket):
    first = client.get(URL)
    for page in (first, press(client, first, name="")):
        assert b'name="bahasa"' not in page.content
    assert b'name="bahasa"' in client.get("/keranjang/").content


def press(client, page, **facts):
    return client.post(URL, hidden(page) | typed(**facts))


def order_by(client, **facts):
    """The two presses of a visitor without scripts: the first shows the total, the second orders."""
    first = press(client, client.get(URL), **facts)
    assert first.status_code == 200
    return press(client, first, **facts)


# Looking


def test_who_has_nothing_in_the_basket_is_led_back(client):
    response = client.get(URL)
    assert (response.status_code, response.url) == (302, "/keranjang/")
    assert "lapak_cart" not in response.cookies


def test_who_has_something_that_cannot_be_had_is_led_back(client, basket):
    catalog.archive(sku=basket, now=build.NOW)
    response = client.get(URL)
    assert (response.status_code, response.url) == (302, "/keranjang/")


def test_the_page_shows_the_goods_and_carries_the_key(client, basket):
    response = client.get(URL)
    assert response.status_code == 200
    assert "Keripik" in text_of(response)
    assert "Rp30.000" in text_of(response)
    cart = Cart.objects.get()
    assert hidden(response) == {
        "checkout_key": str(cart.checkout_key),
        "seen": f"{basket.pk}:2:15000",
        "consent_version": version(build.shop().consent_text),
        "total_shown": "",
    }


def test_looking_changes_nothing(client, basket):
    with nothing_written():
        client.get(URL)
        client.head(URL)


def test_the_consent_is_the_shops_own_text(client, basket):
    build.shop(consent_text="Saya setuju, versi 7.")
    assert "Saya setuju, versi 7." in text_of(client.get(URL))


def test_the_buyers_list_shows_each_fee(client, basket):
    build.zone(code="L", name="Luar kota", fee=25000, free_from=100000)
    build.zone(name="Utara", fee=0, regions=[build.region()])
    response = client.get(URL)
    assert b'<option value="zone:L" data-fee="25000" data-free-from="100000">' in response.content
    assert "Luar kota · Rp25.000" in text_of(response)
    assert "Graha Indah · free" in text_of(response)


@pytest.mark.parametrize("facts", [{}, {"name": ""}])
def test_nobody_agrees_to_words_that_the_page_did_not_show(client, basket, facts):
    page = client.get(URL)
    build.shop(consent_text="Saya setuju data saya dijual.")
    with nothing_written():
        response = press(client, page, total_shown="30000", **facts)
    assert response.status_code == 422
    assert "The words about your data have changed. Please read them and tick the box again." in text_of(response)
    assert "Saya setuju data saya dijual." in text_of(response)
    assert b"checked" not in re.search(rb'<input[^>]*name="consent"[^>]*>', response.content)[0]
    assert press(client, response).status_code == 302
    assert Order.objects.get().consent_text == "Saya setuju data saya dijual."


def test_a_page_that_was_damaged_on_the_way_comes_back_whole(client, basket):
    page = client.get(URL)
    response = press(client, page, seen="x", checkout_key="")
    assert (hidden(response)["seen"], hidden(response)["checkout_key"]) == (
        hidden(page)["seen"],
        hidden(page)["checkout_key"],
    )
    assert press(client, response).status_code == 302


def test_a_product_that_was_unpublished_meanwhile_is_not_ordered(client):
    build.shop()
    page = build.product(title="Keripik", price=15000)
    client.post("/keranjang/tambah/", {"sku": page.listings.get().sku_id, "quantity": 2})
    shown = client.get(URL)
    page.unpublish()
    with nothing_written():
        response = press(client, shown, total_shown="30000")
    assert response.status_code == 409
    assert "Keripik: This product is not sold any more. Remove it to go on." in text_of(response)


# The total before the button


def test_the_first_press_with_an_unseen_total_asks_again(client, basket):
    with nothing_written():
        first = press(client, client.get(URL))
    assert first.status_code == 200
    assert "Your total is Rp30.000." in text_of(first)
    assert ASKED in text_of(first)
    assert hidden(first)["total_shown"] == "30000"
    second = press(client, first)
    assert second.status_code == 302
    assert second.url == f"/pesanan/{Order.objects.get().token}/bayar/"


def test_a_total_that_was_shown_by_the_script_needs_one_press(client, basket):
    response = press(client, client.get(URL), total_shown="30000")
    assert response.status_code == 302


@pytest.mark.parametrize("shown", ["29999", "0", "030000", "25000"])
def test_another_total_than_the_true_one_was_not_seen(client, basket, shown):
    with nothing_written():
        response = press(client, client.get(URL), total_shown=shown)
    assert ASKED in text_of(response)


def test_changing_the_place_after_the_total_asks_again(client, basket):
    build.zone(code="L", fee=25000)
    first = press(client, client.get(URL))
    with nothing_written():
        second = press(client, first, method="delivery", area="zone:L", address="Jalan 1")
    assert "Your total is Rp55.000." in text_of(second)
    assert press(client, second, method="delivery", area="zone:L", address="Jalan 1").status_code == 302
    assert Order.objects.get().delivery_fee == 25000


def test_the_total_can_be_asked_for_before_everything_is_filled_in(client, basket):
    build.zone(code="L", name="Luar kota", fee=25000)
    page = client.get(URL)
    with nothing_written():
        response = press(client, page, name="", phone="", consent="", method="delivery", area="zone:L", action="quote")
    assert response.status_code == 200
    assert "Your total is Rp55.000." in text_of(response)
    assert "Enter your name." not in text_of(response)
    assert b'<option value="zone:L" selected' in response.content
    assert hidden(response)["total_shown"] == "55000"


def test_asking_for_the_total_keeps_what_was_typed(client, basket):
    response = press(client, client.get(URL), note="Sore & pagi", action="quote")
    assert b'value="Rina Kartika"' in response.content
    assert b"Sore &amp; pagi" in response.content
    assert b"checked" in re.search(rb'<input[^>]*name="consent"[^>]*>', response.content)[0]


@pytest.mark.parametrize("area", ["", "zone:TIDAK", "64.71.03.9999", "x" * 300, "\x00", "zone:\x00"])
@pytest.mark.parametrize("action", ["quote", "place"])
def test_a_place_that_is_not_on_the_list_is_no_error_of_ours(client, basket, area, action):
    build.zone(regions=[build.region("64.71.03", "Balikpapan Utara", "")])
    page = client.get(URL)
    with nothing_written():
        response = press(client, page, method="delivery", area=area, address="Jalan 1", action=action)
    assert response.status_code == (200 if action == "quote" else 422)
    assert "Total: choose a place" in text_of(response)


# Mistakes


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": ""}, "Enter your name."),
        ({"name": "   "}, "Enter your name."),
        ({"phone": ""}, "Enter your WhatsApp number, for example 0812 3456 7890."),
        ({"phone": "0542 123456"}, "This looks like a landline, which has no WhatsApp."),
        ({"phone": "0812"}, "This number is too short or too long."),
        ({"phone": "nomor"}, "Enter your WhatsApp number in digits"),
        ({"method": ""}, "Choose delivery or pick-up."),
        ({"method": "delivery"}, "Choose your kelurahan, so that we know the delivery fee."),
        ({"method": "delivery"}, "Enter the address to deliver to."),
        ({"method": "delivery", "address": "   "}, "Enter the address to deliver to."),
        ({"method": "delivery", "area": "zone:X", "address": "Jalan 1"}, "Choose a place from the list."),
        ({"consent": ""}, "Please agree, so that we may use your data for this order."),
        ({"seen": "x"}, "This page was out of date. Please look at it again."),
        ({"seen": "1:1"}, "This page was out of date. Please look at it again."),
    ],
)
def test_a_mistake_is_told_and_everything_typed_is_kept(client, basket, facts, sentence):
    sent = {"note": "Tolong bungkus rapi"} | facts
    page = client.get(URL)
    with nothing_written():
        response = press(client, page, **sent)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "Tolong bungkus rapi" in response.content.decode()
    for field in ("name", "phone"):
        kept = typed(**sent)[field].strip()
        assert f'name="{field}" value="{kept}"' in response.content.decode() or not kept


@pytest.mark.parametrize("key", ["", "x", "0" * 32 + "0", "\x00"])
def test_a_broken_key_is_a_mistake_and_no_order(client, basket, key):
    page = client.get(URL)
    with nothing_written():
        assert press(client, page, checkout_key=key).status_code == 422


def test_an_empty_form_is_answered_with_sentences(client, basket):
    with nothing_written():
        assert client.post(URL, {}).status_code == 422


@pytest.mark.parametrize(
    "typed_phone",
    ["081234567890", "+62 812-3456-7890", "6281234567890", "0062 812 3456 7890", "0812\u20113456\u20117890"],
)
def test_every_spelling_of_the_number_is_understood(client, basket, typed_phone):
    order_by(client, phone=typed_phone)
    assert Order.objects.get().phone == "6281234567890"


def test_pick_up_needs_no_address(client, basket):
    order_by(client, address="", area="")
    assert Order.objects.get().method == "pickup"


# The order


def test_the_order_is_what_was_typed(client, basket, clock):
    build.zone(name="Utara", fee=10000, eta="hari ini", regions=[build.region()])
    order_by(
        client,
        name="  Dewi  ",
        method="delivery",
        area="64.71.03.1006",
        address=" Jalan Mawar 3\r\nsamping masjid ",
        note="Sore",
    )
    order = Order.objects.get()
    assert (order.customer_name, order.address, order.note) == ("Dewi", "Jalan Mawar 3\r\nsamping masjid", "Sore")
    assert (order.area, order.zone, order.delivery_fee) == ("Graha Indah, 76129", "Utara", 10000)
    assert (order.placed_at, order.consent_at) == (build.NOW, build.NOW)
    assert order.consent_text == build.shop().consent_text


def test_after_the_order_the_basket_is_empty(client, basket):
    order_by(client)
    assert "Your basket is still empty" in text_of(client.get("/keranjang/"))


# Repeated clicks


def test_a_double_click_ends_on_the_same_order(client, basket):
    page = client.get(URL)
    first = press(client, page, total_shown="30000")
    with nothing_written():
        second = press(client, page, total_shown="30000")
    assert (second.status_code, second.url) == (302, first.url)


def test_a_second_tab_ends_on_the_same_order(client, basket):
    one, two = client.get(URL), client.get(URL)
    first = press(client, one, total_shown="30000")
    with nothing_written():
        assert press(client, two, total_shown="30000", name="Lain").url == first.url


def test_the_back_button_ends_on_the_same_order_even_with_mistakes_and_without_cookies(client, basket):
    page = client.get(URL)
    first = press(client, page, total_shown="30000")
    client.cookies.clear()
    with nothing_written():
        assert press(client, page, name="").url == first.url


def test_a_page_of_before_the_order_does_not_order_what_came_after(client, basket):
    old = client.get(URL)
    first = press(client, old, total_shown="30000")
    client.post("/keranjang/tambah/", {"sku": basket.pk})
    with nothing_written():
        assert press(client, old, total_shown="30000").url == first.url
    assert Order.objects.count() == 1
    assert Cart.objects.get().lines.count() == 1


def test_a_stale_key_makes_no_order_and_shows_the_basket_as_it_is(client, basket):
    page = client.get(URL)
    Cart.objects.update(checkout_key=uuid.uuid4())
    with nothing_written():
        response = press(client, page, total_shown="30000")
    assert response.status_code == 409
    assert "Your basket was changed in another window. Please look at it again." in text_of(response)
    assert hidden(response)["checkout_key"] == str(Cart.objects.get().checkout_key)
    assert press(client, response).status_code == 302


def test_who_emptied_the_basket_in_another_tab_is_led_back_to_it(client, basket):
    page = client.get(URL)
    client.post("/keranjang/ubah/", {"remove": basket.pk})
    with nothing_written():
        response = press(client, page, total_shown="30000")
    assert (response.status_code, response.url) == (302, "/keranjang/")


# What moved meanwhile


def test_a_price_that_moved_is_named_and_nothing_is_ordered(client, basket):
    page = client.get(URL)
    catalog.change_price(sku=basket, price=17500, compare_at=None, now=build.NOW, by="p")
    with nothing_written():
        response = press(client, page, total_shown="30000")
    assert response.status_code == 409
    words = text_of(response)
    assert "Keripik: the price changed from Rp15.000 to Rp17.500." in words
    assert "Something changed while you were here. Nothing has been ordered yet." in words
    assert "Rp35.000" in words
    assert b'value="Rina Kartika"' in response.content
    assert press(client, response).status_code == 302
    assert Order.objects.get().subtotal == 35000


def test_goods_that_went_meanwhile_are_named_and_nothing_is_ordered(client, basket):
    page = client.get(URL)
    build.order((basket, 4))
    with nothing_written():
        response = press(client, page, total_shown="30000")
    assert response.status_code == 409
    assert "Keripik: Only 1 left. Lower the quantity to go on." in text_of(response)


def test_something_put_in_from_another_tab_is_named(client, basket):
    page = client.get(URL)
    client.post("/keranjang/tambah/", {"sku": build.sku(name="Teh").pk})
    with nothing_written():
        response = press(client, page, total_shown="30000")
    assert response.status_code == 409
    assert "Teh: the quantity is now 1." in text_of(response)


def test_a_zone_that_was_closed_meanwhile_is_told_beside_the_place(client, basket, monkeypatch):
    """Between the check of the form and the order."""
    zone = build.zone(code="L", fee=25000)
    first = press(client, client.get(URL), method="delivery", area="zone:L", address="Jalan 1")
    place = build.checkout.place_order

    def close_first(**facts):
        type(zone).objects.update(active=False)
        return place(**facts)

    monkeypatch.setattr(build.checkout, "place_order", close_first)
    response = press(client, first, method="delivery", area="zone:L", address="Jalan 1")
    assert response.status_code == 422
    assert "We do not deliver to that place. Choose another one, or pick up at the shop." in text_of(response)
    assert not Order.objects.exists()
